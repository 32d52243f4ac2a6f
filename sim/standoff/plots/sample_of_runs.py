"""The force of the attacker in single runs over time, coloured by how they ended."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from standoff.arrays import Numbers
from standoff.drivers.paths import Paths
from standoff.plots.labels import in_percent
from standoff.plots.style import INK, OUTCOME_COLOURS
from standoff.vocabulary import Gauge, Outcome

__all__ = ["DRAWN", "sample_of_runs"]

DRAWN: Final = 60
"""Most runs that are drawn."""


def sample_of_runs(paths: Paths, ax: Axes) -> Axes:
    """Draw the force of each run over the days; a cross marks the first fighting, a dot the end.

    Parameters
    ----------
    paths : Paths
        The runs.
    """
    for outcome in Outcome:
        rows = np.flatnonzero(paths.outcomes == outcome)
        if not len(rows):
            continue
        lines = [_line(paths, row) for row in rows]
        colour, label = OUTCOME_COLOURS[outcome], f"{outcome.title} ({len(rows)})"
        ax.add_collection(LineCollection(lines, colors=colour, lw=0.9, alpha=0.75))
        ends = np.array([line[-1] for line in lines])
        ax.plot(*ends.T, "o", color=colour, mec="white", mew=0.4, ms=4.5, label=label, clip_on=False)
        days = paths.days_to_violence[rows]
        begun = np.array([_at(line, day) for line, day in zip(lines, days, strict=True)])
        ax.plot(*begun.T, "x", color=colour, mew=1.2, ms=4.5)
    ax.plot([], [], "x", color=INK, mew=1.2, ms=4.5, label="fighting begins")
    lowest, highest = (float(end(paths.values[:, Gauge.FORCE])) for end in (np.nanmin, np.nanmax))
    room = 0.08 * (highest - lowest) + 0.01
    ax.set_ylim(max(0.0, lowest - room), highest + room)
    ax.set_xlim(0, float(paths.days[-1]))
    ax.set_xlabel("days since the start")
    in_percent(ax.yaxis)
    ax.set_ylabel("force of the attacker (% of what its plan requires)")
    return ax


def _line(paths: Paths, row: np.integer[Any]) -> Numbers:
    """Give the days and forces of a run, (n_days, 2)."""
    values = paths.values[row, Gauge.FORCE]
    is_on = ~np.isnan(values)
    return np.column_stack([paths.days[is_on], values[is_on]])


def _at(line: Numbers, day: float) -> tuple[float, float]:
    """Give the point of a line on a day; outside the panel for a day < 0, which is never."""
    return (day, float(np.interp(day, *line.T))) if day >= 0.0 else (np.nan, np.nan)
