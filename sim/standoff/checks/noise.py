"""Check that all runs are equal without chance.

Rule       every source of chance is switched off: choices take the best option, all actors act in every turn,
           no draft, mediator, incident or offer of terms occurs by a hazard, and all actors have the same
           type. What may remain are ties, options of equal utility, between which chance decides. They are
           broken by a cost that is smaller than any other
Assumes    a precision of 1e9 per utility resolves a difference of 1e-7
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from standoff.checks.check import Check, Finding, Verdict, listed
from standoff.checks.same import differing
from standoff.checks.trial import CheckedScenario
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from standoff.statistics.sample import Runs

__all__ = ["N_RUNS", "QUIET", "no_noise_one_outcome", "quiet"]

N_RUNS: Final = 256
QUIET: Final = {
    "rationality": 1e9,
    "tempo": 1e3,
    "offer_rate": 0.0,
    "mediator_rate": 0.0,
    "incident_rate": 0.0,
    "terms_rate": 0.0,
}
"""Parameters of the rules without chance, beyond the limits that a variant may set."""
PARTING: Final = 1e-7
"""Cost by which each option differs from the one before it, utility."""


def quiet(trial: CheckedScenario, *, are_ties_broken: bool) -> Stage:
    """Set the stage without chance."""
    facts = trial.base.facts.copy()
    for name, value in QUIET.items():
        facts.rules[name] = value
    facts.type_cost[:] = 1.0  # every type has the cost of the middle one
    if are_ties_broken:
        facts.action["cost"] += PARTING * np.arange(len(facts.action))
    return trial.edited(facts)


def no_noise_one_outcome(trial: CheckedScenario) -> Check:
    """Play runs without chance, and check that they are equal."""
    findings = []
    for title, are_ties_broken in (("ties left to a coin", False), ("ties parted", True)):
        runs = trial.runs(quiet(trial, are_ties_broken=are_ties_broken), N_RUNS)
        n_odd = int(np.count_nonzero(differing(_repeated(runs), runs, trial.conduct)))
        verdict = Verdict.FAIL if are_ties_broken and n_odd else Verdict.PASS
        findings.append(Finding(title, "runs unlike the first", verdict, n_odd, N_RUNS))
    with_ties, without = findings
    question = "Does zero noise give one outcome?"
    if without.value:
        words = f"{without.value} of {N_RUNS} runs differ from the first, although chance is switched off."
        return Check("noise", question, Verdict.FAIL, words, tuple(findings))
    words = f"All {N_RUNS} runs without chance are equal."
    if with_ties.value:
        _, traces = trial.watch(quiet(trial, are_ties_broken=False), {})
        words += f" Ties, options of exactly equal utility, had to be broken: {listed(_ties(traces))}."
    return Check("noise", question, Verdict.PASS, words, tuple(findings))


def _repeated(runs: Runs) -> Runs:
    """Repeat the first run as many times as there are runs."""
    return Runs(
        np.repeat(runs.outcomes[:1], len(runs.outcomes)),
        np.repeat(runs.values[:, :1], len(runs.outcomes), axis=1),
    )


def _ties(traces: Sequence[Trace]) -> list[str]:
    """Name the tied options, the most frequent first."""
    counts = Counter(
        row["option"].replace("_", " ")
        for trace in traces
        for row in trace.tables["decisions"]
        if 0.01 < row["probability"] < 0.99
    )
    return [name for name, _ in counts.most_common()]
