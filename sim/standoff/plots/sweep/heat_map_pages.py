"""Figures of heat maps: all outcomes side by side, or one outcome under several settings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Final

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes

from standoff.design.factors import Factor
from standoff.plots.labels import setting_text
from standoff.plots.page import FigureWithData, Line
from standoff.plots.sheet import Panel, draw_sheet
from standoff.plots.sweep.bins import Bins, add_scale, bins_around, bins_for
from standoff.plots.sweep.contours import reach
from standoff.plots.sweep.difference_map import difference_map, n_clear, widest_gap
from standoff.plots.sweep.heat_map import n_wide, share_map
from standoff.plots.sweep.map_frame import Plane, least_height, maps_abreast
from standoff.plots.sweep.pages import BY_SEVERITY, Pages, by_options, highest, titled
from standoff.plots.sweep.titles import range_title
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import OUTCOME_SETS, share_title

__all__ = ["can_be_mapped", "map_pages"]

MOST_MAPS: Final = 12
"""Largest number of maps on a page."""
MULTIPLIED: Final = ("any_war", "full_invasion", "settlement", "de_escalation")
"""Outcomes that have a page of their own with a map for each setting."""
HEIGHT: Final = {1: 2.7, 2: 2.7, 3: 2.1}
"""Height of a row of maps by the number of maps side by side, inches."""
LOW: Final = {1: 2.2, 2: 2.0, 3: 1.8}
"""The same if each row has a row of differences below it."""
SCALE: Final = 0.7
"""Height of a second scale, inches."""
TITLE_PAD: Final = 9.0
"""Room between a title and its map, for the mark of the reported value, points."""
AROUND: Final = 1.4
"""Height of the scale and the legend, inches."""
FAINT: Final = 0.2
"""Share of a bin that an outcome must reach at some point to have a map."""
TITLE_WIDTHS: Final = {1: 80, 2: 46, 3: 26}
"""Characters per line of a title, by the number of maps side by side."""
NEAREST: Final = 3
"""Largest number of values of a third number that are always all shown."""

Maps = Mapping[str, Points]
"""Points of each map, by its setting."""
Named = tuple[str, str, Points]
"""A map: its title, its outcome, its points."""


def can_be_mapped(surface: Surface) -> bool:
    """Return whether a page has room for a map for each setting of the other numbers."""
    _, _, *others = _spanning(surface)
    return len(others) <= 1 or math.prod(len(_values(surface, factor)) for factor in others) <= MOST_MAPS


def map_pages(surface: Surface, title: str) -> Pages:
    """Draw maps of a full grid of two numbers or more.

    With two numbers and nothing else, there is one page with a map for each outcome. Otherwise there is a
    page for each main outcome, with a map for each combination of options and values of the other numbers.
    """
    across, up, *others = _spanning(surface)
    maps, cut = _settings(surface, others)
    points = np.concatenate(list(maps.values()))
    peaks = {kind: highest(surface, points, kind) for kind in BY_SEVERITY}
    if len(maps) == 1:
        yield "map", _of_all(surface, title, points, peaks, cut)
        return
    for kind in (kind for kind in MULTIPLIED if peaks[kind] > 0.0):
        abreast = maps_abreast(len(_values(surface, across)), min(3, len(maps)))
        plane = Plane(surface, across, up, bins_for(peaks[kind]), abreast, _gap_bins(surface, points, [kind]))
        note = _note(plane, title, points, [kind], cut)
        headline = range_title(surface, points, [across.shown, up.shown], kind)
        named = [(setting, kind, group) for setting, group in maps.items()]
        yield f"map_{kind}", _page(plane, named, headline, note, list(surface.lines([kind], points)))


def _of_all(
    surface: Surface, title: str, points: Points, peaks: Mapping[str, float], cut: str
) -> FigureWithData:
    """Draw a map of any war and of each outcome that is not too rare for the scale."""
    across, up = surface.numbers
    bins = bins_for(max(peaks.values()))
    kinds = [kind for kind in peaks if peaks[kind] >= FAINT * bins.step]
    abreast = maps_abreast(len(_values(surface, across)), 2)
    plane = Plane(surface, across, up, bins, abreast, _gap_bins(surface, points, kinds))
    rare = [f"{share_title(kind)} ({f'at most {100 * peaks[kind]:.2g} %' if peaks[kind] else 'never'})"
            for kind in peaks if kind not in kinds]  # fmt: skip
    cut += f" Too rare for a map: {', '.join(rare)}." if rare else ""
    note = _note(plane, title, points, kinds, cut)
    named = [(share_title(kind).capitalize(), kind, points) for kind in kinds]
    headline = range_title(surface, points, [across.shown, up.shown])
    return _page(plane, named, headline, note, list(surface.lines(peaks, points)))


def _gap_bins(surface: Surface, points: Points, kinds: Sequence[str]) -> Bins | None:
    """Return the scale of the differences from the reference; None if none of them is more than noise."""
    sets = [OUTCOME_SETS[kind] for kind in kinds]
    if not surface.pairs or not any(n_clear(surface, points, outcomes) for outcomes in sets):
        return None
    return bins_around(max(widest_gap(surface, points, outcomes) for outcomes in sets))


def _spanning(surface: Surface) -> list[Factor]:
    """Return the numeric factors, those of the axes first, then the others from most to fewest values."""
    ordered = sorted(surface.numbers, key=lambda factor: -len(_values(surface, factor)))
    return [factor for factor in surface.numbers if factor in ordered[:2]] + ordered[2:]


def _values(surface: Surface, factor: Factor) -> list[float]:
    values: list[float] = np.unique(surface.values(factor)).tolist()
    return values


def _settings(surface: Surface, others: list[Factor]) -> tuple[Maps, str]:
    """Return the points of each map, and what is left out as sentences."""
    groups, cut = by_options(surface, MOST_MAPS)
    room = max(NEAREST, MOST_MAPS // len(groups)) if others else 1
    spread = [_thinned(_values(surface, factor), room) for factor in others]
    if others and len(spread[0]) < len(_values(surface, others[0])):
        n_values = len(_values(surface, others[0]))
        cut += f" {len(spread[0])} of the {n_values} values of {others[0].name} are shown."
    maps: dict[str, Points] = {}
    for (chosen, points), values in product(groups.items(), product(*spread)):
        at = [surface.values(factor)[points] == value for factor, value in zip(others, values, strict=True)]
        kept = points[np.logical_and.reduce(at)] if at else points
        if surface.n[kept].any():
            maps[setting_text([*surface.choices, *others], [*chosen, *values])] = kept
    return maps, cut


def _thinned(values: list[float], most: int) -> list[float]:
    """Keep both ends and some evenly spaced values between them."""
    kept = np.linspace(0, len(values) - 1, min(most, len(values))).round().astype(int)
    return [values[index] for index in kept.tolist()]


def _panels(plane: Plane, maps: Sequence[Named]) -> Iterator[Panel]:
    """Yield rows of maps of shares, each with the maps of the differences from the reference below it."""
    width = TITLE_WIDTHS[plane.abreast]
    for first in range(0, len(maps), plane.abreast):
        row = maps[first : first + plane.abreast]
        empty = [_empty] * (plane.abreast - len(row))
        yield from (titled(name, partial(share_map, plane, points, OUTCOME_SETS[kind]), width)
                    for name, kind, points in row)  # fmt: skip
        if plane.gap_bins is None:
            continue
        yield from empty
        against = f"difference from {plane.surface.reference_name}"
        yield from (
            titled(f"{name}: {against}", partial(difference_map, plane, points, OUTCOME_SETS[kind]), width)
            for name, kind, points in row
        )
        yield from empty


def _empty(ax: Axes) -> Axes:
    ax.set_axis_off()
    return ax


def _note(plane: Plane, title: str, points: Points, kinds: list[str], cut: str) -> str:
    """Word the subtitle, with the number of runs, and the caption on intervals, lines and omissions."""
    surface = plane.surface
    widest = max(float(np.nanmax(surface.estimate(OUTCOME_SETS[kind], points).reach)) for kind in kinds)
    n_marked = sum(n_wide(surface, points, OUTCOME_SETS[kind], plane.bins) for kind in kinds)
    marked = f", wider than a bin in {n_marked:,} of {len(points) * len(kinds):,} cells" if n_marked else ""
    return (
        f"{title} – {surface.runs_text(points)}\n"
        f"95 % intervals: up to ±{100 * widest:.1f} percentage points{marked}. Contour lines are drawn only "
        f"where at least one in eight of the cells within {_reach_text(plane)} cells of the line lies "
        f"clearly above the level, and as many clearly below.{_gap_note(plane, points, kinds)}{cut}"
    )


def _gap_note(plane: Plane, points: Points, kinds: Sequence[str]) -> str:
    """Word the caption on differences from the reference."""
    surface = plane.surface
    if not surface.pairs:
        return ""
    from_where = f"from {surface.reference_name}, paired run by run under the same chance"
    if plane.gap_bins is None:
        return f" No cell differs {from_where}, by more than noise."
    n = sum(n_clear(surface, points, OUTCOME_SETS[kind]) for kind in kinds)
    return (
        f" Below each map: the difference {from_where}, in percentage points; it is more than noise in {n:,} "
        f"of {len(points) * len(kinds):,} cells. Each interval holds for its cell alone."
    )


def _reach_text(plane: Plane) -> str:
    sizes = (len(_values(plane.surface, factor)) for factor in (plane.across, plane.up))
    return " or ".join(str(cells) for cells in dict.fromkeys(map(reach, sizes)))


def _page(plane: Plane, maps: Sequence[Named], headline: str, note: str, table: list[Line]) -> FigureWithData:
    panels = list(_panels(plane, maps))
    height, around = HEIGHT[plane.abreast], AROUND
    if plane.gap_bins is not None:
        height, around = max(LOW[plane.abreast], least_height(plane)), AROUND + SCALE
    with rc_context({"axes.titlepad": TITLE_PAD}):
        height += around / math.ceil(len(panels) / plane.abreast)
        figure = draw_sheet(panels, headline, note, height, plane.abreast)
    add_scale(figure, plane.bins, f"share of runs (%), bins of {plane.bins.step_text}")
    if plane.gap_bins is not None:
        add_scale(
            figure, plane.gap_bins, f"difference from {plane.surface.reference_name} (percentage points)"
        )
    return FigureWithData(figure, table)
