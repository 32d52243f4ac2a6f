"""The figures of an ensemble, with their numbers: how its runs end, when, and on which ways."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from matplotlib import rc_context

from standoff.drivers.paths import Paths, play_paths
from standoff.drivers.stage import Stage
from standoff.plots.ends_by_day import ends_by_day
from standoff.plots.labels import percent_text
from standoff.plots.outcomes import outcomes
from standoff.plots.page import FigureWithData, Line
from standoff.plots.readings import with_reading
from standoff.plots.sample_of_runs import DRAWN, sample_of_runs
from standoff.plots.sheet import Figure, draw_sheet
from standoff.plots.style import SHEET
from standoff.plots.war_by_day import war_by_day
from standoff.statistics.course import Course, course_lines, course_of
from standoff.statistics.headline import frequency
from standoff.statistics.sample import Sample
from standoff.statistics.summary import OutcomeShare
from standoff.vocabulary import ANY_WAR, Gauge, Outcome

__all__ = [
    "DrawnEnsemble",
    "Pages",
    "ensemble_pages",
    "figure_of_outcomes",
    "figures_of_ensemble",
    "page_of_outcomes",
]

Pages = Iterator[tuple[str, FigureWithData]]
PEACE = {
    Outcome.SETTLEMENT: "settled",
    Outcome.DE_ESCALATION: "calmed down",
    Outcome.STANDOFF: "undecided",
}
"""Peaceful ends, as the share of runs that have come to them is worded."""
CHANCE = "Intervals cover the number of runs only."


@dataclass(frozen=True, eq=False)
class DrawnEnsemble:
    """An ensemble to draw.

    Parameters
    ----------
    sample : Sample
        Its runs, which must be kept.
    stage : Stage or None
        The stage on which they were played, to follow some of them again; None = not possible.
    title : str
        Title of the crisis, with what was set.
    """

    sample: Sample
    stage: Stage | None
    title: str

    @property
    def subtitle(self) -> str:
        """Which runs, and how many."""
        return f"{self.title} – n = {self.sample.n:,} run{'s' * (self.sample.n != 1)}"


def ensemble_pages(drawn: DrawnEnsemble) -> Pages:
    """Draw the figures of an ensemble; each has its numbers.

    | figure | shows |
    |---|---|
    | ``outcomes`` | the share of each outcome |
    | ``war_by_day`` | the share of runs in which a war has begun, by day |
    | ``ends_by_day`` | the shares at war, settled, calmed down and undecided, by day |
    | ``sample_of_runs`` | single runs over time; needs the stage |
    """
    with rc_context(SHEET):
        yield "outcomes", page_of_outcomes(drawn)
        course = course_of(drawn.sample)
        table = list(course_lines(course))
        note = f"{drawn.subtitle}\nBands are 95 % intervals. {CHANCE}"
        yield (
            "war_by_day",
            FigureWithData(draw_sheet([partial(war_by_day, course)], _wars_title(course), note, 3.0), table),
        )
        yield (
            "ends_by_day",
            FigureWithData(
                draw_sheet([partial(ends_by_day, course)], _ends_title(course), drawn.subtitle, 3.2), table
            ),
        )
        if drawn.stage is not None:
            paths = play_paths(drawn.stage, drawn.sample.seed, range(min(DRAWN, drawn.sample.n)))
            yield "sample_of_runs", _page_of_sample(drawn, paths)


def figures_of_ensemble(drawn: DrawnEnsemble) -> dict[str, Figure]:
    """Draw the same figures and return them by name, without their numbers."""
    return {name: with_reading(name, page.figure) for name, page in ensemble_pages(drawn)}


def figure_of_outcomes(drawn: DrawnEnsemble) -> Figure:
    """Draw the share of each outcome, without its numbers."""
    return with_reading("outcomes", page_of_outcomes(drawn).figure)


def page_of_outcomes(drawn: DrawnEnsemble) -> FigureWithData:
    """Draw the share of each outcome."""
    sample = drawn.sample
    shares = [OutcomeShare(outcome, **vars(sample.share([outcome]))) for outcome in Outcome]
    with rc_context(SHEET):
        figure = draw_sheet(
            [partial(outcomes, shares)], f"War of any kind in {frequency(sample.share(ANY_WAR))}",
            f"{drawn.subtitle}\n{CHANCE}", 2.4,
        )  # fmt: skip
    return FigureWithData(figure, [{**vars(share), "outcome": share.outcome.key} for share in shares])


def _wars_title(course: Course) -> str:
    """Say how many runs are at war in the end, and by which day half of the wars have begun."""
    war, half = course.intervals(ANY_WAR)[-1], course.half_of_wars()
    said = f"War of any kind in {frequency(war).partition(' (')[0]}"
    return said if half is None else f"{said}; half of the wars begin by day {half:g}"


def _ends_title(course: Course) -> str:
    """Say how the runs are divided on the last day."""
    parts = [f"{percent_text(course.share(ANY_WAR)[-1])} of the runs are at war"]
    for outcome, words in PEACE.items():
        share = course.share((outcome,))[-1]
        if share > 0.0:
            parts.append(f"{percent_text(share)} {words}")
    return f"After {course.days[-1]:g} days {', '.join(parts)}"


def _page_of_sample(drawn: DrawnEnsemble, paths: Paths) -> FigureWithData:
    n_wars = int((paths.outcomes >= min(ANY_WAR)).sum())
    n = len(paths.replications)
    title = f"{n_wars} of {n} sampled runs end in war, {n - n_wars} without"
    note = (
        f"{drawn.title} – the first {n:,} of {drawn.sample.n:,} runs\n"
        "Values are those at the end of a turn, to a 64th of the scale."
    )
    figure = draw_sheet([partial(sample_of_runs, paths)], title, note, 3.4)
    return FigureWithData(figure, list(_path_lines(paths)))


def _path_lines(paths: Paths) -> Iterator[Line]:
    forces = paths.values[:, Gauge.FORCE].tolist()
    for number, outcome, values in zip(paths.replications.tolist(), paths.outcomes, forces, strict=True):
        for day, value in zip(paths.days.tolist(), values, strict=True):
            if not math.isnan(value):  # the run is over
                yield {"run": number, "outcome": Outcome(outcome).key, "day": day, "force": value}
