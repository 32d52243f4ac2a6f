"""Compared outcomes – how often the runs of several results ended in each way, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes

from standoff.plots.labels import in_percent
from standoff.plots.style import INK, result_style
from standoff.statistics.sample import Sample
from standoff.vocabulary import OUTCOME_SETS, share_title

__all__ = ["compared_height", "compared_outcomes"]

GROUP: Final = 0.82
"""Height of the bars of an outcome, share of a row."""
ROOM: Final = 1.12
"""Room on the right for the figure behind the longest bar, times its end."""


def compared_height(samples: Sequence[Sample]) -> float:
    """Give the height of the panel, inches."""
    return 0.6 + len(OUTCOME_SETS) * (0.16 + 0.14 * len(samples))


def compared_outcomes(samples: Sequence[Sample], ax: Axes) -> Axes:
    """Draw the share of any war and of each outcome with its interval, a bar for each result.

    Parameters
    ----------
    samples : sequence of Sample
        The results, from top to bottom.
    """
    rows = range(len(OUTCOME_SETS))
    height = GROUP / len(samples)
    longest = 0.0
    for place, sample in enumerate(samples):
        shares = [sample.share(outcomes) for outcomes in OUTCOME_SETS.values()]
        y = [row - GROUP / 2 + (place + 0.5) * height for row in rows]
        values = [one.share for one in shares]
        colour = result_style(place)["color"]
        ax.barh(y, values, 0.9 * height, color=colour, alpha=0.6, label=f"{sample.name} (n = {sample.n:,})")
        reach = [
            [max(0.0, one.share - one.low) for one in shares],
            [max(0.0, one.high - one.share) for one in shares],
        ]
        ax.errorbar(values, y, xerr=reach, fmt="none", ecolor=INK, elinewidth=1, capsize=2)
        for one, at in zip(shares, y, strict=True):
            ax.annotate(f"{100 * one.share:.1f}", (one.high, at), (3, 0), textcoords="offset points",
                        va="center", fontsize=7)  # fmt: skip
        longest = max(longest, *(one.high for one in shares))
    ax.set_yticks(rows, [share_title(name).capitalize() for name in OUTCOME_SETS])
    ax.set_ylim(len(OUTCOME_SETS) - 0.5, -0.5)
    ax.set_ylabel("outcome, by severity")
    ax.set_xlim(0, ROOM * longest)
    in_percent(ax.xaxis, most_ticks=8)
    ax.set_xlabel("share of runs (%) with 95 % interval")
    ax.grid(visible=False, axis="y")
    ax.axhline(0.5, color="#999999", lw=0.8)
    return ax
