"""The decisive act of a run, and the reason for choosing it.

Rule     of the acts that changed the outcomes by more than noise, the one that changed them most. If there is
         none, the attack with which the peace ended, or else the last withdrawal of a run that de-escalated
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standoff.analysis.turning_points.continuations import Decision
from standoff.analysis.turning_points.ranking import WAR, TurningPoint
from standoff.analysis.turning_points.rows import date_of
from standoff.drivers.record import RunRecord
from standoff.story.words import date_text
from standoff.sweep.chosen_run import ChosenRun
from standoff.terminal.cells import percent
from standoff.vocabulary import OptionClass, Outcome

__all__ = ["DecisiveAct", "attack_that_ended_the_peace", "decisive_act"]

NOISE = (
    "None of the acts changed the outcomes by more than noise: what an actor does not do on one day, it or "
    "another may do on a later one, and private types, the opening and later chance decide as well."
)


@dataclass(frozen=True)
class DecisiveAct:
    """An act on which a run turned.

    Parameters
    ----------
    decision : Decision or None
        The decision; None if the run turned on no single act.
    why : str
        Why it is this one, in sentences.
    """

    decision: Decision | None
    why: str


def decisive_act(
    run: ChosenRun, record: RunRecord, decisions: Sequence[Decision], points: Sequence[TurningPoint]
) -> DecisiveAct:
    """Choose the act on which a run turned.

    Parameters
    ----------
    run : ChosenRun
        The run.
    record : RunRecord
        Its outcome.
    decisions : sequence of Decision
        All its decisions in order.
    points : sequence of TurningPoint
        Those that were measured, by rank.
    """
    if points and points[0].is_clear:
        return DecisiveAct(points[0].decision, _largest_change(run, points[0]))
    if attack := attack_that_ended_the_peace(run, decisions):
        why = f"The decision explained is that of {_named(run, attack)}: with this act the peace ended."
        return DecisiveAct(attack, f"{NOISE} {why}")
    withdrawals = [each for each in decisions if _class_of(run, each) == OptionClass.WITHDRAW]
    if record.outcome == Outcome.DE_ESCALATION and withdrawals:
        last = withdrawals[-1]
        why = f"The decision explained is that of {_named(run, last)}: it is the last withdrawal of the run."
        return DecisiveAct(last, f"{NOISE} {why}")
    return DecisiveAct(None, f"{NOISE} No single decision is explained, since the run turned on none.")


def attack_that_ended_the_peace(run: ChosenRun, decisions: Sequence[Decision]) -> Decision | None:
    """Give the first decision to attack; None if nobody chose to."""
    return next((each for each in decisions if run.stage.facts.action[each.chosen].war > 0), None)


def _largest_change(run: ChosenRun, point: TurningPoint) -> str:
    strongest = point.strongest
    instead = run.scenario.actions[run.stage.names.actions[strongest.option]].title
    act, other = (
        percent(float(counts @ WAR / counts.sum())) for counts in (point.outcomes, strongest.outcomes)
    )
    return (
        f"The run turned on the decision of {_named(run, point.decision)}. No other act has an alternative "
        f"that changes the outcomes as much: after this act any war follows in {act} % of the continuations, "
        f"after the alternative to {instead} in {other} %."
    )


def _named(run: ChosenRun, decision: Decision) -> str:
    """Name a decision: its actor, its act and its date."""
    names = run.stage.names
    actor, action = names.title(names.actors[decision.actor]), names.actions[decision.chosen]
    return f"{actor} to {run.scenario.actions[action].title} on {date_text(date_of(run, decision))}"


def _class_of(run: ChosenRun, decision: Decision) -> OptionClass:
    return OptionClass(int(run.stage.facts.action[decision.chosen].option_class))
