"""The end of the screen of a sweep: best and worst point, as reported, the effect of each factor."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from standoff.report.answer_of_sweep import MOST_NAMED, range_lead, short_names
from standoff.report.extremes import Extremes
from standoff.statistics.factor_effects import FactorEffect, factor_effects
from standoff.statistics.paired import Difference
from standoff.statistics.summary import Share, share_of
from standoff.statistics.surface import Surface
from standoff.terminal.cells import points_cell, with_interval
from standoff.terminal.screen import titled_table
from standoff.vocabulary import ANY_WAR

__all__ = ["MAIN", "next_commands", "parts_of_sweep"]

MAIN: Final = "any_war"
"""The outcome of the screen; the files hold all of them."""
CAVEATS: Final = "Intervals hold chance only; not a forecast (more: notes=true)"
NOTES: Final = (
    "Shares: 95 % Wilson intervals, each for its point alone.",
    "Lowest and highest point: paired run by run; the interval of their difference allows for the pick of "
    "two points (Bonferroni), the difference itself does not: extremes of many shares are partly chance.",
    "Effects: points that differ in one factor only are compared, and the mean over them is taken. The "
    "intervals hold in 95 % of cases or more, and allow for the pick of the two levels.",
    "Not a forecast: the shares show what follows if these numbers and rules hold. The intervals do not "
    "include what is uncertain about them.",
)


def parts_of_sweep(surface: Surface, war: Extremes, *, notes: bool) -> Iterator[RenderableType]:
    """Answer in a sentence; then tabulate the extremes, the setting as reported, and the factors."""
    yield Text(range_lead(surface, {MAIN: war}).replace("\u00a0", " "), style="bold")
    yield ""
    yield _points(surface, war)
    yield ""
    if effects := factor_effects(surface, ANY_WAR):
        yield _effects(effects)
    else:
        yield "No two points differ in one factor alone; `standoff sensitivity` says what the factors do."
    if notes:
        yield from ("", *NOTES)
    else:
        yield Text(CAVEATS, style="dim")


def next_commands(surface: Surface, war: Extremes, folder: Path) -> Iterator[str]:
    """Name two commands that make sense next."""
    address = shlex.quote(str(folder))
    if war.lowest != war.highest:
        yield f"Next: standoff compare {shlex.quote(f'{folder}:{war.lowest},{war.highest}')}"
        yield f"      standoff report {address}"
    else:
        yield f"Next: standoff report {address}"


def _points(surface: Surface, war: Extremes) -> Table:
    """Show the points with the lowest and highest share of war, and the reference."""
    factors = surface.design.factors
    factors = factors if len(factors) <= MOST_NAMED else ()
    table = titled_table("War of any kind (% of runs, 95 %)")
    table.add_column("")
    table.add_column("point", justify="right")
    names = short_names([factor.name for factor in factors])
    for factor in factors:
        table.add_column(names[factor.name], justify="right")
    table.add_column("any war", justify="right")
    if surface.pairs:
        table.add_column(f"from {surface.reference_name}, points", justify="right")
    for name, point in (("lowest", war.lowest), ("highest", war.highest)):
        values = [_level(surface.values(factor)[point]) for factor in factors]
        gap = [points_cell(_from_reference(surface, point))] if surface.pairs else []
        table.add_row(name, str(point), *values, _cell(surface.share_at(ANY_WAR, point)), *gap)
    if surface.pairs:
        number = surface.reference if isinstance(surface.reference, int) else None
        values = [_level(surface.values(factor)[number]) if number is not None else "" for factor in factors]
        point_cell = "" if number is None else str(number)
        table.add_row(surface.reference_name, point_cell, *values, _cell(_reference(surface)), "")
    return table


def _from_reference(surface: Surface, point: int) -> Difference:
    gaps = surface.differences(ANY_WAR, np.array([point]))
    return Difference(int(surface.n[point]), float(gaps.value[0]), float(gaps.low[0]), float(gaps.high[0]))


def _reference(surface: Surface) -> Share:
    """Give the share of war at the reference, which need not be a point of the sweep."""
    counts = next(iter(surface.pairs.values())).shifts.sum(axis=1)
    return share_of(int(counts[list(ANY_WAR)].sum()), int(counts.sum()))


def _effects(effects: Sequence[FactorEffect]) -> Table:
    table = titled_table("Effect of each factor on war of any kind")
    table.add_column("factor")
    for column in ("lowest at", "highest at", "difference, points"):
        table.add_column(column, justify="right")
    for effect in effects:
        ends = _level(effect.lowest), _level(effect.highest)
        table.add_row(effect.factor.name, *ends, points_cell(effect.difference))
    return table


def _level(value: float | str) -> str:
    return str(value) if isinstance(value, str) else f"{value:.4g}"


def _cell(share: Share) -> str:
    return with_interval(share.share, share.low, share.high)
