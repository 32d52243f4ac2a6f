"""Figure of turning points: the effect of each act on the outcomes, and the shares for the strongest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.dates import num2date
from matplotlib.figure import Figure

from standoff.analysis.turning_points.ranking import TurningPoint
from standoff.plots.actors import actor_colour
from standoff.plots.labels import in_percent
from standoff.plots.over_time import on_axis, over_time
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, OUTCOME_COLOURS, SHEET
from standoff.story.trace import RunTrace
from standoff.story.words import date_text
from standoff.vocabulary import Outcome

__all__ = ["figure_of_turning_points", "shares_at", "shown_at", "turning_points"]

MOST_SHOWN: Final = 6
"""Most acts whose shares are shown."""


def shown_at(points: Sequence[TurningPoint]) -> list[TurningPoint]:
    """Give the acts whose shares are shown: the first that changed the outcomes by more than noise."""
    return [point for point in points if point.is_clear][:MOST_SHOWN]


def turning_points(trace: RunTrace, points: Sequence[TurningPoint], ax: Axes) -> Axes:
    """Draw how much the strongest alternative to each act changes the outcomes; acts within noise are hollow.

    Parameters
    ----------
    trace : RunTrace
        The run.
    points : Sequence of TurningPoint
        Its acts by rank.
    """
    names = trace.stage.names.actors
    for row, name in enumerate(names):
        of_actor = [point for point in points if point.decision.actor == row]
        for is_clear in (True, False):
            _mark(trace, [point for point in of_actor if point.is_clear == is_clear], row, ax)
        if of_actor:
            ax.plot([], [], "o", color=actor_colour(trace.stage, row), ms=4.5, label=trace.title(name))
    ax.plot([], [], "o", mfc="white", mec=INK, ms=4.5, label="within noise")
    for rank, point in enumerate(shown_at(points), 1):
        top = (_date(trace, point), point.strongest.distance.high)
        ax.annotate(f"{rank}", top, (0, 2), textcoords="offset points", ha="center", weight="bold")
    ax.set_ylim(0.0, min(1.0, max(point.strongest.distance.high for point in points)) * 1.12)
    ax.set_ylabel("change of the shares (percentage points)")
    in_percent(ax.yaxis)
    ax.set_title("Total variation distance of the outcomes, with joint 95 % intervals")
    over_time(trace, ax, most_dates=8)
    return ax


def _date(trace: RunTrace, point: TurningPoint) -> float:
    """Give the position on the axis; actors are set side by side within a turn."""
    part = (point.decision.actor + 0.5) / len(trace.stage.names.actors)
    return on_axis(trace, point.decision.day + part * float(trace.stage.facts.rules.turn_days))


def _mark(trace: RunTrace, points: Sequence[TurningPoint], row: int, ax: Axes) -> None:
    distances = [point.strongest.distance for point in points]
    if not distances:
        return
    colour = actor_colour(trace.stage, row)
    ax.errorbar(
        [_date(trace, point) for point in points],
        [distance.value for distance in distances],
        yerr=[
            [distance.value - distance.low for distance in distances],
            [distance.high - distance.value for distance in distances],
        ],
        fmt="o",
        color=colour,
        mfc=colour if points[0].is_clear else "white",
        ms=4.5,
        elinewidth=1,
        capsize=0,
        alpha=1.0 if points[0].is_clear else 0.5,
    )


def shares_at(trace: RunTrace, points: Sequence[TurningPoint], ax: Axes) -> Axes:
    """Draw the shares of outcomes after each act, and below them after its strongest alternative.

    Parameters
    ----------
    trace : RunTrace
        The run.
    points : Sequence of TurningPoint
        The acts, from top to bottom, one or more.
    """
    rows: list[float] = []
    labels: list[str] = []
    counts = []
    for rank, point in enumerate(points, 1):
        top = 2.6 * (rank - 1)
        rows += [top, top + 1.0]
        labels += _labels(trace, rank, point)
        counts += [point.outcomes, point.strongest.outcomes]
    shares = np.array(counts, float)
    shares /= shares.sum(axis=1, keepdims=True)
    left = np.zeros(len(rows))
    for outcome in Outcome:
        if shares[:, outcome].any():
            colour, name = OUTCOME_COLOURS[outcome], outcome.title.capitalize()
            ax.barh(rows, shares[:, outcome], 0.9, left=left, color=colour, label=name)
            left += shares[:, outcome]
    ax.set_yticks(rows, labels)
    ax.set_ylim(rows[-1] + 0.8, -0.8)
    ax.set_xlim(0.0, 1.0)
    ax.set_xlabel("share of continuations (%)")
    in_percent(ax.xaxis)
    ax.grid(visible=False, axis="y")
    return ax


def _labels(trace: RunTrace, rank: int, point: TurningPoint) -> tuple[str, str]:
    decision, names = point.decision, trace.stage.names
    date = f"{num2date(on_axis(trace, decision.day)):%d %b}"  # type: ignore[no-untyped-call]
    actor = trace.title(names.actors[decision.actor])
    chosen, alternative = (
        names.actions[row].replace("_", " ") for row in (decision.chosen, point.strongest.option)
    )
    return f"{rank}  {date}, {actor}: {chosen}", f"instead: {alternative}"


def figure_of_turning_points(trace: RunTrace, points: Sequence[TurningPoint], title: str) -> Figure:
    """Draw the turning points of a run.

    Parameters
    ----------
    trace : RunTrace
        The run.
    points : Sequence of TurningPoint
        Its decisions by rank, one or more.
    title : str
        Title of the scenario and the run.
    """
    shown = shown_at(points)
    panels = [partial(turning_points, trace, points), *([partial(shares_at, trace, shown)] if shown else [])]
    note = f"{title} – {points[0].strongest.distance.n} continuations of each option"
    headline = _title(trace, points)
    with rc_context(SHEET):
        return draw_sheet(panels, headline, note, 3.6, 1)


def _title(trace: RunTrace, points: Sequence[TurningPoint]) -> str:
    """Say on which act the outcomes depended most."""
    clear = [point for point in points if point.is_clear]
    if not clear:
        return "No other act would have changed the outcomes by more than noise"
    point = max(clear, key=lambda each: each.strongest.distance.value)
    name = trace.title(trace.stage.names.actors[point.decision.actor])
    when, moved = date_text(trace.date(point.decision.day)), 100 * point.strongest.distance.value
    return f"{name} on {when}: another act would have moved the outcomes by {moved:.0f} points"
