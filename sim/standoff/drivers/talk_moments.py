"""Moments of talks: kept while runs are played, and examined afterwards."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from standoff.arrays import Rows
from standoff.compiled import rule
from standoff.state.crisis import OUTLOOKS, STATE

__all__ = ["MARK", "TalkMoments", "keep_moment", "room_for"]

MARK = np.dtype(
    [
        ("replication", np.int64),
        ("is_draft", np.int64),  # 1 = a package is sought; 0 = all parties are at the table, the first time
    ]
)
"""Which moment it is."""


class TalkMoments(NamedTuple):
    """Moments of talks, in the order of the runs and turns.

    Parameters
    ----------
    marks : recarray (n,)
        ``MARK``.
    states, outlooks : recarray (n,)
        ``STATE`` and ``OUTLOOKS`` as the rules of negotiation read them then.
    """

    marks: Rows
    states: Rows
    outlooks: Rows


def room_for(n: int) -> TalkMoments:
    """Make room for moments; with none, runs are played without keeping any."""
    marks, states, outlooks = (np.zeros(n, kind).view(np.recarray) for kind in (MARK, STATE, OUTLOOKS))
    return TalkMoments(marks, states, outlooks)


@rule
def keep_moment(state, work, replication: int, is_draft: int, moments) -> None:  # type: ignore[no-untyped-def]
    """Count a moment of talks, and keep it if there is room."""
    row = work.n_moments
    work.n_moments += 1
    if row < len(moments.marks):
        moments.marks[row].replication = replication
        moments.marks[row].is_draft = is_draft
        moments.states[row] = state
        moments.outlooks[row] = work.outlook
