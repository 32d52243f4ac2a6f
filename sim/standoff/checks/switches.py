"""Check that a mechanism that is switched off leaves no trace in any turn.

Rule       the first runs are read turn by turn under the variant that switches a mechanism off; a trace of it
           is a failure. If it leaves no trace when it is on, there is nothing to switch off, which is noted
Assumes    injects are not part of a mechanism, and are removed
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.checks.check import Check, Finding, Verdict, listed, worst
from standoff.checks.trial import LONG, TRACED, CheckedScenario
from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.settings import RunSettings
from standoff.drivers.single import CrisisModel
from standoff.drivers.stage import Stage
from standoff.statistics.measures import measures_of
from standoff.vocabulary import EventKind

__all__ = ["SWITCHES", "Switch", "off_is_off", "variant"]

LEAST: Final = 1e-9
"""Least value that counts as a trace; smaller ones are rounding errors."""
NEVER: Final = 1e9
"""A day after the end of every run."""
NO_DRAFTS: Final = {"diplomacy.offer_rate": 0.0}


def _audience(model: CrisisModel) -> float:
    """Give the largest audience cost of an actor above that of day 0."""
    n = int(model.stage.facts.n_actors)
    return float(np.max(model.state.actor["audience"][:n] - model.stage.facts.actor["audience"][:n]))


def _incidents(model: CrisisModel) -> float:
    """Count incidents and clashes so far; without any, give the greatest hazard per day."""
    assert model.trace is not None
    tables = model.trace.tables
    happened = sum(event["kind"] in ("incident", "clash") for event in tables["events"])
    return float(happened or max((row["hazard_per_day"] for row in tables["dyads"]), default=0.0))


def _learning(model: CrisisModel) -> float:
    """Give the largest distance of a belief from the common prior."""
    n = int(model.stage.facts.n_actors)
    return float(np.max(np.abs(model.state.belief[:n, :n] - model.stage.facts.prior)))


def _false_odds(model: CrisisModel) -> float:
    """Give the largest distance between the perceived and the true odds of an attacker."""
    seen = model.outlook.actor[: int(model.stage.facts.n_actors)]
    return float(np.max(np.abs(seen["odds_now"] - seen["true_odds"])[seen["target"] >= 0], initial=0.0))


@dataclass(frozen=True)
class Switch:
    """A way to switch a mechanism off.

    Parameters
    ----------
    name : str
        Variant of the rules, in ``conf/rules``.
    trace : str
        The trace of the mechanism, with its unit.
    read : callable
        Reads the trace from a run after a turn.
    """

    name: str
    trace: str
    read: Callable[[CrisisModel], float]


SWITCHES: Final = (
    Switch("no_audience", "audience cost beyond that of day 0, utility", _audience),
    Switch("no_incidents", "incidents and clashes in a run, or their hazard per day", _incidents),
    Switch("no_learning", "distance of a belief from the prior, probability", _learning),
    Switch("true_odds", "perceived less true odds of the attacker, probability", _false_odds),
)


def variant(name: str) -> dict[str, float]:
    """Give the parameters set by a variant of the rules."""
    return Composer(read_flags([f"rules={name}"], "check"), "config", RunSettings).base.variant


def off_is_off(trial: CheckedScenario) -> Check:
    """Check runs with each mechanism switched off."""
    on, _ = trial.watch(
        _without_injects(trial, trial.base), {switch.name: switch.read for switch in SWITCHES}
    )
    findings = (*(_left(trial, switch, on[switch.name]) for switch in SWITCHES), _drafts_left(trial))
    left = [
        f"{finding.item} leaves {finding.of.split(':')[0]} {finding.value:.3g}"
        for finding in findings
        if finding.value > LEAST
    ]
    idle = [finding.item for finding in findings if finding.verdict == Verdict.NOTE]
    words = (
        f"Active although switched off: {listed(left)}."
        if left
        else "A mechanism that is off leaves no trace."
    )
    if idle:
        words += f" Inactive in these runs even when on: {listed(idle)}."
    return Check("off", "Does switching a mechanism off remove its effect?", worst(findings), words, findings)


def _left(trial: CheckedScenario, switch: Switch, on: float) -> Finding:
    stage = _without_injects(trial, trial.stage(rules=variant(switch.name)))
    off = trial.watch(stage, {switch.name: switch.read})[0][switch.name]
    verdict = Verdict.PASS if on > LEAST else Verdict.NOTE
    if off > LEAST:
        verdict = Verdict.FAIL
    return Finding(
        f"rules={switch.name}", f"{switch.trace}: greatest, {on:.3g} when on", verdict, off, TRACED
    )


def _drafts_left(trial: CheckedScenario) -> Finding:
    """Count the packages that are drafted although the hazard is 0; needs many runs, as drafts are rare."""
    column = [measure.name for measure in measures_of(trial.base)].index("drafts")
    off, on = trial.under(NO_DRAFTS).values[column].sum(), trial.reported.values[column].sum()
    verdict = Verdict.PASS if on else Verdict.NOTE
    if off:
        verdict = Verdict.FAIL
    of = f"packages drafted, {on:,.0f} in {LONG} times as many runs when on"
    return Finding("diplomacy.offer_rate=0", of, verdict, float(off), trial.n)


def _without_injects(trial: CheckedScenario, stage: Stage) -> Stage:
    """Remove the injects from the calendar."""
    facts = stage.facts.copy()
    kinds = facts.event["kind"][: facts.n_events]
    facts.event["day"][: facts.n_events][kinds == int(EventKind.INJECT)] = NEVER
    return trial.edited(facts)
