"""Timing – contenders take turns, so that a change of the machine's pace hits all of them alike."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Contender", "Effort", "Sample", "Spread", "interleaved", "slope", "spread"]

Contender = Callable[[int], float]
"""Plays a number of runs and gives the number of turns in them."""


@dataclass(frozen=True)
class Effort:
    """How long to measure.

    Parameters
    ----------
    seconds : float
        Length of one measurement, about.
    rounds : int
        How often each contender takes its turn.
    """

    seconds: float
    rounds: int


@dataclass(frozen=True)
class Sample:
    """One measurement.

    Parameters
    ----------
    seconds : float
        How long it took.
    runs : int
        Runs that were played.
    turns : float
        Turns in them.
    """

    seconds: float
    runs: int
    turns: float

    @property
    def per_run(self) -> float:
        """Microseconds per run."""
        return 1e6 * self.seconds / self.runs

    @property
    def per_turn(self) -> float:
        """Microseconds per turn played."""
        return 1e6 * self.seconds / self.turns


@dataclass(frozen=True)
class Spread:
    """Median of some rounds, with the least and the most."""

    median: float
    least: float
    most: float


def spread(values: Sequence[float]) -> Spread:
    """Summarise rounds."""
    return Spread(statistics.median(values), min(values), max(values))


def interleaved(contenders: Mapping[str, Contender], effort: Effort) -> dict[str, list[Sample]]:
    """Measure contenders in rounds: a, b, c, a, b, c, ...

    Every contender first plays a little outside the count, which compiles and warms what can be, and tells
    how many runs fill a measurement; all rounds then play the same runs.
    """
    sizes = {name: _size(contender, effort.seconds) for name, contender in contenders.items()}
    samples: dict[str, list[Sample]] = {name: [] for name in contenders}
    for _ in range(effort.rounds):
        for name, contender in contenders.items():
            samples[name].append(_measure(contender, sizes[name]))
    return samples


def _measure(contender: Contender, runs: int) -> Sample:
    started = time.perf_counter()
    turns = contender(runs)
    return Sample(time.perf_counter() - started, runs, turns)


def _size(contender: Contender, seconds: float) -> int:
    """Find how many runs take some seconds, from ever longer trials."""
    contender(1)
    runs = 1
    while (sample := _measure(contender, runs)).seconds < 0.1 * seconds:
        runs *= 4
    return max(1, math.ceil(runs * seconds / sample.seconds))


def slope(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Exponent of a power law: the slope of log cost on log size, by least squares."""
    return statistics.linear_regression([math.log(x) for x in sizes], [math.log(y) for y in costs]).slope
