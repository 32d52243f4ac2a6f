"""Data – tables of what the data say: patterns, parameters, actions, levers, presets, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from standoff.config.apply import reported
from standoff.config.levers import LEVERS
from standoff.design.setter import apart
from standoff.report.left_out import left_out as read_left_out
from standoff.scenario.baselines import load_baselines
from standoff.scenario.load import load_scenario
from standoff.scenario.parameters import Parameter, load_parameters
from standoff.scenario.quantity import Quantity
from standoff.scenario.shared_schema import Action, Source
from standoff.vocabulary import ForceOrder, WarLevel
from tests.documents import read_yaml
from tests.reference.markdown import number, table
from tests.reference.rules import MODULES, READERS, ROOT, parameters_read, sections, source_keys

__all__ = ["actions", "effects", "left_out", "levers", "parameters", "patterns", "presets", "sources"]

MAIN = "ukraine_2022"
"""The scenario whose reported values stand beside the levers."""
EFFECTS = ("pays", "demand", "table_days", "offer", "arms", "sanctions", "flank", "access", "calm_days")
"""Columns of the action table that change the state by a number; what leaves it alone is not shown."""


def patterns() -> str:
    """The ranges that the whole has to stay inside, from ``tests/validation/targets.yaml``."""
    crises = _read(ROOT / "tests/validation/targets.yaml").items()
    rows = ((f"`{crisis}`", _worded(name), _range(row), row["why"])
            for crisis, targets in crises for name, row in targets.items())  # fmt: skip
    return table(("crisis", "measure", "range", "why"), rows)


def _read(path: Path) -> dict[str, Any]:
    return read_yaml(path.read_text(encoding="utf-8")) or {}


def _worded(name: str) -> str:
    return name.replace("_", " ")


def _range(row: Mapping[str, Any]) -> str:
    if "among" in row:
        return " or ".join(map(_worded, row["among"]))
    return f"{number(row['low'])} – {number(row['high'])}"


def left_out() -> str:
    """What the model leaves out, which every report says as well."""
    return table(("left out", "why"), read_left_out())


def parameters() -> str:
    """Every parameter of the rules."""
    header = ("parameter", "value", "range", "unit", "kind", "source", "reason", "read by")
    return table(header, map(_parameter, load_parameters().items()))


def _parameter(item: tuple[str, Parameter]) -> tuple[str, ...]:
    name, row = item
    read_by = ", ".join(path.stem for path in READERS if name in parameters_read(path))
    span = f"{number(row.low)} – {number(row.high)}"
    return (
        f"`{name}`", number(row.value), span, row.unit, row.kind, _sources(row), row.note, read_by,
    )  # fmt: skip


def _sources(row: Parameter | Quantity) -> str:
    return ", ".join(f"`{key}`" for key in row.source if key != "assumption") or "–"


def _actions() -> Mapping[str, Action]:
    return load_scenario(MAIN).actions


def actions() -> str:
    """Every action: where it stands on the ladders, and who may take it when."""
    header = ("action", "what it is", "class", "rung", "CAMEO", "Goldstein", "who", "open", "cost")
    return table(
        header,
        (
            (
                f"`{name}`", row.title, row.option_class.name.lower(), number(row.rung) if row.rung else "–",
                row.cameo or "–", number(row.goldstein), row.who.name.lower(), _when(row), number(row.cost),
            )
            for name, row in _actions().items()
        ),
    )  # fmt: skip


def _when(row: Action) -> str:
    parts = []
    if row.min_war > WarLevel.NONE:
        parts.append(f"from {row.min_war.name.lower()} war")
    if row.max_war == WarLevel.NONE:
        parts.append("in peace")
    elif row.max_war < WarLevel.FULL:
        parts.append(f"up to {row.max_war.name.lower()} war")
    if row.min_force > 0:
        parts.append(f"force ≥ {number(row.min_force)}")
    if row.above_base:
        parts.append("above peacetime force")
    if row.at_table:
        parts.append("at the table")
    return ", ".join(parts) or "always"


def effects() -> str:
    """What every action does to the state."""
    return table(("action", "effects"), ((f"`{name}`", _effects(row)) for name, row in _actions().items()))


def _effects(row: Action) -> str:
    parts = [
        f"`{name}` {number(value)}"
        for name in EFFECTS
        if (value := getattr(row, name)) != Action.model_fields[name].default
    ]
    if row.order != ForceOrder.KEEP:
        parts.insert(0, f"`order` {row.order.name.lower()}")
    if row.war > WarLevel.NONE:
        parts.append(f"`war` {row.war.name.lower()}")
    if row.joins:
        parts.append("`joins` the war")
    return ", ".join(parts) or "only its rung, its class and tension"


def levers() -> str:
    """Every lever, with what was reported for the main scenario."""
    scenario = load_scenario(MAIN)
    header = (
        "lever",
        "who can set it",
        "a greater value means",
        "unit",
        "allowed",
        "moves",
        "as reported (plausible)",
        "source",
    )
    return table(
        header,
        (
            (
                f"`{lever.name}`", lever.setter, lever.meaning, lever.unit,
                f"{number(lever.low)} – {number(lever.high)}", f"`{lever.target}`",
                *_reported(reported(scenario, lever)),
            )
            for lever in apart(LEVERS.values(), lambda lever: lever.setter)
        ),
    )  # fmt: skip


def _reported(numbers: Mapping[str, Parameter | Quantity]) -> tuple[str, str]:
    values = (
        f"{actor + ': ' if actor else ''}{number(row.value)} ({number(row.low)} – {number(row.high)})"
        for actor, row in numbers.items()
    )
    return "; ".join(values), "; ".join(
        f"{row.kind} {_sources(row)}".rstrip("– ") for row in numbers.values()
    )


def presets(group: str) -> str:
    """The files of a configuration group: the comment that heads each, and what it sets."""
    return table(("name", "what it stands for", "sets"), _presets(group))


def _presets(group: str) -> Iterator[tuple[str, str, str]]:
    for path in sorted((ROOT / "conf" / group).glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        heading = next(line for line in lines if line != "# @package _global_").removeprefix("# ")
        shown = ", ".join(f"`{name}` {number(value)}" for name, value in _set_by_preset(_read(path)))
        yield f"`{group}={path.stem}`", heading, shown or "nothing"


def _set_by_preset(content: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Give what a preset sets; that of other groups with the name of the group."""
    for name, value in content.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{key}", each) for key, each in _set_by_preset(value))
        elif value is not None:
            yield name, value


def sources(of: str) -> str:
    """The sources of the ``rules`` with their parameters and actions, or the ``other`` ones."""
    named = {key for path in MODULES for key in source_keys(sections(path)["Source"])}
    named |= {key for row in load_parameters().values() for key in row.source}
    named |= {row.source for row in _actions().values() if row.source}
    named |= {key for row in load_baselines().values() for key in row.source}
    rows = {
        key: row
        for key, row in sorted(load_scenario(MAIN).sources.items())
        if (key in named) == (of == "rules")
    }
    header = ("key", "title", "publisher", "date", "address, note")
    return table(header, ((f"`{key}`", *_source(row)) for key, row in rows.items()))


def _source(row: Source) -> tuple[str, ...]:
    address = f"<{row.address}> " if row.address else ""
    return row.title, row.publisher, row.date, address + row.note
