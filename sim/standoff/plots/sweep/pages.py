"""Sweep pages – what the pages of a sweep have in common: titles, notes, combinations, ends of scales."""

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

__all__ = ["BY_SEVERITY", "Pages", "by_options", "highest", "seen", "titled", "told", "top"]

Pages = Iterator[tuple[str, FigureWithData]]
"""Pages by name."""

BY_SEVERITY: Final = ("any_war", *(outcome.key for outcome in reversed(Outcome)))
"""Any war, then the outcomes from the worst on."""
TITLE_WIDTH: Final = 44
"""Characters of the title of a panel."""


def by_options(surface: Surface, most: int) -> tuple[dict[tuple[str, ...], Points], str]:
    """Give the first combinations of options that were played, and say how many are left out."""
    played = {chosen: points for chosen, points in surface.groups.items() if surface.n[points].any()}
    failed = len(surface.groups) - len(played)
    gone = (
        f"; left out for failing at all points: {failed:,} of {len(surface.groups):,} combinations"
        if failed
        else ""
    )
    cut = f"; the first {most} of {len(played):,} combinations are shown" if len(played) > most else ""
    return dict(list(played.items())[:most]), gone + cut


def highest(surface: Surface, points: Points, kind: str) -> float:
    """Give the highest share of an outcome, or of any war, at points of which one or more were played."""
    return float(np.nanmax(surface.share(OUTCOME_SETS[kind], points)))


def seen(surface: Surface, points: Points) -> list[str]:
    """Give any war and the outcomes that some run ended with, the worst first."""
    return [kind for kind in BY_SEVERITY if highest(surface, points, kind) > 0.0]


def top(surface: Surface, points: Points, kind: str) -> float:
    """Give the upper end of a scale that holds the intervals of an outcome, or of any war, 0..1."""
    return min(1.0, 1.06 * float(np.nanmax(surface.estimate(OUTCOME_SETS[kind], points).high)))


def told(surface: Surface, chosen: tuple[str, ...]) -> str:
    """Say which options were chosen."""
    return setting_text(surface.choices, chosen)


def titled(name: str, panel: Panel, width: int = TITLE_WIDTH) -> Panel:
    """Give a panel a title."""

    def drawn(ax: Axes) -> Axes:
        panel(ax).set_title(in_lines(name, width))
        return ax

    return drawn
