"""Report story – the sections that play runs again: a typical and the worst one, and what one hung on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from rich.console import RenderableType
from rich.table import Table as Shown

from standoff.analysis.explain.figures import Decision, figure_of_explanation
from standoff.analysis.explain.screen import explanation
from standoff.analysis.turning_points.answer import Found, compared, turning_rows, turning_table
from standoff.analysis.turning_points.continuations import Decision as Act
from standoff.analysis.turning_points.continuations import decisions_of
from standoff.analysis.turning_points.figures import figure_of_turning_points
from standoff.analysis.turning_points.ranking import WAR, TurningPoint, courses_of
from standoff.drivers.ensemble import play
from standoff.drivers.record import RunRecord
from standoff.drivers.trace import Trace
from standoff.plots.forces_map.drawing import Forces
from standoff.plots.forces_map.files import figure_of_map
from standoff.plots.forces_map.ground import make_ground
from standoff.plots.page import Page as Drawn
from standoff.plots.run_figures import pages_of_run
from standoff.plots.story import Story
from standoff.report.album import Album
from standoff.report.exemplars import typical_run, worst_run
from standoff.report.page import Fold, Picture, Section, Table
from standoff.report.subject import Subject
from standoff.report.tables import of_screen
from standoff.scenario.outlines import read_outlines
from standoff.statistics.measures import measures_of
from standoff.statistics.sample import runs_of
from standoff.story.tale import Tale
from standoff.story.transcript import transcript
from standoff.story.words import TITLES, date_told
from standoff.sweep.chosen_run import ChosenRun

__all__ = ["story_sections"]

PILOT = 2_000
"""Runs of a point of a sweep that are played again to choose from."""
SCREENED = 4_000
"""Continuations that the search for the acts that mattered most should take, with ..."""
FEWEST, MOST = 12, 60
"""... the fewest and the most of each option."""
MEASURED = 250
"""Continuations of each option of the acts that were found."""
N_ACTS = 3
"""Acts that are found so."""


@dataclass(frozen=True)
class Told:
    """A run played again in full."""

    run: ChosenRun
    record: RunRecord
    trace: Trace
    acts: list[Act]

    @property
    def title(self) -> str:
        """Which run it is and how it ended."""
        end = f"{TITLES[self.record.outcome]} after {self.record.days:g} days"
        return f"run {self.run.replication}, {end}"


def story_sections(subject: Subject, album: Album) -> Iterator[Section]:
    """Give the sections on single runs; if they cannot be played again, one that says why."""
    if subject.played is None:
        yield Section(
            "runs", "A typical and the worst run",
            [f"Left out, with the decision that mattered most: {subject.why_not}."],
        )  # fmt: skip
        return
    run = subject.played
    typical, worst, among = _chosen(subject, run)
    told = _play(run, typical)
    yield _runs(told, _play(run, worst), among, album)
    yield from _audit(told, album)


def _chosen(subject: Subject, run: ChosenRun) -> tuple[int, int, str]:
    """Choose a typical and the worst run, and say among which."""
    runs, measures = subject.sample.runs, subject.sample.measures
    at = "" if subject.point is None else f" of point {subject.point} of the sweep"
    if runs is None:
        kinds = measures_of(run.stage)
        measures = tuple(kind.name for kind in kinds)
        blocks = play(run.stage, run.seed, 0, min(PILOT, subject.sample.n))
        runs = runs_of(np.concatenate(list(blocks)), kinds)
    modal = int(np.argmax(np.bincount(runs.outcomes)))
    typical = typical_run(runs.outcomes, runs.values, modal)
    worst = worst_run(runs.outcomes, runs.values, measures)
    n = len(runs.outcomes)
    return typical, worst, f"the {n:,} runs{at}" if n == subject.sample.n else f"the first {n:,} runs{at}"


def _play(run: ChosenRun, replication: int) -> Told:
    trace = Trace()
    acts, record = decisions_of(run.stage, run.seed, replication, trace)
    return Told(replace(run, replication=replication), record, trace, acts)


def _runs(typical: Told, worst: Told, among: str, album: Album) -> Section:
    """Tell a typical run, with its figures, and the worst one."""
    prose = [
        f"Typical: {typical.title}. Among {among}, it is the one with the most frequent outcome whose "
        "measures lie nearest to their medians over the runs with this outcome.",
        f"Worst: {worst.title}. Among {among}, it is the one with the most severe outcome, then the greatest "
        "losses, then the earliest violence."
        + (" It is the typical one too." if worst.run.replication == typical.run.replication else ""),
        "The figures are those of the typical run.",
    ]  # fmt: skip
    told = {f"Transcript of the typical run ({typical.title})": typical,
            f"Transcript of the worst run ({worst.title})": worst}  # fmt: skip
    folds = [Fold(title, transcript(one.run.scenario, one.run.stage, one.trace.tables, one.record))
             for title, one in told.items()]  # fmt: skip
    return Section(
        "runs", "A typical and the worst run", prose, pictures=list(_pictures(typical, album)), folds=folds
    )


def _pictures(told: Told, album: Album) -> Iterator[Picture]:
    run, tables = told.run, told.trace.tables
    title = f"{run.scenario.crisis.title} – replication {run.replication}"
    pages = pages_of_run(run.stage, tables, run.title, run.replication)
    ground = make_ground(run.scenario, read_outlines(run.scenario))
    if ground is not None:
        forces = Forces(Story(run.stage, tables), ground, title)
        pages["map_end"] = Drawn(figure_of_map(forces, max(forces.turns)), tables["forces"])
    for name, drawn in pages.items():
        yield album.add(name, drawn)


def _audit(told: Told, album: Album) -> Iterator[Section]:
    """Find the act on which the end of a run hung most, and explain it."""
    title = "The turn that mattered most"
    courses = courses_of(told.acts)
    if not courses:
        yield Section("turning", title, ["No actor had an alternative in any act of the typical run."])
        return
    run, start = told.run, told.run.replication + 1
    n = min(MOST, max(FEWEST, SCREENED // len(courses)))
    screened = compared(run, courses, range(start, start + n), lambda _: None)
    found = [point.decision for point in screened[:N_ACTS]]
    again = [course for course in courses if any(course.decision is act for act in found)]
    measured = compared(run, again, range(start + n, start + n + MEASURED), lambda _: None)
    top = measured[0]
    clear = "" if top.is_clear else (
        " None of them moved the outcomes by more than noise: how this run ends was settled by private types "
        "and the opening, or by later chance."
    )  # fmt: skip
    prose = [
        f"The typical run has {len(told.acts)} acts, {len(screened)} of them with alternatives that the "
        f"actor would have taken with 1 % or more. Each option was played on {n} times under common chance "
        f"to find the acts that mattered. The first {len(found)} were then played on {MEASURED} times more "
        f"with fresh chance, which the tables show, so that none of them leads by luck.{clear}",
        "Private types stay those of the run; all later chance, and what others do in the same turn, is new.",
    ]
    ranked = of_screen(turning_table(run, Found(told.record, told.trace, len(told.acts), measured)))
    story = Story(run.stage, told.trace.tables)
    title_of_run = f"{run.title} – replication {run.replication}, {TITLES[told.record.outcome]}"
    figure = figure_of_turning_points(story, screened, title_of_run)
    picture = album.add("turning_points", Drawn(figure, list(turning_rows(run, screened))))
    yield Section("turning", title, prose, [ranked, _options(told, top)], [picture])
    yield _explained(told, top, story, album)


def _options(told: Told, point: TurningPoint) -> Table:
    """Show what would have come of each option of an act."""
    names = told.run.stage.names
    act = point.decision
    actor, when = names.title(names.actors[act.actor]), date_told(_date(told, act))
    tried = [(act.chosen, float(act.probability[act.chosen]), point.outcomes, "")]
    for each in point.alternatives:
        gap = each.distance
        moved = f"{100 * gap.value:.1f} ({100 * gap.low:.1f}–{100 * gap.high:.1f})"
        tried.append((each.option, each.probability, each.outcomes, moved))
    rows = [
        [names.actions[option].replace("_", " "), f"{100 * p:.0f}", f"{100 * (ends @ WAR) / ends.sum():.1f}",
         moved, f"{ends.sum():,}"]
        for option, p, ends, moved in tried
    ]  # fmt: skip
    columns = ["option", "probability, %", "any war, %", "moved, % points (95 %)", "n"]
    title = f"What would have come of each option of {actor} on {when}"
    return Table(title, columns, rows, "In bold what it did. Intervals hold jointly.", frozenset({0}))


def _date(told: Told, act: Act) -> dt.date:
    return told.run.stage.opens_at + dt.timedelta(days=int(act.day))


def _explained(told: Told, point: TurningPoint, story: Story, album: Album) -> Section:
    """Explain why an actor took what it took."""
    run, act = told.run, point.decision
    actor = run.stage.names.actors[act.actor]
    tale = Tale(run.scenario, run.stage, told.trace.tables)
    prose, tables = _in_parts(explanation(tale, actor, act.turn))
    figure = figure_of_explanation(
        story, Decision(actor, act.turn, tale.act_titles), f"{run.title}, {told.title}"
    )
    lines = tale.rows("decisions", act.turn, actor=actor)
    picture = album.add("explanation", Drawn(figure, lines))
    title = f"Why {tale.title(actor)} did so on {date_told(_date(told, act))}"
    return Section("decision", title, prose, tables, [picture])


def _in_parts(parts: Iterable[RenderableType]) -> tuple[list[str], list[Table]]:
    """Part paragraphs and tables; a line that ends with a colon is the title of the table below it."""
    prose, tables, title = [], [], ""
    for part in parts:
        if isinstance(part, Shown):
            tables.append(replace(of_screen(part), title=title))
        elif (line := str(part).strip()).endswith(":"):
            title = line.removesuffix(":")
        else:
            prose.append(line)
    return prose, tables
