"""Checks of the levers: each has an effect, and effects have the sign that theory gives them.

Rule       a lever is moved from one end of its plausible range to the other, with the same chance; it has no
           effect if no run differs in its outcome or in any measure
           a sign is as expected, or against it, if the 95 % interval of the paired difference excludes 0
Source     the signs: fearon_1995 (costs and odds of war), fearon_1994 (audience costs), schelling_1966
           (incidents), nash_1950 (mediated drafts)
Assumes    one lever at a time, at the ends of its range, all else as reported
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.checks.check import Check, Finding, Verdict, listed, worst
from standoff.checks.same import differing, points, share_change
from standoff.checks.trial import CheckedScenario
from standoff.config.apply import reported
from standoff.config.levers import LEVERS
from standoff.scenario.content import Scenario
from standoff.statistics.sample import Runs
from standoff.vocabulary import ANY_WAR, Outcome

__all__ = ["SIGNS", "Sign", "ends_of", "levers_do_something", "signs_are_as_expected"]


def ends_of(scenario: Scenario, name: str) -> tuple[float, float] | None:
    """Give the ends of the plausible range of a lever, or of its allowed range; None without a holder."""
    quantities = list(reported(scenario, LEVERS[name]).values())
    if not quantities:
        return None
    low = min(quantity.low for quantity in quantities)
    high = max(quantity.high for quantity in quantities)
    return (low, high) if low < high else (LEVERS[name].low, LEVERS[name].high)


def _at_ends(trial: CheckedScenario, name: str) -> tuple[Runs, Runs] | None:
    ends = ends_of(trial.scenario, name)
    return None if ends is None else (trial.under({name: ends[0]}), trial.under({name: ends[1]}))


def levers_do_something(trial: CheckedScenario) -> Check:
    """Check that each lever has an effect over its range."""
    findings = [_moved(trial, name) for name in LEVERS]
    null = [finding.item for finding in findings if finding.value == 0]
    if len(null) == len(findings):
        verdict, words = Verdict.FAIL, "No lever has an effect: no run differs between the ends of any range."
    elif null:
        verdict = Verdict.NOTE
        words = f"{len(findings) - len(null)} of {len(findings)} levers have an effect. "
        words += f"No effect: {listed(null)}."
    else:
        weakest = min(findings, key=lambda finding: finding.value)
        verdict = Verdict.PASS
        words = (
            f"All {len(findings)} levers have an effect. The weakest is {weakest.item}: {weakest.value:,.0f} "
            f"of {weakest.n:,} runs differ between the ends of its range."
        )
    return Check("levers", "Does each lever have an effect?", verdict, words, tuple(findings))


def _moved(trial: CheckedScenario, name: str) -> Finding:
    """Count the runs that differ between the ends of a lever."""
    played = _at_ends(trial, name)
    if played is None:
        return Finding(name, "no actor has this quantity: runs that differ", Verdict.NOTE, 0, 0)
    n_moved = int(np.count_nonzero(differing(*played, trial.conduct)))
    verdict = Verdict.PASS if n_moved else Verdict.NOTE
    return Finding(name, "runs that differ between its ends", verdict, n_moved, trial.n)


@dataclass(frozen=True)
class Sign:
    """The effect of a lever according to theory.

    Parameters
    ----------
    lever : str
        The lever that rises.
    of : str
        The share that moves with it, in words.
    outcomes : tuple of Outcome
        The outcomes of that share.
    sign : int
        1 = rises, -1 = falls.
    """

    lever: str
    of: str
    outcomes: tuple[Outcome, ...]
    sign: int


SIGNS: Final = (
    Sign("escalation.attack_cost", "any war", ANY_WAR, -1),
    Sign("escalation.odds_bias", "any war", ANY_WAR, 1),
    Sign("escalation.audience_slope", "backing down (de-escalation)", (Outcome.DE_ESCALATION,), -1),
    Sign(
        "escalation.incident_rate",
        "limited or wider war",
        (Outcome.LIMITED_INCURSION, Outcome.WIDER_WAR),
        1,
    ),
    Sign("diplomacy.mediator", "settlement", (Outcome.SETTLEMENT,), 1),
    Sign("diplomacy.trust", "settlement", (Outcome.SETTLEMENT,), 1),
)


def signs_are_as_expected(trial: CheckedScenario) -> Check:
    """Check that outcomes move in the direction that theory gives."""
    judged = [_judged(trial, sign) for sign in SIGNS]
    findings = tuple(finding for finding, _ in judged)
    question = "Do outcomes move in the direction that theory gives?"
    return Check("signs", question, worst(findings), " ".join(words for _, words in judged), findings)


def _judged(trial: CheckedScenario, sign: Sign) -> tuple[Finding, str]:
    way = "up" if sign.sign > 0 else "down"
    title = f"{sign.lever} up, {sign.of} {way}"
    played = _at_ends(trial, sign.lever)
    if played is None:
        return (
            Finding(title, "no actor has this quantity", Verdict.NOTE, 0, 0),
            f"{title}: no actor has this quantity.",
        )
    change = share_change(*played, sign.outcomes)
    low, high = sorted((sign.sign * change.low, sign.sign * change.high))
    verdict, result = Verdict.NOTE, f"not clear with n = {change.n:,}"
    if low > 0:
        verdict, result = Verdict.PASS, "as expected"
    elif high < 0:
        verdict, result = Verdict.FAIL, "against expectation"
    finding = Finding(
        title, "difference of the share of runs", verdict, change.value, change.n, change.low, change.high
    )
    return finding, f"{title}: {result}, {points(finding)}."
