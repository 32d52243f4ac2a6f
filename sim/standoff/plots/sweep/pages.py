"""Titles, combinations of options and scales that the figures of a sweep share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from standoff.plots.labels import in_lines, setting_text
from standoff.plots.page import FigureWithData
from standoff.plots.sheet import Panel
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import OUTCOME_SETS, Outcome

__all__ = [
    "BY_SEVERITY",
    "Pages",
    "by_options",
    "highest",
    "occurring",
    "of_single_points",
    "options_text",
    "titled",
    "top",
]

Pages = Iterator[tuple[str, FigureWithData]]
"""Figures with their numbers, by name."""

BY_SEVERITY: Final = ("any_war", *(outcome.key for outcome in reversed(Outcome)))
"""Any war, then the outcomes, most severe first."""
TITLE_WIDTH: Final = 44
"""Characters per line of the title of a panel."""


def by_options(surface: Surface, most: int) -> tuple[dict[tuple[str, ...], Points], str]:
    """Return the first combinations of options that were played, and what is left out as sentences."""
    played = {chosen: points for chosen, points in surface.groups.items() if surface.n[points].any()}
    failed = len(surface.groups) - len(played)
    omitted = (
        f" {failed:,} of {len(surface.groups):,} combinations failed at all points and are left out."
        if failed
        else ""
    )
    cut = f" The first {most} of {len(played):,} combinations are shown." if len(played) > most else ""
    return dict(list(played.items())[:most]), omitted + cut


def highest(surface: Surface, points: Points, kind: str) -> float:
    """Return the highest share of an outcome, or of any war, at points of which at least one was played."""
    return float(np.nanmax(surface.share(OUTCOME_SETS[kind], points)))


def occurring(surface: Surface, points: Points) -> list[str]:
    """Return any war and the outcomes that occurred, most severe first."""
    return [kind for kind in BY_SEVERITY if highest(surface, points, kind) > 0.0]


def top(surface: Surface, points: Points, kind: str) -> float:
    """Return the upper end of a scale for the intervals of an outcome, or of any war, 0..1."""
    return min(1.0, 1.06 * float(np.nanmax(surface.estimate(OUTCOME_SETS[kind], points).high)))


def of_single_points(surface: Surface, mark: str) -> str:
    """Warn that the intervals of points that share their chance are no comparison of the points."""
    paired = (
        f" The table of this figure has the difference of each from {surface.reference_name}, run by run."
        if surface.pairs
        else ""
    )
    return (
        f"{mark} are 95 % intervals of single points. All points share their chance, so differences between "
        f"them are more certain than overlapping {mark.lower()} suggest.{paired}"
    )


def options_text(surface: Surface, chosen: tuple[str, ...]) -> str:
    """Format a combination of options as a list of settings."""
    return setting_text(surface.choices, chosen)


def titled(name: str, panel: Panel, width: int = TITLE_WIDTH) -> Panel:
    """Return a panel with a title."""

    def drawn(ax: Axes) -> Axes:
        panel(ax).set_title(in_lines(name, width))
        return ax

    return drawn
