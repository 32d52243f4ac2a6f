"""Measures: the numbers of a run, and the fixed bins into which ensembles count them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from standoff.arrays import Numbers

if TYPE_CHECKING:
    from standoff.drivers.stage import Stage

__all__ = ["N_BINS", "Measure", "is_measure", "measure_names", "measures_of", "unit_of", "values_of"]

N_BINS = 64
"""Bins of a measure; quantiles from them have an error of at most 1/64 of the scale."""


UNITS = {
    "days": "days",
    "days_to_violence": "days",
    "peak_rung": "rung",
    "goldstein": "sum of weights",
    "crossed": "thousand troops",
    "attacker_losses": "thousand troops",
    "target_losses": "thousand troops",
    "drafts": "number",
}
"""Unit of each measure of a whole run."""
UNITS_BY_NAME = {"payoff_": "utility", "position_": "share"}
"""Unit of the measures of each actor and each issue, by the prefix of their names."""


@dataclass(frozen=True)
class Measure:
    """A number of a run.

    Parameters
    ----------
    name : str
        Name as in ``runs.parquet``.
    column : str
        Field of ``RESULT``.
    row : int or None
        Row in that field, if it has a number for each actor or issue.
    low, high : float
        Scale of the bins, in the unit; values outside count in the outermost bin.
    is_partial : bool
        Whether a negative value means that the run has no such measure.
    """

    name: str
    column: str
    row: int | None
    low: float
    high: float
    is_partial: bool = False

    @property
    def unit(self) -> str:
        """Unit."""
        return unit_of(self.name)


def measures_of(stage: Stage) -> tuple[Measure, ...]:
    """Give the measures of a crisis.

    Parameters
    ----------
    stage : Stage
        The crisis before levers and uncertainties are set, as all points of a sweep share its bins.
    """
    days = stage.horizon_days
    actors = stage.facts["actor"][: len(stage.names.actors)]
    fighting = (actors["is_attacker"] == 1) | (actors["is_target"] == 1)
    troops = float(np.sum(actors["required"][fighting]))
    acts = len(stage.names.actors) * days  # one act per day and actor, of weight one
    payoffs = (Measure(f"payoff_{name}", "payoff", row, -1.0, 1.0)
               for row, name in enumerate(stage.names.actors))  # fmt: skip
    positions = (Measure(f"position_{name}", "position", row, 0.0, 1.0)
                 for row, name in enumerate(stage.names.issues))  # fmt: skip
    return (
        Measure("days", "days", None, 0.0, days),
        Measure("days_to_violence", "days_to_violence", None, 0.0, days, is_partial=True),
        Measure("peak_rung", "peak_rung", None, 0.0, 16.0),
        Measure("goldstein", "goldstein", None, -acts, acts),
        Measure("crossed", "crossed", None, 0.0, troops),
        Measure("attacker_losses", "attacker_losses", None, 0.0, troops),
        Measure("target_losses", "target_losses", None, 0.0, troops),
        Measure("drafts", "drafts", None, 0.0, 16.0),
        *payoffs,
        *positions,
    )


def measure_names(actors: Iterable[str], issues: Iterable[str]) -> tuple[str, ...]:
    """Give the names of the measures of a crisis, in their order, from the names of its actors and issues."""
    return (*UNITS, *(f"payoff_{name}" for name in actors), *(f"position_{name}" for name in issues))


def is_measure(name: str) -> bool:
    """Whether a column of ``runs.parquet`` is a measure."""
    return name in UNITS or name.startswith(tuple(UNITS_BY_NAME))


def unit_of(name: str) -> str:
    """Give the unit of a measure by its name."""
    if name in UNITS:
        return UNITS[name]
    return next(unit for start, unit in UNITS_BY_NAME.items() if name.startswith(start))


def values_of(rows: npt.NDArray[np.void], measures: tuple[Measure, ...]) -> Numbers:
    """Read measures from runs.

    Parameters
    ----------
    rows : recarray (n_runs,)
        ``RESULT``.
    measures : tuple of Measure
        The measures.

    Returns
    -------
    ndarray (n_measures, n_runs)
        NaN where a run does not have a measure.
    """
    values = np.empty((len(measures), len(rows)))
    for index, measure in enumerate(measures):
        column = rows[measure.column]
        values[index] = column if measure.row is None else column[:, measure.row]
        if measure.is_partial:
            values[index, values[index] < 0.0] = np.nan
    return values
