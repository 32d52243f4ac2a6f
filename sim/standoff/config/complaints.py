"""Hydra's errors as messages that say where the error is, what it is, and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from difflib import get_close_matches
from typing import Literal

from hydra.errors import HydraException, MissingConfigException
from omegaconf.errors import OmegaConfBaseException

from standoff.config.levers import LEVERS
from standoff.config.limits import allowed_rule
from standoff.config.settings import RunSettings, Settings, leaves, records
from standoff.config.syntax import shown
from standoff.errors import ConfigError
from standoff.scenario.names import nearest

__all__ = ["KeyKind", "allowed_values", "explain", "explained", "key_kind", "unknown_key", "unknown_option"]

KeyKind = Literal["group", "lever", "rule", "setting"]
RAISED = (HydraException, OmegaConfBaseException, ValueError, OverflowError, AssertionError)
"""Errors that Hydra raises for bad input, besides those of YAML, which is not imported here."""

OWN_SCENARIO = " A folder of your own: scenario.name=PATH. A dated variant: scenario.name=NAME@DATE."

IN_FILE = re.compile(r"In '(?P<file>[^']+)': ")
FULL_KEY = re.compile(r"full_key: (?P<key>[\w.]+)")
VALUE = re.compile(r"Value '(?P<value>.*?)' (?:of|is) ", re.DOTALL)
MERGING = re.compile(r"Error merging override [+~]*(?P<key>[^=]+)=(?P<value>.*?)(?:; |$)", re.DOTALL)
NO_OPTION = re.compile(r"You must specify '(?P<group>[^']+)'.* Available options: (?P<options>.*)", re.DOTALL)
NOT_IN_DEFAULTS = re.compile(r"Could not override '(?P<group>[^']+)'")


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
    if isinstance(error, MissingConfigException):
        return _missing(error)
    cause = error if isinstance(error, OmegaConfBaseException) else error.__cause__
    text = _plain(error)
    if cause is not None and _plain(cause) not in text:
        text = f"{text}; {_plain(cause)}"
    for read in (_about_key, _about_override, _about_defaults, _about_option):
        if message := read(text, schema):
            return f"{_file(error)}{message}"
    return text


def _about_key(text: str, schema: type[Settings]) -> str:
    """Word an error that names a key."""
    match = FULL_KEY.search(text)
    if match is None:
        return ""
    key, value = match["key"], VALUE.search(text)
    if key in leaves(schema):
        got = f" = {shown(value['value'])}" if value else " = null" if "not Optional" in text else ""
        return f"{key}{got}: {allowed_values(key, schema)}"
    if key in records(schema):
        return f"{key}: an option of this group is expected, or values of its keys"
    return unknown_key(key, schema)


def _about_override(text: str, schema: type[Settings]) -> str:
    """Word an error that names an override."""
    match = MERGING.search(text)
    if match is None or match["key"] not in leaves(schema):
        return ""
    return f"{match['key']} = {shown(match['value'])}: {allowed_values(match['key'], schema)}"


def _about_defaults(text: str, schema: type[Settings]) -> str:
    """Word an error about the defaults of a configuration."""
    match = NOT_IN_DEFAULTS.search(text)
    if match is None:
        return ""
    meant = nearest(match["group"], list(records(schema)))
    return f"its defaults name the group '{match['group']}', which this command has not; {meant}"


def _about_option(text: str, schema: type[Settings]) -> str:
    """Word an error about a group without an option, as ``???`` stands for none."""
    match = NO_OPTION.search(text)
    if match is None:
        return ""
    return f"{match['group']}: no option; give one of {', '.join(match['options'].split())}"


def _file(error: Exception) -> str:
    """Name the file of a configuration in which Hydra met an error, if it says so."""
    match = IN_FILE.match(str(error))
    return f"{match['file']}.yaml: " if match else ""


def _missing(error: MissingConfigException) -> str:
    name = error.missing_cfg_file or ""
    if error.options is not None:
        return unknown_option(*_parted(name), error.options)
    if name:
        return f"{name}: there is no such configuration; give the name of a file without its ending .yaml"
    return _plain(error)


def _parted(file: str) -> tuple[str, str]:
    """Part the name of a file into group and option; only groups of Hydra lie below another."""
    group, _, name = file.rpartition("/") if file.startswith("hydra/") else file.partition("/")
    return group, name


def _plain(error: BaseException) -> str:
    """Join the lines of a message, without links to Hydra's website."""
    lines = (line.strip() for line in str(error).splitlines())
    return " ".join(line for line in lines if line and not line.startswith("See http"))


def unknown_option(group: str, name: str, options: Collection[str], meant: Collection[str] = ()) -> str:
    """Say that a group has no such option, and which it has.

    Parameters
    ----------
    group, name : str
        The group, and the option as given.
    options : collection of str
        The options of the command.
    meant : collection of str
        What may have been meant, if more than these: options of other commands.
    """
    own = OWN_SCENARIO if group == "scenario" else ""
    return f"{group}={name}: unknown option; {_listed(name, sorted(options), meant=meant)}{own}"


def _listed(name: str, options: Collection[str], prefix: str = "", meant: Collection[str] = ()) -> str:
    close = nearest(name, meant or options)
    hint = f"{close} " if close.endswith("?") else ""
    return f"{hint}allowed: {', '.join(prefix + option for option in options)}."


def unknown_key(key: str, schema: type[Settings], more: Sequence[str] = ()) -> str:
    """Say that there is no such key, which was probably meant, and which there are.

    Parameters
    ----------
    key : str
        The key as given.
    schema : type of Settings
        The settings of the command.
    more : sequence of str
        Further keys that may have been meant, such as quantities of the scenario.
    """
    if not key:
        return "a key is missing in front of =; write key=value"
    group, _, name = key.rpartition(".")
    record = records(schema).get(group)
    names = [field.name for field in fields(record or schema)]
    if record:
        return f"{key}: unknown key; {_listed(name, names, f'{group}.')}"
    names.append("experiment")
    meant = _meant(key, [*names, *leaves(schema), *more])
    return f"{key}: unknown key; {meant}allowed: {', '.join(names)}."


def _meant(key: str, known: Collection[str]) -> str:
    """Name the keys that were probably meant: with the same last part, else of a similar name."""
    ends: dict[str, list[str]] = {}
    for name in dict.fromkeys(known):
        ends.setdefault(name.rpartition(".")[2], []).append(name)
    similar = get_close_matches(key, known, n=1)
    if "." not in key and not similar:
        similar = [ends[end][0] for end in get_close_matches(key, ends, n=1)]
    meant = ends.get(key.rpartition(".")[2], similar)[:3]
    return f"did you mean {' or '.join(map(repr, meant))}? " if meant else ""


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
    if key == "experiment" or key in records(schema):
        return "group"
    if key in LEVERS:
        return "lever"
    if key not in leaves(schema):
        raise ConfigError(unknown_key(key, schema))
    return "rule" if key.startswith("rules.") else "setting"


def allowed_values(key: str, schema: type[Settings]) -> str:
    """Say which values a key takes."""
    if key in LEVERS:
        return f"a number is expected, {LEVERS[key].allowed}"
    if key.startswith("rules."):
        return f"a number is expected, {allowed_rule(key.removeprefix('rules.'))}"
    if key in schema.ranges:
        low, high, meaning = schema.ranges[key]
        return f"allowed range is {low} to {high}, {meaning}"
    return f"{schema.words.get(key, 'text')} is expected"
