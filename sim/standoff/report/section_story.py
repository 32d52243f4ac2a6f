"""The sections on runs that are played again: talks, a typical run, the worst run, turning points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from standoff.analysis.explain.answer import explain_answer
from standoff.analysis.talks.answer import talks_answer
from standoff.analysis.turning_points.answer import PlayedRun, decisive_answer, play_run
from standoff.drivers.ensemble import play
from standoff.plots.forces_map.drawing import ForcesOnMap
from standoff.plots.forces_map.files import figure_of_map
from standoff.plots.forces_map.ground import make_ground
from standoff.plots.page import FigureWithData
from standoff.plots.run_figures import pages_of_run
from standoff.report.album import Album
from standoff.report.exemplars import typical_run, worst_run
from standoff.report.page import Fold, Picture, Section
from standoff.report.section_of_answer import section_of_answer
from standoff.report.subject import Subject
from standoff.scenario.outlines import read_outlines
from standoff.statistics.measures import measures_of
from standoff.statistics.sample import runs_of
from standoff.story.ending import ground_held
from standoff.story.trace import NarratedTrace, RunTrace
from standoff.story.transcript import transcript
from standoff.story.words import date_text
from standoff.sweep.chosen_run import ChosenRun
from standoff.terminal.progress import phase

__all__ = ["story_sections"]

PILOT = 2_000
"""Number of runs of a point of a sweep that are played again to choose from."""


def story_sections(subject: Subject, album: Album) -> Iterator[Section]:
    """Yield the sections on talks and single runs; if they cannot be played again, one that says why."""
    if subject.played is None:
        yield Section(
            "runs", "Typical and worst run",
            [f"Not available, nor are turning points and talks: {subject.why_not}."],
        )  # fmt: skip
        return
    run = subject.played
    yield _talks(subject, run, album)
    with phase("playing a typical and the worst run"):
        typical, worst, among = _chosen(subject, run)
        played, badly = (play_run(replace(run, replication=number)) for number in (typical, worst))
    with phase("drawing the runs"):
        story = _runs(played, badly, among, album)
    yield story
    yield from _decisive_turn(played, album)


def _talks(subject: Subject, run: ChosenRun, album: Album) -> Section:
    """Return the section on the talks of all runs, or of the first if there are many."""
    runs = range(min(PILOT, subject.sample.n))
    with phase("examining the talks"):
        answer = talks_answer(run, runs)
    section = section_of_answer("talks", "Why talks failed", answer, album, "talks_")
    return replace(section, prose=[f"In {_among(subject, len(runs))}:", *section.prose])


def _among(subject: Subject, n: int) -> str:
    """Name the first n runs of the subject."""
    at = "" if subject.point is None else f" of point {subject.point} of the sweep"
    return f"the {n:,} runs{at}" if n == subject.sample.n else f"the first {n:,} runs{at}"


def _chosen(subject: Subject, run: ChosenRun) -> tuple[int, int, str]:
    """Return a typical and the worst run, and the runs that they were chosen from as text."""
    runs, measures = subject.sample.runs, subject.sample.measures
    if runs is None:
        kinds = measures_of(run.stage)
        measures = tuple(kind.name for kind in kinds)
        blocks = play(run.stage, run.seed, 0, min(PILOT, subject.sample.n))
        runs = runs_of(np.concatenate(list(blocks)), kinds)
    modal = int(np.argmax(np.bincount(runs.outcomes)))
    typical = typical_run(runs.outcomes, runs.values, modal)
    worst = worst_run(runs.outcomes, runs.values, measures)
    return typical, worst, _among(subject, len(runs.outcomes))


def _runs(typical: PlayedRun, worst: PlayedRun, among: str, album: Album) -> Section:
    """Return the section on a typical run, with its figures, and the worst run."""
    prose = [
        f"Typical: {_end(typical)} Chosen from {among}: of the runs with the most frequent outcome, this is "
        "the one whose measures are closest to their medians.",
        f"Worst: {_end(worst)} Chosen from {among}: the most severe outcome, then the largest losses, then "
        "the earliest violence."
        + (" It is also the typical run." if worst.run.replication == typical.run.replication else ""),
        "The figures show the typical run.",
    ]  # fmt: skip
    runs = {f"Transcript of the typical run ({typical.title})": typical,
            f"Transcript of the worst run ({worst.title})": worst}  # fmt: skip
    folds = [Fold(title, transcript(each.run.scenario, each.run.stage, each.trace.tables, each.record))
             for title, each in runs.items()]  # fmt: skip
    return Section(
        "runs", "Typical and worst run", prose, pictures=list(_pictures(typical, album)), folds=folds
    )


def _end(played: PlayedRun) -> str:
    """Word how a run ended, and what ground was held then."""
    held = ground_held(NarratedTrace(played.run.stage, played.trace.tables, played.run.scenario))
    return f"{played.title}. {held}".rstrip()


def _pictures(played: PlayedRun, album: Album) -> Iterator[Picture]:
    run, tables = played.run, played.trace.tables
    title = f"{run.scenario.crisis.title} – run {run.replication}"
    pages = pages_of_run(run.stage, tables, run.title, run.replication)
    ground = make_ground(run.scenario, read_outlines(run.scenario))
    if ground is not None:
        forces = ForcesOnMap(RunTrace(run.stage, tables), ground, title)
        pages["map_end"] = FigureWithData(figure_of_map(forces, max(forces.turns)), tables["forces"])
    for name, drawn in pages.items():
        yield album.add(name, drawn)


def _decisive_turn(played: PlayedRun, album: Album) -> Iterator[Section]:
    """Yield the sections on the act on which a run turned, and on the decision to take it."""
    with phase("looking for turning points"):
        decisive = decisive_answer(played)
    yield section_of_answer("turning", "Turning points of the typical run", decisive, album)
    run, decision = played.run, decisive.record
    if not decision:
        return
    explained = explain_answer(run, played.trace.tables, decision["actor"], decision["turn"])
    when = date_text(run.stage.opens_at + dt.timedelta(days=int(decision["day"])))
    heading = f"The decision of {run.stage.names.title(decision['actor'])} on {when}"
    yield section_of_answer("decision", heading, explained, album)
