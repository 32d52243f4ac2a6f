"""Sentences on how many acts of a run mattered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.analysis.turning_points.ranking import LEAST, TurningPoint

__all__ = ["notes"]


def notes(points: Sequence[TurningPoint], n_acts: int) -> Iterator[str]:
    """Say how many of the acts of a run mattered, and what the figures are.

    Parameters
    ----------
    points : sequence of TurningPoint
        The acts with alternatives in their rank, one or more.
    n_acts : int
        All acts of the run.
    """
    n_clear = sum(point.is_clear for point in points)
    n_others = sum(len(point.alternatives) for point in points)
    yield (
        f"{n_acts} acts, {len(points)} of them with alternatives that the actor would have taken with "
        f"{100 * LEAST:.0f} % or more, {n_others} in all. "
        f"{n_clear or 'None'} moved the outcomes by more than noise."
    )
    yield (
        f"Moved: total variation between the shares of the six outcomes, {points[0].strongest.distance.n:,} "
        "continuations of each option under common chance. The intervals hold for all alternatives together, "
        "and for the number of continuations only."
    )
    yield (
        "Private types stay those of the run; all later chance, and what others do in the same turn, is new. "
        "An actor may soon do what it was kept from."
    )
