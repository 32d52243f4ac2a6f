"""Composer – the settings of one command line, with or without other values at some keys.

Hydra composes every configuration; one that was composed lately is not composed again.
"""

from __future__ import annotations

import copy
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from hydra import compose
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf, open_dict, read_write

from standoff.config.complaints import explained
from standoff.config.expand import (
    PLAYED_HERE,
    PLUGINS,
    Value,
    expand,
    override_text,
    parse_overrides,
    refuse_varied,
    split,
)
from standoff.config.search_path import search_in
from standoff.config.settings import Settings, checked
from standoff.errors import ArgumentError, ConfigError
from standoff.scenario.locate import data_root

__all__ = ["Composed", "Composer", "register"]

UNNAMED = "run"
"""Stands for the experiment where none was chosen."""

REMEMBERED = 64
"""How many configurations are kept: laying out a sweep asks for the same few several times."""

S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)
class Composed(Generic[S]):
    """One configuration.

    Parameters
    ----------
    settings : Settings
        Typed, with ranges not checked yet.
    experiment : str
        Chosen experiment, ``run`` without one.
    config : dict
        The configuration as plain data.
    """

    settings: S
    experiment: str
    config: dict[str, Any]


class Composer(Generic[S]):
    """Composes the points of one command line.

    Parameters
    ----------
    flags : argparse.Namespace
        The command line, as `read_flags` gives it.
    config_name : str
        File in ``conf/`` that everything starts from.
    schema : type of Settings
        Types and ranges of its keys.

    Attributes
    ----------
    given : dict
        By key, what the command line or its experiment sets: the override, or the values that are swept.
    fixed : list of str
        The overrides among them.
    swept : dict
        The swept ones by key.
    is_multirun : bool
        Whether several jobs are asked for.

    Raises
    ------
    InputError
        If the command line cannot be read or composed.
    """

    def __init__(self, flags: Namespace, config_name: str, schema: type[S]) -> None:
        self._name, self._schema = flags.config_name or config_name, schema
        self._place = Path(flags.config_path or data_root() / "conf").absolute()
        self._own = None if flags.config_dir is None else Path(flags.config_dir).absolute()
        if self._own is not None and not self._own.is_dir():
            message = f"{{config_dir}}={flags.config_dir}: there is no such folder; give another"
            raise ArgumentError(message, config_dir=None)
        self._types = OmegaConf.structured(schema)
        self._overrides = parse_overrides(flags.overrides)
        self._composed_lately = lru_cache(REMEMBERED)(self._compose)
        with explained(schema):
            given = expand(flags.overrides, self._options)
            lines = [
                str(override.input_line) for override in self._overrides if not override.is_sweep_override()
            ]
            self._base = self._load(lines)
            params = OmegaConf.select(self._base, "hydra.sweeper.params")
            named = params.items() if isinstance(params, DictConfig) else ()
            first = expand([f"{key!s}={text}" for key, text in named], self._options)
        self.given = {**first, **given}
        self.fixed, self.swept = split(self.given)
        self.is_multirun = bool(flags.multirun or self._base.hydra.mode == RunMode.MULTIRUN)

    def settings(self, point: Mapping[str, Value]) -> S:
        """Give the settings at a point.

        Parameters
        ----------
        point : Mapping
            Value by key: presets, levers, any other setting. They win over what is fixed.

        Returns
        -------
        Settings
            With all checks passed.

        Raises
        ------
        InputError
            If a key or a preset is unknown, or a value of the wrong type or out of range.
        """
        return checked(self.at(point).settings)

    def config(self, point: Mapping[str, Value]) -> dict[str, Any]:
        """Give the configuration at a point as plain data; ranges are not checked."""
        return self.at(point).config

    def single(self) -> tuple[Composed[S], tuple[str, ...]]:
        """Compose the command line as one job, with the overrides as they stand; a sweep is refused."""
        refuse_varied(self._overrides)
        with explained(self._schema):
            return self._made(copy.deepcopy(self._base)), tuple(self._base.hydra.overrides.task)

    def at(self, point: Mapping[str, Value]) -> Composed[S]:
        """Compose a point without checking its ranges; see `settings`."""
        choices = self._base.hydra.runtime.choices
        for plugin in PLUGINS:
            if choices.get(plugin) not in (None, "basic"):
                raise ConfigError(f"{plugin}={choices[plugin]}: {PLAYED_HERE}")
        keys = dict.fromkeys((*self.given, *point))
        texts = (f"{key}={override_text(point[key])}" if key in point else self.given[key] for key in keys)
        return copy.deepcopy(self._composed_lately(tuple(text for text in texts if isinstance(text, str))))

    def _compose(self, overrides: tuple[str, ...]) -> Composed[S]:
        with explained(self._schema):
            return self._made(self._load([*self._base.hydra.overrides.hydra, *overrides]))

    def _load(self, overrides: Sequence[str]) -> DictConfig:
        """Have Hydra compose a configuration, with its own settings."""
        register(self._schema)
        with search_in(self._place, self._own):
            return compose(self._name, list(overrides), return_hydra_config=True)

    def _options(self, group: str) -> list[str]:
        """List the options of a group."""
        with search_in(self._place, self._own):
            return GlobalHydra.instance().config_loader().get_group_options(group)

    def _made(self, config: DictConfig) -> Composed[S]:
        """Make settings of what Hydra composed."""
        experiment = config.hydra.runtime.choices.get("experiment") or UNNAMED
        with read_write(config), open_dict(config):
            del config["hydra"]
        content = cast(dict[str, Any], OmegaConf.to_container(config, resolve=True))
        typed = OmegaConf.merge(self._types, content)  # refuses what `+key=value` added
        if missing := OmegaConf.missing_keys(typed):
            raise ConfigError(f"{', '.join(sorted(missing))}: no value; give one")
        return Composed(cast(S, OmegaConf.to_object(typed)), experiment, content)


def register(schema: type[Settings]) -> None:
    """Give Hydra the types that ``conf/`` refers to."""
    ConfigStore.instance().store(name="settings", node=schema)
