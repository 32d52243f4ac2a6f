"""The split by private type: how far results lie apart among the runs in which an actor has one of its types.

Rule       runs are grouped by the private type of one actor; the share of each group, and its difference
Intervals  95 %, each by itself: Agresti & Min where the results share chance and types, else Newcombe
Assumes    a type is drawn before anything happens, so a setting does not move runs between the groups unless
           it changes the prior over types
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from standoff.state.tables import N_TYPES
from standoff.statistics.contrast import aligned
from standoff.statistics.paired import Difference, outcome_shifts, set_difference
from standoff.statistics.sample import N_OUTCOMES, Sample
from standoff.statistics.summary import Share, share_of
from standoff.statistics.unpaired import share_gap
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["TypeContrast", "telling_types", "type_contrasts"]


@dataclass(frozen=True)
class TypeContrast:
    """A share of a result and of its reference among the runs with a private type, and the difference.

    Parameters
    ----------
    reference, result : str
        Names of the samples; the difference is result minus reference.
    of : str
        Name of the outcome.
    actor : str
        Name of the actor.
    type : int
        Its private type; 0 finds war cheapest.
    share_reference, share_result : Share
        Shares among the runs of each with this type, one or more.
    difference : Difference
        ``n`` is the number of pairs; unpaired, the smaller number of runs.
    is_paired : bool
        Whether the runs were paired.
    """

    reference: str
    result: str
    of: str
    actor: str
    type: int
    share_reference: Share
    share_result: Share
    difference: Difference
    is_paired: bool


def type_contrasts(samples: Sequence[Sample], of: str) -> list[TypeContrast]:
    """Compare the others with the first by the private type of each actor, where their types were kept.

    Parameters
    ----------
    samples : sequence of Sample
        One or more; those that keep no runs are left out.
    of : str
        One of ``OUTCOME_SETS``.
    """
    lines: list[TypeContrast] = []
    for sample in samples[1:]:
        first, second = aligned((samples[0], sample))
        if first.runs is not None and second.runs is not None:
            kept = [actor for actor in first.runs.types if actor in second.runs.types]
            lines += (line for actor in kept for line in _by_type((first, second), actor, of))
    return lines


def _by_type(samples: tuple[Sample, Sample], actor: str, of: str) -> Iterator[TypeContrast]:
    """Compare two samples that keep the types of an actor, by these types."""
    first, second = samples
    members = np.isin(np.arange(N_OUTCOMES), OUTCOME_SETS[of])
    runs = [sample.runs for sample in samples if sample.runs is not None]
    types = [each.types[actor] for each in runs]
    is_paired = first.seed == second.seed and np.array_equal(types[0], types[1])
    for kind in range(N_TYPES):
        before, after = (each.outcomes[own == kind] for each, own in zip(runs, types, strict=True))
        if not len(before) or not len(after):
            continue
        shares = [share_of(int(members[ends].sum()), len(ends)) for ends in (before, after)]
        yield TypeContrast(
            reference=first.name,
            result=second.name,
            of=of,
            actor=actor,
            type=kind,
            share_reference=shares[0],
            share_result=shares[1],
            difference=set_difference(outcome_shifts(before, after), members)
            if is_paired
            else share_gap(*shares),
            is_paired=is_paired,
        )


def telling_types(lines: Sequence[TypeContrast]) -> list[list[TypeContrast]]:
    """Give for each result the lines of the actor by whose type the share of the reference varies most.

    That is the variance of the share between the types.
    """
    results = [
        [line for line in lines if line.result == result]
        for result in dict.fromkeys(each.result for each in lines)
    ]
    return [_of_telling_actor(of_result) for of_result in results]


def _of_telling_actor(lines: Sequence[TypeContrast]) -> list[TypeContrast]:
    by_actor = {
        actor: [line for line in lines if line.actor == actor] for actor in (each.actor for each in lines)
    }
    return max(by_actor.values(), key=_between)


def _between(lines: Sequence[TypeContrast]) -> float:
    shares = [line.share_reference for line in lines]
    weights, values = [share.n for share in shares], np.array([share.share for share in shares])
    return float(np.average((values - np.average(values, weights=weights)) ** 2, weights=weights))
