"""Tables of sensitivity for screen and page: indices, effects and differences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table

from standoff.analysis.sensitivity.findings import End, Input, ResponseSensitivity, Sensitivity
from standoff.analysis.sensitivity.morris import MorrisEffects
from standoff.analysis.sensitivity.pawn import PawnIndices
from standoff.analysis.sensitivity.sobol import SobolIndices
from standoff.terminal.screen import titled_table

__all__ = ["tables"]

MOST_ROWS = 20
"""Rows of a table; the others stand in the files."""


def tables(finding: ResponseSensitivity, found: Sensitivity) -> Iterator[Table]:
    """Show what moves a response, the strongest first.

    Parameters
    ----------
    finding : ResponseSensitivity
        The response.
    found : Sensitivity
        The whole, which knows the factors.
    """
    name = finding.of.name.replace("_", " ")
    if finding.sobol:
        yield _indices(finding.sobol[-1], found, name)
        if len(finding.sobol) > 1:
            yield _convergence(finding.sobol, name)
    if finding.morris:
        yield _effects(finding.morris, found, f"{name} ({finding.of.unit})")
    if finding.pawn:
        yield _pawn(finding.pawn, found, name)
    if finding.swings:
        yield _swings(finding, f"{name} ({finding.of.unit})")


def _indices(last: SobolIndices, found: Sensitivity, name: str) -> Table:
    what = "source" if found.is_grouped else "factor"
    table = _table(f"Sobol indices of {name}, % of its variance over the points", what)
    for column in ("values" if found.is_grouped else "role", "first order", "95 %", "total", "95 %"):
        table.add_column(column, justify="right")
    for place in last.order[:MOST_ROWS]:
        members = found.groups[last.names[place]]
        about = f"{len(members)}" if found.is_grouped else members[0].role
        first = _percent(last.first[place], last.first_reach[place])
        total = _percent(last.total[place], last.total_reach[place])
        table.add_row(last.names[place], about, *first, *total)
    return _cut(table, len(last.names), f"n = {last.n:,} points of each sample.")


def _convergence(steps: Sequence[SobolIndices], name: str) -> Table:
    table = _table(f"Total index of {name} with the number of points, %", "n")
    for step in steps:
        table.add_column(f"{step.n:,}", justify="right")
    for place in steps[-1].order[: MOST_ROWS // 4]:
        cells = (f"{100 * step.total[place]:.1f} ± {100 * step.total_reach[place]:.1f}" for step in steps)
        table.add_row(steps[-1].names[place], *cells)
    return table


def _effects(found: MorrisEffects, whole: Sensitivity, name: str) -> Table:
    table = _table(f"Elementary effects on {name}, per range of a factor", "factor")
    for column in ("role", "µ*", "95 %", "µ", "σ"):
        table.add_column(column, justify="right")
    roles = _roles(whole.inputs)
    for place in found.order[:MOST_ROWS]:
        size = _number(float(found.mu_star[place]), float(found.reach[place]))
        others = (f"{each[place]:.3g}" for each in (found.mu, found.sigma))
        table.add_row(found.names[place], roles[found.names[place]], *size, *others)
    caption = (
        f"n = {found.n:,} walks. µ*: mean size of the effects; µ: with their sign; σ: how they differ from "
        "place to place, by curvature or interactions."
    )
    return _cut(table, len(found.names), caption)


def _pawn(found: PawnIndices, whole: Sensitivity, name: str) -> Table:
    table = _table(f"PAWN indices of {name}, 0 to 1", "factor")
    for column in ("role", "median", "95 %", ""):
        table.add_column(column, justify="right")
    roles = _roles(whole.inputs)
    for place in found.order[:MOST_ROWS]:
        value = float(found.value[place])
        is_noise = value <= found.threshold
        cells = _number(value, float(found.reach[place]))
        label = "noise" if is_noise else ""
        style = "dim" if is_noise else ""
        table.add_row(found.names[place], roles[found.names[place]], *cells, label, style=style)
    n = len(found.names)
    caption = (
        f"n = {found.n:,} points. Of factors that do nothing 95 % lie below {found.threshold:.3g}, so "
        f"of {n:,} such factors about {n / 20:.0f} would lie above by chance. The strongest alone have "
        "intervals."
    )
    return _cut(table, n, caption)


def _swings(finding: ResponseSensitivity, name: str) -> Table:
    table = _table(f"What each factor changes of {name} by itself", "factor")
    for column in ("from", "less the base", "95 %", "to", "less the base", "95 %"):
        table.add_column(column, justify="right")
    for swing in finding.swings[:MOST_ROWS]:
        ends = (_end(end, finding.of.is_share) for end in (swing.low, swing.high))
        table.add_row(swing.factor, *(cell for cells in ends for cell in cells))
    shares = "Shares in points of per cent. " if finding.of.is_share else ""
    return _cut(
        table, len(finding.swings), f"{shares}An end without a difference is the base, or its point failed."
    )


def _end(end: End, is_share: bool) -> tuple[str, str, str]:
    if end.contrast is None:
        return f"{end.value:.4g}", "", ""
    value, low, high = ((100 if is_share else 1) * each for each in end.contrast.difference.ends)
    return f"{end.value:.4g}", _signed(value), f"{_signed(low)} to {_signed(high)}"


def _roles(inputs: Sequence[Input]) -> Mapping[str, str]:
    return {one.name: one.role for one in inputs}


def _table(title: str, first: str) -> Table:
    table = titled_table(title)
    table.add_column(first, max_width=90)
    return table


def _cut(table: Table, count: int, caption: str) -> Table:
    """Say below a table what it holds, and what it leaves out."""
    more = count - MOST_ROWS
    table.caption = caption + (f" {more:,} weaker ones stand in the files." if more > 0 else "")
    return table


def _percent(value: float, reach: float) -> tuple[str, str]:
    return f"{100 * value:.1f}", f"{100 * (value - reach):.1f} to {100 * (value + reach):.1f}"


def _number(value: float, reach: float) -> tuple[str, str]:
    span = f"{value - reach:.3g} to {value + reach:.3g}" if math.isfinite(reach) else ""
    return f"{value:.3g}", span


def _signed(value: float) -> str:
    return "0" if value == 0.0 else f"{value:+.3g}".replace("-", "−")
