"""Sentences on the turning points of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.analysis.turning_points.ranking import LEAST, TurningPoint

__all__ = ["notes"]


def notes(points: Sequence[TurningPoint], n_acts: int) -> Iterator[str]:
    """Say how many acts of a run mattered, and define the figures.

    Parameters
    ----------
    points : sequence of TurningPoint
        The acts with alternatives by rank, one or more.
    n_acts : int
        Number of all acts of the run.
    """
    n_clear = sum(point.is_clear for point in points)
    n_alternatives = sum(len(point.alternatives) for point in points)
    yield (
        f"{n_acts} acts, {len(points)} of them with alternatives of probability {100 * LEAST:.0f} % or more "
        f"({n_alternatives} alternatives in total). {n_clear or 'None'} of these acts changed the outcomes "
        "by more than noise."
    )
    yield (
        "Change: total variation distance between the shares of the six outcomes, from "
        f"{points[0].strongest.distance.n:,} continuations of each option with common chance. The intervals "
        "hold jointly for all alternatives and cover only the number of continuations."
    )
    yield (
        "Alternative: an option that was open and not taken. The strongest one changes the outcomes most; it "
        "need not be the one that the actor itself values next best."
    )
    yield (
        "Private types are those of the run; all later chance, and the other acts of the same turn, are new. "
        "An actor may take an act later that the alternative replaced."
    )
