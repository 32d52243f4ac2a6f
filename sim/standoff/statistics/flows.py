"""Flows between outcomes: how runs that share their chance end under two settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.arrays import Counts
from standoff.statistics.contrast import aligned
from standoff.statistics.rows import Line
from standoff.statistics.sample import Sample, paired
from standoff.statistics.summary import share_of
from standoff.vocabulary import ANY_WAR, Outcome

__all__ = ["KINDS", "Flow", "flow_rows", "flows", "moves", "moves_listed", "outcome_moves"]

KINDS: Final[dict[str, tuple[Outcome, ...]]] = {
    "peace without a settlement": (Outcome.STANDOFF, Outcome.DE_ESCALATION),
    "a settlement": (Outcome.SETTLEMENT,),
    "a war": ANY_WAR,
}
"""The kinds of end between which runs move, as sentences have them."""


@dataclass(frozen=True, eq=False)
class Flow:
    """How the same runs end in two results.

    Parameters
    ----------
    reference, result : str
        Names of the results.
    counts : ndarray (6, 6)
        Runs by outcome in the reference (rows) and in the result (columns).
    """

    reference: str
    result: str
    counts: Counts

    @property
    def n(self) -> int:
        """Number of pairs of runs."""
        return int(self.counts.sum())

    @property
    def n_moved(self) -> int:
        """Number of runs that end in another outcome."""
        return self.n - int(np.trace(self.counts))


def flows(samples: Sequence[Sample]) -> Iterator[Flow]:
    """Pair the runs of each sample with those of the first; samples that cannot be paired are left out."""
    for sample in samples[1:]:
        first, other = aligned((samples[0], sample))
        pairs = paired(first, other)
        if pairs is not None:
            yield Flow(first.name, other.name, pairs.shifts)


def moves(flow: Flow) -> list[tuple[str, str, int]]:
    """Give the moves between the kinds of end, the most frequent first.

    Returns
    -------
    list of tuple
        The two of ``KINDS``, from and to, and the number of runs, >= 1.
    """
    counted = [
        (before, after, int(flow.counts[np.ix_(KINDS[before], KINDS[after])].sum()))
        for before in KINDS
        for after in KINDS
        if before != after
    ]
    return sorted((move for move in counted if move[2]), key=lambda move: -move[2])


def outcome_moves(flow: Flow) -> list[tuple[str, str, int]]:
    """Give the moves between outcomes, the most frequent first; as `moves`, with titles of outcomes."""
    counted = [
        (before.title, after.title, int(flow.counts[before, after]))
        for before in Outcome
        for after in Outcome
        if before != after
    ]
    return sorted((move for move in counted if move[2]), key=lambda move: -move[2])


def moves_listed(counted: Sequence[tuple[str, str, int]], most: int | None = None) -> str:
    """List moves; empty if there are none.

    Parameters
    ----------
    counted : sequence of tuple
        From `moves` or `outcome_moves`.
    most : int, optional
        Most moves listed; the rest are summed up.

    Examples
    --------
    >>> counts = np.diag([4, 0, 0, 0, 0, 2])
    >>> counts[0, 5], counts[0, 1], counts[5, 2] = 3, 2, 1
    >>> moves_listed(outcome_moves(Flow("before", "after", counts)), 2)
    '3 from standoff to wider war; 2 from standoff to de-escalation; 1 in other ways'
    """
    shown = counted[:most]
    rest = sum(count for *_, count in counted) - sum(count for *_, count in shown)
    listed = [f"{count:,} from {before} to {after}" for before, after, count in shown]
    return "; ".join([*listed, *([f"{rest:,} in other ways"] if rest else [])])


def flow_rows(flow: Flow) -> Iterator[Line]:
    """Give a row for each pair of outcomes that some run has."""
    for before, after in np.argwhere(flow.counts).tolist():
        share = share_of(int(flow.counts[before, after]), flow.n)
        yield {
            "result": flow.result, "against": flow.reference, "outcome_against": Outcome(before).key,
            "outcome": Outcome(after).key, "n": share.n, "count": share.count, "share": share.share,
            "low": share.low, "high": share.high,
        }  # fmt: skip
