"""Figure of the share of runs by outcome for several results."""

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
"""Height of the bars of an outcome, share of the row."""
ROOM: Final = 1.12
"""Upper end of the axis relative to the longest bar, which leaves room for its number."""


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
    for index, sample in enumerate(samples):
        shares = [sample.share(outcomes) for outcomes in OUTCOME_SETS.values()]
        y = [row - GROUP / 2 + (index + 0.5) * height for row in rows]
        values = [share.share for share in shares]
        colour = result_style(index)["color"]
        ax.barh(y, values, 0.9 * height, color=colour, alpha=0.6, label=f"{sample.name} (n = {sample.n:,})")
        reach = [
            [max(0.0, share.share - share.low) for share in shares],
            [max(0.0, share.high - share.share) for share in shares],
        ]
        ax.errorbar(values, y, xerr=reach, fmt="none", ecolor=INK, elinewidth=1, capsize=2)
        for share, at in zip(shares, y, strict=True):
            ax.annotate(f"{100 * share.share:.1f}", (share.high, at), (3, 0), textcoords="offset points",
                        va="center", fontsize=7)  # fmt: skip
        longest = max(longest, *(share.high for share in shares))
    ax.set_yticks(rows, [share_title(name).capitalize() for name in OUTCOME_SETS])
    ax.set_ylim(len(OUTCOME_SETS) - 0.5, -0.5)
    ax.set_ylabel("outcome (by severity)")
    ax.set_xlim(0, ROOM * longest)
    in_percent(ax.xaxis, most_ticks=8)
    ax.set_xlabel("share of runs (%) with 95 % interval")
    ax.grid(visible=False, axis="y")
    ax.axhline(0.5, color="#999999", lw=0.8)
    return ax
