"""The jobs of a command line: one, several with ``--multirun``, none with ``--help``.

All jobs are composed and checked before the first is played, and no files are left behind. Flags that only
show something are passed to Hydra.
"""

from __future__ import annotations

import itertools
import math
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import hydra
from omegaconf import DictConfig

from standoff.config.complaints import explained
from standoff.config.composer import UNNAMED, Composed, Composer, register
from standoff.config.expand import Varied
from standoff.config.flags import read_flags
from standoff.config.overrides import Value, parse_overrides
from standoff.config.search_path import SEARCH_PATH, VERSION, search_of, searched
from standoff.config.settings import RunSettings, Settings, checked
from standoff.errors import ConfigError

__all__ = ["Job", "compose", "composer_of"]

MOST_JOBS = 100_000
"""Most jobs of a multirun, which plays and writes them one by one."""

NO_LOGGING = "hydra.hydra_logging.root=null"
"""Keeps Hydra from configuring logging, where a configuration can name any function or file."""

S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)
class Job:
    """A configuration to be played.

    Parameters
    ----------
    settings : RunSettings
        The checked settings.
    experiment : str
        Chosen experiment, ``run`` without one.
    number : int or None
        Index among the jobs of a multirun.
    overrides : tuple of str
        Overrides of the command line for this job.
    config : dict
        The resolved configuration, as plain data.
    """

    settings: RunSettings
    experiment: str
    number: int | None
    overrides: tuple[str, ...]
    config: dict[str, Any]

    @property
    def chosen_experiment(self) -> str:
        """The experiment that was chosen; empty if there is none."""
        return "" if self.experiment == UNNAMED else self.experiment


def compose(
    arguments: Sequence[str],
    program: str = "standoff run",
    config_name: str = "config",
    schema: type[RunSettings] = RunSettings,
) -> list[Job]:
    """Compose the jobs of a command line.

    Parameters
    ----------
    arguments : sequence of str
        Hydra's flags and overrides.
    program : str
        Name of the command, for messages.
    config_name : str
        Root file in ``conf/``.
    schema : type of Settings
        Types and ranges of its keys.

    Returns
    -------
    list of Job
        Empty if the command line only shows something.

    Raises
    ------
    InputError
        If an override is unknown, of the wrong type or out of range.
    """
    composer = composer_of(arguments, program, config_name, schema)
    if composer is None:
        return []
    if composer.is_multirun:
        return [_job(composer.at(point), number, changed) for number, point, changed in _points(composer)]
    composed, overrides = composer.single()
    return [_job(composed, None, overrides)]


def composer_of(
    arguments: Sequence[str], program: str, config_name: str, schema: type[S]
) -> Composer[S] | None:
    """Make the composer of a command line, or show the help or configuration that its flags request.

    Returns
    -------
    Composer or None
        None if the command line only shows something.

    Raises
    ------
    InputError
        If an override cannot be used, or flags cannot be combined.
    SystemExit
        After the help, and after Hydra's version.
    """
    flags = read_flags(arguments, program, schema)
    if flags.experimental_rerun is not None:
        raise ConfigError(
            "--experimental-rerun: not supported; a manifest.json holds the command that repeats its result"
        )
    if flags.run and flags.multirun:
        raise ConfigError("--run and --multirun: give one of them")
    if flags.help:
        print(Composer(Namespace(**{**vars(flags), "overrides": []}), config_name, schema).help_page())
        raise SystemExit(0)
    if flags.hydra_help or flags.info or flags.shell_completion or (flags.cfg and flags.cfg != "job"):
        _show_by_hydra(flags, config_name, schema)
        return None
    composer = Composer(flags, config_name, schema)
    if flags.cfg:
        if not (composer.is_multirun or schema.takes_quantities):
            composer.single()  # a run has one value of each key
        print(composer.as_text(package=flags.package, resolve=flags.resolve), end="")
        return None
    return composer


def _show_by_hydra(flags: Namespace, config_name: str, schema: type[Settings]) -> None:
    """Let Hydra show its own help or configuration."""
    overrides = parse_overrides(flags.overrides, schema)
    lines = [str(each.input_line) for each in overrides if each.key_or_group != SEARCH_PATH]
    if flags.hydra_help:  # overrides precede flags; what is played does not matter to the help of Hydra
        lines = [*(line for line in lines if line.startswith("hydra.")), NO_LOGGING]
    words = ["standoff", *lines]
    words += [f"--{name}" for name in ("resolve", "shell_completion") if getattr(flags, name)]
    words += ["--hydra-help"] if flags.hydra_help else []
    words += [f"--{name}={value}" for name in ("cfg", "info", "package") if (value := getattr(flags, name))]
    words = [word.replace("shell_completion", "shell-completion") for word in words]
    search = search_of(flags, overrides, schema)
    with _command_line(words), explained(schema), searched(search):
        register(schema)
        name = flags.config_name or config_name
        hydra.main(version_base=VERSION, config_path=str(search.place), config_name=name)(_play_nothing)()


def _play_nothing(config: DictConfig) -> None:
    """Take the place of the program when Hydra only shows help or configuration."""


def _job(composed: Composed[RunSettings], number: int | None, overrides: tuple[str, ...]) -> Job:
    return Job(checked(composed.settings), composed.experiment, number, overrides, composed.config)


def _points(composer: Composer[RunSettings]) -> Iterator[tuple[int, dict[str, Value], tuple[str, ...]]]:
    """Give the number, swept values and overrides of each job; the last factor varies fastest."""
    for key, varied in composer.swept.items():
        if varied.is_interval:
            raise ConfigError(
                f"{key}=interval({varied.low:g},{varied.high:g}): --multirun cannot draw from an interval; "
                "list values, as in 1,2,3 or range(start,stop,step), or use standoff sweep"
            )
    n_jobs = math.prod(len(varied.values) for varied in composer.swept.values())
    if n_jobs > MOST_JOBS:
        raise ConfigError(f"{n_jobs:,} jobs: --multirun plays at most {MOST_JOBS:,}; give fewer values")
    columns = [
        list(zip(given.values, given.overrides, strict=True))
        if isinstance(given, Varied)
        else [(None, given)]
        for given in composer.given.values()
    ]
    for number, row in enumerate(itertools.product(*columns)):
        values = {key: value for key, (value, _) in zip(composer.given, row, strict=True)}
        point = {key: values[key] for key in composer.swept}
        yield number, point, tuple(override for _, override in row)


@contextmanager
def _command_line(words: list[str]) -> Iterator[None]:
    """Give Hydra the command line that it expects, and make it raise errors instead of printing them."""
    switch = "HYDRA_FULL_ERROR"
    argv, before = sys.argv, os.environ.get(switch)
    sys.argv, os.environ[switch] = words, "1"
    try:
        yield
    finally:
        sys.argv = argv
        if before is None:
            del os.environ[switch]
        else:
            os.environ[switch] = before
