"""Figure of the positions of the issues in the settlements of several results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes

from standoff.analysis.compare.settlements import Settled
from standoff.plots.style import result_style, shown
from standoff.statistics.bands import QUANTILES

__all__ = ["settled_height", "settled_positions"]

GROUP: Final = 0.7
"""Height that the lines of an issue take up, share of the row."""
LINES: Final = ((0.05, 0.95, 1.2), (0.25, 0.75, 5.0))
"""Quantiles between which a line is drawn, and its width."""


def settled_height(settled: Sequence[Settled]) -> float:
    """Give the height of the panel, inches."""
    return 0.6 + 0.13 * len(settled) + 0.2 * len({position.issue for position in settled})


def settled_positions(names: Sequence[str], settled: Sequence[Settled], ax: Axes) -> Axes:
    """Draw the median position of each issue, and the ranges that hold 50 % and 90 % of the positions.

    Parameters
    ----------
    names : sequence of str
        All results, in the order of their colours.
    settled : sequence of Settled
        One or more.
    """
    issues = list(dict.fromkeys(position.issue for position in settled))
    step = GROUP / len(names)
    for position in settled:
        index = names.index(position.name)
        y = issues.index(position.issue) - GROUP / 2 + (index + 0.5) * step
        colour = result_style(index)["color"]
        for low, high, width in LINES:
            ends = [position.quantiles[QUANTILES.index(end)] for end in (low, high)]
            ax.plot(ends, [y, y], color=colour, lw=width, alpha=0.55, solid_capstyle="butt")
        median = position.quantiles[QUANTILES.index(0.5)]
        label = f"{position.name} (n = {position.n:,} settlements)"
        ax.plot([median], [y], "o", color=colour, mec="white", mew=0.8, ms=6, label=label)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xlabel("position (0 = one end of the issue, 1 = the other)")
    ax.set_yticks(range(len(issues)), [shown(issue) for issue in issues])
    ax.set_ylim(len(issues) - 0.5, -0.5)
    ax.set_ylabel("issue")
    ax.grid(visible=False, axis="y")
    return ax
