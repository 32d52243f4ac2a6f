"""Sentences on the continuations of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from standoff.analysis.branch.continuations import BranchingPoint, Continued
from standoff.statistics.flows import moves_listed, outcome_moves
from standoff.statistics.headline import difference_words, frequency, headline
from standoff.statistics.paired import share_difference
from standoff.statistics.summary import share_of
from standoff.vocabulary import Outcome

__all__ = ["CAVEATS", "WITH", "WITHOUT", "findings"]

WITH, WITHOUT = "with the change", "without the change"
MOST_MOVES: Final = 3
"""Most moves between outcomes that the sentence lists."""
CAVEATS: Final = (
    "Private types and all that has happened are those of the run; later chance is new, and the same for "
    "each pair of continuations. Intervals are paired and hold chance only, not what is uncertain in the "
    "numbers and rules. Not a forecast: nobody in the run foresees the change, and no source supports it.",
)


def findings(continued: Continued, point: BranchingPoint, changes: Sequence[str], when: str) -> Iterator[str]:
    """Say how the continuations end with the changes, and how many end otherwise than without them.

    Parameters
    ----------
    continued : Continued
        The continuations.
    point : BranchingPoint
        Where they begin.
    changes : sequence of str
        What is changed, in words.
    when : str
        Date in words.
    """
    share = _at_war(continued) if point.is_war else headline(continued.changed, continued.plain, WITHOUT)
    yield f"{'; '.join(changes)}, on {when}. {share}"
    flow = continued.flow(WITHOUT, WITH)
    listed = moves_listed(outcome_moves(flow), MOST_MOVES)
    yield (
        f"{flow.n_moved:,} of {flow.n:,} continuations ({100 * flow.n_moved / flow.n:.1f} %) have another "
        f"outcome than {WITHOUT}{': ' if listed else ''}{listed}."
    )


def _at_war(continued: Continued) -> str:
    """Say how the outcome that moves most is moved; that there is war is given."""
    flow = continued.flow(WITHOUT, WITH)
    after = flow.counts.sum(axis=0)
    moved = abs(after - flow.counts.sum(axis=1))
    most = Outcome(int(moved.argmax()))
    difference = difference_words(share_difference(flow.counts, most))
    share = frequency(share_of(int(after[most]), flow.n))
    return f"There is war already. {most.title.capitalize()} in {share}: {difference}."
