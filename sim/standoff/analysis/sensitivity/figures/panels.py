"""Panels of the figures of a sensitivity analysis."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from standoff.analysis.sensitivity.findings import End, ResponseSensitivity, Swing
from standoff.analysis.sensitivity.morris import MorrisEffects
from standoff.analysis.sensitivity.pawn import PawnIndices
from standoff.analysis.sensitivity.sobol import SobolIndices
from standoff.arrays import Column, Numbers
from standoff.plots.labels import in_lines, in_percent, range_text
from standoff.plots.style import ACTOR_COLOURS, INK, RESULT_DASHES, SHADE, shown
from standoff.plots.sweep.tornado import MOST_ROWS, Range, Row, tornado
from standoff.vocabulary import share_title

__all__ = [
    "MOST_BARS",
    "bars_height",
    "convergence",
    "effect_bars",
    "effect_map",
    "index_bars",
    "pawn_bars",
    "response_title",
    "strongest",
    "swing_bars",
]

FIRST_COLOUR: Final = "#56A5DC"
TOTAL_COLOUR: Final = "#2B4C9B"
NOISE_COLOUR: Final = "#B4B4B4"
MOST_LINES: Final = 7
"""Most factors whose convergence is drawn."""
LEAST_SHOWN: Final = -0.4
MOST_SHOWN: Final = 1.4
"""Widest scale on which convergence is drawn."""
LABEL: Final = 95
"""Most characters of a name in a legend."""
WIDTH: Final = 50
"""Most characters of a line of a name."""
MOST_NAME_LINES: Final = 3
"""Most lines of a name; the tables have the whole."""
MOST_BARS: Final = 15
NEGLIGIBLE: Final = 0.03
"""Share of the scale below which points are not numbered, because they overlap."""
HALF: Final = 0.38
"""Height of one of two bars, share of a row."""

SPOTS: Final = ((4, 3), (4, -10), (-11, 3), (-11, -10))
"""Offsets of the number of a point, typographic points, in order of preference."""
NUMBER: Final = np.array([11.0, 8.0])
"""Width and height of a number, typographic points."""
PANEL: Final = np.array([370.0, 230.0])
"""Approximate width and height of a panel, typographic points."""


def response_title(finding: ResponseSensitivity) -> str:
    """Give the name of a response with its unit, as a title."""
    if finding.response.is_share:
        return f"{share_title(finding.response.name).capitalize()}, share of runs"
    return f"{shown(finding.response.name)}, mean of the runs ({finding.response.unit.replace('_', ' ')})"


def bars_height(names: Sequence[str]) -> float:
    """Give the height of a panel with a row for each of the first ``MOST_BARS`` names, inches."""
    shown_names = [_wrapped(name) for name in names[:MOST_BARS]]
    lines = max(name.count("\n") + 1 for name in shown_names)
    return 0.8 + (0.15 + 0.115 * lines) * len(shown_names)


def index_bars(indices: SobolIndices, ax: Axes) -> Axes:
    """Draw first and total indices with their intervals, the greatest total on top."""
    order = indices.order[:MOST_BARS]
    for values, reach, shift, colour, label in (
        (indices.total, indices.total_reach, -HALF / 2, TOTAL_COLOUR, "total (with interactions)"),
        (indices.first, indices.first_reach, HALF / 2, FIRST_COLOUR, "first order (by itself)"),
    ):
        rows = np.arange(len(order)) + shift
        _bars(ax, values[order], reach[order], rows, [colour] * len(order), HALF)
        ax.plot([], [], "s", color=colour, label=label)
    _name_rows(ax, [indices.names[index] for index in order])
    ax.axvline(0.0, color=INK, lw=1)
    in_percent(ax.xaxis, most_ticks=6)
    ax.set_xlabel(f"share of the variance (%) with 95 % interval, n = {indices.n:,}")
    return ax


def strongest(lasts: Sequence[SobolIndices]) -> list[str]:
    """Name the factors whose convergence is drawn: those with the greatest totals for any response."""
    totals = np.max([last.total for last in lasts], axis=0)
    return [lasts[0].names[index] for index in np.argsort(-totals, kind="stable")[:MOST_LINES]]


def convergence(steps: Sequence[SobolIndices], names: Sequence[str], kind: str, ax: Axes) -> Axes:
    """Draw indices by number of blocks.

    Parameters
    ----------
    steps : sequence of SobolIndices
        From few blocks to all.
    names : sequence of str
        Factors to draw; a name has the same colour in all panels.
    kind : str
        ``first`` or ``total``.
    """
    n = np.array([step.n for step in steps])
    for row, name in enumerate(names):
        index = steps[-1].names.index(name)
        values = np.array([getattr(step, kind)[index] for step in steps])
        reach = np.array([getattr(step, f"{kind}_reach")[index] for step in steps])
        shift = 2.0 ** (0.06 * (row - len(names) / 2))  # so that whiskers do not overlap
        look: dict[str, Any] = {"color": ACTOR_COLOURS[row], "ls": RESULT_DASHES[row % len(RESULT_DASHES)]}
        label = textwrap.shorten(name, LABEL, placeholder=" …")
        ax.errorbar(n * shift, values, yerr=reach, marker="o", ms=3, lw=1.2, capsize=2, label=label, **look)
    ax.set_xscale("log", base=2)
    ax.set_xticks(n, [f"{count:,}" for count in n])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.axhline(0.0, color=INK, lw=0.8)
    low, high = ax.get_ylim()
    ax.set_ylim(max(low, LEAST_SHOWN), min(high, MOST_SHOWN))  # with few points, intervals can be very wide
    in_percent(ax.yaxis)
    ax.set_xlabel("points in each sample (n)")
    ax.set_ylabel({"first": "first order (% of the variance)", "total": "total (% of the variance)"}[kind])
    return ax


def effect_bars(effects: MorrisEffects, unit: str, ax: Axes) -> Axes:
    """Draw the mean absolute effect of each factor with its interval, numbered as in `effect_map`."""
    order = effects.order[:MOST_BARS]
    rows = np.arange(len(order))
    _bars(ax, effects.mu_star[order], effects.reach[order], rows, [TOTAL_COLOUR] * len(order))
    _name_rows(ax, [f"{row + 1}  {effects.names[index]}" for row, index in enumerate(order)])
    ax.set_xlabel(f"µ* ({_unit(unit)}), 95 % interval, n = {effects.n:,} trajectories")
    return ax


def effect_map(effects: MorrisEffects, unit: str, ax: Axes) -> Axes:
    """Draw the standard deviation of the effects of each factor against their mean absolute value."""
    order = effects.order[:MOST_BARS]
    ax.plot(effects.mu_star, effects.sigma, "o", ms=4, color=TOTAL_COLOUR)
    top = 1.08 * float(max(effects.mu_star.max(), effects.sigma.max(), 1e-12))
    ax.plot([0, top], [0, top], color=NOISE_COLOUR, lw=1, ls="--", label="σ = µ*")
    taken: list[Numbers] = []
    for row, index in enumerate(order):
        if max(effects.mu_star[index], effects.sigma[index]) < NEGLIGIBLE * top:
            continue
        at = np.array([effects.mu_star[index], effects.sigma[index]])
        spots = {spot: at / top + np.array(spot) / PANEL for spot in SPOTS}
        free = [
            spot
            for spot in SPOTS
            if all((abs(spots[spot] - spot_taken) > NUMBER / PANEL).any() for spot_taken in taken)
        ]
        if free:  # stronger factors are numbered first
            taken.append(spots[free[0]])
            ax.annotate(
                str(row + 1), (float(at[0]), float(at[1])), free[0], textcoords="offset points", fontsize=8
            )
    ax.set_xlim(0, top)
    ax.set_ylim(-0.02 * top, top)
    ax.set_xlabel(f"µ* ({_unit(unit)})")
    ax.set_ylabel("σ (curvature or interactions)")
    return ax


def pawn_bars(pawn: PawnIndices, ax: Axes) -> Axes:
    """Draw PAWN indices with their intervals, grey below the threshold of noise."""
    order = pawn.order[:MOST_BARS]
    stands_out = pawn.value[order] > pawn.threshold
    colours = [TOTAL_COLOUR if is_clear else NOISE_COLOUR for is_clear in stands_out]
    _bars(ax, pawn.value[order], pawn.reach[order], np.arange(len(order)), colours)
    ax.axvspan(0.0, pawn.threshold, color=SHADE, lw=0, zorder=0.5)
    label = "95 % of inert factors lie below"
    ax.axvline(pawn.threshold, color=INK, lw=1, ls="--", label=label)
    _name_rows(ax, [pawn.names[index] for index in order])
    ax.set_xlim(0.0, None)
    ax.set_xlabel(f"PAWN index (0 to 1) with 95 % interval, n = {pawn.n:,} points")
    return ax


def swing_bars(finding: ResponseSensitivity, ax: Axes) -> Axes:
    """Draw the difference from the base at both ends of each factor, with intervals."""
    rows = [_row(swing) for swing in finding.swings[:MOST_ROWS]]
    tornado((0.0, 0.0, 0.0), rows, ax)
    if finding.response.is_share:
        in_percent(ax.xaxis, most_ticks=8)
        ax.set_xlabel("difference from the base (percentage points) with 95 % interval")
    else:
        ax.set_xlabel(
            f"difference from the base ({finding.response.unit.replace('_', ' ')}) with 95 % interval"
        )
    return ax


def _row(swing: Swing) -> Row:
    values = range_text(swing.unit, swing.low.value, swing.high.value)
    failed = ", one failed" if swing.has_failed else ""
    return Row(swing.factor, values + failed, _range(swing.low), _range(swing.high))


def _range(end: End) -> Range:
    return end.contrast.difference.ends if end.contrast else (0.0, 0.0, 0.0)


def _bars(  # noqa: PLR0913 – the parts of a bar
    ax: Axes, values: Numbers, reach: Numbers, rows: Column, colours: Sequence[str], height: float = 0.6
) -> None:
    ax.barh(rows, values, height, color=list(colours))
    ax.errorbar(values, rows, xerr=reach, fmt="none", ecolor=INK, elinewidth=1, capsize=2)


def _name_rows(ax: Axes, names: Sequence[str]) -> None:
    ax.set_yticks(range(len(names)), [_wrapped(name) for name in names], fontsize=7)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")


def _wrapped(name: str) -> str:
    """Break a name into lines: titles between words, names of factors after their dots."""
    if len(name.split()) <= 2:
        return in_lines(name, WIDTH)
    return "\n".join(textwrap.wrap(name, WIDTH, max_lines=MOST_NAME_LINES, placeholder=" …"))


def _unit(unit: str) -> str:
    return f"{unit.replace('_', ' ')} per range"
