"""Scores – how far forecasts lay from what happened; 0 is perfect, less is better, none rewards hedging.

Rule       Brier: squared distance; log: surprise; ranked: squared distance of the cumulated probabilities,
           which forgives a near miss on an ordered scale
Skill      1 - score / score of a baseline: 0 as good, 1 perfect, negative worse
Source     Brier (1950), Good (1952), Epstein (1969); strictly proper: Gneiting & Raftery (2007)
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from standoff.arrays import Numbers

__all__ = ["FLOOR", "brier", "concordance", "log_score", "ranked", "skill"]

FLOOR = 1e-6
"""Least probability that the log score takes; a forecast of 0 for what happens would cost without end."""


def brier(forecast: Sequence[float], happened: int) -> float:
    """Give the Brier score over all classes.

    Parameters
    ----------
    forecast : sequence of float, (n_classes,)
        Probabilities, sum 1. Of a single event: that of not happening, that of happening.
    happened : int
        Class that happened.

    Returns
    -------
    float
        0..2; of a single event twice the squared error of its probability.

    Examples
    --------
    >>> round(brier([1 / 6] * 6, 4), 3)
    0.833
    """
    return float(np.sum((_checked(forecast) - _one_hot(len(forecast), happened)) ** 2))


def log_score(forecast: Sequence[float], happened: int) -> float:
    """Give the log score, in nats.

    Examples
    --------
    >>> round(log_score([1 / 6] * 6, 4), 3)
    1.792
    """
    return -float(np.log(max(_checked(forecast)[happened], FLOOR)))


def ranked(forecast: Sequence[float], happened: int) -> float:
    """Give the ranked probability score over ordered classes, divided by their number less one; 0..1.

    Examples
    --------
    >>> round(ranked([1 / 6] * 6, 4), 4)
    0.1722
    """
    gap = np.cumsum(_checked(forecast)) - np.cumsum(_one_hot(len(forecast), happened))
    return float(np.sum(gap[:-1] ** 2) / (len(forecast) - 1))


def skill(score: float, baseline: float) -> float:
    """Say how much better a score is than that of a baseline; NaN where the baseline is perfect."""
    return 1.0 - score / baseline if baseline > 0.0 else float("nan")


def concordance(forecast: Sequence[float], happened: Sequence[bool]) -> float:
    """Give the share of pairs that are in the right order: the area under the ROC curve.

    Parameters
    ----------
    forecast : sequence of float, (n_cases,)
        Probability of the event in each case; ties count half.
    happened : sequence of bool, (n_cases,)
        Whether it happened.

    Returns
    -------
    float
        0..1, .5 by chance; NaN unless there are cases with and without the event.

    Examples
    --------
    >>> concordance([0.1, 0.4, 0.4, 0.9], [False, False, True, True])
    0.875
    """
    with_it = [value for value, came in zip(forecast, happened, strict=True) if came]
    without = [value for value, came in zip(forecast, happened, strict=True) if not came]
    pairs = [(here > there) + 0.5 * (here == there) for here, there in itertools.product(with_it, without)]
    return float(np.mean(pairs)) if pairs else float("nan")


def _checked(forecast: Sequence[float]) -> Numbers:
    values = np.asarray(forecast, float)
    if (values < 0.0).any() or not np.isclose(values.sum(), 1.0):
        raise ValueError(f"probabilities {values.tolist()} do not sum to 1")
    return values


def _one_hot(n: int, place: int) -> Numbers:
    array = np.zeros(n)
    array[place] = 1.0
    return array
