"""The settings of a command line, at its own values or at other values of some keys.

Hydra composes every configuration; recent ones are kept and not composed again.
"""

from __future__ import annotations

import copy
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar, cast

from hydra import compose
from hydra.core.config_store import ConfigStore
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.types import Override
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf, open_dict, read_write

from standoff.config.complaints import explained, unknown_key
from standoff.config.expand import expand, refuse_varied, split
from standoff.config.experiments import Studies
from standoff.config.help_page import help_page
from standoff.config.overrides import (
    PLAYED_HERE,
    PLUGINS,
    Value,
    is_quantity_key,
    override_text,
    parse_overrides,
)
from standoff.config.search_path import SEARCH_PATH, search_in, search_of
from standoff.config.settings import Settings, checked
from standoff.errors import ConfigError

__all__ = ["UNNAMED", "Composed", "Composer", "register"]

UNNAMED = "run"
"""Name of the experiment where none is chosen."""

TYPES = "settings.yaml"
"""Name under which ``conf/`` refers to the types."""

REMEMBERED = 64
"""Number of configurations kept: laying out a sweep needs the same few several times."""

S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)
class Composed(Generic[S]):
    """A composed configuration.

    Parameters
    ----------
    settings : Settings
        Typed settings whose ranges are not yet checked.
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
        Root file in ``conf/``.
    schema : type of Settings
        Types and ranges of its keys.

    Attributes
    ----------
    given : dict
        By key, what the command line or its experiment sets: an override, or the values to sweep.
    fixed : list of str
        The overrides with a single value.
    swept : dict
        The swept keys with their values.
    is_multirun : bool
        Whether the command line requests several jobs.

    Raises
    ------
    InputError
        If the command line cannot be read or composed.
    """

    def __init__(self, flags: Namespace, config_name: str, schema: type[S]) -> None:
        self._name, self._schema = flags.config_name or config_name, schema
        self._types = OmegaConf.structured(schema)
        self._overrides = [each for each in parse_overrides(flags.overrides, schema) if not _is_none(each)]
        self._search = search_of(flags, self._overrides, schema)
        self._studies = Studies(config_name, self._search)
        self._studies.require(self._overrides, is_multirun=flags.multirun)
        self._compose_cached = lru_cache(REMEMBERED)(self._compose)
        with explained(schema):
            given = expand(self._overrides, schema, self._options)
            self._config = self._load(self._fixed_lines())
            params = OmegaConf.select(self._config, "hydra.sweeper.params")
            named = params.items() if isinstance(params, DictConfig) else ()
            lines = [f"{key!s}={text}" for key, text in named]
            first = expand(parse_overrides(lines, schema), schema, self._options)
        self.given = {**first, **given}
        self.fixed, self.swept = split(self.given)
        self.is_multirun = bool(flags.multirun or self._config.hydra.mode == RunMode.MULTIRUN)

    @cached_property
    def base(self) -> S:
        """The checked settings before anything is varied.

        Raises
        ------
        InputError
            If a value is of the wrong type or out of range.
        """
        return self.settings({})

    def settings(self, point: Mapping[str, Value]) -> S:
        """Give the settings at a point.

        Parameters
        ----------
        point : Mapping
            Value by key: presets, levers, any other setting. They override the command line.

        Returns
        -------
        Settings
            Settings that passed all checks.

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
        """Compose the command line as one job, with its overrides; refuse swept keys."""
        refuse_varied(self._overrides)
        with explained(self._schema):
            return self._made(copy.deepcopy(self._config)), tuple(self._config.hydra.overrides.task)

    def help_page(self) -> str:
        """Write the help of the command."""
        return help_page(self._config, self._schema, (self._search.place, *self._search.own))

    def as_text(self, *, package: str | None = None, resolve: bool = False) -> str:
        """Write the configuration before anything is varied, or the part of it at a key, as YAML."""
        config = copy.deepcopy(self._config)
        with read_write(config), open_dict(config):
            del config["hydra"]
        with explained(self._schema):
            part = OmegaConf.select(config, package, throw_on_missing=False) if package else config
            if not OmegaConf.is_config(part):
                raise ConfigError(f"--package={package}: there is no such group")
            return OmegaConf.to_yaml(part, resolve=resolve)

    def at(self, point: Mapping[str, Value]) -> Composed[S]:
        """Compose a point without checking its ranges; see `settings`."""
        choices = self._config.hydra.runtime.choices
        for plugin in PLUGINS:
            if choices.get(plugin) not in (None, "basic"):
                raise ConfigError(f"{plugin}={choices[plugin]}: {PLAYED_HERE}")
        lines = [f"{key}={override_text(value)}" for key, value in point.items()]
        moved = parse_overrides(lines, self._schema)
        for override in moved:
            if is_quantity_key(override.key_or_group, self._schema):
                raise ConfigError(unknown_key(override.key_or_group, self._schema))
        self._studies.require([*self._overrides, *moved], is_multirun=self.is_multirun)
        texts = {**self.given, **{each.get_key_element(): str(each.input_line) for each in moved}}
        return copy.deepcopy(
            self._compose_cached(tuple(text for text in texts.values() if isinstance(text, str)))
        )

    def _compose(self, overrides: tuple[str, ...]) -> Composed[S]:
        lines = [*self._config.hydra.overrides.hydra, *overrides]
        with explained(self._schema):
            is_there = lines == self._fixed_lines()
            return self._made(copy.deepcopy(self._config) if is_there else self._load(lines))

    def _fixed_lines(self) -> list[str]:
        """Give the overrides with a single value that belong into a configuration."""
        return [
            str(override.input_line)
            for override in self._overrides
            if not override.is_sweep_override()
            and not is_quantity_key(override.key_or_group, self._schema)
            and override.key_or_group != SEARCH_PATH
        ]

    def _load(self, overrides: Sequence[str]) -> DictConfig:
        """Let Hydra compose a configuration, including Hydra's own settings."""
        register(self._schema)
        with search_in(self._search):
            return compose(self._name, list(overrides), return_hydra_config=True)

    def _options(self, group: str) -> list[str]:
        """List the options of a group."""
        with search_in(self._search):
            return GlobalHydra.instance().config_loader().get_group_options(group)

    def _made(self, config: DictConfig) -> Composed[S]:
        """Make typed settings of a configuration composed by Hydra."""
        experiment = config.hydra.runtime.choices.get("experiment") or UNNAMED
        with read_write(config), open_dict(config):
            del config["hydra"]
        content = cast(dict[str, Any], OmegaConf.to_container(config, resolve=True))
        typed = OmegaConf.merge(self._types, content)  # refuses what `+key=value` added
        if missing := OmegaConf.missing_keys(typed):
            raise ConfigError(f"{', '.join(sorted(missing))}: no value; give one")
        return Composed(cast(S, OmegaConf.to_object(typed)), experiment, content)


def register(schema: type[Settings]) -> None:
    """Register the types that ``conf/`` refers to with Hydra, unless they are the ones registered last."""
    store = ConfigStore.instance()
    registered = store.repo.get(TYPES)
    if registered is None or OmegaConf.get_type(registered.node) is not schema:
        store.store(name=TYPES, node=schema)


def _is_none(override: Override) -> bool:
    """Tell whether an override asks for no experiment, as there is none without it."""
    return override.key_or_group == "experiment" and override.value() is None
