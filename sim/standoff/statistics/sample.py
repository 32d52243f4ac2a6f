"""Samples: the runs of a result to be compared, as sums, and with a row for each run if it was kept.

Rule     runs with the same seed share their chance, replication by replication: such samples are paired
Assumes  row i is replication i
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from standoff.arrays import Counts, Numbers
from standoff.statistics.measures import Measure, values_of
from standoff.statistics.paired import outcome_shifts
from standoff.statistics.summary import Share, share_of
from standoff.statistics.sums import Moments, moments
from standoff.vocabulary import Outcome

__all__ = ["Pairs", "Runs", "Sample", "paired", "runs_of", "sample_of"]

N_OUTCOMES = len(Outcome)


@dataclass(frozen=True, eq=False)
class Runs:
    """A row for each run, in the order of the replications from 0.

    Parameters
    ----------
    outcomes : ndarray (n_runs,)
        Outcome of each run.
    values : ndarray (n_measures, n_runs)
        Its measures; NaN where it has no value.
    types : Mapping of str to ndarray (n_runs,)
        Private types of each actor by its name; empty if they were not kept.
    """

    outcomes: Counts
    values: Numbers
    types: Mapping[str, Counts] = field(default_factory=dict)

    def first(self, n: int) -> Runs:
        """Give the first replications."""
        types = {actor: kinds[:n] for actor, kinds in self.types.items()}
        return Runs(self.outcomes[:n], self.values[:, :n], types)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of runs of two samples with the same chance.

    Parameters
    ----------
    shifts : ndarray (6, 6)
        Pairs by outcome in the first sample (rows) and in the second (columns).
    differences : Moments
        Of each measure, second minus first, over the replications that have it in both.
    """

    shifts: Counts
    differences: Moments

    def reversed(self) -> Pairs:
        """Give the same pairs with the samples exchanged."""
        gaps = self.differences
        return Pairs(self.shifts.T, replace(gaps, mean=-gaps.mean))


@dataclass(frozen=True, eq=False)
class Sample:
    """The runs of a result, or of a point of a sweep.

    Parameters
    ----------
    name : str
        Name in tables and figures.
    place : str
        Origin, which is unique to the sample.
    seed : int
        Seed of the runs.
    measures : tuple of str
        Names of the measures.
    outcomes : ndarray (6,)
        Runs by outcome.
    moments : Moments
        Of each measure.
    runs : Runs or None
        The runs, if they were kept.
    reference : tuple or None
        Place of the sample with which the runs were paired when they were played, and these pairs.
    """

    name: str
    place: str
    seed: int
    measures: tuple[str, ...]
    outcomes: Counts
    moments: Moments
    runs: Runs | None = None
    reference: tuple[str, Pairs] | None = None

    @property
    def n(self) -> int:
        """Number of runs."""
        return int(self.outcomes.sum())

    def share(self, outcomes: Sequence[Outcome]) -> Share:
        """Give the share of some outcomes."""
        return share_of(int(self.outcomes[list(outcomes)].sum()), self.n)

    def values(self, measure: str) -> Numbers:
        """Give a measure of all runs, which must be kept, (n_runs,); NaN where a run has no value."""
        assert self.runs is not None
        row: Numbers = self.runs.values[self.measures.index(measure)]
        return row

    def first(self, n: int) -> Sample:
        """Give the first replications of a sample that keeps its runs."""
        if self.runs is None or n == self.n:
            return self
        kept = self.runs.first(n)
        return replace(
            self, runs=kept, outcomes=_counted(kept.outcomes), moments=moments(kept.values), reference=None
        )


def runs_of(rows: npt.NDArray[np.void], measures: tuple[Measure, ...], actors: Sequence[str] = ()) -> Runs:
    """Make runs from ``RESULT`` rows, with the private types of actors, in the order of their rows."""
    types = {actor: rows["type"][:, row] for row, actor in enumerate(actors)}
    return Runs(rows["outcome"], values_of(rows, measures), types)


def sample_of(name: str, place: str, seed: int, measures: tuple[str, ...], runs: Runs) -> Sample:
    """Make a sample from runs."""
    return Sample(name, place, seed, measures, _counted(runs.outcomes), moments(runs.values), runs=runs)


def paired(first: Sample, second: Sample) -> Pairs | None:
    """Pair two samples run by run, if they share their chance and their pairing was kept.

    Parameters
    ----------
    first, second : Sample
        Samples; if they keep their runs, of equal numbers.
    """
    for sample, partner, is_reversed in ((second, first, False), (first, second, True)):
        if sample.reference is not None and sample.reference[0] == partner.place:
            return sample.reference[1].reversed() if is_reversed else sample.reference[1]
    if first.seed != second.seed or first.runs is None or second.runs is None:
        return None
    shifts = outcome_shifts(first.runs.outcomes, second.runs.outcomes)
    return Pairs(shifts, moments(second.runs.values - first.runs.values))


def _counted(outcomes: Counts) -> Counts:
    return np.bincount(outcomes, minlength=N_OUTCOMES).astype(np.int64)
