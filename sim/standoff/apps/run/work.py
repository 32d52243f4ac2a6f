"""Playing one configuration: its runs, the traced run, the tables on the screen, the result folder."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.config.apply import overruled
from standoff.config.compose import Job
from standoff.config.settings import RunSettings
from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play_ensemble
from standoff.drivers.record import RunRecord
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from standoff.plots.forces_map.ground import Ground, make_ground
from standoff.scenario.baselines import load_baselines
from standoff.scenario.content import Scenario
from standoff.scenario.outlines import read_outlines
from standoff.statistics.bands import FANS, fan_lines
from standoff.statistics.summary import OutcomeShare, against_baseline, outcome_shares, war_by_type
from standoff.store.drafts import result_folder
from standoff.store.manifest import Provenance, manifest
from standoff.store.manifest_file import write_manifest
from standoff.store.runs import RUNS, runs_table
from standoff.store.write import write_csv, write_tables, write_text
from standoff.story.ending import ground_held
from standoff.story.trace import NarratedTrace
from standoff.story.transcript import TRANSCRIPT, transcript
from standoff.terminal.first_start import compile_rules, show_run_while_compiling
from standoff.terminal.lines import note, say
from standoff.terminal.outcome_table import caveats, outcome_table, type_table
from standoff.terminal.progress import phase, run_bar
from standoff.terminal.screen import show
from standoff.vocabulary import Outcome

__all__ = ["play_job"]


@dataclass(frozen=True)
class PlayedJob:
    """The runs of a configuration."""

    scenario: Scenario
    stage: Stage
    rows: npt.NDArray[np.void]
    fan: npt.NDArray[np.int32]
    shares: list[OutcomeShare]
    traced: RunRecord
    tables: dict[str, list[dict[str, Any]]]
    ground: Ground | None


def play_job(job: Job, command: str, place: Path, *, may_rename: bool) -> None:
    """Play a configuration and write its results.

    Parameters
    ----------
    job : Job
        The configuration.
    command : str
        The command line, for the manifest.
    place : pathlib.Path
        Result folder.
    may_rename : bool
        Whether another name may be used if the folder already exists.
    """
    for line in overruled(job.settings.levers, job.settings.variant):
        note(line)
    timings: dict[str, float] = {}
    with result_folder(place, may_rename=may_rename) as draft:
        played = _play(job.settings, timings)
        with _timed(timings, "write"), phase("writing the tables"):
            _write_tables(draft.folder, played, job.number or 0)
        if job.settings.figures:
            with _timed(timings, "figures"), phase("drawing the figures"):
                _draw(draft.folder, played, job.experiment, job.settings.figure_formats)
        _write_manifest(draft.folder, played, job, command, timings)
    _show(played)  # once the result is there, since the screen may be gone
    say(f"Written to {draft.place}")


@contextmanager
def _timed(timings: dict[str, float], part: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    timings[part] = time.perf_counter() - started


def _play(settings: RunSettings, timings: dict[str, float]) -> PlayedJob:
    seed = settings.seed
    with _timed(timings, "prepare"):
        scenario, stage = make_stage(
            settings.scenario.name,
            settings.levers,
            settings.variant,
            settings.turn_days,
            settings.horizon_days,
            settings.injects.events,
        )
        ground = make_ground(scenario, read_outlines(scenario)) if settings.figures else None
        with show_run_while_compiling(settings):
            compile_rules(stage)  # here, so that it is not timed as playing
    with _timed(timings, "play"):
        with run_bar(settings.replications) as advance:
            played = play_ensemble(stage, seed, settings.replications, advance)
        rows = played.rows
    with _timed(timings, "trace"), phase("playing the traced run"):
        trace = Trace()
        traced = run_one(stage, seed, settings.traced, trace=trace)
    return PlayedJob(scenario, stage, rows, played.fan, outcome_shares(rows), traced, trace.tables, ground)


def _show(played: PlayedJob) -> None:
    scenario, stage, rows = played.scenario, played.stage, played.rows
    baseline = next(iter(load_baselines().values()))
    counts = np.bincount(rows["outcome"], minlength=len(Outcome))
    show(outcome_table(played.shares, against_baseline(counts, baseline), baseline), "")
    by_type = {
        name: war_by_type(rows, row)
        for row, name in enumerate(scenario.actor_names)
        if stage.facts.actor[row].is_attacker
    }
    for name, shares in by_type.items():
        show(type_table(shares, scenario.actors[name].title, stage), "")
    show(*caveats(scenario, stage, [share for shares in by_type.values() for share in shares]), "")
    end = played.traced.outcome.title
    held = ground_held(NarratedTrace(stage, played.tables, scenario))
    show(f"Traced run {played.traced.replication}: {end} after {played.traced.days:g} days.")
    if held:
        show(held)


def _write_tables(folder: Path, played: PlayedJob, point: int) -> None:
    fan = fan_lines(played.fan, float(played.stage.facts.rules.turn_days), point)
    write_tables(folder, {RUNS: runs_table(played.rows, played.stage), FANS: list(fan)})
    write_tables(folder / "trace", played.tables)
    story = transcript(played.scenario, played.stage, played.tables, played.traced)
    write_text(folder / TRANSCRIPT, story)
    lines = [{"point": point, **asdict(share), "outcome": share.outcome.key} for share in played.shares]
    write_csv(folder / "outcomes.csv", lines)


def _draw(folder: Path, played: PlayedJob, experiment: str, formats: Sequence[str]) -> None:
    from standoff.plots.run_figures import (
        write_figures,  # loads matplotlib, not needed without figures
    )

    title = f"{played.scenario.crisis.title} ({experiment})"
    write_figures(
        folder / "figures",
        played.stage,
        played.tables,
        played.shares,
        title,
        replication=played.traced.replication,
        ground=played.ground,
        formats=formats,
    )


def _write_manifest(
    folder: Path, played: PlayedJob, job: Job, command: str, timings: dict[str, float]
) -> None:
    rules, traced = played.stage.facts.rules, played.traced
    parameters = {name: float(rules[name]) for name in rules.dtype.names}
    provenance = Provenance(command, job.experiment, job.config, job.overrides, parameters)
    traced_record = {"replication": traced.replication, "outcome": traced.outcome.key, "days": traced.days}
    content = {
        "seed": job.settings.seed,
        "n": len(played.rows),
        "turn_days": float(rules.turn_days),
        "horizon_days": played.stage.horizon_days,
        "traced": traced_record,
        "hypothetical_injects": job.settings.injects.events,
    }
    write_manifest(folder, manifest(provenance, played.scenario, content, timings))
