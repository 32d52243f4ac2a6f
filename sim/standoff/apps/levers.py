"""``standoff levers``: the levers with their meanings, reported values and sources."""

from __future__ import annotations

from collections.abc import Mapping

import click
from rich.table import Table
from rich.text import Text

from standoff.config.apply import reported
from standoff.config.compose import compose
from standoff.config.levers import LEVERS
from standoff.config.options import described
from standoff.design.setter import Setter, apart
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
    help="Name or folder of a scenario; default: that of `standoff run`.",
)
def levers(scenario: str | None) -> None:
    """List the levers with their units, ranges, reported values and sources."""
    loaded = load_scenario(scenario or compose(())[0].settings.scenario.name)
    table = Table(show_edge=False, show_lines=True)
    table.add_column("lever", no_wrap=True)  # so that it can be copied
    for column in (
        "who can\nset it",
        "meaning",
        "unit",
        "range",
        "reported value (plausible range)",
        "source",
    ):
        table.add_column(column, overflow="fold")
    for lever in apart(LEVERS.values(), lambda lever: lever.setter):
        numbers = reported(loaded, lever)
        span = f"{lever.low:g} to {lever.high:g}"
        cells = (
            lever.name,
            lever.setter,
            lever.meaning,
            lever.unit,
            span,
            _values(numbers),
            _sources(numbers),
        )
        table.add_row(*(Text(cell) for cell in cells))
    show(table, "", _presets(), "", *NOTES)


PRESETS = ("diplomacy", "escalation", "beliefs")
"""Groups whose options set several levers."""

NOTES = (
    f"Who can set it: {'; '.join(setter.heading for setter in Setter if setter != Setter.SCENARIO)}. "
    "Presets of diplomacy and escalation set policy only; beliefs=... and rules=... set the others.",
    "Set one lever with `standoff run <lever>=<value>`, or several with a preset, as in diplomacy=open.",
    "A lever that is not set (null) stays as reported. A lever that is set overrides a variant (rules=...) "
    "of the same parameter.",
)


def _presets() -> Table:
    """Tabulate the presets of levers, with what each of them sets."""
    table = Table(show_edge=False, show_lines=True)
    table.add_column("preset", no_wrap=True)
    for column in ("meaning", "sets"):
        table.add_column(column, overflow="fold")
    for group in PRESETS:
        for name, option in described(group).items():
            # Presets of beliefs set levers of other groups, by their full names.
            keys = {key if "." in key else f"{group}.{key}": value for key, value in option.sets().items()}
            sets = "\n".join(f"{key} = {value}" for key, value in keys.items())
            table.add_row(*map(Text, (f"{group}={name}", option.about, sets or "nothing")))
    return table


def _values(numbers: Mapping[str, Parameter | Quantity]) -> str:
    lines = (
        f"{actor + ': ' if actor else ''}{number.value:g} ({number.low:g} to {number.high:g})"
        for actor, number in numbers.items()
    )
    return "\n".join(lines) or "no such actor in this scenario"


def _sources(numbers: Mapping[str, Parameter | Quantity]) -> str:
    lines = []
    for number in numbers.values():
        cited = ", ".join(key for key in number.source if key != ASSUMPTION)
        lines.append(f"{number.kind}: {cited or number.note}")
    return "\n".join(lines)
