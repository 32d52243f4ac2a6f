"""Panel of PRIM's peeling trajectory: density against coverage on both halves of the points."""

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


def peeling(discovery: Discovery, ax: Axes) -> Axes:
    """Draw the boxes of the trajectory, as peeled and with their significant limits.

    Parameters
    ----------
    discovery : Discovery
        A discovery with a trajectory.
    """
    steps, target = discovery.steps, discovery.target
    ax.plot(
        *_coordinates([step.training for step in steps]),
        "-",
        color="#8E8E8E",
        lw=1.2,
        label="as peeled, training",
    )
    for (name, (colour, mark)), fits in zip(
        HALVES.items(),
        ([step.kept.training for step in steps], [step.kept.held_out for step in steps]),
        strict=True,
    ):
        label = f"significant limits only, {name}"
        ax.plot(*_coordinates(fits), mark, color=colour, ms=4.5, mfc="none", mew=1.2, label=label)
    for scored in discovery.boxes["prim"]:
        for fit, (colour, mark) in zip((scored.training, scored.held_out), HALVES.values(), strict=True):
            ax.errorbar(fit.coverage.value, fit.share.value, *_reach(fit), fmt=mark, color=colour, ms=9,
                        mec=INK, elinewidth=1.2, capsize=3, zorder=3)  # fmt: skip
        ax.plot([], [], "o", color="white", mec=INK, ms=9, label="chosen box, with 95 % intervals")
    side = "at most" if target.is_rare else "at least"
    ax.axhline(target.share, color=INK, lw=1, ls="--", label=f"target: {side} {100 * target.share:.3g} %")
    ax.set_xlim(-ROOM, 1 + ROOM)
    ax.set_ylim(-ROOM, 1 + ROOM)
    in_percent(ax.xaxis)
    in_percent(ax.yaxis)
    ax.set_xlabel(
        f"coverage (% of all {target.counted} {'without' if target.is_rare else 'with'} {target.what})"
    )
    ax.set_ylabel(f"{target.what} (% of the {target.counted} inside)")
    return ax


def _coordinates(fits: Sequence[Fit]) -> tuple[list[float], list[float]]:
    return [fit.coverage.value for fit in fits], [fit.share.value for fit in fits]


def _reach(fit: Fit) -> tuple[list[list[float]], list[list[float]]]:
    """Give the error bars of density and coverage."""
    ends = [
        [[max(0.0, estimate.value - estimate.low)], [max(0.0, estimate.high - estimate.value)]]
        for estimate in (fit.share, fit.coverage)
    ]
    return ends[0], ends[1]
