"""An actor's troops over time, stacked by axis of advance; those across the border are hatched."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes

from standoff.arrays import Numbers
from standoff.plots.over_time import edges, over_time
from standoff.plots.style import INK, REAR_COLOUR, axis_colour, shown
from standoff.story.trace import Row, RunTrace

__all__ = ["actors_with_forces", "forces", "forces_title"]

SUBSTANTIAL: Final = 0.02
"""Share of the largest force from which an actor has a panel."""


def actors_with_forces(trace: RunTrace) -> list[str]:
    """Return the actors whose force is substantial at some time, in the order of the trace."""
    most: dict[str, float] = {}
    for row in trace.rows("actors"):
        most[row["actor"]] = max(row["force"], most.get(row["actor"], 0.0))
    return [actor for actor, force in most.items() if force > SUBSTANTIAL * max(most.values())]


def forces_title(trace: RunTrace) -> str:
    """Say how many troops the strongest attacker has in the end, and how many are across the border."""
    actors = trace.stage.facts.actor
    names = [name for row, name in enumerate(trace.stage.names.actors) if actors[row].is_attacker]
    last = [row for row in trace.rows("forces") if row["day"] == trace.days[-1]]
    totals = {name: sum(row["troops"] for row in last if row["actor"] == name) for name in names}
    name = max(totals, key=lambda each: totals[each])
    crossed = sum(row["crossed"] for row in last if row["actor"] == name)
    across = f"{crossed:.0f} thousand are" if crossed > 0.0 else "none is"
    return f"{trace.title(name)} ends with {totals[name]:.0f} thousand troops; {across} across the border"


def forces(trace: RunTrace, actor: str, ax: Axes) -> Axes:
    """Draw an actor's troops by axis of advance, on a scale of their own.

    Parameters
    ----------
    trace : RunTrace
        The run.
    actor : str
        Whose forces to draw.
    """
    below = np.zeros(len(trace.days))
    by_axis: dict[str, list[Row]] = {}
    for row in trace.rows("forces", actor=actor):
        by_axis.setdefault(row["axis"], []).append(row)
    for axis, rows in by_axis.items():
        troops = np.array([row["troops"] for row in rows])
        if not troops.any():
            continue
        is_axis = axis in trace.stage.names.axes
        colour = axis_colour(trace.stage.names.axes.index(axis)) if is_axis else REAR_COLOUR
        label = f"axis {shown(axis)}" if is_axis else "on no axis"
        _fill(trace, ax, below, troops, fc=colour, ec="white", lw=0.4, label=label)
        crossed = np.minimum([row["crossed"] for row in rows], troops)
        if crossed.any():
            _fill(trace, ax, below, crossed, fc="none", ec=INK, lw=0, hatch="////", label="across the border")
        below = below + troops
    ax.stairs(below, edges(trace), baseline=None, color=INK, lw=1, label="all troops")
    ax.set_ylim(0, 1.08 * below.max())
    ax.set_ylabel("troops (thousand)")
    ax.set_title(trace.title(actor))
    over_time(trace, ax)
    return ax


def _fill(trace: RunTrace, ax: Axes, below: Numbers, troops: Numbers, **look: Any) -> None:
    ax.stairs(below + troops, edges(trace), baseline=below, fill=True, **look)
