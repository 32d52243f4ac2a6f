"""Where scenarios and configuration are, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

from sim.errors import InputError
from sim.scenario.names import nearest

__all__ = ["data_root", "scenario_names", "scenario_path"]

PACKAGE = Path(__file__).resolve().parents[1]


def data_root() -> Path:
    """Give the folder that holds ``scenarios`` and ``conf``.

    Returns
    -------
    pathlib.Path
        ``sim/data`` in an installed package, else the top of the checkout.
    """
    for root in (PACKAGE / "data", PACKAGE.parent):
        if (root / "scenarios").is_dir():
            return root
    raise InputError(
        f"{PACKAGE}: neither data/scenarios nor ../scenarios is there; install the package again"
    )


def scenario_names() -> list[str]:
    """List the scenarios that come with the package."""
    return sorted(path.parent.name for path in (data_root() / "scenarios").glob("*/scenario.yaml"))


def scenario_path(name_or_path: str | Path) -> Path:
    """Find the folder of a scenario.

    Parameters
    ----------
    name_or_path : str or pathlib.Path
        Name of a scenario that comes with the package, or path of a folder with a ``scenario.yaml``.

    Returns
    -------
    pathlib.Path
        The folder, absolute.
    """
    names = scenario_names()
    if str(name_or_path) in names:
        return data_root() / "scenarios" / str(name_or_path)
    folder = Path(name_or_path).expanduser()
    if (folder / "scenario.yaml").is_file():
        return folder.resolve()
    if folder.is_dir():
        raise InputError(f"{name_or_path}: this folder has no scenario.yaml; give the folder of one scenario")
    raise InputError(f"scenario '{name_or_path}' is unknown; {nearest(str(name_or_path), names)}")
