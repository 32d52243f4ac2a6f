"""Loading of a crisis as reported, from its files."""

from __future__ import annotations

from pathlib import Path

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.overrides import override_text
from standoff.config.settings import RunSettings
from standoff.interface.arguments import place
from standoff.interface.crisis import Crisis
from standoff.scenario.load import load_scenario

__all__ = ["load"]


def load(scenario: str | Path, config_dir: str | Path | None = None) -> Crisis:
    """Load a crisis as reported.

    Parameters
    ----------
    scenario : str or pathlib.Path
        Name of a scenario that comes with the program, or the path of a folder; behind an @, the date of one
        of its variants.
    config_dir : str or pathlib.Path, optional
        Folder with presets and experiments of your own, as for ``--config-dir``.

    Raises
    ------
    InputError
        If there is no such scenario or folder, or the scenario has faults; the message lists all of them.

    Examples
    --------
    >>> from standoff.scenario.locate import scenario_names
    >>> load(scenario_names()[0]).scenario.crisis.version
    '1'
    """
    place("scenario", scenario)  # a name is a path, too
    loaded = load_scenario(scenario)
    flags = [] if config_dir is None else [f"--config-dir={place('config_dir', config_dir)}"]
    flags.append(f"scenario.name={override_text(loaded.address)}")
    return Crisis(loaded, tuple(flags), Composer(read_flags(flags, "load"), "config", RunSettings), {})
