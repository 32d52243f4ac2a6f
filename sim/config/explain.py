"""Explain – Hydra's complaints as messages that say where, what, and what is allowed."""

from __future__ import annotations

from collections.abc import Collection

from hydra.errors import MissingConfigException
from omegaconf.errors import ConfigAttributeError, ConfigKeyError, OmegaConfBaseException, ValidationError

from sim.config.levers import LEVERS, allowed_rule, allowed_values
from sim.config.settings import RANGES, Diplomacy, Escalation, RuleVariant, ScenarioChoice, Settings
from sim.scenario.names import nearest
from sim.scenario.parameters import load_parameters

__all__ = ["explain"]

GROUPS = {"scenario": ScenarioChoice, "diplomacy": Diplomacy, "escalation": Escalation, "rules": RuleVariant}
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
    reason = f" ({_first_line(cause)})" if cause is not None and cause is not error else ""
    return _first_line(error) + reason


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _unknown_option(place: str, options: Collection[str]) -> str:
    group, _, name = place.rpartition("/")
    close = nearest(name, options)
    hint = f"{close} " if close.startswith("did") else ""
    own = OWN_SCENARIO if group == "scenario" else ""
    return f"{group}={name}: unknown, {hint}Allowed: {', '.join(sorted(options))}.{own}"


def _unknown_key(key: str) -> str:
    group, _, name = key.rpartition(".")
    fields = list((GROUPS[group] if group in GROUPS else Settings).__dataclass_fields__)
    prefix = f"{group}." if group in GROUPS else ""
    close = nearest(name, fields)
    hint = f"{close} " if close.startswith("did") else ""
    return f"{key}: unknown key, {hint}Allowed: {', '.join(prefix + field for field in fields)}."


def _got(error: OmegaConfBaseException) -> str:
    words = _first_line(error).split("'")
    return f" = {words[1]}" if len(words) > 2 else ""


def _allowed(key: str) -> str:
    if key in LEVERS:
        return f"a number is expected, {allowed_values(LEVERS[key])}"
    if key.startswith("rules."):
        return f"a number is expected, {allowed_rule(load_parameters()[key.removeprefix('rules.')])}"
    if key in RANGES:
        low, high, meaning = RANGES[key]
        return f"allowed is {low:g}..{high:g}, {meaning}"
    return f"{WORDS.get(key, 'text')} is expected"
