"""Responses of a sweep: one number at each point, with its standard error.

Assumes    runs of a point are independent draws; the error covers only their number
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standoff.arrays import Counts, Numbers
from standoff.statistics.sums import Moments
from standoff.vocabulary import Outcome

__all__ = ["SHARE", "Response", "mean_response", "share_response", "shown"]

SHARE = "share of runs"
"""Unit of the share of an outcome."""


@dataclass(frozen=True, eq=False)
class Response:
    """A number at each point.

    Parameters
    ----------
    name : str
        ``any_war``, an outcome or a measure.
    unit : str
        Unit of its values.
    n : ndarray (n_points,)
        Runs that have a value; 0 where a point failed.
    value : ndarray (n_points,)
        Share or mean over the runs; NaN where no run has a value.
    error : ndarray (n_points,)
        Standard error of the value, in its unit; NaN where it cannot be estimated.
    """

    name: str
    unit: str
    n: Counts
    value: Numbers
    error: Numbers

    @property
    def is_share(self) -> bool:
        """Whether it is the share of an outcome, 0..1, rather than the mean of a measure."""
        return self.unit == SHARE


def share_response(name: str, outcomes: Sequence[Outcome], counts: Counts) -> Response:
    """Give the share of some outcomes at each point.

    Parameters
    ----------
    name : str
        Name of the response.
    outcomes : sequence of Outcome
        Outcomes to count.
    counts : ndarray (n_points, 6)
        Runs by outcome.

    Examples
    --------
    >>> response = share_response("standoff", [Outcome.STANDOFF], np.array([[20, 80, 0, 0, 0, 0], [0] * 6]))
    >>> response.value.tolist(), response.error.tolist()
    ([0.2, nan], [0.04, nan])
    """
    n = counts.sum(axis=1)
    hits = counts[:, [int(outcome) for outcome in outcomes]].sum(axis=1)
    share = _ratio(hits, n)
    return Response(name, SHARE, n, share, np.sqrt(_ratio(share * (1.0 - share), n)))


def mean_response(name: str, unit: str, moments: Moments) -> Response:
    """Give the mean of a measure at each point.

    Parameters
    ----------
    name, unit : str
        Name and unit of the measure.
    moments : Moments
        Its moments at each point, (n_points,) each.
    """
    n = moments.n
    spread = _ratio(moments.m2, np.maximum(n - 1, 0))
    return Response(name, unit, n, np.where(n > 0, moments.mean, np.nan), np.sqrt(_ratio(spread, n)))


def _ratio(above: npt.NDArray[np.generic], below: Counts) -> Numbers:
    """Divide; NaN where the divisor is 0."""
    ratio: Numbers = np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)
    return ratio


def shown(value: float, unit: str, sign: str = "") -> str:
    """Format a value for a table, shares in %; the sign ``+`` is for differences.

    Examples
    --------
    >>> shown(0.125, SHARE, "+"), shown(-2.0, "days")
    ('+12.5', '−2')
    """
    value += 0.0  # no minus sign before 0
    text = f"{100 * value:{sign}.1f}" if unit == SHARE else f"{value:{sign}.3g}"
    return text.replace("-", "−")
