"""Checking: all checks of a scenario, on the screen and in a folder of tables."""

from __future__ import annotations

import shlex
from collections import Counter
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from sim.apps.first_start import announce_compiling
from sim.apps.progress import run_bar
from sim.apps.screen import show
from sim.checks.check import Check, Verdict, tables
from sim.checks.every import n_runs, run_checks
from sim.checks.trial import SEED, Trial
from sim.config.apply import rule_values
from sim.scenario.content import Scenario
from sim.store.manifest import MANIFEST, Provenance, manifest
from sim.store.write import result_folder, write_csv, write_json

__all__ = ["write_checks"]

STYLES = {Verdict.PASS: "green", Verdict.NOTE: "yellow", Verdict.FAIL: "bold red"}


def write_checks(scenario: Scenario, n: int, place: Path, *, may_rename: bool) -> bool:
    """Check a scenario, show what was found, and write it.

    Parameters
    ----------
    scenario : Scenario
        What is checked.
    n : int
        Runs of each setting.
    place : pathlib.Path
        Folder to write.
    may_rename : bool
        Whether another name may be taken if the folder is there already.

    Returns
    -------
    bool
        Whether no check failed.

    Raises
    ------
    ResultError
        If the place is taken or cannot be written.
    """
    with result_folder(place, may_rename=may_rename) as draft:
        announce_compiling()
        with run_bar(n_runs(Trial(scenario, n))) as advance:
            found = list(run_checks(Trial(scenario, n, advance)))
        for name, lines in tables(found).items():
            write_csv(draft.folder / f"{name}.csv", lines)
        _write_manifest(draft.folder, scenario, n, found)
    _show(scenario, n, found)
    click.echo(f"Written to {draft.place}")
    return all(one.verdict != Verdict.FAIL for one in found)


def _write_manifest(folder: Path, scenario: Scenario, n: int, found: list[Check]) -> None:
    command = shlex.join(["standoff", "check", str(scenario.path), "--replications", str(n)])
    provenance = Provenance(command, "check", {}, (), rule_values({}, {}))
    verdicts = {one.name: str(one.verdict) for one in found}
    played = {"kind": "check", "seed": SEED, "replications": n, "checks": verdicts}
    write_json(folder / MANIFEST, manifest(provenance, scenario, played, {}))


def _show(scenario: Scenario, n: int, found: list[Check]) -> None:
    table = Table(show_edge=False, pad_edge=False, show_lines=True)
    table.add_column("check", no_wrap=True)
    table.add_column("")
    table.add_column("what was found", overflow="fold")
    for one in found:
        verdict = Text(str(one.verdict), style=STYLES[one.verdict])
        table.add_row(one.name, verdict, f"{one.question}\n{one.words}")
    counts = Counter(one.verdict for one in found)
    show(f"{scenario.crisis.title}: mechanisms, {n:,} runs of each setting", "", table, "")
    show(", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict) + ".")
