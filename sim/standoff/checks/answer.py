"""The answer of ``standoff check``: whether the mechanisms of a scenario work as intended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from standoff.answer import Answer
from standoff.checks.all import n_runs, run_checks
from standoff.checks.check import Check, Verdict, rows
from standoff.checks.trial import SEED, CheckedScenario
from standoff.scenario.content import Scenario
from standoff.terminal.progress import run_bar

__all__ = ["check_answer"]

STYLES = {Verdict.PASS: "green", Verdict.NOTE: "yellow", Verdict.FAIL: "bold red"}


def check_answer(scenario: Scenario, n: int) -> Answer:
    """Check a scenario with ``n`` runs of each setting."""
    with run_bar(n_runs(CheckedScenario(scenario, n))) as advance:
        checks = list(run_checks(CheckedScenario(scenario, n, advance)))
    counts = Counter(check.verdict for check in checks)
    total = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict) + "."
    title, table = (
        f"{scenario.crisis.title}: checks of its mechanisms, {n:,} runs of each setting",
        _table(checks),
    )
    verdicts = {check.name: str(check.verdict) for check in checks}
    return Answer(
        title=title,
        rows=rows(checks),
        main="checks",
        sentences=(total,),
        tables=(table,),
        screen=(title, "", table, "", total),
        record={"kind": "check", "seed": SEED, "replications": n, "checks": verdicts},
    )


def _table(checks: Sequence[Check]) -> Table:
    table = Table(show_edge=False, pad_edge=False, show_lines=True)
    table.add_column("check", no_wrap=True)
    table.add_column("verdict")
    table.add_column("question and answer", overflow="fold")
    for check in checks:
        verdict = Text(str(check.verdict), style=STYLES[check.verdict])
        table.add_row(check.name, verdict, f"{check.question}\n{check.words}")
    return table
