"""Points – the configuration under swept values, fast.

Hydra composes one point for each combination of presets. The others follow from it by setting values, which
is what Hydra does last, too. What would not come out as from Hydra (a value of another type, interpolations,
``+key=value``) is left to Hydra, and so is any point whose faults it has to word.
"""

from __future__ import annotations

import copy
import re
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from hydra import version
from hydra._internal.config_loader_impl import ConfigLoaderImpl
from hydra._internal.utils import create_automatic_config_search_path
from hydra.core.config_loader import ConfigLoader
from hydra.core.config_search_path import SearchPathQuery
from hydra.core.config_store import ConfigStore
from hydra.core.utils import JobRuntime, setup_globals
from hydra.types import RunMode
from omegaconf import MISSING, DictConfig, OmegaConf, open_dict, read_write

from standoff.config.complaints import explained
from standoff.config.expand import PLAYED_HERE, PLUGINS, Value, expand, override_text, read_flags, split
from standoff.config.settings import Settings, checked, leaves, with_values
from standoff.errors import ConfigError
from standoff.scenario.locate import data_root

__all__ = ["VERSION", "Composed", "Composer", "register"]

VERSION = "1.3"
"""The behaviour of Hydra that is relied on."""

UNNAMED = "run"
"""Stands for the experiment where none was chosen."""

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
    content : dict or None
        The configuration as Hydra made it, where the settings do not say all of it.
    """

    settings: S
    experiment: str
    content: dict[str, Any] | None

    @property
    def config(self) -> dict[str, Any]:
        """The configuration as plain data."""
        return asdict(self.settings) if self.content is None else copy.deepcopy(self.content)


class Composer(Generic[S]):
    """Composes the points of one command line.

    Parameters
    ----------
    arguments : sequence of str
        Hydra's flags and overrides.
    program : str
        Name of the command, for messages.
    config_name : str
        File in ``conf/`` that everything starts from.
    schema : type of Settings
        Types and ranges of its keys.

    Attributes
    ----------
    given : dict
        The sweep or the one override of each key, in the order of Hydra's sweeper, which puts those of
        ``hydra.sweeper.params`` first.
    fixed : list of str
        The overrides that hold at all points.
    swept : dict
        The sweeps by key.
    is_multirun : bool
        Whether ``--multirun`` or ``hydra.mode`` asks for all points.

    Raises
    ------
    ConfigError
        If what is fixed is unknown, of the wrong type or cannot be read.
    """

    def __init__(self, arguments: Sequence[str], program: str, config_name: str, schema: type[S]) -> None:
        flags = read_flags(arguments, program)
        self._name, self._overrides = flags.config_name or config_name, flags.overrides
        self._schema, self._types, self._leaves = schema, OmegaConf.structured(schema), leaves(schema)
        self._remembered: dict[tuple[tuple[str, ...], ...], Composed[S]] = {}
        with explained(schema):
            self._loader = _loader(flags)
            given = expand(flags.overrides, self._loader.get_group_options)
            self._mode = RunMode.MULTIRUN if flags.multirun or split(given)[1] else RunMode.RUN
            self._master = self._load(self._mode)
            params = OmegaConf.select(self._master, "hydra.sweeper.params")
            named = params.items() if isinstance(params, DictConfig) else ()
            first = expand([f"{key!s}={text}" for key, text in named], self._loader.get_group_options)
        self.given = {**first, **given}
        self.fixed, self.swept = split(self.given)
        self.is_multirun = flags.multirun or self._master.hydra.mode == RunMode.MULTIRUN

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
        """Compose the command line as one job, with the overrides as they stand; Hydra refuses sweeps."""
        with explained(self._schema):
            config = copy.deepcopy(self._master) if self._mode == RunMode.RUN else self._load(RunMode.RUN)
            overrides = tuple(config.hydra.overrides.task)
            return self._composed(config), overrides

    def at(self, point: Mapping[str, Value]) -> Composed[S]:
        """Compose a point without checking its ranges; see `settings`."""
        plain = {key: value for key, value in point.items() if key in self._leaves and _is_literal(value)}
        chosen = tuple(_override(key, value) for key, value in point.items() if key not in plain)
        base = self._remembered.get((tuple(plain), chosen))
        if base is None:
            composed, overrides = self._really(point)
            tangled = _tangled(overrides).intersection(key.partition(".")[0] for key in plain)
            if not plain or (composed.content is None and not tangled):
                self._remembered[tuple(plain), chosen] = copy.deepcopy(composed)
            return composed
        try:
            return replace(base, settings=with_values(base.settings, plain, self._leaves))
        except (TypeError, OverflowError):
            return self._really(point)[0]

    def _really(self, point: Mapping[str, Value]) -> tuple[Composed[S], list[str]]:
        """Have Hydra compose a point, and give the overrides for it."""
        choices = self._master.hydra.runtime.choices
        for plugin in PLUGINS:
            if choices.get(plugin) not in (None, "basic"):
                raise ConfigError(f"{plugin}={choices[plugin]}: {PLAYED_HERE}")
        keys = dict.fromkeys((*self.given, *point))
        texts = (_override(key, point[key]) if key in point else self.given[key] for key in keys)
        overrides = [text for text in texts if isinstance(text, str)]
        with explained(self._schema):
            register(self._schema)
            config = self._loader.load_sweep_config(self._master, overrides)
            return self._composed(config), overrides

    def _load(self, mode: RunMode) -> DictConfig:
        register(self._schema)
        return self._loader.load_configuration(self._name, list(self._overrides), mode)

    def _composed(self, config: DictConfig) -> Composed[S]:
        """Make settings of what Hydra composed."""
        experiment = config.hydra.runtime.choices.get("experiment") or UNNAMED
        with read_write(config), open_dict(config):
            del config["hydra"]
        content = cast(dict[str, Any], OmegaConf.to_container(config, resolve=True))
        typed = OmegaConf.merge(self._types, content)  # refuses what `+key=value` added
        if missing := OmegaConf.missing_keys(typed):
            raise ConfigError(f"{', '.join(sorted(missing))}: no value; give one")
        settings = cast(S, OmegaConf.to_object(typed))
        is_typed = OmegaConf.get_type(config) is self._schema
        says_all = is_typed and OmegaConf.to_container(config) == asdict(settings)
        return Composed(settings, experiment, None if says_all else content)


def register(schema: type[Settings]) -> None:
    """Give Hydra the types that ``conf/`` refers to."""
    ConfigStore.instance().store(name="settings", node=schema)


def _loader(flags: Namespace) -> ConfigLoader:
    """Make what composes from ``conf/`` and the folders that the flags name."""
    setup_globals()  # ${now:} and the like
    version.setbase(VERSION)
    JobRuntime.instance().set("name", "standoff")
    place = flags.config_path or str(data_root() / "conf")
    path = create_automatic_config_search_path(None, __name__, place)
    if flags.config_dir is not None:
        folder = Path(flags.config_dir).absolute()
        if not folder.is_dir():
            raise ConfigError(f"--config-dir={flags.config_dir}: there is no such folder; give another")
        path.prepend("command-line", f"file://{folder}", SearchPathQuery(provider="schema"))
    return ConfigLoaderImpl(path)


def _override(key: str, value: Value) -> str:
    return f"{key}={override_text(value)}"


def _tangled(overrides: Sequence[str]) -> set[str]:
    """Name what is added, deleted or set as a whole: there the order of overrides matters."""
    whole = (text for text in overrides if text[0] in "+~" or text.partition("=")[2][:1] in ("[", "{"))
    return {re.split(r"[.@=]", text.lstrip("+~"))[0] for text in whole}


def _is_literal(value: Value) -> bool:
    """Whether a value is what it looks like, and no list, mapping, interpolation or mark of a missing one."""
    return not isinstance(value, str) or not (value[:1] in ("[", "{") or "${" in value or value == MISSING)
