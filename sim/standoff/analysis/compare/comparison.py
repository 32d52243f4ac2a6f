"""Comparison – samples set beside each other in all that is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.analysis.compare.ranking import Ranking, ranking
from standoff.analysis.compare.settlements import Settled, settlements
from standoff.analysis.compare.survival import Survival, survival
from standoff.statistics.contrast import Contrast, contrasts
from standoff.statistics.sample import Sample

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Samples and how they differ.

    Parameters
    ----------
    samples : tuple of Sample
        One or more; the others are set against the first.
    contrasts : tuple of Contrast
        Each of the others against the first, in each outcome and measure.
    ranking : Ranking
        All of them.
    survivals : Mapping
        Survival curve by name of the samples that keep their runs.
    settled : tuple of Settled
        Positions in settlements, of the samples that keep their runs.
    """

    samples: tuple[Sample, ...]
    contrasts: tuple[Contrast, ...]
    ranking: Ranking
    survivals: Mapping[str, Survival]
    settled: tuple[Settled, ...]


def compare(samples: Sequence[Sample], by: str = "any_war") -> Comparison:
    """Compare samples.

    Parameters
    ----------
    samples : sequence of Sample
        One or more, of one scenario and with names of their own; the others are set against the first.
    by : str
        What they are ranked by: any war or an outcome, see ``contrast.KINDS``.
    """
    return Comparison(
        samples=tuple(samples),
        contrasts=tuple(contrasts(samples)),
        ranking=ranking(samples, by),
        survivals={sample.name: survival(sample) for sample in samples if sample.runs},
        settled=tuple(settlements(samples)),
    )
