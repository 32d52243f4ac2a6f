"""Tables of a sensitivity analysis: indices, effects and differences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from rich.table import Table

from standoff.analysis.sensitivity.findings import End, ResponseSensitivity, Sensitivity
from standoff.analysis.sensitivity.morris import MorrisEffects
from standoff.analysis.sensitivity.pawn import PawnIndices
from standoff.analysis.sensitivity.sobol import SobolIndices
from standoff.design.setter import apart
from standoff.terminal.screen import titled_table

__all__ = ["tables"]

MOST_ROWS = 20
"""Most rows of a table; the files have all."""


def tables(finding: ResponseSensitivity, result: Sensitivity) -> Iterator[Table]:
    """Show the influence of the factors on a response, the strongest first.

    Parameters
    ----------
    finding : ResponseSensitivity
        The response.
    result : Sensitivity
        The whole analysis, with the factors.
    """
    name = finding.response.name.replace("_", " ")
    if finding.sobol:
        yield _indices(finding.sobol[-1], result, name)
        if len(finding.sobol) > 1:
            yield _convergence(finding.sobol, name)
    if finding.morris:
        yield _effects(finding.morris, result, f"{name} ({finding.response.unit})")
    if finding.pawn:
        yield _pawn(finding.pawn, result, name)
    if finding.swings:
        yield _swings(finding, result, f"{name} ({finding.response.unit})")


def _indices(last: SobolIndices, result: Sensitivity, name: str) -> Table:
    what = "source" if result.is_grouped else "factor"
    table = _table(f"Sobol indices of {name} (% of its variance over the points)", what)
    for column in (
        "factors" if result.is_grouped else "set by",
        "first order",
        "95 % interval",
        "total",
        "95 % interval",
    ):
        table.add_column(column, justify="right")
    indices = (
        last.order[:MOST_ROWS] if result.is_grouped else _in_groups(table, last.names, last.order, result)
    )
    for index in indices:
        of = last.names[index]
        about = f"{len(result.groups[of])}" if result.is_grouped else str(result.setter(of))
        first = _percent(last.first[index], last.first_reach[index])
        total = _percent(last.total[index], last.total_reach[index])
        table.add_row(of, about, *first, *total)
    return _cut(table, len(last.names), f"n = {last.n:,} points in each sample.")


def _convergence(steps: Sequence[SobolIndices], name: str) -> Table:
    table = _table(f"Total index of {name} (%), by number of points", "n")
    for step in steps:
        table.add_column(f"{step.n:,}", justify="right")
    for index in steps[-1].order[: MOST_ROWS // 4]:
        cells = (f"{100 * step.total[index]:.1f} ± {100 * step.total_reach[index]:.1f}" for step in steps)
        table.add_row(steps[-1].names[index], *cells)
    return table


def _effects(effects: MorrisEffects, result: Sensitivity, name: str) -> Table:
    table = _table(f"Elementary effects on {name} over the range of each factor", "factor")
    for column in ("set by", "µ*", "95 % interval", "µ", "σ"):
        table.add_column(column, justify="right")
    for index in _in_groups(table, effects.names, effects.order, result):
        size = _number(float(effects.mu_star[index]), float(effects.reach[index]))
        mean_and_deviation = (f"{column[index]:.3g}" for column in (effects.mu, effects.sigma))
        table.add_row(
            effects.names[index], str(result.setter(effects.names[index])), *size, *mean_and_deviation
        )
    caption = (
        f"n = {effects.n:,} trajectories. µ*: mean absolute effect; µ: mean effect; σ: standard deviation of "
        "the effects, from curvature or interactions."
    )
    return _cut(table, len(effects.names), caption)


def _pawn(pawn: PawnIndices, result: Sensitivity, name: str) -> Table:
    table = _table(f"PAWN indices of {name} (0 to 1)", "factor")
    for column in ("set by", "median", "95 % interval", ""):
        table.add_column(column, justify="right")
    for index in _in_groups(table, pawn.names, pawn.order, result):
        value = float(pawn.value[index])
        is_noise = value <= pawn.threshold
        cells = _number(value, float(pawn.reach[index]))
        label = "noise" if is_noise else ""
        style = "dim" if is_noise else ""
        table.add_row(pawn.names[index], str(result.setter(pawn.names[index])), *cells, label, style=style)
    n = len(pawn.names)
    caption = (
        f"n = {pawn.n:,} points. Noise: below {pawn.threshold:.3g}, where 95 % of inert factors lie; of "
        f"{n:,} inert factors about {n / 20:.0f} would exceed it by chance. Only the strongest factors have "
        "intervals."
    )
    return _cut(table, n, caption)


def _swings(finding: ResponseSensitivity, result: Sensitivity, name: str) -> Table:
    table = _table(f"Effect of each factor by itself on {name}", "factor")
    for column in (
        "set by",
        "from",
        "difference\nfrom base",
        "95 % interval",
        "to",
        "difference\nfrom base",
        "95 % interval",
    ):
        table.add_column(column, justify="right")
    names = [swing.factor for swing in finding.swings]
    for index in _in_groups(table, names, range(len(names)), result):
        swing = finding.swings[index]
        ends = (_end(end, finding.response.is_share) for end in (swing.low, swing.high))
        table.add_row(
            swing.factor, str(result.setter(swing.factor)), *(cell for cells in ends for cell in cells)
        )
    shares = "Differences in percentage points. " if finding.response.is_share else ""
    caption = f"{shares}An end without a difference is the base itself, or its point failed."
    return _cut(table, len(finding.swings), caption)


def _end(end: End, is_share: bool) -> tuple[str, str, str]:
    if end.contrast is None:
        return f"{end.value:.4g}", "", ""
    value, low, high = ((100 if is_share else 1) * limit for limit in end.contrast.difference.ends)
    return f"{end.value:.4g}", _signed(value), f"{_signed(low)} to {_signed(high)}"


def _in_groups(
    table: Table, names: Sequence[str], order: Sequence[int], result: Sensitivity
) -> Iterator[int]:
    """Give the strongest factors in groups by who can set them, with a line between the groups."""
    previous = None
    for index in apart(order[:MOST_ROWS], lambda index: result.setter(names[index])):
        setter = result.setter(names[index])
        if previous not in (None, setter):
            table.add_section()
        previous = setter
        yield index


def _table(title: str, first: str) -> Table:
    table = titled_table(title)
    table.add_column(first, max_width=90)
    return table


def _cut(table: Table, count: int, caption: str) -> Table:
    """Add a caption to a table, with the number of rows that were left out."""
    more = count - MOST_ROWS
    groups = " Set by: policy (a government or a mediator), belief (of an actor), model, scenario."
    table.caption = (
        caption
        + groups * any(column.header == "set by" for column in table.columns)
        + (f" The files have {more:,} more, which are weaker." if more > 0 else "")
    )
    return table


def _percent(value: float, reach: float) -> tuple[str, str]:
    return f"{100 * value:.1f}", f"{100 * (value - reach):.1f} to {100 * (value + reach):.1f}"


def _number(value: float, reach: float) -> tuple[str, str]:
    span = f"{value - reach:.3g} to {value + reach:.3g}" if math.isfinite(reach) else ""
    return f"{value:.3g}", span


def _signed(value: float) -> str:
    return "0" if value == 0.0 else f"{value:+.3g}".replace("-", "−")
