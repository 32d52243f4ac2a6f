"""Scale – neither the length of a turn nor the unit of utility decides anything.

Rule       turns: half a day instead of a day; each share of outcomes within .03
           unit: all that is counted in utility times two, the precision of choice halved. A utility has no
           natural unit: only utility times precision enters a choice, so that no run may differ. As values
           are counted down from 1, all of them move by one constant as well, which cancels between options
Assumes    saliences weigh the issues in utility; with all of them doubled, an actor's stakes are doubled
"""

from __future__ import annotations

from typing import Final

from standoff.checks.check import Check, Verdict, worst
from standoff.checks.same import run_findings, share_findings, told_range
from standoff.checks.trial import LONG, CheckedScenario, first_of
from standoff.config.setup import Stages
from standoff.drivers.stage import Stage
from standoff.scenario.parameters import load_parameters
from standoff.state.tables import Facts

__all__ = ["in_other_unit", "turn_length_matters_little", "unit_of_utility_does_not_matter"]

HALF_DAY: Final = 0.5
FACTOR: Final = 2.0
"""A power of two, so that hardly a bit is lost."""
OF_ACTORS: Final = ("war_cost", "sanction_exposure", "audience", "drift")
"""Columns of actors in utility."""
PER_DAY: Final = ("upkeep", "audience_growth")
"""Parameters in utility per day."""


def turn_length_matters_little(trial: CheckedScenario) -> Check:
    """Play turns of half a day against turns of a day."""
    stage = Stages(trial.scenario, HALF_DAY).stage({}, {})
    here = trial.runs(stage, LONG * trial.n)
    findings = tuple(share_findings(trial.reported, here, "half-day turns"))
    verdict = worst(findings)
    said = {
        Verdict.PASS: "Every share of outcomes stays within 3 points, interval and all.",
        Verdict.NOTE: "With so few runs it cannot be told whether every share stays within 3 points.",
        Verdict.FAIL: "The length of a turn moves a share by more than 3 points.",
    }
    words = f"{said[verdict]} Largest difference: {told_range(findings)}."
    return Check("turns", "Does the length of a turn matter little?", verdict, words, findings)


def unit_of_utility_does_not_matter(trial: CheckedScenario) -> Check:
    """Play the scenario with utilities in another unit."""
    reported, here = first_of(trial.reported, trial.n), trial.runs(in_other_unit(trial), trial.n)
    findings = tuple(run_findings(reported, here, "utilities doubled", trial.conduct))
    all_runs, *shares = findings
    words = (
        "Costs, saliences and all else that is counted in utility doubled, the precision of choice halved: "
        f"{all_runs.value:,.0f} of {trial.n:,} runs differ."
    )
    if shares:
        words += f" Largest difference of a share of outcomes: {told_range(shares)}."
    question = "Does the scale of utilities decide nothing by itself?"
    return Check("scale", question, all_runs.verdict, words, findings)


def in_other_unit(trial: CheckedScenario) -> Stage:
    """Set the stage with all that is in utility times ``FACTOR``, and precision divided by it."""
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
