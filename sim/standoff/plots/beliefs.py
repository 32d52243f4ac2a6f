"""How sure others are that an actor is resolved, over time."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes

from standoff.plots.actors import actor_style
from standoff.plots.labels import direct_labels, in_percent, percent_text
from standoff.plots.over_time import edges, over_time
from standoff.plots.style import INK
from standoff.story.trace import RunTrace
from standoff.vocabulary import TYPE_NAMES

__all__ = ["beliefs", "beliefs_title", "observed", "resolved_by_day", "subjects_of_learning"]

LEAST_CHANGE: Final = 0.01
"""Change of a probability from which a belief counts as moving."""
MOST_PANELS: Final = 2
N_RESOLVED: Final = len(TYPE_NAMES) // 2
"""Types for which war costs less than for the middle type: those are called resolved."""


def resolved_by_day(trace: RunTrace, observer: str, subject: str) -> list[float]:
    """Return how probable it is to an observer that a subject is resolved, before and after each turn.

    Returns
    -------
    list of float
        Probabilities at the opening and after each turn, one more than turns; empty without a belief.
    """
    rows = [
        row for row in trace.rows("beliefs", observer=observer, subject=subject) if row["type"] < N_RESOLVED
    ]
    if not rows:
        return []
    before = sum(row["before"] for row in rows[:N_RESOLVED])
    after = [
        sum(row["after"] for row in rows[place : place + N_RESOLVED])
        for place in range(0, len(rows), N_RESOLVED)
    ]
    return [before, *after]


def observed(trace: RunTrace, subject: str) -> dict[str, list[float]]:
    """Return what each observer with a belief about a subject holds, as `resolved_by_day` does."""
    held = {other: resolved_by_day(trace, other, subject) for other in trace.stage.names.actors}
    return {other: values for other, values in held.items() if values}


def subjects_of_learning(trace: RunTrace) -> list[str]:
    """Return the actors about whom some belief moved, those whose moved most first."""
    moved = {}
    for subject in trace.stage.names.actors:
        spans = [max(values) - min(values) for values in observed(trace, subject).values()]
        moved[subject] = max(spans, default=0.0)
    learned = [subject for subject in moved if moved[subject] > LEAST_CHANGE]
    return sorted(learned, key=lambda subject: -moved[subject])[:MOST_PANELS]


def truth(trace: RunTrace, subject: str) -> str:
    """Return the private type of an actor in words."""
    return TYPE_NAMES[trace.rows("actors", actor=subject)[0]["type"]]


def beliefs_title(trace: RunTrace, subject: str) -> str:
    """Say how sure others are in the end that an actor is resolved, and what is true."""
    ends = sorted(values[-1] for values in observed(trace, subject).values())
    low, high = percent_text(ends[0]), percent_text(ends[-1])
    span = low if low == high else f"{low.removesuffix(' %')} to {high}"
    name, kind = trace.title(subject), truth(trace, subject)
    return f"Others end {span} sure that {name} is resolved; it is the {kind} type"


def beliefs(trace: RunTrace, subject: str, ax: Axes) -> Axes:
    """Draw how sure each observer is that a subject is resolved; the dotted line is the truth.

    Parameters
    ----------
    trace : RunTrace
        The run.
    subject : str
        About whom the others learn.
    """
    ends = {}
    for observer, values in observed(trace, subject).items():
        look = actor_style(trace.stage, trace.stage.names.actors.index(observer))
        ax.stairs(values[1:], edges(trace), baseline=None, lw=2, **look)
        ends[f"{trace.title(observer)} {percent_text(values[-1])}"] = values[-1], look["color"]
    is_resolved = trace.rows("actors", actor=subject)[0]["type"] < N_RESOLVED
    ax.axhline(float(is_resolved), color=INK, lw=1.4, ls=":", label="the truth")
    ax.set_ylim(-0.04, 1.04)
    in_percent(ax.yaxis)
    ax.set_ylabel("belief that it is resolved (%)")
    ax.set_title(f"About {trace.title(subject)}: {truth(trace, subject)}")
    direct_labels(ends, ax)
    over_time(trace, ax, most_dates=6)
    return ax
