"""Settings told – what was set in a result, key by key, and in which keys results differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from standoff.config.levers import LEVERS, RULES
from standoff.statistics.sample import Sample
from standoff.sweep.study import Setting

__all__ = ["differing", "settings_by_key"]

PLAIN = {"diplomacy", "escalation", RULES, "injects"}
"""Groups of the configuration that a setting holds."""
ELSEWHERE = {"scenario", "replications", "turn_days", "horizon_days", "seed"}
"""Keys that are told or refused elsewhere."""
WITHOUT_EFFECT = {
    "traced",
    "figures",
    "figure_formats",
    "out",
    "yes",
    "record",
    "reference",
    "design",
    "executor",
}
"""Keys that change no run."""


def settings_by_key(manifest: Mapping[str, Any], setting: Setting, sample: Sample) -> dict[str, Any]:
    """Tell what a result was played with.

    Parameters
    ----------
    manifest : Mapping
        Its manifest.
    setting : Setting
        What is set: of a sweep, at its point.
    sample : Sample
        Its runs.

    Returns
    -------
    dict
        Value by key, under the name of a lever where there is one; None = as reported.
    """
    told: dict[str, Any] = {"seed": sample.seed, "n": sample.n}
    values = {**manifest["parameters"], **setting.rules}
    for name, lever in LEVERS.items():
        if lever.holder == RULES:
            told[name] = setting.levers.get(name, values.pop(lever.field))
        else:
            told[name] = setting.levers.get(name)
    told |= {f"{RULES}.{name}": value for name, value in values.items()}
    told |= setting.quantities
    told["injects"] = json.dumps(list(setting.injects)) if setting.injects else "none"
    others = {key: value for key, value in manifest["config"].items()
              if key not in PLAIN | ELSEWHERE | WITHOUT_EFFECT}  # fmt: skip
    return told | dict(_flat(others, ""))


def differing(settings: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Give the values of the keys in which results differ; None = as reported."""
    keys = dict.fromkeys(key for each in settings for key in each)
    found = {key: [each.get(key) for each in settings] for key in keys}
    return {key: values for key, values in found.items() if any(value != values[0] for value in values)}


def _flat(values: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", json.dumps(value) if isinstance(value, list) else value
