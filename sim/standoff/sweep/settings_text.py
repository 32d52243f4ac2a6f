"""The settings of a result by key, and the keys in which results differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from standoff.config.levers import LEVERS, RULES
from standoff.statistics.sample import Sample
from standoff.sweep.setting import Setting

__all__ = ["differing", "settings_by_key"]

PLAIN = {"diplomacy", "escalation", RULES, "injects"}
"""Groups of the configuration that are part of a setting."""
ELSEWHERE = {"scenario", "replications", "turn_days", "horizon_days", "seed"}
"""Keys that are reported separately, or must be equal in compared results."""
WITHOUT_EFFECT = {
    "traced",
    "figures",
    "figure_formats",
    "notes",
    "out",
    "yes",
    "record",
    "reference",
    "design",
    "executor",
}
"""Keys without effect on the runs."""


def settings_by_key(manifest: Mapping[str, Any], setting: Setting, sample: Sample) -> dict[str, Any]:
    """Give the settings of a result.

    Parameters
    ----------
    manifest : Mapping
        Content of its manifest.
    setting : Setting
        Its levers, rule parameters, quantities and injects; for a sweep, those of the point.
    sample : Sample
        Its runs.

    Returns
    -------
    dict
        Value by key, under the name of a lever where there is one; None = as reported.
    """
    settings: dict[str, Any] = {"seed": sample.seed, "n": sample.n}
    values = {**manifest["parameters"], **setting.rules}
    for name, lever in LEVERS.items():
        if lever.holder == RULES:
            settings[name] = setting.levers.get(name, values.pop(lever.field, None))
        else:
            settings[name] = setting.levers.get(name)
    settings |= {f"{RULES}.{name}": value for name, value in values.items()}
    settings |= setting.quantities
    settings["injects"] = json.dumps(list(setting.injects)) if setting.injects else "none"
    further = {key: value for key, value in manifest["config"].items()
               if key not in PLAIN | ELSEWHERE | WITHOUT_EFFECT}  # fmt: skip
    return settings | dict(_flat(further, ""))


def differing(settings: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Give the values of each result at the keys in which they differ; None = as reported."""
    keys = dict.fromkeys(key for each in settings for key in each)
    by_key = {key: [each.get(key) for each in settings] for key in keys}
    return {key: values for key, values in by_key.items() if any(value != values[0] for value in values)}


def _flat(values: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", json.dumps(value) if isinstance(value, list) else value
