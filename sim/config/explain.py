"""Explain – Hydra's complaints as messages that say where, what, and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Collection

from hydra.errors import MissingConfigException
from omegaconf.errors import ConfigAttributeError, ConfigKeyError, OmegaConfBaseException, ValidationError

from sim.config.levers import LEVERS
from sim.config.limits import allowed_rule
from sim.config.settings import RANGES, Diplomacy, Escalation, RuleVariant, ScenarioChoice, Settings
from sim.scenario.names import nearest

__all__ = ["explain"]

GROUPS = {"scenario": ScenarioChoice, "diplomacy": Diplomacy, "escalation": Escalation, "rules": RuleVariant}
TOP = Settings.__dataclass_fields__
WORDS = {"figures": "true or false", "out": "the path of a folder, or null"}
OWN_SCENARIO = " A folder of your own: scenario.name=PATH."


def explain(error: Exception) -> str:
    """Turn an error of Hydra into a message.

    Parameters
    ----------
    error : Exception
        What Hydra raised.

    Returns
    -------
    str
        The place, what is wrong, what is allowed.
    """
    if isinstance(error, MissingConfigException) and error.options:
        return _unknown_option(error.missing_cfg_file or "", error.options)
    cause = error if isinstance(error, OmegaConfBaseException) else error.__cause__
    if isinstance(cause, (ConfigKeyError, ConfigAttributeError)) and cause.full_key:
        return _unknown_key(cause.full_key)
    if isinstance(cause, ValidationError) and cause.full_key:
        return f"{cause.full_key}{_got(cause)}: {_allowed(cause.full_key)}"
    return _plain(error) if cause in (None, error) else f"{_plain(error)}; {_plain(cause)}"


def _plain(error: BaseException) -> str:
    """Join the lines of a message, without the advertising."""
    lines = (line.strip() for line in str(error).splitlines())
    return " ".join(line for line in lines if line and not line.startswith("See http"))


def _unknown_option(place: str, options: Collection[str]) -> str:
    group, _, name = place.rpartition("/")
    own = OWN_SCENARIO if group == "scenario" else ""
    return f"{group}={name}: unknown option; {_listed(name, sorted(options))}{own}"


def _listed(name: str, options: Collection[str], prefix: str = "") -> str:
    close = nearest(name, options)
    hint = f"{close} " if close.endswith("?") else ""
    return f"{hint}allowed: {', '.join(prefix + option for option in options)}."


def _unknown_key(key: str) -> str:
    group, _, name = key.rpartition(".")
    fields = [*GROUPS[group].__dataclass_fields__] if group in GROUPS else [*TOP, "experiment"]
    prefix = f"{group}." if group in GROUPS else ""
    return f"{key}: unknown key; {_listed(name, fields, prefix)}"


def _got(error: OmegaConfBaseException) -> str:
    value = re.match("Value '(.*?)'", str(error))
    return f" = {value[1] if value else 'null'}"


def _allowed(key: str) -> str:
    if key in LEVERS:
        return f"a number is expected, {LEVERS[key].allowed}"
    if key.startswith("rules."):
        return f"a number is expected, {allowed_rule(key.removeprefix('rules.'))}"
    if key in RANGES:
        low, high, meaning = RANGES[key]
        return f"allowed is {low} to {high}, {meaning}"
    return f"{WORDS.get(key, 'text')} is expected"
