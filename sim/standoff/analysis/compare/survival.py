"""Survival curves: time until the first violence.

Rule     Kaplan–Meier; a run without violence is censored at its end
Bands    95 %, Greenwood's variance on the scale of log(-log S)
Source   Kaplan & Meier (1958), Greenwood (1926), as in scipy.stats.ecdf
Assumes  censoring is independent: what ends a run without violence, such as a settlement, says nothing about
         the violence that would have come. The curve is that of a crisis that goes on; it is not 1 minus the
         share of runs with violence.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from scipy import stats

from standoff.arrays import Numbers
from standoff.statistics.sample import Sample
from standoff.statistics.summary import CONFIDENCE

__all__ = ["Survival", "kaplan_meier", "survival"]


@dataclass(frozen=True, eq=False)
class Survival:
    """A survival curve in steps: each value holds from its day until the next.

    Parameters
    ----------
    days : ndarray (n_steps,)
        Days since the start, from 0.
    share, low, high : ndarray (n_steps,)
        Share without violence, and its band, 0..1; NaN where Greenwood's variance does not exist.
    at_risk : ndarray (n_steps,)
        Runs still going on just before.
    n, n_events : int
        Number of runs, and of runs with violence.
    """

    days: Numbers
    share: Numbers
    low: Numbers
    high: Numbers
    at_risk: Numbers
    n: int
    n_events: int


def survival(sample: Sample) -> Survival:
    """Give the survival curve of a sample that keeps its runs."""
    return kaplan_meier(sample.values("days_to_violence"), sample.values("days"))


def kaplan_meier(events: Numbers, ends: Numbers) -> Survival:
    """Estimate a survival curve.

    Parameters
    ----------
    events : ndarray (n_runs,)
        Days until the event; NaN where it did not happen.
    ends : ndarray (n_runs,)
        Day on which the observation of a run ends.
    """
    has_event = ~np.isnan(events)
    data = stats.CensoredData(uncensored=events[has_event], right=ends[~has_event])
    curve = stats.ecdf(data).sf
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # no variance where the curve is still 1 or already 0
        band = curve.confidence_interval(CONFIDENCE, method="log-log")
    share = np.append(1.0, curve.probabilities)
    low, high = (np.append(1.0, side.probabilities) for side in (band.low, band.high))
    low, high = (np.where(share == 1.0, 1.0, side) for side in (low, high))
    days = np.append(0.0, curve.quantiles)
    times = np.sort(np.where(has_event, events, ends))
    at_risk = len(times) - np.searchsorted(times, days, side="left")
    return Survival(days, share, low, high, at_risk.astype(float), len(events), int(has_event.sum()))
