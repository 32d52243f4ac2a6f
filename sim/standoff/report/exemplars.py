"""The runs of a sample that a report shows in full: a typical run and the worst run.

Rule     typical: of the runs with the most frequent outcome, the one whose measures lie nearest to their
         medians in these runs, on average, each in units of its interquartile range
         worst: the most severe outcome; of these runs, the largest losses, then the earliest violence
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from standoff.arrays import Counts, Numbers

__all__ = ["typical_run", "worst_run"]

LOSSES = ("attacker_losses", "target_losses")
VIOLENCE = "days_to_violence"


def typical_run(outcomes: Counts, values: Numbers, modal: int) -> int:
    """Return the index of a typical run.

    Parameters
    ----------
    outcomes : ndarray (n_runs,)
        Outcome of each run.
    values : ndarray (n_measures, n_runs)
        Measures of the runs; NaN where a run has none, which then does not count.
    modal : int
        The most frequent outcome.

    Examples
    --------
    >>> typical_run(np.array([4, 4, 4, 0]), np.array([[1.0, 2.0, 9.0, 2.0]]), 4)
    1
    """
    indices = np.flatnonzero(outcomes == modal)
    own = values[:, indices]
    known = own[~np.isnan(own).all(axis=1)]
    low, middle, high = np.nanpercentile(known, (25, 50, 75), axis=1)
    spread = high > low
    gaps = np.abs(known[spread] - middle[spread, None]) / (high - low)[spread, None]
    distance = np.nan_to_num(gaps).sum(axis=0) / np.maximum(1, (~np.isnan(gaps)).sum(axis=0))
    return int(indices[np.argmin(distance)])


def worst_run(outcomes: Counts, values: Numbers, measures: Sequence[str]) -> int:
    """Return the index of the worst run, the first one of several.

    Parameters
    ----------
    outcomes, values
        As for `typical_run`.
    measures : sequence of str
        Names of the measures.

    Examples
    --------
    >>> values = np.array([[3.0, 1.0, 1.0], [0.0, 5.0, 5.0], [2.0, 9.0, 4.0]])
    >>> worst_run(np.array([3, 4, 4]), values, ("attacker_losses", "target_losses", "days_to_violence"))
    2
    """
    losses = sum(values[measures.index(name)] for name in LOSSES)
    began = np.nan_to_num(values[measures.index(VIOLENCE)], nan=np.inf)
    return int(np.lexsort((began, -np.asarray(losses), -outcomes))[0])
