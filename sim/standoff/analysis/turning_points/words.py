"""Sentences on the turning points of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.analysis.turning_points.ranking import LEAST, TurningPoint

__all__ = ["notes", "screening_notes"]


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
        f"by more than noise{'' if n_clear else ', so there is no figure'}."
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


def screening_notes(
    n_acts: int, screened: Sequence[TurningPoint], n_leading: int, n: int, n_again: int
) -> Iterator[str]:
    """Say how the decisive act of a run was found.

    Parameters
    ----------
    n_acts : int
        Number of all acts of the run.
    screened : sequence of TurningPoint
        The acts with alternatives.
    n_leading : int
        Number of acts that were measured again.
    n, n_again : int
        Continuations of each option, at first and again.
    """
    if not screened:
        yield f"None of the {n_acts} acts of the run had an alternative of probability 1 % or more."
        return
    yield (
        f"The run has {n_acts} acts, {len(screened)} of them with alternatives of probability 1 % or more. "
        f"Each option was continued {n} times with common chance to find the acts that mattered. The first "
        f"{n_leading}, and the attack that ended the peace if there was one, were then continued {n_again} "
        "more times with fresh chance, which the tables show, so that none of them leads by luck."
    )
    yield "Private types are those of the run; all later chance and the other acts of the turn are new."
