"""Rows of the continuations of a run: shares of outcomes with the changes and without, and flows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from standoff.statistics.flows import Flow, flow_rows
from standoff.statistics.paired import set_difference
from standoff.statistics.rows import Line
from standoff.statistics.summary import share_of
from standoff.vocabulary import OUTCOME_SETS, Outcome

__all__ = ["rows"]


def rows(flow: Flow) -> dict[str, list[Line]]:
    """Give the rows of each table."""
    return {"outcomes": list(_outcomes(flow)), "flows": list(flow_rows(flow))}


def _outcomes(flow: Flow) -> Iterator[Line]:
    before, after = flow.counts.sum(axis=1), flow.counts.sum(axis=0)
    for name, outcomes in OUTCOME_SETS.items():
        members = np.isin(np.arange(len(Outcome)), outcomes)
        difference = set_difference(flow.counts, members)
        plain, changed = (share_of(int(counts[members].sum()), flow.n) for counts in (before, after))
        yield {
            "outcome": name, "n": flow.n, "share_without": plain.share, "share_with": changed.share,
            "difference": difference.value, "low": difference.low, "high": difference.high,
        }  # fmt: skip
