"""Hydra's errors as messages that say where the error is, what it is, and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Literal

from hydra.errors import HydraException, MissingConfigException, OverrideParseException
from omegaconf.errors import ConfigAttributeError, ConfigKeyError, OmegaConfBaseException, ValidationError

from standoff.config.levers import LEVERS
from standoff.config.limits import allowed_rule
from standoff.config.settings import RunSettings, Settings, leaves, records
from standoff.errors import ConfigError
from standoff.scenario.names import nearest

__all__ = ["KeyKind", "explain", "explained", "key_kind"]

KeyKind = Literal["group", "lever", "rule", "setting"]
RAISED = (HydraException, OmegaConfBaseException, ValueError, OverflowError, AssertionError)
"""Errors that Hydra raises for bad input, besides those of YAML, which is not imported here."""

OWN_SCENARIO = " A folder of your own: scenario.name=PATH. A dated variant: scenario.name=NAME@DATE."


@contextmanager
def explained(schema: type[Settings] = RunSettings) -> Iterator[None]:
    """Raise Hydra's errors as a `ConfigError` with a message of our own."""
    try:
        yield
    except Exception as error:
        if isinstance(error, RAISED) or type(error).__module__.startswith("yaml."):
            raise ConfigError(explain(error, schema)) from error
        raise


def explain(error: Exception, schema: type[Settings] = RunSettings) -> str:
    """Turn an error of Hydra into a message.

    Parameters
    ----------
    error : Exception
        The error that Hydra raised.
    schema : type of Settings
        The keys of the command.

    Returns
    -------
    str
        Where the error is, what is wrong, what is allowed.
    """
    if isinstance(error, MissingConfigException) and error.options:
        return _unknown_option(error.missing_cfg_file or "", error.options)
    cause = error if isinstance(error, OmegaConfBaseException) else error.__cause__
    if isinstance(cause, (ConfigKeyError, ConfigAttributeError)) and cause.full_key:
        return _unknown_key(cause.full_key, schema)
    if isinstance(cause, ValidationError) and cause.full_key:
        return f"{cause.full_key}{_got(cause)}: {_allowed(cause.full_key, schema)}"
    if isinstance(error, OverrideParseException) and error.override not in str(error):
        return f"Error parsing override '{error.override}' {_plain(error)}"
    if cause is None or _plain(cause) in _plain(error):
        return _plain(error)
    return f"{_plain(error)}; {_plain(cause)}"


def _plain(error: BaseException) -> str:
    """Join the lines of a message, without links to Hydra's website."""
    lines = (line.strip() for line in str(error).splitlines())
    return " ".join(line for line in lines if line and not line.startswith("See http"))


def _unknown_option(file: str, options: Collection[str]) -> str:
    group, _, name = file.rpartition("/")
    own = OWN_SCENARIO if group == "scenario" else ""
    return f"{group}={name}: unknown option; {_listed(name, sorted(options))}{own}"


def _listed(name: str, options: Collection[str], prefix: str = "") -> str:
    close = nearest(name, options)
    hint = f"{close} " if close.endswith("?") else ""
    return f"{hint}allowed: {', '.join(prefix + option for option in options)}."


def _unknown_key(key: str, schema: type[Settings]) -> str:
    group, _, name = key.rpartition(".")
    record = records(schema).get(group)
    names = [field.name for field in fields(record or schema)]
    prefix, more = (f"{group}.", []) if record else ("", ["experiment"])
    return f"{key}: unknown key; {_listed(name, names + more, prefix)}"


def key_kind(key: str, schema: type[Settings] = RunSettings) -> KeyKind:
    """Tell the kind of a swept key.

    Parameters
    ----------
    key : str
        The key as on the command line.
    schema : type of Settings
        The settings of the command.

    Returns
    -------
    str
        ``group`` (the choice of a preset or an experiment), ``lever``, ``rule`` (a parameter of the rules) or
        ``setting`` (everything else).

    Raises
    ------
    ConfigError
        If there is no such key.
    """
    name = key.lstrip("+")
    if name == "experiment" or name in records(schema):
        return "group"
    if name in LEVERS:
        return "lever"
    if name not in leaves(schema):
        raise ConfigError(_unknown_key(name, schema))
    return "rule" if name.startswith("rules.") else "setting"


def _got(error: OmegaConfBaseException) -> str:
    if value := re.match("Value '(.*)' (?:of|is) ", str(error)):
        return f" = {value[1]}"
    return " = null" if "not Optional" in str(error) else ""


def _allowed(key: str, schema: type[Settings]) -> str:
    if key in LEVERS:
        return f"a number is expected, {LEVERS[key].allowed}"
    if key.startswith("rules."):
        return f"a number is expected, {allowed_rule(key.removeprefix('rules.'))}"
    if key in schema.ranges:
        low, high, meaning = schema.ranges[key]
        return f"allowed range is {low} to {high}, {meaning}"
    return f"{schema.words.get(key, 'text')} is expected"
