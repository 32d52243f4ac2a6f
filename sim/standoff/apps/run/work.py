"""Playing the jobs of a command line: for each its result folder, and what the screen shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from standoff.apps.run.played import PlayedJob, ReportedRuns, play, timed
from standoff.apps.run.screen import Finding, closing, opening, table_of_jobs, tables
from standoff.config.apply import overruled
from standoff.config.compose import Job
from standoff.statistics.bands import FANS, fan_lines
from standoff.statistics.measures import measures_of
from standoff.statistics.sample import runs_of, sample_of
from standoff.store.drafts import result_folder
from standoff.store.manifest import Provenance, manifest
from standoff.store.manifest_file import write_manifest
from standoff.store.runs import RUNS, runs_table
from standoff.store.write import write_csv, write_tables, write_text
from standoff.story.transcript import TRANSCRIPT, transcript
from standoff.terminal.lines import note, say
from standoff.terminal.progress import phase
from standoff.terminal.screen import show

__all__ = ["play_jobs"]


def play_jobs(jobs: Sequence[Job], command: str, places: Sequence[Path]) -> None:
    """Play configurations one after another, write their results and show them.

    Parameters
    ----------
    jobs : sequence of Job
        The configurations.
    command : str
        The command line, for the manifests.
    places : sequence of pathlib.Path
        Result folder of each.
    """
    reported, findings = ReportedRuns(), []
    for job, place in zip(jobs, places, strict=True):
        played, written = _write(job, command, place)
        # The rest comes once the result is there, since the screen may be gone.
        of_reported = reported.outcomes(job.settings, played.scenario) if job.settings.is_changed else None
        finding = Finding(job, played.rows["outcome"], of_reported)
        findings.append(finding)
        if job.number is None:
            show(*opening(played, finding), "", *tables(played, notes=job.settings.notes), "")
            say("\n".join(closing(played, written, is_drawn=job.settings.figures)))
        else:
            show(f"{job.number + 1} of {len(jobs)}", *opening(played, finding))
            say(f"Written to {written}\n")
    if len(findings) > 1:
        show(table_of_jobs(findings))


def _write(job: Job, command: str, place: Path) -> tuple[PlayedJob, Path]:
    """Play a configuration, write its result, and give the folder."""
    for line in overruled(job.settings.levers, job.settings.variant):
        note(line)
    timings: dict[str, float] = {}
    with result_folder(place, may_rename=job.settings.out is None) as draft:
        played = play(job.settings, timings)
        with timed(timings, "write"), phase("writing the tables"):
            _write_tables(draft.folder, played, job.number or 0)
        if job.settings.figures:
            with timed(timings, "figures"), phase("drawing the figures"):
                _draw(draft.folder, played, job)
        _write_manifest(draft.folder, played, job, command, timings)
    return played, draft.place


def _write_tables(folder: Path, played: PlayedJob, point: int) -> None:
    fan = fan_lines(played.fan, float(played.stage.facts.rules.turn_days), point)
    write_tables(folder, {RUNS: runs_table(played.rows, played.stage), FANS: list(fan)})
    write_tables(folder / "trace", played.tables)
    story = transcript(played.scenario, played.stage, played.tables, played.traced)
    write_text(folder / TRANSCRIPT, story)
    lines = [{"point": point, **asdict(share), "outcome": share.outcome.key} for share in played.shares]
    write_csv(folder / "outcomes.csv", lines)


def _draw(folder: Path, played: PlayedJob, job: Job) -> None:
    from standoff.plots.ensemble_figures import DrawnEnsemble  # loads matplotlib, not needed without figures
    from standoff.plots.run_figures import write_figures

    title, measures = f"{played.scenario.crisis.title} ({job.experiment})", measures_of(played.stage)
    runs, names = runs_of(played.rows, measures), tuple(measure.name for measure in measures)
    sample = sample_of(job.experiment, str(folder), job.settings.seed, names, runs)
    write_figures(
        folder / "figures",
        played.stage,
        played.tables,
        DrawnEnsemble(sample, played.stage, title),
        title,
        replication=played.traced.replication,
        ground=played.ground,
        formats=job.settings.figure_formats,
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
