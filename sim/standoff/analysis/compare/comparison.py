"""The comparison of samples: contrasts, ranking, courses, settlements, private types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.analysis.compare.ranking import Ranking, ranking
from standoff.analysis.compare.settlements import Settled, settlements
from standoff.analysis.compare.types import TypeContrast, type_contrasts
from standoff.statistics.contrast import Contrast, contrasts
from standoff.statistics.course import Course, course_of
from standoff.statistics.flows import Flow, flows
from standoff.statistics.sample import Sample

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Samples and how they differ.

    Parameters
    ----------
    samples : tuple of Sample
        One or more; the others are compared with the first.
    contrasts : tuple of Contrast
        Each of the others against the first, for each outcome and measure.
    flows : tuple of Flow
        How the runs of the first end in each of the others, where they can be paired.
    ranking : Ranking
        The ranking of all samples.
    courses : Mapping
        By name, when the runs came to their ends, of the samples that keep their runs.
    settled : tuple of Settled
        Positions in settlements, of the samples that keep their runs.
    types : tuple of TypeContrast
        Each of the others against the first by the private type of an actor, for what they are ranked by.
    """

    samples: tuple[Sample, ...]
    contrasts: tuple[Contrast, ...]
    flows: tuple[Flow, ...]
    ranking: Ranking
    courses: Mapping[str, Course]
    settled: tuple[Settled, ...]
    types: tuple[TypeContrast, ...]


def compare(samples: Sequence[Sample], by: str = "any_war") -> Comparison:
    """Compare samples.

    Parameters
    ----------
    samples : sequence of Sample
        One or more, of one scenario and with different names; the others are compared with the first.
    by : str
        What they are ranked by: one of ``OUTCOME_SETS``.
    """
    return Comparison(
        samples=tuple(samples),
        contrasts=tuple(contrasts(samples)),
        flows=tuple(flows(samples)),
        ranking=ranking(samples, by),
        courses={sample.name: course_of(sample) for sample in samples if sample.runs},
        settled=tuple(settlements(samples)),
        types=tuple(type_contrasts(samples, by)),
    )
