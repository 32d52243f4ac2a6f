"""Outcomes – how often the runs of an ensemble ended in each way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from standoff.plots.style import INK, OUTCOME_COLOURS
from standoff.vocabulary import Outcome

__all__ = ["ShownShare", "outcomes"]


class ShownShare(Protocol):
    """What the figure reads of the share of an outcome."""

    @property
    def outcome(self) -> Outcome:
        """The outcome."""

    @property
    def n(self) -> int:
        """Runs, >= 1."""

    @property
    def count(self) -> int:
        """Runs that ended so."""

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
    ordered = sorted(shares, key=lambda one: one.outcome)
    rows = range(len(ordered))
    values = [one.share for one in ordered]
    reach = [
        [max(0.0, one.share - one.low) for one in ordered],
        [max(0.0, one.high - one.share) for one in ordered],
    ]
    ax.barh(rows, values, 0.65, color=[OUTCOME_COLOURS[one.outcome] for one in ordered])
    ax.errorbar(values, rows, xerr=reach, fmt="none", ecolor=INK, elinewidth=1.3, capsize=4)
    ax.set_yticks(rows, [one.outcome.title.capitalize() for one in ordered])
    ax.set_ylim(len(ordered) - 0.5, -0.5)
    ax.set_ylabel("outcome, by severity")
    ax.set_xlim(0, min(1.0, 1.15 * max(one.high for one in ordered)))
    ax.set_xlabel("share of runs (%) with 95 % interval")
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=""))
    ax.grid(visible=False, axis="y")
    counts = ax.secondary_yaxis("right")
    counts.set_yticks(rows, [_in_figures(one) for one in ordered])
    counts.tick_params(length=0)
    counts.spines["right"].set_visible(False)
    return ax


def _in_figures(one: ShownShare) -> str:
    percent = [f"{100 * share:.1f}" for share in (one.share, one.low, one.high)]
    return f"{percent[0]} % ({percent[1]} to {percent[2]})\n{one.count} of {one.n}"
