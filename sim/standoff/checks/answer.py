"""Checking: all checks of a scenario, played, and what they found."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from standoff.checks.all import n_runs, run_checks
from standoff.checks.check import Check, Verdict, tables
from standoff.checks.trial import SEED, Trial
from standoff.config.apply import rule_values
from standoff.scenario.content import Scenario
from standoff.store.manifest import Provenance, manifest
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.progress import run_bar
from standoff.terminal.writing import Analysis

__all__ = ["checks_of"]

STYLES = {Verdict.PASS: "green", Verdict.NOTE: "yellow", Verdict.FAIL: "bold red"}


def checks_of(scenario: Scenario, n: int) -> Analysis:
    """Check a scenario with some runs of each setting."""
    announce_compiling()
    with run_bar(n_runs(Trial(scenario, n))) as advance:
        found = list(run_checks(Trial(scenario, n, advance)))
    command = shlex.join(["standoff", "check", str(scenario.path), "--replications", str(n)])
    provenance = Provenance(command, "check", {}, (), rule_values({}, {}))
    verdicts = {one.name: str(one.verdict) for one in found}
    played = {"kind": "check", "seed": SEED, "replications": n, "checks": verdicts}
    return Analysis(tables(found), _screen(scenario, n, found), manifest(provenance, scenario, played, {}))


def _screen(scenario: Scenario, n: int, found: list[Check]) -> Iterator[RenderableType]:
    table = Table(show_edge=False, pad_edge=False, show_lines=True)
    table.add_column("check", no_wrap=True)
    table.add_column("")
    table.add_column("what was found", overflow="fold")
    for one in found:
        verdict = Text(str(one.verdict), style=STYLES[one.verdict])
        table.add_row(one.name, verdict, f"{one.question}\n{one.words}")
    counts = Counter(one.verdict for one in found)
    yield from (f"{scenario.crisis.title}: mechanisms, {n:,} runs of each setting", "", table, "")
    yield ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict) + "."
