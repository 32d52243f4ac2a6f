"""Checks that the length of a turn and the unit of utility have no effect.

Rule       turns: half a day instead of a day; each share of outcomes stays within .03
           unit: all utilities doubled, the precision of choice halved. Utility has no natural unit: only
           utility times precision enters a choice, so no run may differ. As values are measured down from 1,
           all of them also shift by a constant, which cancels between options
Assumes    saliences weigh the issues in utility; with all of them doubled, an actor's stakes double
"""

from __future__ import annotations

from typing import Final

from standoff.checks.check import Check, Verdict, worst
from standoff.checks.same import largest_difference, run_findings, share_findings
from standoff.checks.trial import LONG, CheckedScenario, first_of
from standoff.config.setup import Stages
from standoff.drivers.stage import Stage
from standoff.scenario.parameters import load_parameters
from standoff.state.tables import Facts

__all__ = ["in_other_unit", "turn_length_matters_little", "unit_of_utility_does_not_matter"]

HALF_DAY: Final = 0.5
FACTOR: Final = 2.0
"""A power of two, which keeps rounding errors small."""
OF_ACTORS: Final = ("war_cost", "sanction_exposure", "audience", "drift")
"""Columns of actors in utility."""
PER_DAY: Final = ("upkeep", "audience_growth")
"""Parameters in utility per day."""


def turn_length_matters_little(trial: CheckedScenario) -> Check:
    """Compare turns of half a day with turns of a day."""
    stage = Stages(trial.scenario, HALF_DAY).stage({}, {})
    half_days = trial.runs(stage, LONG * trial.n)
    findings = tuple(share_findings(trial.reported, half_days, "half-day turns"))
    verdict = worst(findings)
    answers = {
        Verdict.PASS: "Every share of outcomes, including its interval, stays within 3 percentage points.",
        Verdict.NOTE: "There are too few runs to show that every share stays within 3 percentage points.",
        Verdict.FAIL: "The length of a turn changes a share by more than 3 percentage points.",
    }
    words = f"{answers[verdict]} Largest difference: {largest_difference(findings)}."
    return Check("turns", "Does the length of a turn matter little?", verdict, words, findings)


def unit_of_utility_does_not_matter(trial: CheckedScenario) -> Check:
    """Compare runs with utilities in another unit."""
    reported, doubled = first_of(trial.reported, trial.n), trial.runs(in_other_unit(trial), trial.n)
    findings = tuple(run_findings(reported, doubled, "utilities doubled", trial.conduct))
    all_runs, *shares = findings
    words = (
        "With costs, saliences and all other utilities doubled and the precision of choice halved, "
        f"{all_runs.value:,.0f} of {trial.n:,} runs differ."
    )
    if shares:
        words += f" Largest difference in a share of outcomes: {largest_difference(shares)}."
    question = "Does the unit of utility have no effect?"
    return Check("scale", question, all_runs.verdict, words, findings)


def in_other_unit(trial: CheckedScenario) -> Stage:
    """Set the stage with all utilities times ``FACTOR``, and precision divided by it."""
    facts: Facts = trial.base.facts.copy()
    for column in OF_ACTORS:
        facts.actor[column] *= FACTOR
    facts.actor["reference"] = 1.0 - FACTOR * (1.0 - facts.actor["reference"])
    facts.position["salience"] *= FACTOR
    facts.action["cost"] *= FACTOR
    for name, parameter in load_parameters().items():
        if parameter.unit == "utility" or name in PER_DAY:
            facts.rules[name] *= FACTOR
        elif parameter.unit == "per_utility":
            facts.rules[name] /= FACTOR
    return trial.edited(facts)
