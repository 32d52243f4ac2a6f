"""``standoff levers``: what can be set, what it means, and where its reported value comes from."""

from __future__ import annotations

from collections.abc import Mapping

import click
from rich.table import Table
from rich.text import Text

from standoff.config.apply import reported
from standoff.config.compose import compose
from standoff.config.levers import LEVERS
from standoff.scenario.load import load_scenario
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.parameters import Parameter
from standoff.scenario.quantity import Quantity
from standoff.terminal.completion import scenarios
from standoff.terminal.screen import show

__all__ = ["levers"]


@click.command()
@click.option(
    "--scenario",
    shell_complete=scenarios,
    help="Name or folder of a scenario; default: the one that `run` plays.",
)
def levers(scenario: str | None) -> None:
    """List the levers: meaning, unit, range, reported value, source."""
    loaded = load_scenario(scenario or compose(())[0].settings.scenario.name)
    table = Table(show_edge=False, show_lines=True)
    for column in ("lever", "meaning", "unit", "range", "default: as reported (plausible)", "source"):
        table.add_column(column, overflow="fold")
    for name, lever in LEVERS.items():
        found = reported(loaded, lever)
        span = f"{lever.low:g} to {lever.high:g}"
        cells = (name, lever.meaning, lever.unit, span, _values(found), _sources(found))
        table.add_row(*(Text(cell) for cell in cells))
    show(table, "", *NOTES)


NOTES = (
    "Set one with `standoff run <lever>=<value>`, several with a preset: diplomacy=..., escalation=... "
    "(`standoff run --help` lists them).",
    "Unset (null), a lever stays as reported. Set, it wins over a variant (rules=...) of the same parameter.",
)


def _values(found: Mapping[str, Parameter | Quantity]) -> str:
    lines = (
        f"{actor + ': ' if actor else ''}{number.value:g} ({number.low:g} to {number.high:g})"
        for actor, number in found.items()
    )
    return "\n".join(lines) or "nobody in this scenario"


def _sources(found: Mapping[str, Parameter | Quantity]) -> str:
    lines = []
    for number in found.values():
        named = ", ".join(key for key in number.source if key != ASSUMPTION)
        lines.append(f"{number.kind}: {named or number.note}")
    return "\n".join(lines)
