"""Levers – does each of them do anything, and does what theory gives a sign to move the way it says?

Rule       a lever is moved from one end of its plausible range to the other, under the same chance; it does
           nothing if no run differs in its outcome or in any measure
           a sign is as expected, or against it, if the 95 % interval of the paired difference leaves out 0
Source     the signs: fearon_1995 (costs and odds of war), fearon_1994 (audience costs), schelling_1966
           (incidents), nash_1950 (mediated drafts)
Assumes    ends of the range, one lever at a time, everything else as reported
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
    """Give the ends of a lever's plausible range, of what it allows if that is one value; None: no holder."""
    found = list(reported(scenario, LEVERS[name]).values())
    if not found:
        return None
    low, high = min(one.low for one in found), max(one.high for one in found)
    return (low, high) if low < high else (LEVERS[name].low, LEVERS[name].high)


def _at_ends(trial: CheckedScenario, name: str) -> tuple[Runs, Runs] | None:
    ends = ends_of(trial.scenario, name)
    return None if ends is None else (trial.under({name: ends[0]}), trial.under({name: ends[1]}))


def levers_do_something(trial: CheckedScenario) -> Check:
    """Move each lever over its range."""
    findings = [_moved(trial, name) for name in LEVERS]
    null = [one.item for one in findings if one.value == 0]
    if len(null) == len(findings):
        verdict, words = Verdict.FAIL, "No lever does anything: no run differs between the ends of any."
    elif null:
        verdict = Verdict.NOTE
        words = f"{len(findings) - len(null)} of {len(findings)} levers do something. Null: {listed(null)}; "
        words += "sweeping them here shows nothing."
    else:
        weakest = min(findings, key=lambda one: one.value)
        verdict = Verdict.PASS
        words = (
            f"All {len(findings)} do. The weakest is {weakest.item}: {weakest.value:,.0f} of {weakest.n:,} "
            "runs differ between its ends."
        )
    return Check("levers", "Does each lever do something?", verdict, words, tuple(findings))


def _moved(trial: CheckedScenario, name: str) -> Finding:
    """Count the runs in which something happens otherwise at the other end of a lever."""
    played = _at_ends(trial, name)
    if played is None:
        return Finding(name, "nobody holds what it moves: runs that differ", Verdict.NOTE, 0, 0)
    n_moved = int(np.count_nonzero(differing(*played, trial.conduct)))
    verdict = Verdict.PASS if n_moved else Verdict.NOTE
    return Finding(name, "runs that differ between its ends", verdict, n_moved, trial.n)


@dataclass(frozen=True)
class Sign:
    """What theory says of a lever.

    Parameters
    ----------
    lever : str
        The lever that rises.
    of : str
        What moves with it, in words.
    outcomes : tuple of Outcome
        The same as outcomes of runs.
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
    """Ask whether outcomes move the way that theory says."""
    judged = [_judged(trial, sign) for sign in SIGNS]
    findings = tuple(finding for finding, _ in judged)
    question = "Do outcomes move the way that theory says?"
    return Check("signs", question, worst(findings), " ".join(words for _, words in judged), findings)


def _judged(trial: CheckedScenario, sign: Sign) -> tuple[Finding, str]:
    way = "up" if sign.sign > 0 else "down"
    title = f"{sign.lever} up, {sign.of} {way}"
    played = _at_ends(trial, sign.lever)
    if played is None:
        return (
            Finding(title, "nobody holds what it moves", Verdict.NOTE, 0, 0),
            f"{title}: nobody holds what it moves.",
        )
    found = share_change(*played, sign.outcomes)
    low, high = sorted((sign.sign * found.low, sign.sign * found.high))
    verdict, told = Verdict.NOTE, f"too small to tell with n = {found.n:,}"
    if low > 0:
        verdict, told = Verdict.PASS, "as expected"
    elif high < 0:
        verdict, told = Verdict.FAIL, "against expectation"
    finding = Finding(
        title, "difference of the share of runs", verdict, found.value, found.n, found.low, found.high
    )
    return finding, f"{title}: {told}, {points(finding)}."
