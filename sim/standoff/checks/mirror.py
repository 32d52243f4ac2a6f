"""Mirror – equal actors get equal chances.

Rule       two actors with the numbers of the scenario's first attacker, each of which may attack the other,
           on issues turned round for one of them. Exchanging their chance has to exchange what they get, and
           neither may get more than the other
Assumes    if both begin a war in one turn, the order of rows says who counts as the attacker: such runs may
           differ, but must favour nobody. It does so after a clash as well, of which there are none here
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
"""What a run has in common for both."""
LAST_BITS: Final = 1e-6
OTHER_ROLES: Final = ("is_protector", "is_host")


def equals_get_equal_chances(trial: CheckedScenario) -> Check:
    """Play the mirrored pair twice, the second time with the chance of both exchanged."""
    question = "Do equal actors get equal chances?"
    attackers = np.flatnonzero(trial.base.facts.actor["is_attacker"])
    if not len(attackers):
        return Check("mirror", question, Verdict.NOTE, "Nobody may attack, so there is no pair to mirror.")
    row = int(attackers[0])
    there, here = (trial.rows(mirrored(trial, row, slots), trial.n) for slots in (SLOTS, SLOTS[::-1]))
    findings = (
        _exchanged(there, here),
        _advantage(there, here, "payoff", "utility"),
        _advantage(there, here, "chose_war", "share"),
    )
    n_odd, payoff, attack = findings
    title = trial.base.names.title(trial.base.names.actors[row])
    words = (
        f"A pair made of {title} and its mirror image: in all {n_odd.n:,} runs exchanged chance exchanges "
    )
    words += "what both get."
    if n_odd.value:
        words = (
            f"A pair made of {title} and its mirror image: in {n_odd.value:,.0f} of {n_odd.n:,} runs "
            "exchanged chance does not exchange what both get (if both attack at once, the order of rows "
            f"decides). The first gets {_told(payoff)} more utility and attacks {_told(attack)} more often."
        )
    return Check("mirror", question, worst(findings), words, findings)


def _told(finding: Finding) -> str:
    return f"{finding.value:+.4f} ({finding.low:+.4f} to {finding.high:+.4f})".replace("-", "−")


def _exchanged(there: Any, here: Any) -> Finding:
    """Count runs in which exchanged chance does not exchange what both get; both may not attack at once."""
    gaps = [there[name] - here[name] for name in SHARED]
    gaps += [there["payoff"][:, row] - here["payoff"][:, 1 - row] for row in (0, 1)]
    odd = (np.abs(gaps) > LAST_BITS).any(axis=0)
    both = there["chose_war"][:, :2].all(axis=1) | here["chose_war"][:, :2].all(axis=1)
    verdict = Verdict.FAIL if (odd & ~both).any() else Verdict.PASS
    return Finding("exchanged chance", "runs that are not mirrored", verdict, int(odd.sum()), len(there))


def _advantage(there: Any, here: Any, column: str, unit: str) -> Finding:
    """Give how much more the first gets than the second, over both ways to deal out chance."""
    gap = sum((rows[column][:, 0] - rows[column][:, 1]) / 2 for rows in (there, here))
    gap[np.abs(gap) < LAST_BITS] = 0.0
    found: Difference = mean_difference(len(gap), float(gap.mean()), float(((gap - gap.mean()) ** 2).sum()))
    verdict = Verdict.PASS if found.low <= 0.0 <= found.high else Verdict.FAIL
    of = f"{column.replace('_', ' ')} of the first less that of the second, {unit}"
    return Finding("equal actors", of, verdict, found.value, found.n, found.low, found.high)


def mirrored(trial: CheckedScenario, row: int, slots: tuple[int, ...] = SLOTS) -> Stage:
    """Set the stage of two actors with the numbers of one, each of which may attack the other."""
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
    for one, other in ((0, 1), (1, 0)):
        facts.dyad[one, other] = base.facts.dyad[row, target]
        facts.dyad["hosts"][one, other] = facts.dyad["protects"][one, other] = 0
        facts.dyad["rival_weight"][one, other] = 1.0
    _turn_round(facts)
    facts.axis["host"] = -1
    facts.rules.clash = 0.0
    _keep_seasons(facts)
    names = Names(("one", "other"), base.names.issues, base.names.axes, base.names.actions)
    return set_stage(facts, names, base.opens_at, base.horizon_days)


def _turn_round(facts: Facts) -> None:
    """Turn the issues round for the second actor, and put the status quo in the middle."""
    facts.issue["status_quo"] = 0.5
    second = facts.position[1]
    for column in TURNED:
        second[column] = 1.0 - second[column]
    second["low"], second["high"] = 1.0 - second["high"], 1.0 - second["low"].copy()


def _keep_seasons(facts: Facts) -> None:
    """Leave in the calendar what befalls both alike."""
    kept: npt.NDArray[np.void] = facts.event[: facts.n_events]
    kept = kept[kept["kind"] == int(EventKind.SEASON)].copy()
    facts.event[: len(kept)] = kept
    facts.n_events = len(kept)
