"""The class `Sweep`: many points with many runs at each, kept as sums in memory or in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.analysis.discover.options import METHODS, RESPONSE
from standoff.analysis.robust.options import CRITERION, GOAL
from standoff.analysis.sensitivity.options import RESPONSES
from standoff.config.sweep_settings import ExecutorChoice
from standoff.drivers.executors import open_executor
from standoff.interface.arguments import number, text, texts, whole_number
from standoff.interface.findings import Findings
from standoff.interface.frames import UNITS, frame_of
from standoff.interface.run import Run, play_run
from standoff.interface.sources import PlayedSweep, StoredSweep
from standoff.statistics.surface import Surface
from standoff.sweep.chosen_run import ChosenRun, require_number
from standoff.sweep.playing import play_parts
from standoff.sweep.study import Study
from standoff.sweep.summing import (
    Line,
    PointSums,
    fan_lines,
    joined,
    measure_lines,
    outcome_lines,
)
from standoff.sweep.surface import surface_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from standoff.plots.sheet import Figure

__all__ = ["Sweep", "play_sweep"]


@dataclass(frozen=True, repr=False, eq=False)
class Sweep:
    """Many points with many runs at each.

    Parameters
    ----------
    title : str
        Name of the crisis, with what was set.
    surface : Surface
        What came of all points.
    source : PlayedSweep or StoredSweep
        Where the rest is.
    """

    title: str
    surface: Surface
    source: PlayedSweep | StoredSweep

    def __repr__(self) -> str:
        """Show the numbers of points and runs, and the title."""
        n = int(self.surface.counts.sum(axis=1).max())
        return f"<{self.title}: {self.surface.design.n_points} points, {n} runs at each>"

    @property
    def study(self) -> Study:
        """The points and settings that were played.

        Raises
        ------
        ResultError
            Of a sweep in a folder: if the scenario or the rules are not those with which it was played.
        """
        return self.source.study

    @property
    def points(self) -> list[PointSums]:
        """Sums of the runs of each point; raises as `study` does."""
        return self.source.points

    def run(self, point: int, replication: int = 0) -> Run:
        """Replay one of the runs, to the same bits, and keep its trace; raises as `study` does.

        Parameters
        ----------
        point : int
            Which point, from 0.
        replication : int
            Which of its runs, from 0.

        Raises
        ------
        ResultError
            If there is no such point or run.
        """
        study = self.study
        point, replication = whole_number("point", point), whole_number("replication", replication)
        require_number(self.title, "point", point, study.design.n_points)
        require_number(self.title, "run", replication, study.replications)
        title = f"{self.title}, point {point}"
        return play_run(ChosenRun(study.scenario, study.stage(point), study.seed, replication, point, title))

    def outcomes(self) -> DataFrame:
        """Give a row for each point and outcome: share with its interval, difference from the reference."""
        return self._frame(outcome_lines, "outcomes")

    def measures(self) -> DataFrame:
        """Give a row for each point and measure: mean with its interval, spread, quantiles, difference."""
        return self._frame(measure_lines, "measures")

    def fans(self) -> DataFrame:
        """Give a row for each point, gauge and turn: quantiles over the runs."""
        return self._frame(fan_lines, "fans")

    def failures(self) -> dict[int, str]:
        """Give the points that could not be played, and why."""
        return dict(self.surface.failures)

    def figures(self) -> dict[str, Figure]:
        """Draw the figures that the design allows, by name: ``curves``, ``map``, ``ranking`` and so on."""
        from standoff.plots.sweep.figures import figures_of_sweep
        from standoff.sweep.drawing import drawn_sweep  # loads matplotlib, which can be done without

        return figures_of_sweep(drawn_sweep(self.study, self.points), self.title)

    def sensitivity(self, *of: str) -> Findings:
        """Estimate the influence of each factor on the outcomes, by the method that fits the design.

        Parameters
        ----------
        *of : str
            ``any_war`` (default), outcomes or measures.

        Raises
        ------
        InputError
            If nothing is called so, if the design cannot tell, or if too few points were played.
        """
        from standoff.analysis.sensitivity.answer import sensitivity_answer

        return Findings(sensitivity_answer(self.surface, texts("of", of) or RESPONSES, self.title))

    def discover(
        self,
        of: str = RESPONSE,
        *,
        at_least: float | None = None,
        at_most: float | None = None,
        above: float | None = None,
        methods: Sequence[str] = METHODS,
    ) -> Findings:
        """Find the conditions under which an outcome is frequent or rare, as boxes.

        Parameters
        ----------
        of : str
            ``any_war``, an outcome, or a measure with ``above``.
        at_least, at_most : float, optional
            Share of runs in a box, 0..1, one of the two; default: at least 0.7.
        above : float, optional
            For a measure: above which mean a point counts, in its unit.
        methods : sequence of str
            ``prim``, ``cart`` or both.

        Raises
        ------
        ConfigError
            If this cannot be asked, or if there is nothing to find.
        MissingExtra
            If ema_workbench is not installed.
        """
        from standoff.analysis.discover.answer import Sought, discover_answer, target_of

        share = target_of(_number("at_least", at_least), _number("at_most", at_most))
        sought = Sought(share, text("of", of), _number("above", above), texts("methods", methods))
        return Findings(discover_answer(self.surface, sought, self.title))

    def robust(
        self,
        by: str = GOAL,
        *,
        aims: Sequence[str] = (),
        costs: Sequence[str] = (),
        criterion: str = CRITERION,
    ) -> Findings:
        """Choose a package of levers that is robust to uncertainty, and give its cost.

        Parameters
        ----------
        by : str
            Goal: an outcome, ``any_war`` or a measure, with ``:min`` or ``:max``.
        aims : sequence of str
            What is to hold, such as ``"any_war<=0.3"``.
        costs : sequence of str
            What it may cost, as goals; default: the payoff of each actor.
        criterion : str
            What the robust package is best in: ``mean``, ``p90``, ``worst``, ``regret_p90``, ``regret_max``,
            ``satisficing``.

        Raises
        ------
        InputError
            If this cannot be asked, or if the packages did not meet the same states of the world.
        """
        from standoff.analysis.robust.answer import problem_of, robust_answer

        goal, best = text("by", by), text("criterion", criterion)
        problem = problem_of(self.surface, goal, texts("aims", aims), texts("costs", costs), best)
        return Findings(robust_answer(self.surface, problem, self.title, lambda: self.study))

    def _frame(self, lines: Callable[[Study, PointSums], Iterable[Line]], name: str) -> DataFrame:
        rows = [
            {column: None if cell == "" else cell for column, cell in line.items()}  # no number
            for point in self.points
            for line in lines(self.study, point)
        ]
        return frame_of(rows, {**self.surface.units, **UNITS.get(name, {})})


def _number(name: str, value: object) -> float | None:
    return None if value is None else number(name, value)


def play_sweep(study: Study, choice: ExecutorChoice, title: str) -> Sweep:
    """Play a study to its end."""
    plan = study.partition
    sums: dict[int, PointSums] = {}
    parts = [plan.part(number) for number in range(plan.n_parts)]
    with open_executor(choice.name, choice.workers, choice.address) as executor:
        for _, played in play_parts(study, parts, executor, lambda _: None):
            for runs in played:
                later = PointSums(runs.point, runs.sums, runs.failure)
                sums[runs.point] = joined(sums[runs.point], later) if runs.point in sums else later
    points = list(sums.values())
    measures = tuple(measure.name for measure in study.measures)
    surface = surface_of(study.design, points, measures, study.reference, study.reference_name)
    return Sweep(title, surface, PlayedSweep(study, points))
