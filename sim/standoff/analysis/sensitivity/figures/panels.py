"""Panels of the figures of a sensitivity analysis."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from standoff.analysis.sensitivity.findings import ResponseSensitivity
from standoff.analysis.sensitivity.morris import MorrisEffects
from standoff.analysis.sensitivity.pawn import PawnIndices
from standoff.analysis.sensitivity.sobol import SobolIndices
from standoff.arrays import Column, Numbers
from standoff.config.levers import with_unit_of
from standoff.design.setter import Setter, apart
from standoff.plots.labels import in_lines, in_percent
from standoff.plots.setters import extra_rows, head_groups, row_positions
from standoff.plots.style import INK, SHADE, shown
from standoff.vocabulary import share_title

__all__ = [
    "MOST_BARS",
    "bars_height",
    "effect_bars",
    "effect_map",
    "index_bars",
    "pawn_bars",
    "response_title",
]

FIRST_COLOUR: Final = "#56A5DC"
TOTAL_COLOUR: Final = "#2B4C9B"
NOISE_COLOUR: Final = "#B4B4B4"
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
POINT: Final = 1.5
"""Radius of a point less what a number may touch, typographic points."""
PANEL: Final = np.array([370.0, 230.0])
"""Approximate width and height of a panel, typographic points."""


SetterOf = Callable[[str], Setter]
"""Tells who can set a factor by its name."""


def one_group(_: str) -> Setter:
    """Put all factors into one group."""
    return Setter.SCENARIO


def response_title(finding: ResponseSensitivity) -> str:
    """Give the name of a response with its unit, as a title."""
    if finding.response.is_share:
        return f"{share_title(finding.response.name).capitalize()}, share of runs"
    return f"{shown(finding.response.name)}, mean of the runs ({finding.response.unit.replace('_', ' ')})"


def bars_height(names: Sequence[str], setter_of: SetterOf = one_group) -> float:
    """Give the height of a panel with a row for each of the first ``MOST_BARS`` names, inches."""
    shown_names = [_wrapped(with_unit_of(name)) for name in names[:MOST_BARS]]
    lines = max(name.count("\n") + 1 for name in shown_names)
    n_rows = len(shown_names) + extra_rows([setter_of(name) for name in names[:MOST_BARS]])
    return 0.8 + (0.15 + 0.115 * lines) * n_rows


def index_bars(indices: SobolIndices, ax: Axes, setter_of: SetterOf = one_group) -> Axes:
    """Draw first and total indices with their intervals, the greatest total of each group on top."""
    order, setters = _grouped(indices.names, indices.order, setter_of)
    positions = row_positions(setters)
    for values, reach, shift, colour, label in (
        (indices.total, indices.total_reach, -HALF / 2, TOTAL_COLOUR, "total (with interactions)"),
        (indices.first, indices.first_reach, HALF / 2, FIRST_COLOUR, "first order (by itself)"),
    ):
        _bars(ax, values[order], reach[order], positions + shift, [colour] * len(order), HALF)
        ax.plot([], [], "s", color=colour, label=label)
    _name_rows(ax, [with_unit_of(indices.names[index]) for index in order], setters)
    ax.axvline(0.0, color=INK, lw=1)
    in_percent(ax.xaxis, most_ticks=6)
    ax.set_xlabel(f"share of the variance (%) with 95 % interval, n = {indices.n:,}")
    return ax


def effect_bars(effects: MorrisEffects, unit: str, ax: Axes, setter_of: SetterOf = one_group) -> Axes:
    """Draw the mean absolute effect of each factor with its interval, numbered as in `effect_map`."""
    order, setters = _grouped(effects.names, effects.order, setter_of)
    rows = row_positions(setters)
    _bars(ax, effects.mu_star[order], effects.reach[order], rows, [TOTAL_COLOUR] * len(order))
    _name_rows(
        ax, [f"{row + 1}  {with_unit_of(effects.names[index])}" for row, index in enumerate(order)], setters
    )
    ax.set_xlabel(f"µ* ({_unit(unit)}), 95 % interval, n = {effects.n:,} trajectories")
    return ax


def effect_map(effects: MorrisEffects, unit: str, ax: Axes, setter_of: SetterOf = one_group) -> Axes:
    """Draw the standard deviation of the effects of each factor against their mean absolute value."""
    order, _ = _grouped(effects.names, effects.order, setter_of)
    ax.plot(effects.mu_star, effects.sigma, "o", ms=4, color=TOTAL_COLOUR)
    top = 1.08 * float(max(effects.mu_star.max(), effects.sigma.max(), 1e-12))
    ax.plot([0, top], [0, top], color=NOISE_COLOUR, lw=1, ls="--", label="σ = µ*")
    places = np.column_stack([effects.mu_star, effects.sigma]) / top * PANEL
    taken: list[Numbers] = []
    for index in effects.order[:MOST_BARS]:
        if places[index].max() < NEGLIGIBLE * PANEL.min():
            continue
        free = [spot for spot in SPOTS if _is_free(places[index] + spot, taken, places)]
        if free:  # stronger factors are numbered first; those without room are numbered in the bars alone
            taken.append(places[index] + free[0])
            at = float(effects.mu_star[index]), float(effects.sigma[index])
            number = str(order.index(index) + 1)
            ax.annotate(number, at, free[0], textcoords="offset points", fontsize=8)
    ax.set_xlim(0, top)
    ax.set_ylim(-0.02 * top, top)
    ax.set_xlabel(f"µ* ({_unit(unit)})")
    ax.set_ylabel("σ (curvature or interactions)")
    return ax


def _is_free(corner: Numbers, taken: Sequence[Numbers], places: Numbers) -> bool:
    """Tell whether a number at a place covers no other number and no point; all in typographic points."""
    meets_number = any((abs(corner - other) < NUMBER).all() for other in taken)
    meets_point = ((places > corner - POINT) & (places < corner + NUMBER + POINT)).all(axis=1).any()
    return not meets_number and not bool(meets_point)


def pawn_bars(pawn: PawnIndices, ax: Axes, setter_of: SetterOf = one_group) -> Axes:
    """Draw PAWN indices with their intervals, grey below the threshold of noise."""
    order, setters = _grouped(pawn.names, pawn.order, setter_of)
    stands_out = pawn.value[order] > pawn.threshold
    colours = [TOTAL_COLOUR if is_clear else NOISE_COLOUR for is_clear in stands_out]
    _bars(ax, pawn.value[order], pawn.reach[order], row_positions(setters), colours)
    ax.axvspan(0.0, pawn.threshold, color=SHADE, lw=0, zorder=0.5)
    label = "95 % of inert factors lie below"
    ax.axvline(pawn.threshold, color=INK, lw=1, ls="--", label=label)
    _name_rows(ax, [with_unit_of(pawn.names[index]) for index in order], setters)
    ax.set_xlim(0.0, None)
    ax.set_xlabel(f"PAWN index (0 to 1) with 95 % interval, n = {pawn.n:,} points")
    return ax


def _bars(  # noqa: PLR0913 – the parts of a bar
    ax: Axes, values: Numbers, reach: Numbers, rows: Column, colours: Sequence[str], height: float = 0.6
) -> None:
    ax.barh(rows, values, height, color=list(colours))
    ax.errorbar(values, rows, xerr=reach, fmt="none", ecolor=INK, elinewidth=1, capsize=2)


def _grouped(
    names: Sequence[str], order: Sequence[int], setter_of: SetterOf
) -> tuple[list[int], list[Setter]]:
    """Give the strongest factors in groups by who can set them, and who can set each of them."""
    shown_ones = apart(order[:MOST_BARS], lambda index: setter_of(names[index]))
    return shown_ones, [setter_of(names[index]) for index in shown_ones]


def _name_rows(ax: Axes, names: Sequence[str], setters: Sequence[Setter]) -> None:
    positions = row_positions(setters)
    ax.set_yticks(positions, [_wrapped(name) for name in names], fontsize=7)
    head_groups(setters, ax)
    ax.grid(visible=False, axis="y")


def _wrapped(name: str) -> str:
    """Break a name into lines: titles between words, names of factors after their dots."""
    if len(name.split()) <= 2:
        return in_lines(name, WIDTH)
    return "\n".join(textwrap.wrap(name, WIDTH, max_lines=MOST_NAME_LINES, placeholder=" …"))


def _unit(unit: str) -> str:
    return f"{unit.replace('_', ' ')} per range"
