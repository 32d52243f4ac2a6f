"""What each actor wants and accepts on each issue, and whether a zone of agreement is left."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes

from standoff.plots.actors import actor_colour
from standoff.plots.style import INK, shown
from standoff.story.trace import RunTrace

__all__ = ["positions"]

ZONE: Final = "#DDEBDD"
GAP: Final = "#F4D9D3"
STATUS_QUO: Final = ((":", "status quo at the start"), ("-", "status quo at the end"))


def positions(trace: RunTrace, ax: Axes) -> Axes:
    """Draw ideals, red lines and the status quo of each issue, at the start and at the end of the run.

    Parameters
    ----------
    trace : RunTrace
        The run.
    """
    issues = trace.stage.names.issues
    zone_texts = [_draw_issue(trace, ax, row) for row in range(len(issues))]
    ax.plot([], [], "o", color="#888888", mec=INK, ms=6, label="ideal point (larger = more salient)")
    ax.plot([], [], "-", color="#888888", lw=5, alpha=0.5, label="acceptable (within red lines)")
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(len(issues) - 0.5, -0.5)
    ax.set_yticks(range(len(issues)), [shown(issue) for issue in issues])
    ax.set_ylabel("issue")
    ax.set_xlabel("position on the issue (0 = one end, 1 = the other)")
    ax.grid(visible=False, axis="y")
    zones = ax.secondary_yaxis("right")
    zones.set_yticks(range(len(issues)), zone_texts)
    zones.tick_params(length=0)
    zones.spines["right"].set_visible(False)
    return ax


def _draw_issue(trace: RunTrace, ax: Axes, issue: int) -> str:
    """Draw an issue and return the range of positions that all accept, or the gap, as text."""
    facts = trace.stage.facts
    n_actors = int(facts.n_actors)
    stances = facts.position[:n_actors, issue]
    low, high = float(stances["low"].max()), float(stances["high"].min())
    _draw_zone(ax, issue, low, high)
    step = 0.8 / n_actors
    for row, name in enumerate(trace.stage.names.actors):
        colour = actor_colour(trace.stage, row)
        y = issue - 0.4 + (row + 0.5) * step
        least, most = float(stances["low"][row]), float(stances["high"][row])
        ax.barh(
            y,
            most - least,
            step * 0.42,
            left=least,
            color=colour,
            alpha=0.5,
            lw=0,
            label=trace.title(name),
        )
        size = 3.5 + 7 * float(stances["salience"][row])
        ax.plot(stances["ideal"][row], y, "o", color=colour, mec=INK, mew=0.6, ms=size, clip_on=False)
    last = trace.rows("positions", issue=trace.stage.names.issues[issue])[-1]
    ends = (float(facts.issue[issue].status_quo), last["position"])
    for position, (dashes, label) in zip(ends, STATUS_QUO, strict=True):
        ax.plot([position] * 2, [issue - 0.43, issue + 0.43], dashes, color=INK, lw=1.6, label=label)
    return f"agreement\n{low:.2f} to {high:.2f}" if low <= high else f"gap\n{high:.2f} to {low:.2f}"


def _draw_zone(ax: Axes, issue: int, low: float, high: float) -> None:
    if low <= high:
        ax.barh(issue, high - low, 0.9, left=low, color=ZONE, zorder=0.5, label="zone of agreement")
        return
    ax.barh(
        issue,
        low - high,
        0.9,
        left=high,
        fc=GAP,
        ec="white",
        hatch="xx",
        lw=0,
        zorder=0.5,
        label="gap (no agreement possible)",
    )
