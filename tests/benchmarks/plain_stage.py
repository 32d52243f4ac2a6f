"""A crisis as plain Python objects, worked out once and shared by all runs of the plain model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from standoff.drivers.stage import Stage
from tests.benchmarks.plain_rules import FAST, plain_rules
from tests.benchmarks.plain_tables import blank_record, room_of, sized, to_plain

__all__ = ["PlainStage", "plain_stage"]

RULES = (
    "act.carry_out", "act.send_arms", "assessment.assess", "choice.pick", "decision.weigh_options",
    "incident.befall", "incident.cool_down", "incident.hazard_probability", "incident.incident_level",
    "negotiation.drafts", "negotiation.find_package", "negotiation.is_party", "negotiation.mediate",
    "negotiation.signs", "negotiation.take_effect", "opening.adopt_policy", "opening.note_policy",
    "opening.private_type", "outcome.classify", "outcome.record", "payoff.payoff", "perception.perceive",
    "posture.move_forces", "timeline.advance", "war.agree_terms", "war.correct_odds", "war.fight",
)  # fmt: skip
"""What the model calls; all else is called by these."""


@dataclass(frozen=True)
class PlainStage:
    """A crisis as plain objects, worked out once and shared by all runs.

    Parameters
    ----------
    facts, opening : object
        The tables of a stage.
    names : tuple of str
        Names of the actors.
    horizon_days : float
        Day on which a run ends at the latest.
    outlook, options, bargain : object
        Blank working tables. Options and bargain keep nothing from one use to the next: all share one.
    rules : namespace
        The rules that the model calls.
    p_opportunity : float
        Probability that an actor has an opportunity to act in a turn.
    """

    facts: Any
    opening: Any
    names: tuple[str, ...]
    horizon_days: float
    outlook: Any
    options: Any
    bargain: Any
    rules: SimpleNamespace
    p_opportunity: float


def plain_stage(stage: Stage, functions: Mapping[str, Callable[..., float]] = FAST) -> PlainStage:
    """Make plain objects of a stage.

    Parameters
    ----------
    stage : Stage
        The crisis.
    functions : Mapping of str to callable
        Elementary functions for the rules, ``plain_rules.FAST`` or ``EXACT``.
    """
    types = sized(room_of(stage.facts))
    facts, opening = to_plain(stage.facts, types["FACTS"]), to_plain(stage.opening, types["STATE"])
    find = plain_rules(functions)
    rules = SimpleNamespace(**{name.partition(".")[2]: find(name) for name in RULES})
    return PlainStage(
        facts=facts,
        opening=opening,
        names=stage.names.actors,
        horizon_days=stage.horizon_days,
        outlook=blank_record(types["OUTLOOKS"]),
        options=blank_record(types["OPTIONS"]),
        bargain=blank_record(types["BARGAIN"]),
        rules=rules,
        p_opportunity=rules.hazard_probability(facts.rules.tempo, facts.rules.turn_days),
    )
