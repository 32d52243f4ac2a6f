"""Sweep – many points with many runs at each, kept as sums in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from sim.config.sweep_settings import ExecutorChoice
from sim.drivers.executors import open_executor
from sim.sweep.playing import play_parts
from sim.sweep.study import Study
from sim.sweep.summing import Line, PointSums, fan_lines, joined, measure_lines, outcome_lines

if TYPE_CHECKING:
    from sim.plots import Figure

__all__ = ["Sweep", "play_sweep"]


@dataclass(frozen=True, repr=False, eq=False)
class Sweep:
    """Many points with many runs at each.

    Parameters
    ----------
    study : Study
        What was played.
    title : str
        Name of the crisis, with what was set.
    points : list of PointSums
        Sums of the runs of each point.
    """

    study: Study
    title: str
    points: list[PointSums]

    def __repr__(self) -> str:
        """Say how many runs of what."""
        plan = self.study.plan
        return f"<{self.title}: {plan.n_points} points, {plan.replications} runs at each>"

    def outcomes(self) -> pa.Table:
        """Give a row for each point and outcome: share with its interval, difference from the reference."""
        return _table([line for point in self.points for line in outcome_lines(self.study, point)])

    def measures(self) -> pa.Table:
        """Give a row for each point and measure: mean with its interval, spread, quantiles, difference."""
        return _table([line for point in self.points for line in measure_lines(self.study, point)])

    def fans(self) -> pa.Table:
        """Give a row for each point, gauge and turn: quantiles over the runs."""
        return _table([line for point in self.points for line in fan_lines(self.study, point)])

    def failures(self) -> dict[int, str]:
        """Give the points that could not be played, and why."""
        return {point.point: point.failure for point in self.points if point.failure}

    def figures(self) -> dict[str, Figure]:
        """Draw the figures that the design allows, by name: ``curves``, ``map``, ``ranking`` and so on."""
        from sim.plots import figures_of_sweep
        from sim.sweep.drawing import sweep_data  # loads matplotlib, which can be done without

        return figures_of_sweep(sweep_data(self.study, self.points), self.title)


def play_sweep(study: Study, choice: ExecutorChoice, title: str) -> Sweep:
    """Play a study to its end."""
    plan = study.plan
    found: dict[int, PointSums] = {}
    parts = [plan.part(number) for number in range(plan.n_parts)]
    with open_executor(choice.name, choice.workers, choice.address) as executor:
        for _, played in play_parts(study, parts, executor, lambda _: None):
            for runs in played:
                later = PointSums(runs.point, runs.sums, runs.failure)
                found[runs.point] = joined(found[runs.point], later) if runs.point in found else later
    return Sweep(study, title, list(found.values()))


def _table(lines: list[Line]) -> pa.Table:
    """Make a table; a cell without a number is null."""
    return pa.Table.from_pylist(
        [{name: None if cell == "" else cell for name, cell in line.items()} for line in lines]
    )
