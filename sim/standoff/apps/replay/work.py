"""Replaying a run of a result with a full trace."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.plots.forces_map.ground import make_ground
from standoff.scenario.outlines import read_outlines
from standoff.store.drafts import result_folder
from standoff.store.manifest_file import SCHEMA, write_manifest
from standoff.store.traces import TRACE
from standoff.store.write import write_json, write_tables, write_text
from standoff.story.ending import ground_held
from standoff.story.trace import NarratedTrace
from standoff.story.transcript import TRANSCRIPT, transcript
from standoff.sweep.chosen_run import REPLAY, REPLAYS, choose_run
from standoff.terminal.lines import say
from standoff.terminal.progress import phase

__all__ = ["replay_run"]


def replay_run(result: Path, point: int, replication: int, out: Path | None, formats: Sequence[str]) -> None:
    """Play a run of a result with a full trace, and write it, with figures in the given formats.

    Raises
    ------
    InputError
        If the result has no such run, or was played with another scenario or other rules.
    """
    run = choose_run(result, point, replication)
    ground = make_ground(run.scenario, read_outlines(run.scenario)) if formats else None
    trace = Trace()
    with phase("playing the run again"):
        record = run_one(run.stage, run.seed, replication, trace=trace)
    place = out or result / REPLAYS / run.name
    with result_folder(place, may_rename=out is None, within=result if out is None else None) as draft:
        write_tables(draft.folder / TRACE, trace.tables)
        story = transcript(run.scenario, run.stage, trace.tables, record)
        write_text(draft.folder / TRANSCRIPT, story)
        write_json(draft.folder / "record.json", {**asdict(record), "outcome": record.outcome.key})
        # Relative if the replay is inside its result, so that both can be moved together.
        source = os.path.relpath(result, place) if out is None else str(result.resolve())
        origin = {"of": source, "point": point, "replication": replication}
        if formats:
            from standoff.plots.run_figures import (
                write_figures,  # loads matplotlib, not needed without figures
            )

            folder = draft.folder / "figures"
            with phase("drawing the figures"):
                write_figures(
                    folder,
                    run.stage,
                    trace.tables,
                    None,
                    run.title,
                    replication=replication,
                    ground=ground,
                    formats=formats,
                )
        write_manifest(draft.folder, {"schema": SCHEMA, "kind": REPLAY, **origin})
    held = ground_held(NarratedTrace(run.stage, trace.tables, run.scenario))
    say(f"Run {replication} of point {point}: {record.outcome.title} after {record.days:g} days.")
    if held:
        say(held)
    say(f"Written to {draft.place}")
