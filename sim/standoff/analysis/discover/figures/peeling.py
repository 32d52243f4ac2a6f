"""Peeling – PRIM's trajectory: what a box covers against how dense it is, on both halves of the points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes

from standoff.analysis.discover.discovery import Discovery, Fit
from standoff.plots.labels import in_percent
from standoff.plots.style import INK

__all__ = ["HALVES", "peeling"]

HALVES: Final = {"training": ("#0072B2", "o"), "held out": ("#D55E00", "D")}
"""Colour and mark of the two halves of the points."""
ROOM: Final = 0.03


def peeling(found: Discovery, ax: Axes) -> Axes:
    """Draw the boxes of the trajectory, as peeled and with the limits that are needed.

    Parameters
    ----------
    found : Discovery
        With a trajectory.
    """
    steps, aim = found.steps, found.aim
    ax.plot(
        *_places([step.training for step in steps]), "-", color="#8E8E8E", lw=1.2, label="as peeled, training"
    )
    for (name, (colour, mark)), fits in zip(
        HALVES.items(),
        ([step.kept.training for step in steps], [step.kept.held_out for step in steps]),
        strict=True,
    ):
        label = f"limits that are needed, {name}"
        ax.plot(*_places(fits), mark, color=colour, ms=4.5, mfc="none", mew=1.2, label=label)
    for one in found.boxes["prim"]:
        for fit, (colour, mark) in zip((one.training, one.held_out), HALVES.values(), strict=True):
            ax.errorbar(fit.coverage.value, fit.share.value, *_reach(fit), fmt=mark, color=colour, ms=9,
                        mec=INK, elinewidth=1.2, capsize=3, zorder=3)  # fmt: skip
        ax.plot([], [], "o", color="white", mec=INK, ms=9, label="chosen box, with 95 % intervals")
    side = "at most" if aim.is_rare else "at least"
    ax.axhline(aim.share, color=INK, lw=1, ls="--", label=f"asked for: {side} {100 * aim.share:.3g} %")
    ax.set_xlim(-ROOM, 1 + ROOM)
    ax.set_ylim(-ROOM, 1 + ROOM)
    in_percent(ax.xaxis)
    in_percent(ax.yaxis)
    ax.set_xlabel(f"coverage (% of all {aim.counted} {'without' if aim.is_rare else 'with'} {aim.what})")
    ax.set_ylabel(f"{aim.what} (% of the {aim.counted} inside)")
    return ax


def _places(fits: Sequence[Fit]) -> tuple[list[float], list[float]]:
    return [fit.coverage.value for fit in fits], [fit.share.value for fit in fits]


def _reach(fit: Fit) -> tuple[list[list[float]], list[list[float]]]:
    """Give how far the intervals reach, down and across, as error bars have it."""
    ends = [
        [[max(0.0, one.value - one.low)], [max(0.0, one.high - one.value)]]
        for one in (fit.share, fit.coverage)
    ]
    return ends[0], ends[1]
