"""The words of the model as enumerations.

Members are appended, never renumbered: stored results and the draws of chance depend on the numbers. Only
`Phase` is exempt: nothing stored depends on it, and its order is the order of the turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

__all__ = [
    "ANY_WAR",
    "FIRST_WAR",
    "OUTCOME_SETS",
    "TYPE_NAMES",
    "Draw",
    "EventKind",
    "ForceOrder",
    "Gauge",
    "InjectEffect",
    "OptionClass",
    "Outcome",
    "Phase",
    "Role",
    "Term",
    "WarLevel",
    "Word",
    "share_title",
]


class Word(IntEnum):
    """A word of the model, with its number."""

    @property
    def key(self) -> str:
        """The word as files and command lines have it, such as ``full_invasion``."""
        return self.name.lower()

    @property
    def title(self) -> str:
        """The word as sentences have it, such as "full invasion"."""
        return self.key.replace("_", " ")


class Phase(Word):
    """Parts of a turn, in the order in which they run; ``rules/turn.py`` gives the reasons."""

    # A new phase takes its place in the turn, and those after it are renumbered.

    TIMELINE = 1
    PERCEIVE = 2
    DECIDE = 3
    NEGOTIATE = 4
    MOVE = 5
    INCIDENT = 6
    COMBAT = 7
    RECORD = 8


class Draw(Word):
    """Named uses of chance: the first counter word of every uniform (starts at 1, see ``chance``)."""

    TYPE = 1
    OPPORTUNITY = 2
    CHOICE = 3
    DRAFT = 4
    ACCEPT = 5
    MEDIATE = 6
    INCIDENT = 7
    CLASH = 8
    CEASEFIRE = 9
    PROPOSER = 10


class Role(Word):
    """Who may take an action. Roles follow from the relations of the scenario, never from names."""

    ANY = 0  # every actor
    ATTACKER = 1  # may attack some other actor
    PROTECTOR = 2  # is committed to protect an actor that may be attacked
    HOST = 3  # lets another actor's forces use its territory
    TARGET = 4  # may be attacked


class OptionClass(Word):
    """Classes of options. Weights are shared inside a class, so synonyms decide nothing."""

    WITHDRAW = 0  # takes forces back
    NEGOTIATE = 1  # offers, comes to the table, agrees transparency, limits a guest
    STAND = 2  # does nothing new, denies, demands, leaves the table
    COERCE = 3  # presses by forces, arms, sanctions or access
    LIMITED_ATTACK = 4  # attacks on one axis
    FULL_ATTACK = 5  # attacks on all axes, or joins a war


class ForceOrder(Word):
    """What an action orders the forces to do (level as share of the force that the plan requires)."""

    KEEP = 0  # the order stands
    BASE = 1  # back to peacetime
    HALF = 2  # half of the surge goes home
    EXERCISE = 3  # at least peacetime plus the exercise surge
    PLAN = 4  # the largest force that the plan names


class WarLevel(Word):
    """How far fighting has gone."""

    NONE = 0  # no fighting
    LIMITED = 1  # one axis, limited aims; also what a clash becomes
    FULL = 2  # all axes


class EventKind(Word):
    """Kinds of entries in a scenario's timeline."""

    ACT = 0  # a public act of an actor, perceived by the others
    EXERCISE = 1  # a declared exercise with a begin and an end
    SEASON = 2  # the ground changes
    INJECT = 3  # something that nobody's decision brings about


class InjectEffect(Word):
    """What an inject does; the first ones concern a pair of actors, the others one actor."""

    TENSION = 0  # raises the tension of a pair
    CALM = 1  # lengthens the agreed calm of a pair
    INCIDENT = 2  # an incident befalls a pair
    TROOPS = 3  # brings troops to an axis, or takes them
    AUDIENCE = 4  # raises what backing down would cost
    RUNG = 5  # raises the rung of escalation
    TABLE = 6  # lengthens the time at the table
    OFFER = 7  # raises the standing offer
    ACCESS = 8  # raises the access that a host grants
    ARMS = 9  # adds strength by outside arms
    SANCTIONS = 10  # raises the credibility of the actor's sanctions
    ODDS_BIAS = 11  # raises the odds of winning as the actor sees them
    ACT = 12  # has the actor take an action


class Outcome(Word):
    """How a run is classified at its end; the number is the severity that decides."""

    STANDOFF = 0  # none of the below until the horizon
    DE_ESCALATION = 1  # half of the surge gone for a week, without war
    SETTLEMENT = 2  # a package signed by all parties
    LIMITED_INCURSION = 3  # any war with fewer troops across than an invasion has
    FULL_INVASION = 4  # a full attack by as many troops as the scenario calls full-scale
    WIDER_WAR = 5  # forces of a protector in combat

    @property
    def title(self) -> str:
        """The outcome as sentences have it."""
        return "de-escalation" if self is Outcome.DE_ESCALATION else super().title


FIRST_WAR: Final = Outcome.LIMITED_INCURSION
"""The least severe outcome with fighting."""
ANY_WAR: Final = tuple(outcome for outcome in Outcome if outcome >= FIRST_WAR)
OUTCOME_SETS: Final[Mapping[str, tuple[Outcome, ...]]] = {
    "any_war": ANY_WAR,
    **{outcome.key: (outcome,) for outcome in Outcome},
}
"""The outcomes that a share counts, by its name: any war, and each outcome by itself."""


def share_title(name: str) -> str:
    """Give the name of one of `OUTCOME_SETS` as sentences have it, such as "any war"."""
    outcomes = OUTCOME_SETS[name]
    return outcomes[0].title if len(outcomes) == 1 else name.replace("_", " ")


class Gauge(Word):
    """What is watched turn by turn for quantiles over time (``rules/gauge.py``)."""

    RUNG = 0  # highest rung of any actor
    FORCE = 1  # largest force of an attacker, share of the required one
    TENSION = 2  # highest tension of any pair
    FEAR = 3  # greatest probability of attack that any actor expects


class Term(Word):
    """Named terms of the expected utility of an option; they sum to it."""

    COST = 0  # what taking the action costs
    STATUS_QUO = 1  # value of the status quo, less the feared drift
    UPKEEP = 2  # cost of sustained readiness over the planning step
    LATER_WAR = 3  # value of being free to attack later, above the status quo
    AUDIENCE = 4  # audience cost paid when backing down
    WAR = 5  # value of attacking now, or of joining a war that goes on
    SETTLEMENT = 6  # expected gain from a signed package
    FEAR = 7  # expected loss if a rival attacks
    RISK = 8  # expected loss from clashes, and the nuisance of the rivals' counter-moves
    HOST = 9  # what a host gains or loses by its access decision


TYPE_NAMES: Final = ("most resolved", "more resolved", "middle", "less resolved", "least resolved")
"""Names of the private types of resolve; the first finds war cheapest."""
