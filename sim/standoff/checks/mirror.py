"""Check that equal actors get equal chances.

Rule       two actors with the numbers of the scenario's first attacker, each of which may attack the other,
           on issues mirrored for one of them. Exchanging their chance must exchange their results, and
           neither may get more than the other
Assumes    if both begin a war in the same turn, the order of rows decides who counts as the attacker: such
           runs may differ, but must favour neither. The same holds after a clash; clashes are switched off
           here
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from standoff.chance import slot_of
from standoff.checks.check import Check, Finding, Verdict, worst
from standoff.checks.trial import CheckedScenario
from standoff.drivers.stage import Names, Stage, set_stage
from standoff.state.tables import MAX_ACTORS, Facts
from standoff.statistics.paired import Difference, mean_difference
from standoff.vocabulary import EventKind

__all__ = ["equals_get_equal_chances", "mirrored"]

SLOTS: Final = tuple(slot_of(name) for name in ("one", "other"))
TURNED: Final = ("ideal", "won", "lost", "limited")
SHARED: Final = ("outcome", "days", "peak_rung", "goldstein", "drafts")
"""Results of a run that are common to both."""
LAST_BITS: Final = 1e-6
OTHER_ROLES: Final = ("is_protector", "is_host")


def equals_get_equal_chances(trial: CheckedScenario) -> Check:
    """Play the mirrored pair twice, the second time with exchanged chance."""
    question = "Do equal actors get equal chances?"
    attackers = np.flatnonzero(trial.base.facts.actor["is_attacker"])
    if not len(attackers):
        return Check("mirror", question, Verdict.NOTE, "No actor may attack, so there is no pair to mirror.")
    row = int(attackers[0])
    plain, exchanged = (trial.rows(mirrored(trial, row, slots), trial.n) for slots in (SLOTS, SLOTS[::-1]))
    findings = (
        _exchanged(plain, exchanged),
        _advantage(plain, exchanged, "payoff", "utility"),
        _advantage(plain, exchanged, "chose_war", "share"),
    )
    n_odd, payoff, attack = findings
    title = trial.base.names.title(trial.base.names.actors[row])
    words = (
        f"{title} and its mirror image: in all {n_odd.n:,} runs, exchanging their chance exchanges their "
        "results."
    )
    if n_odd.value:
        words = (
            f"{title} and its mirror image: in {n_odd.value:,.0f} of {n_odd.n:,} runs, exchanging their "
            "chance does not exchange their results (if both attack at once, the order of rows decides). "
            f"Advantage of the first: {_with_interval(payoff)} in utility, {_with_interval(attack)} in the "
            "share of attacks."
        )
    return Check("mirror", question, worst(findings), words, findings)


def _with_interval(finding: Finding) -> str:
    return f"{finding.value:+.4f} ({finding.low:+.4f} to {finding.high:+.4f})".replace("-", "−")


def _exchanged(plain: Any, exchanged: Any) -> Finding:
    """Count the runs whose results are not exchanged; it is a fault unless both attack at once."""
    gaps = [plain[name] - exchanged[name] for name in SHARED]
    gaps += [plain["payoff"][:, row] - exchanged["payoff"][:, 1 - row] for row in (0, 1)]
    odd = (np.abs(gaps) > LAST_BITS).any(axis=0)
    both = plain["chose_war"][:, :2].all(axis=1) | exchanged["chose_war"][:, :2].all(axis=1)
    verdict = Verdict.FAIL if (odd & ~both).any() else Verdict.PASS
    return Finding("exchanged chance", "runs that are not mirrored", verdict, int(odd.sum()), len(plain))


def _advantage(plain: Any, exchanged: Any, column: str, unit: str) -> Finding:
    """Give the mean advantage of the first over the second, over both assignments of chance."""
    gap = sum((rows[column][:, 0] - rows[column][:, 1]) / 2 for rows in (plain, exchanged))
    gap[np.abs(gap) < LAST_BITS] = 0.0
    mean: Difference = mean_difference(len(gap), float(gap.mean()), float(((gap - gap.mean()) ** 2).sum()))
    verdict = Verdict.PASS if mean.low <= 0.0 <= mean.high else Verdict.FAIL
    of = f"{column.replace('_', ' ')} of the first less that of the second, {unit}"
    return Finding("equal actors", of, verdict, mean.value, mean.n, mean.low, mean.high)


def mirrored(trial: CheckedScenario, row: int, slots: tuple[int, ...] = SLOTS) -> Stage:
    """Set the stage of two actors with the numbers of the same actor, each of which may attack the other."""
    base = trial.base
    facts: Facts = base.facts.copy()
    target = int(np.argmax(base.facts.dyad["may_attack"][row]))
    facts.n_actors = 2
    for table in ("actor", "position", "force"):
        facts[table][:2] = base.facts[table][row]
    facts.actor["slot"][:2] = slots
    facts.actor["is_target"][:2] = 1
    for role in OTHER_ROLES:
        facts.actor[role][:2] = 0
    facts.dyad[:] = np.zeros((MAX_ACTORS, MAX_ACTORS), facts.dyad.dtype)
    for actor, rival in ((0, 1), (1, 0)):
        facts.dyad[actor, rival] = base.facts.dyad[row, target]
        facts.dyad["hosts"][actor, rival] = facts.dyad["protects"][actor, rival] = 0
        facts.dyad["rival_weight"][actor, rival] = 1.0
    _mirror_issues(facts)
    facts.axis["host"] = -1
    facts.rules.clash = 0.0
    _keep_seasons(facts)
    names = Names(("one", "other"), base.names.issues, base.names.axes, base.names.actions)
    return set_stage(facts, names, base.opens_at, base.horizon_days)


def _mirror_issues(facts: Facts) -> None:
    """Mirror the issues for the second actor, and put the status quo in the middle."""
    facts.issue["status_quo"] = 0.5
    second = facts.position[1]
    for column in TURNED:
        second[column] = 1.0 - second[column]
    second["low"], second["high"] = 1.0 - second["high"], 1.0 - second["low"].copy()


def _keep_seasons(facts: Facts) -> None:
    """Keep only the events that affect both alike."""
    kept: npt.NDArray[np.void] = facts.event[: facts.n_events]
    kept = kept[kept["kind"] == int(EventKind.SEASON)].copy()
    facts.event[: len(kept)] = kept
    facts.n_events = len(kept)
