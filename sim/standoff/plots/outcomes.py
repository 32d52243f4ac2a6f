"""The share of the runs of an ensemble that ended with each outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from standoff.plots.style import INK, OUTCOME_COLOURS
from standoff.vocabulary import Outcome

__all__ = ["ShownShare", "outcomes"]


class ShownShare(Protocol):
    """The share of an outcome, as the figure reads it."""

    @property
    def outcome(self) -> Outcome:
        """The outcome."""

    @property
    def n(self) -> int:
        """Runs, >= 1."""

    @property
    def count(self) -> int:
        """Runs that ended with the outcome."""

    @property
    def share(self) -> float:
        """Share of the runs, 0..1."""

    @property
    def low(self) -> float:
        """Lower end of the interval, 0..1."""

    @property
    def high(self) -> float:
        """Upper end of the interval, 0..1."""


def outcomes(shares: Sequence[ShownShare], ax: Axes) -> Axes:
    """Draw the share of each outcome with its interval, in order of severity.

    Parameters
    ----------
    shares : Sequence of ShownShare
        At least one.
    """
    ordered = sorted(shares, key=lambda share: share.outcome)
    rows = range(len(ordered))
    values = [share.share for share in ordered]
    reach = [
        [max(0.0, share.share - share.low) for share in ordered],
        [max(0.0, share.high - share.share) for share in ordered],
    ]
    ax.barh(rows, values, 0.65, color=[OUTCOME_COLOURS[share.outcome] for share in ordered])
    ax.errorbar(values, rows, xerr=reach, fmt="none", ecolor=INK, elinewidth=1.3, capsize=4)
    ax.set_yticks(rows, [share.outcome.title.capitalize() for share in ordered])
    ax.set_ylim(len(ordered) - 0.5, -0.5)
    ax.set_ylabel("outcome (by severity)")
    ax.set_xlim(0, min(1.0, 1.15 * max(share.high for share in ordered)))
    ax.set_xlabel("share of runs (%) with 95 % interval")
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=""))
    ax.grid(visible=False, axis="y")
    counts = ax.secondary_yaxis("right")
    counts.set_yticks(rows, [_percent_and_count(share) for share in ordered])
    counts.tick_params(length=0)
    counts.spines["right"].set_visible(False)
    return ax


def _percent_and_count(share: ShownShare) -> str:
    value, low, high = (f"{100 * number:.1f}" for number in (share.share, share.low, share.high))
    return f"{value} % ({low} to {high})\n{share.count} of {share.n}"
