"""Check that the order of rows and the names of actors have no effect.

Rule       order: with actors, issues or axes in reverse and the same chance, each run is the same
           names: with other chance for all actors, as other names would give, each share is the same
Assumes    the order of actors matters in a few special cases of the rules (``act``), in single runs; it must
           not change a share
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from standoff.chance import slot_of
from standoff.checks.check import Check, Finding, worst
from standoff.checks.same import largest_difference, run_findings, share_findings
from standoff.checks.trial import LONG, CheckedScenario, first_of
from standoff.state.tables import Facts

__all__ = ["KINDS", "order_and_names_do_not_matter", "renamed", "reversed_rows"]

KINDS: Final = ("actors", "issues", "axes")
Order = npt.NDArray[np.intp]


def order_and_names_do_not_matter(trial: CheckedScenario) -> Check:
    """Play the scenario in other orders and with other names."""
    reported = first_of(trial.reported, trial.n)
    findings: list[Finding] = []
    counts = []
    for kind in KINDS:
        facts, order = reversed_rows(trial.base.facts, kind)
        rows = _restored(trial.rows(trial.edited(facts), trial.n), kind, order)
        by_order = run_findings(reported, trial.read(rows), f"order of {kind}")
        counts.append(f"{by_order[0].value:,.0f} by the order of {kind}")
        findings += by_order
    renaming = list(share_findings(trial.reported, trial.runs(renamed(trial), LONG * trial.n), "other names"))
    words = (
        f"Of {trial.n:,} runs, the following differ: {', '.join(counts)}. "
        f"With other names, the largest difference is {largest_difference(renaming)}."
    )
    findings += renaming
    question = "Do order and names have no effect?"
    return Check("order", question, worst(findings), words, tuple(findings))


def renamed(trial: CheckedScenario) -> Any:
    """Set the stage with the chance of other names."""
    facts: Facts = trial.base.facts.copy()
    n = int(facts.n_actors)
    names = [f"actor {row}" for row in range(n)]
    for row, name in enumerate(names):
        facts.actor["slot"][row] = slot_of(name)
        for column, partner in enumerate(names):
            facts.dyad["slot"][row, column] = slot_of(*sorted((name, partner)))
    return trial.edited(facts)


def reversed_rows(facts: Facts, kind: str) -> tuple[Facts, Order]:
    """Reverse the rows of actors, issues or axes; give the tables and the new order of the rows."""
    made: Facts = facts.copy()
    n = int(facts[f"n_{kind}"])
    order = np.arange(n)[::-1]
    if kind == "axes":  # forces on no axis stay in the last row
        order = np.append(order[1:], n - 1)
    for table, axis in _tables_of(kind):
        index: list[Any] = [slice(None)] * made[table].ndim
        index[axis] = slice(0, n)
        made[table][tuple(index)] = np.take(made[table][tuple(index)], order, axis=axis)
    for table, column in REFERENCES[kind]:
        rows = made[table][column]
        made[table][column] = np.where(rows >= 0, np.argsort(order)[np.clip(rows, 0, n - 1)], rows)
    return made, order


def _tables_of(kind: str) -> Iterator[tuple[str, int]]:
    """Give the tables with a row for each actor, issue or axis, and the array axis of these rows."""
    yield from {
        "actors": (("actor", 0), ("dyad", 0), ("dyad", 1), ("position", 0), ("force", 0)),
        "issues": (("issue", 0), ("position", 1)),
        "axes": (("axis", 0), ("force", 1)),
    }[kind]


REFERENCES: Final = {
    "actors": (("axis", "host"), ("event", "actor"), ("event", "host"), ("event", "other")),
    "issues": (),
    "axes": (("event", "axis"), ("actor", "limited_axis")),
}
"""Columns that refer to a row of actors or axes."""


def _restored(rows: npt.NDArray[np.void], kind: str, order: Order) -> npt.NDArray[np.void]:
    """Give the runs with actors and issues in their original order."""
    columns = {
        "actors": ("payoff", "type", "chose_war", "preferred_war"),
        "issues": ("position",),
        "axes": (),
    }
    made = rows.copy()
    for column in columns[kind]:
        made[column][:, order] = rows[column][:, : len(order)]
    return made
