"""Which experiments a command takes, and which command is right for the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from hydra.core.override_parser.types import Glob, Override, QuotedString

from standoff.config.complaints import unknown_option
from standoff.config.options import COMMANDS, EXPERIMENT, Option, described, experiments_for
from standoff.config.source import Search
from standoff.errors import ConfigError

__all__ = ["Studies"]

CONFIGS = {"config": "run", "sweep": "sweep", "search": "search"}
"""Command by the name of its configuration."""


class Studies:
    """The experiments of a command.

    Parameters
    ----------
    config_name : str
        Name of the command's configuration.
    search : Search
        Where Hydra looks for configurations.
    """

    def __init__(self, config_name: str, search: Search) -> None:
        self.command = CONFIGS.get(config_name, "")
        self._folders = (search.place, *search.own)

    def require(self, overrides: Iterable[Override], *, is_multirun: bool) -> None:
        """Refuse experiments that are for another command.

        An experiment for ``standoff run`` can also be varied: a sweep or a search takes it with what varies.

        Parameters
        ----------
        overrides : iterable of Override
            All overrides of the command line.
        is_multirun : bool
            Whether each value is played by itself.

        Raises
        ------
        ConfigError
            If there is no such experiment, or if it is for another command; the message names that command.
        """
        given = list(overrides)
        varies = any(each.is_sweep_override() or each.key_or_group.startswith("design") for each in given)
        for name in _names(given) if self.command else ():
            option = self._known.get(name)
            if option is None:
                raise ConfigError(unknown_option(EXPERIMENT, name, self._suggested(), self._known))
            if option.fault:
                raise ConfigError(option.fault)
            fitting = {option.command or self.command, *(["run"] if is_multirun else [])}
            if option.command == "run" and varies:
                fitting.add(self.command)
            if self.command not in fitting or not option.needs_only(self.command, is_multirun=is_multirun):
                self._refuse(option)

    @cached_property
    def _known(self) -> Mapping[str, Option]:
        return described(EXPERIMENT, *self._folders)

    def _suggested(self) -> list[str]:
        return list(experiments_for(self.command, *self._folders))

    def _refuse(self, option: Option) -> None:
        listed = ", ".join(self._suggested())
        takes = (
            f"standoff {self.command} takes {listed}" if listed else f"none is for standoff {self.command}"
        )
        varied = f"varies {', '.join(option.varies)} and " * bool(option.varies)
        command = option.command or next(name for name in COMMANDS if name != self.command)
        raise ConfigError(
            f"experiment={option.name}: {varied}is for another command: standoff {command} "
            f"experiment={option.name}; {takes}"
        )


def _names(overrides: Iterable[Override]) -> Iterator[str]:
    """Give the names of the experiments that overrides choose; those of a pattern exist."""
    for override in overrides:
        value = override.value()
        if override.key_or_group != EXPERIMENT or isinstance(value, Glob):
            continue
        for name in override.sweep_iterator() if override.is_sweep_override() else [value]:
            if isinstance(name, QuotedString):
                yield name.text
            elif isinstance(name, str):
                yield name
