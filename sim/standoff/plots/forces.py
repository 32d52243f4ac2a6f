"""Forces – an actor's troops over time, stacked by axis of advance, with those that crossed hatched."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes

from standoff.arrays import Numbers
from standoff.plots.over_time import edges, over_time
from standoff.plots.style import INK, REAR_COLOUR, axis_colour, shown
from standoff.story.trace import RunTrace

__all__ = ["actors_with_forces", "forces"]

SUBSTANTIAL: Final = 0.02
"""Share of the largest force that an actor needs for a panel of its own."""


def actors_with_forces(trace: RunTrace) -> list[str]:
    """Give the actors whose force is substantial at some time, in their order."""
    most: dict[str, float] = {}
    for row in trace.rows("actors"):
        most[row["actor"]] = max(row["force"], most.get(row["actor"], 0.0))
    return [actor for actor, force in most.items() if force > SUBSTANTIAL * max(most.values())]


def forces(trace: RunTrace, actor: str, ax: Axes) -> Axes:
    """Draw an actor's troops by axis; each panel has its own scale.

    Parameters
    ----------
    trace : RunTrace
        The run.
    actor : str
        Whose forces.
    """
    below = np.zeros(len(trace.days))
    places = dict.fromkeys(row["axis"] for row in trace.rows("forces", actor=actor))
    for place in places:
        rows = trace.rows("forces", actor=actor, axis=place)
        troops = np.array([row["troops"] for row in rows])
        if not troops.any():
            continue
        is_axis = place in trace.stage.names.axes
        colour = axis_colour(trace.stage.names.axes.index(place)) if is_axis else REAR_COLOUR
        label = f"axis {shown(place)}" if is_axis else "on no axis"
        _fill(trace, ax, below, troops, fc=colour, ec="white", lw=0.4, label=label)
        crossed = np.minimum([row["crossed"] for row in rows], troops)
        if crossed.any():
            _fill(trace, ax, below, crossed, fc="none", ec=INK, lw=0, hatch="////", label="across the border")
        below = below + troops
    ax.stairs(below, edges(trace), baseline=None, color=INK, lw=1, label="all troops")
    ax.set_ylim(0, 1.08 * below.max())
    ax.set_ylabel("thousand troops")
    ax.set_title(trace.title(actor))
    over_time(trace, ax)
    return ax


def _fill(trace: RunTrace, ax: Axes, below: Numbers, troops: Numbers, **look: Any) -> None:
    ax.stairs(below + troops, edges(trace), baseline=below, fill=True, **look)
