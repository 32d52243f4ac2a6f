"""Blocks – the generated parts of the documentation, each from the data or the code that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from sim.config.apply import reported
from sim.config.levers import LEVERS
from sim.rules import turn
from sim.scenario.load import load_scenario
from sim.scenario.parameters import Parameter, load_parameters
from sim.scenario.quantity import Quantity
from sim.scenario.shared_schema import Action
from sim.vocabulary import Draw, ForceOrder, WarLevel
from tests.reference.commented import fields_of, members_of
from tests.reference.markdown import Block, number, table
from tests.reference.rules import MODULES, READERS, ROOT, draws_of, parameters_read, sections, source_keys, title

__all__ = ["BLOCKS"]

MAIN = "ukraine_2022"
"""The scenario whose reported values stand beside the levers."""
EFFECTS = ("pays", "demand", "table_days", "offer", "arms", "sanctions", "flank", "access", "calm_days")
"""Columns of the action table that change the state by a number; what leaves it alone is not shown."""


def phases() -> str:
    """The order of a turn: the table in the docstring of ``sim/rules/turn.py``."""
    rows = [line for line in (turn.__doc__ or "").splitlines() if line.startswith("|")]
    return "\n".join(rows)


def rules() -> str:
    """Every module of the rules as its docstring has it."""
    return "\n\n".join(_module(path.name, title(path), sections(path)) for path in MODULES)


def _module(file: str, heading: str, parts: Mapping[str, str]) -> str:
    lines = [f"## {heading.rstrip('.')}", f"`sim/rules/{file}`", f"```text\n{parts['Rule']}\n```"]
    lines += [
        f"- **{label}**: {' '.join(parts[label].split())}" for label in parts if label != "Rule"
    ]
    return "\n\n".join(lines[:3]) + "\n\n" + "\n".join(lines[3:])


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


def columns(module: str, record: str) -> str:
    """The columns of a table of the state, with unit and range."""
    rows = fields_of(ROOT / f"sim/state/{module}.py", record)
    return table(
        ("column", "type", "meaning, unit, range"),
        ((f"`{row.name}`", row.kind, row.meaning or f"table `{row.kind.split()[0]}`") for row in rows),
    )


def words(enumeration: str) -> str:
    """The members of an enumeration of the vocabulary."""
    rows = members_of(ROOT / "sim/vocabulary.py", enumeration)
    return table(("name", "number", "meaning"), ((f"`{row.name}`", row.kind, row.meaning) for row in rows))


def draws() -> str:
    """Every named use of chance, from the docstrings of the rules."""
    found = {name: (path.stem, use) for path in MODULES for name, use in draws_of(path).items()}
    header = ("draw", "number", "how often", "rule")
    return table(
        header, ((f"`{draw.name}`", str(draw.value), *reversed(found[draw.name])) for draw in Draw)
    )


def levers() -> str:
    """Every lever, with what was reported for the main scenario."""
    scenario = load_scenario(MAIN)
    header = ("lever", "a greater value means", "unit", "allowed", "moves", "as reported (plausible)", "source")
    return table(
        header,
        (
            (
                f"`{name}`", lever.meaning, lever.unit, f"{number(lever.low)} – {number(lever.high)}",
                f"`{lever.target}`", *_reported(reported(scenario, lever)),
            )
            for name, lever in LEVERS.items()
        ),
    )  # fmt: skip


def _reported(found: Mapping[str, Parameter | Quantity]) -> tuple[str, str]:
    values = (
        f"{actor + ': ' if actor else ''}{number(row.value)} ({number(row.low)} – {number(row.high)})"
        for actor, row in found.items()
    )
    return "; ".join(values), "; ".join(f"{row.kind} {_sources(row)}".rstrip("– ") for row in found.values())


def presets(group: str) -> str:
    """The files of a configuration group: the comment that heads each, and what it sets."""
    return table(("name", "what it stands for", "sets"), _presets(group))


def _presets(group: str) -> Iterator[tuple[str, str, str]]:
    for path in sorted((ROOT / "conf" / group).glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        heading = text.partition("\n")[0].removeprefix("# ")
        values: dict[str, Any] = yaml.safe_load(text) or {}
        shown = ", ".join(f"`{name}` {number(value)}" for name, value in values.items() if value is not None)
        yield f"`{group}={path.stem}`", heading, shown or "nothing"


def sources(of: str) -> str:
    """The sources of the ``rules`` with their parameters and actions, or the ``other`` ones."""
    listed: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "scenarios/sources.yaml").read_text("utf-8"))
    named = {key for path in MODULES for key in source_keys(sections(path)["Source"])}
    for file in ("rules.yaml", "actions.yaml", "baselines.yaml"):
        named |= set(re.findall(r"source: (\w+)", (ROOT / "scenarios" / file).read_text("utf-8")))
    rows = {key: row for key, row in sorted(listed.items()) if (key in named) == (of == "rules")}
    header = ("key", "title", "publisher", "date", "address, note")
    return table(header, ((f"`{key}`", *_source(row)) for key, row in rows.items()))


def _source(row: Mapping[str, Any]) -> tuple[str, ...]:
    address = f"<{row['address']}> " if row.get("address") else ""
    return row["title"], row["publisher"], row["date"], address + row.get("note", "")


BLOCKS: dict[str, Block] = {
    block.__name__: block
    for block in (
        phases, rules, parameters, actions, effects, columns, words, draws, levers, presets, sources,
    )
}  # fmt: skip
"""What makes each block, by the name in its mark."""
