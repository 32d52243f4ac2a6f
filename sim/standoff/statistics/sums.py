"""Sums over the runs of a point: counts, moments, bins, and a few examples of each outcome.

The sums of two sets of runs add up to the sums of both, so no row needs to be kept. They are added in the
order of the replications, and so have the same bits however the runs were played.

Source   Chan, Golub & LeVeque (1983), moments of joined samples
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Counts, Numbers
from standoff.rules.gauge import N_BINS as GAUGE_BINS
from standoff.rules.gauge import N_GAUGES
from standoff.state.tables import N_TYPES
from standoff.statistics.measures import N_BINS, Measure, values_of
from standoff.statistics.paired import outcome_shifts
from standoff.vocabulary import Outcome

__all__ = ["N_EXAMPLES", "Moments", "Sums", "moments", "sum_runs"]

N_EXAMPLES = 5
"""Number of examples of each outcome that are kept for replays."""
N_OUTCOMES = len(Outcome)


@dataclass(frozen=True)
class Moments:
    """Number, mean and sum of squared deviations of each measure, all (n_measures,)."""

    n: Counts
    mean: Numbers
    m2: Numbers

    def __add__(self, other: Moments) -> Moments:
        """Join two samples."""
        n = self.n + other.n
        weight = np.divide(other.n, n, out=np.zeros(len(n)), where=n > 0)
        gap = other.mean - self.mean
        mean = self.mean + gap * weight
        return Moments(n, mean, self.m2 + other.m2 + gap * gap * self.n * weight)


@dataclass(frozen=True)
class Sums:
    """Sums over the runs of a point.

    Parameters
    ----------
    outcomes : ndarray (6,)
        Runs by outcome.
    by_type : ndarray (n_actors, 5, 6)
        Runs by private type of each actor and outcome.
    moments : Moments
        Moments of each measure.
    extremes : ndarray (2, n_measures)
        Least and greatest value; inf and -inf where no run has the measure.
    histogram : ndarray (n_measures, 64)
        Runs by bin of each measure.
    fan : ndarray (n_gauges, n_turns, n_bins)
        Runs by bin of each gauge after each turn.
    examples : ndarray (6, 5)
        First replications with each outcome; -1 = none.
    shifts : ndarray (6, 6)
        Pairs by outcome at the reference point (rows) and at this point (columns).
    differences : Moments
        Of each measure, this point minus the reference, over the replications that have it at both.
    """

    outcomes: Counts
    by_type: Counts
    moments: Moments
    extremes: Numbers
    histogram: Counts
    fan: Counts
    examples: Counts
    shifts: Counts
    differences: Moments

    @property
    def n(self) -> int:
        """Number of runs."""
        return int(self.outcomes.sum())

    def __add__(self, other: Sums) -> Sums:
        """Join the sums of two sets of runs; ``other`` has the later replications."""
        joined = {item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(Sums)
                  if item.name not in ("extremes", "examples")}  # fmt: skip
        low = np.minimum(self.extremes[0], other.extremes[0])
        high = np.maximum(self.extremes[1], other.extremes[1])
        examples = [
            _first(np.concatenate([mine[mine >= 0], theirs[theirs >= 0]]))
            for mine, theirs in zip(self.examples, other.examples, strict=True)
        ]
        return Sums(extremes=np.stack([low, high]), examples=np.stack(examples), **joined)

    def as_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Give all arrays by name."""
        plain = {item.name: getattr(self, item.name) for item in fields(Sums)}
        nested = {name: value for name, value in plain.items() if isinstance(value, Moments)}
        flat = {name: value for name, value in plain.items() if name not in nested}
        for name, value in nested.items():
            flat |= {f"{name}_{item.name}": getattr(value, item.name) for item in fields(Moments)}
        return flat

    @staticmethod
    def read(arrays: Mapping[str, Any], n_measures: int) -> Sums:
        """Make sums from the arrays of `as_arrays`.

        Raises
        ------
        ValueError
            If one is missing, or has another shape or type; the message names it.
        """
        for name, (shape, kind) in _forms(n_measures).items():
            array = arrays.get(name)
            is_array = isinstance(array, np.ndarray) and array.dtype == kind and _fits(array.shape, shape)
            if not is_array:
                raise ValueError(f"{name} is not an array of {kind.__name__}, {' × '.join(map(str, shape))}")
        nested: dict[str, Any] = {
            name: Moments(*(arrays[f"{name}_{item.name}"] for item in fields(Moments)))
            for name in ("moments", "differences")
        }
        plain: dict[str, Any] = {
            item.name: arrays[item.name] for item in fields(Sums) if item.name not in nested
        }
        return Sums(**plain, **nested)


def _forms(n_measures: int) -> dict[str, tuple[tuple[int | str, ...], type]]:
    """Give shape and type of the arrays of sums; a word stands for a length that depends on the crisis."""
    moments = {f"{name}_{part}": ((n_measures,), kind)
               for name in ("moments", "differences")
               for part, kind in (("n", np.int64), ("mean", np.float64), ("m2", np.float64))}  # fmt: skip
    return {
        "outcomes": ((N_OUTCOMES,), np.int64),
        "by_type": (("actors", N_TYPES, N_OUTCOMES), np.int64),
        "extremes": ((2, n_measures), np.float64),
        "histogram": ((n_measures, N_BINS), np.int64),
        "fan": ((N_GAUGES, "turns", GAUGE_BINS), np.int64),
        "examples": ((N_OUTCOMES, N_EXAMPLES), np.int64),
        "shifts": ((N_OUTCOMES, N_OUTCOMES), np.int64),
        **moments,
    }


def _fits(shape: tuple[int, ...], form: tuple[int | str, ...]) -> bool:
    return len(shape) == len(form) and all(
        isinstance(expected, str) or length == expected for length, expected in zip(shape, form, strict=True)
    )


def moments(values: Numbers) -> Moments:
    """Compute the moments of measures.

    Parameters
    ----------
    values : ndarray (n_measures, n_runs)
        NaN where a run has no value.
    """
    known = ~np.isnan(values)
    n = known.sum(axis=1)
    present = np.where(known, values, 0.0)
    mean = np.divide(present.sum(axis=1), n, out=np.zeros(len(n)), where=n > 0)
    gap = np.where(known, present - mean[:, None], 0.0)
    return Moments(n, mean, (gap * gap).sum(axis=1))


def sum_runs(
    rows: npt.NDArray[np.void],
    fan: npt.NDArray[np.int32],
    measures: tuple[Measure, ...],
    n_actors: int,
    reference: npt.NDArray[np.void] | None,
) -> Sums:
    """Compute the sums over runs.

    Parameters
    ----------
    rows : recarray (n_runs,)
        ``RESULT`` of consecutive replications.
    fan : ndarray (n_gauges, n_turns, n_bins)
        Counts of their gauges.
    measures : tuple of Measure
        The measures.
    n_actors : int
        Actors of the crisis.
    reference : recarray (n_runs,) or None
        The same replications at the reference point; None = keep no differences.
    """
    outcome = rows["outcome"]
    values = values_of(rows, measures)
    by_type = np.zeros((n_actors, N_TYPES, N_OUTCOMES), np.int64)
    for actor in range(n_actors):
        np.add.at(by_type[actor], (rows["type"][:, actor], outcome), 1)
    shifts = np.zeros((N_OUTCOMES, N_OUTCOMES), np.int64)
    gaps = np.full((len(measures), 0), np.nan)
    if reference is not None:
        shifts = outcome_shifts(reference["outcome"], outcome)
        gaps = values - values_of(reference, measures)
    low = np.min(values, axis=1, initial=np.inf, where=~np.isnan(values))
    high = np.max(values, axis=1, initial=-np.inf, where=~np.isnan(values))
    return Sums(
        outcomes=np.bincount(outcome, minlength=N_OUTCOMES),
        by_type=by_type,
        moments=moments(values),
        extremes=np.stack([low, high]),
        histogram=_histogram(values, measures),
        fan=fan.astype(np.int64),
        examples=np.stack([_first(rows["replication"][outcome == end]) for end in range(N_OUTCOMES)]),
        shifts=shifts,
        differences=moments(gaps),
    )


def _histogram(values: Numbers, measures: tuple[Measure, ...]) -> Counts:
    counts = np.zeros((len(measures), N_BINS), np.int64)
    for index, measure in enumerate(measures):
        known = values[index][~np.isnan(values[index])]
        scaled = (known - measure.low) / (measure.high - measure.low) * N_BINS
        counts[index] = np.bincount(np.clip(scaled, 0, N_BINS - 1).astype(np.int64), minlength=N_BINS)
    return counts


def _first(replications: Counts) -> Counts:
    """Keep the first ``N_EXAMPLES``, padded with -1."""
    kept = np.full(N_EXAMPLES, -1, np.int64)
    kept[: len(replications[:N_EXAMPLES])] = replications[:N_EXAMPLES]
    return kept
