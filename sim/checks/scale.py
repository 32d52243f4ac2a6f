"""Scale – neither the length of a turn nor the unit of utility decides anything.

Rule       turns: half a day instead of a day; each share of outcomes within .03
           unit: all that is counted in utility times two, the precision of choice halved. A utility has no
           natural unit: only utility times precision enters a choice, so that no run may differ. As values
           are counted down from 1, all of them move by one constant as well, which cancels between options
Assumes    saliences weigh the issues in utility; with all of them doubled, an actor's stakes are doubled
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.checks.check import Check, Finding, Verdict, worst
from sim.checks.same import differing, share_findings, told_range
from sim.checks.trial import LONG, Trial, first_of
from sim.config.setup import Stages
from sim.drivers.stage import Stage
from sim.scenario.parameters import load_parameters
from sim.state.tables import Facts

__all__ = ["in_other_unit", "turn_length_matters_little", "unit_of_utility_does_not_matter"]

HALF_DAY: Final = 0.5
FACTOR: Final = 2.0
"""A power of two, so that hardly a bit is lost."""
OF_ACTORS: Final = ("war_cost", "sanction_exposure", "audience", "drift")
"""Columns of actors in utility."""
PER_DAY: Final = ("upkeep", "audience_growth")
"""Parameters in utility per day."""


def turn_length_matters_little(trial: Trial) -> Check:
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


def unit_of_utility_does_not_matter(trial: Trial) -> Check:
    """Play the scenario with utilities in another unit."""
    reported, here = first_of(trial.reported, trial.n), trial.runs(in_other_unit(trial), trial.n)
    n_odd = int(np.count_nonzero(differing(reported, here, trial.conduct)))
    shares = tuple(share_findings(reported, here, "utilities doubled"))
    verdict = Verdict.PASS if n_odd == 0 else worst(shares)
    finding = Finding("utilities doubled", "runs that differ", verdict, n_odd, trial.n)
    words = (
        "Costs, saliences and all else that is counted in utility doubled, the precision of choice halved: "
        f"{n_odd:,} of {trial.n:,} runs differ."
    )
    if n_odd:
        words += f" Largest difference: {told_range(shares)}."
    question = "Does the scale of utilities decide nothing by itself?"
    return Check("scale", question, verdict, words, (finding, *(shares if n_odd else ())))


def in_other_unit(trial: Trial) -> Stage:
    """Set the stage with all that is in utility times ``FACTOR``, and the precision of choice divided by it."""
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
