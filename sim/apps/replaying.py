"""Replaying: one run of a result told in full."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from sim.apps.chosen_run import choose_run
from sim.apps.outcome_table import TITLES
from sim.drivers.single import run_one
from sim.drivers.trace import Trace
from sim.store.write import result_folder, write_json, write_tables

__all__ = ["tell"]


def tell(result: Path, point: int, replication: int, out: Path | None, *, figures: bool) -> None:
    """Play one run of a result with a full trace, and write it.

    Raises
    ------
    InputError
        If the result has no such run, or was played with another scenario or other rules.
    """
    run = choose_run(result, point, replication)
    trace = Trace()
    record = run_one(run.stage, run.seed, replication, trace=trace)
    with result_folder(out or result / "replays" / run.name, may_rename=out is None) as draft:
        write_tables(draft.folder / "trace", trace.tables)
        write_json(draft.folder / "record.json", {**asdict(record), "outcome": record.outcome.name.lower()})
        if figures:
            from sim.plots import write_figures  # loads matplotlib, which can be done without

            write_figures(
                draft.folder / "figures", run.stage, trace.tables, [], run.title, replication=replication
            )
    click.echo(f"Run {replication} of point {point}: {TITLES[record.outcome]} after {record.days:g} days.")
    click.echo(f"Written to {draft.place}")
