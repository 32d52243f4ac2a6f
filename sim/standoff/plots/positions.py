"""What each actor wants and accepts on each issue, and whether a zone of agreement is left."""

from __future__ import annotations

import textwrap
from typing import Any, Final

from matplotlib.axes import Axes

from standoff.plots.actors import actor_colour
from standoff.plots.style import CAPTION_COLOUR, INK, shown
from standoff.story.trace import RunTrace

__all__ = ["positions", "positions_height", "positions_title", "zone"]

ZONE: Final = "#DDEBDD"
GAP: Final = "#F4D9D3"
STATUS_QUO: Final = ((":", "status quo at the start"), ("-", "status quo at the end"))
LANE: Final = 0.105
"""Height of the bar of an actor, inches."""
HEAD, FOOT = 0.2, 0.38
"""Room above an issue for its title and below it for what its ends mean, inches."""
END_WIDTH: Final = 42
"""Characters of a line of what an end means; there are two lines at most."""


def positions_height(trace: RunTrace) -> float:
    """Return the height of the panel, inches."""
    return 0.4 + len(trace.stage.names.issues) * _row_height(trace)


def _row_height(trace: RunTrace) -> float:
    return HEAD + FOOT + LANE * len(trace.stage.names.actors)


def zone(trace: RunTrace, issue: int) -> tuple[float, float]:
    """Return the range of positions that all accept on an issue; the first is greater if there is a gap."""
    stances = trace.stage.facts.position[: int(trace.stage.facts.n_actors), issue]
    return float(stances["low"].max()), float(stances["high"].min())


def positions_title(trace: RunTrace) -> str:
    """Say on how many issues agreement is possible, and how many moved in the run."""
    issues = trace.stage.names.issues
    possible = sum(low <= high for low, high in (zone(trace, row) for row in range(len(issues))))
    moved = sum(start != end for start, end in (_ends(trace, row) for row in range(len(issues))))
    where = "every issue" if possible == len(issues) else f"{possible} of {len(issues)} issues"
    return f"Agreement is possible on {where}; {moved or 'none'} moved in this run"


def positions(trace: RunTrace, ax: Axes) -> Axes:
    """Draw ideals, red lines and the status quo of each issue, at the start and at the end of the run.

    Parameters
    ----------
    trace : RunTrace
        The run.
    """
    issues = trace.stage.names.issues
    height = _row_height(trace)
    for row in range(len(issues)):
        _draw_issue(trace, ax, row, row * height)
    ax.plot([], [], "o", color="#888888", mec=INK, ms=6, label="ideal point (larger = more salient)")
    ax.plot([], [], "-", color="#888888", lw=5, alpha=0.5, label="acceptable (within red lines)")
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(len(issues) * height, 0.0)
    ax.set_yticks([])
    ax.set_ylabel("issue")
    ax.set_xlabel("position on the issue, 0 to 1")
    ax.spines["left"].set_visible(False)
    zones = ax.secondary_yaxis("right")
    zones.set_yticks([row * height + HEAD + _lanes(trace) / 2 for row in range(len(issues))],
                     [_zone_text(trace, row) for row in range(len(issues))])  # fmt: skip
    zones.tick_params(length=0)
    zones.spines["right"].set_visible(False)
    return ax


def _lanes(trace: RunTrace) -> float:
    return LANE * len(trace.stage.names.actors)


def _zone_text(trace: RunTrace, issue: int) -> str:
    low, high = zone(trace, issue)
    return f"agreement\n{low:.2f} to {high:.2f}" if low <= high else f"gap\n{high:.2f} to {low:.2f}"


def _ends(trace: RunTrace, issue: int) -> tuple[float, float]:
    """Return the status quo of an issue at the start and at the end."""
    last = trace.rows("positions", issue=trace.stage.names.issues[issue])[-1]
    return float(trace.stage.facts.issue[issue].status_quo), last["position"]


def _draw_issue(trace: RunTrace, ax: Axes, issue: int, top: float) -> None:
    """Draw an issue below its title, from a height of the panel on, inches."""
    names, bottom = trace.stage.names, top + HEAD + _lanes(trace)
    name = names.issues[issue]
    ax.text(
        0.0,
        top + HEAD - 0.03,
        names.issue_titles.get(name, shown(name)),
        va="bottom",
        weight="bold",
        size=8.5,
    )
    for x, side, text in zip(
        (0.0, 1.0), ("left", "right"), names.issue_ends.get(name, ("", "")), strict=True
    ):
        lines = textwrap.wrap(f"{x:.0f}: {text}", END_WIDTH, max_lines=2, placeholder=" …") if text else []
        ax.text(x, bottom + 0.03, "\n".join(lines), ha=side, va="top", size=8, color=CAPTION_COLOUR)
    _draw_zone(ax, top + HEAD, bottom, zone(trace, issue))
    for row, actor in enumerate(names.actors):
        stance, colour = trace.stage.facts.position[row, issue], actor_colour(trace.stage, row)
        y = top + HEAD + LANE * (row + 0.5)
        least, most = float(stance.low), float(stance.high)
        ax.barh(
            y, most - least, 0.5 * LANE, left=least, color=colour, alpha=0.5, lw=0, label=trace.title(actor)
        )
        size = 3.5 + 7 * float(stance.salience)
        ax.plot(stance.ideal, y, "o", color=colour, mec=INK, mew=0.6, ms=size, clip_on=False)
    for position, (dashes, label) in zip(_ends(trace, issue), STATUS_QUO, strict=True):
        ax.plot([position] * 2, [top + HEAD, bottom], dashes, color=INK, lw=1.6, label=label)


def _draw_zone(ax: Axes, top: float, bottom: float, ends: tuple[float, float]) -> None:
    (low, high), y, height = ends, (top + bottom) / 2, bottom - top
    if low <= high:
        ax.barh(y, high - low, height, left=low, color=ZONE, zorder=0.5, label="zone of agreement")
        return
    look: dict[str, Any] = {"fc": GAP, "ec": "white", "hatch": "xx", "lw": 0, "zorder": 0.5}
    ax.barh(y, low - high, height, left=high, label="gap (no agreement possible)", **look)
