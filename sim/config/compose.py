"""Compose – what Hydra makes of a command line: one job, several with ``--multirun``, none with ``--help``.

Hydra composes and checks all jobs before the first is played, and leaves nothing behind: where it insists on
writing, it gets a temporary folder.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

import hydra
from hydra.core.config_store import ConfigStore
from hydra.core.hydra_config import HydraConfig
from hydra.errors import HydraException
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from sim.config.explain import explain
from sim.config.settings import Settings, checked
from sim.errors import ConfigError
from sim.scenario.locate import data_root

__all__ = ["Job", "compose"]

PROGRAM = "standoff run"
UNNAMED = "run"
"""Stands for the experiment where none was chosen."""


@dataclass(frozen=True)
class Job:
    """One configuration to be played.

    Parameters
    ----------
    settings : Settings
        The checked settings.
    experiment : str
        Chosen experiment, ``run`` without one.
    number : int or None
        Place among the jobs of a multirun.
    overrides : tuple of str
        What the command line changed, for this job.
    config : dict
        The resolved configuration, as plain data.
    """

    settings: Settings
    experiment: str
    number: int | None
    overrides: tuple[str, ...]
    config: dict[str, Any]


def compose(arguments: Sequence[str]) -> list[Job]:
    """Compose the jobs of a command line.

    Parameters
    ----------
    arguments : sequence of str
        Hydra's flags and overrides.

    Returns
    -------
    list of Job
        Empty if only something was to be shown.

    Raises
    ------
    ConfigError
        If an override is unknown, of the wrong type or out of range.
    """
    found: list[tuple[DictConfig, Any]] = []

    @hydra.main(version_base="1.3", config_path=str(data_root() / "conf"), config_name="config")
    def collect(config: DictConfig) -> None:
        found.append((config, HydraConfig.get()))

    with _folder() as folder, _command_line(arguments):
        _register(folder)
        try:
            collect()
            return [_job(config, runtime) for config, runtime in found]
        except (HydraException, OmegaConfBaseException, ValueError) as error:
            raise ConfigError(explain(error)) from error


def _job(config: DictConfig, runtime: Any) -> Job:
    content = cast(dict[str, Any], OmegaConf.to_container(config, resolve=True))
    typed = OmegaConf.merge(OmegaConf.structured(Settings), content)  # refuses what `+key=value` added
    if missing := OmegaConf.missing_keys(typed):
        raise ConfigError(f"{', '.join(sorted(missing))}: no value; give one")
    return Job(
        settings=checked(cast(Settings, OmegaConf.to_object(typed))),
        experiment=runtime.runtime.choices.get("experiment") or UNNAMED,
        number=runtime.job.num if runtime.mode == RunMode.MULTIRUN else None,
        overrides=tuple(runtime.overrides.task),
        config=content,
    )


def _register(folder: str) -> None:
    """Give Hydra the types, and a folder where it may write what nobody reads."""
    store = ConfigStore.instance()
    store.store(name="settings", node=Settings)
    folders = {"run": {"dir": folder}, "sweep": {"dir": folder}}
    store.store(name="folders", node={"hydra": folders}, package="_global_")


@contextmanager
def _folder() -> Iterator[str]:
    try:
        temporary = tempfile.TemporaryDirectory(prefix="standoff-")
    except OSError as error:
        raise ConfigError(f"no temporary folder can be written ({error}); set TMPDIR to one") from error
    with temporary as name:
        yield name


@contextmanager
def _command_line(arguments: Sequence[str]) -> Iterator[None]:
    """Show Hydra the command line that it expects, and have it raise its errors instead of printing them."""
    switch = "HYDRA_FULL_ERROR"
    argv, before = sys.argv, os.environ.get(switch)
    # Overrides last: the parser takes those behind a flag for the only ones.
    ordered = sorted(arguments, key=lambda word: "=" in word and not word.startswith("-"))
    sys.argv, os.environ[switch] = [PROGRAM, *ordered], "1"
    try:
        yield
    finally:
        sys.argv = argv
        if before is None:
            del os.environ[switch]
        else:
            os.environ[switch] = before
