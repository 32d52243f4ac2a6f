"""Discovering: what a search for boxes in a sweep found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.table import Table

from standoff.analysis.discover.boxes import number_told
from standoff.analysis.discover.cases import Aim
from standoff.analysis.discover.discovery import Discovery
from standoff.analysis.discover.in_sweep import discover_in
from standoff.analysis.discover.rows import tables
from standoff.analysis.discover.words import caveats, sentences
from standoff.store.manifest import analysis_manifest
from standoff.sweep.surface import read_surface
from standoff.terminal.screen import heading, titled_table
from standoff.terminal.writing import Analysis

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["Sought", "boxes_of", "limits_table"]


@dataclass(frozen=True)
class Sought:
    """What is sought, and where: see `discover_in`."""

    result: str
    of: str
    aim: Aim
    above: float | None
    methods: Sequence[str]


def boxes_of(sought: Sought) -> Analysis:
    """Find boxes.

    Raises
    ------
    InputError
        If the sweep cannot be read, or there is nothing to find.
    """
    surface, manifest = read_surface(Path(sought.result).expanduser())
    found = discover_in(surface, sought.aim, sought.of, sought.above, sought.methods)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.discover.figures import (
            discovery_figures,  # loads matplotlib, which can be done without
        )

        return discovery_figures(found, manifest["scenario"]["title"])

    asked = {
        "of": sought.of,
        "above": sought.above,
        "at_most" if sought.aim.is_rare else "at_least": sought.aim.share,
        "methods": list(sought.methods),
    }
    origin = [{"result": sought.result, "command": manifest["command"]}]
    content = analysis_manifest("discovery", origin, {"sought": asked, "sentences": sentences(found)})
    return Analysis(tables(found), _screen(found, manifest["scenario"]), content, draw)


def _screen(found: Discovery, scenario: Mapping[str, str]) -> Iterator[RenderableType]:
    yield from (heading(scenario), "", *sentences(found), "")
    if limits := tables(found).get("limits"):
        yield from (limits_table(limits), "")
    yield from caveats(found)


def limits_table(lines: Sequence[dict[str, Any]]) -> Table:
    """Show the limits of boxes."""
    table = titled_table("Limits of the boxes")
    table.add_column("box", no_wrap=True)
    table.add_column("factor", overflow="fold")
    for name in ("limit", "unit", "range of the sweep", "by chance,\ntraining", "by chance,\nheld out"):
        table.add_column(name, justify="right")
    for line in lines:
        least, most = line["range_low"], line["range_high"]
        span = "" if least is None else f"{least:.4g} to {most:.4g}".replace("-", "−")
        name, unit = f"{line['method'].upper()} {line['box']}", line["unit"].replace("_", " ")
        by_chance = [_p(line[half]) for half in ("p_training", "p_held_out")]
        table.add_row(name, line["factor"], _limit(line), unit, span, *by_chance)
    return table


def _p(value: float) -> str:
    return f"{value:.2g}" if value >= 1e-4 else "< 0.0001"


def _limit(line: dict[str, Any]) -> str:
    if line["options"]:
        return str(line["options"])
    sign, number = ("≤", line["at_most"]) if line["at_least"] is None else ("≥", line["at_least"])
    return f"{sign} {number_told(number)}"
