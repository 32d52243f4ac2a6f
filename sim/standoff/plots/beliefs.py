"""One actor's belief about another's type, over time."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes

from standoff.arrays import Numbers
from standoff.plots.over_time import edges, over_time
from standoff.plots.style import INK, TYPE_COLOURS
from standoff.story.trace import RunTrace
from standoff.vocabulary import TYPE_NAMES

__all__ = ["beliefs", "pairs_that_learn"]

LEAST_CHANGE: Final = 0.01
"""Change of a belief from which it is given a panel, probability."""
MOST_PANELS: Final = 6

Pair = tuple[str, str]


def pairs_that_learn(trace: RunTrace) -> list[Pair]:
    """Return the pairs of observer and subject whose beliefs moved most, in the order of the actors."""
    actors = trace.stage.names.actors
    moved = {}
    for observer in actors:
        for subject in actors:
            held = _held(trace, (observer, subject))
            if held.size:
                moved[observer, subject] = float(np.abs(held[1:] - held[0]).max())
    learning = [pair for pair in moved if moved[pair] > LEAST_CHANGE]
    kept = sorted(learning, key=lambda pair: -moved[pair])[:MOST_PANELS]
    return [pair for pair in learning if pair in kept]


def beliefs(trace: RunTrace, pair: Pair, ax: Axes) -> Axes:
    """Draw the probabilities that an observer gives to the types of a subject, with the true type framed.

    Parameters
    ----------
    trace : RunTrace
        The run.
    pair : tuple of str
        Observer and subject.
    """
    observer, subject = pair
    true_type = trace.rows("actors", actor=subject)[0]["type"]
    tops = _held(trace, pair)[1:].cumsum(axis=1)
    bottoms = np.column_stack([np.zeros(len(tops)), tops[:, :-1]])
    for kind, name in enumerate(TYPE_NAMES):
        look: dict[str, Any] = {"fill": True, "fc": TYPE_COLOURS[kind], "lw": 0, "zorder": 1.5, "label": name}
        ax.stairs(tops[:, kind], edges(trace), baseline=bottoms[:, kind], **look)
    look = {"ec": INK, "lw": 1.6, "zorder": 1.8, "label": "true type (framed)"}
    ax.stairs(tops[:, true_type], edges(trace), baseline=bottoms[:, true_type], **look)
    ax.set_ylim(0, 1.1)  # leaves room for the calendar
    ax.set_ylabel("probability")
    ax.set_title(
        f"{trace.title(observer)} about {trace.title(subject)}\n(true type: {TYPE_NAMES[true_type]})"
    )
    over_time(trace, ax)
    return ax


def _held(trace: RunTrace, pair: Pair) -> Numbers:
    """Return a belief at the opening and after each turn: (1 + n_turns, n_types), probability."""
    rows = trace.rows("beliefs", observer=pair[0], subject=pair[1])
    if not rows:
        return np.empty((0, 0))
    after = np.array([row["after"] for row in rows]).reshape(-1, len(TYPE_NAMES))
    before = np.array([row["before"] for row in rows[: len(TYPE_NAMES)]])
    return np.vstack([before, after])
