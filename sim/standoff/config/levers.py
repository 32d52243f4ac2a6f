"""The levers of diplomacy and escalation, what each of them sets, and who can set it.

A lever sets a parameter of the rules, or a quantity of all actors with a role. A lever that is not set leaves
the value as reported in the scenario or in ``scenarios/rules.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standoff.design.setter import Setter

__all__ = ["LEVERS", "RULES", "Lever", "setter_of", "title_of", "undecidable", "with_unit_of"]

RULES = "rules"
"""Holder of the levers that set a parameter of the rules."""


@dataclass(frozen=True)
class Lever:
    """A lever that an experiment can set.

    Parameters
    ----------
    name : str
        Group and key, as on the command line.
    title : str
        Name for readers, in figures.
    meaning : str
        Meaning of a larger value.
    unit : str
        Unit of its value.
    low, high : float
        Smallest and largest allowed value.
    target : str
        ``rules.<parameter>``, or ``attackers.<path>`` or ``protectors.<path>`` with the dotted path of a
        quantity in the files of the actors of that role.
    setter : Setter
        Who can set it: policy, belief or model.
    """

    name: str
    title: str
    meaning: str
    unit: str
    low: float
    high: float
    target: str
    setter: Setter

    @property
    def holder(self) -> str:
        """What holds the target: ``rules`` or a role."""
        return self.target.partition(".")[0]

    @property
    def field(self) -> str:
        """Name of the rule parameter, or path below the actor."""
        return self.target.partition(".")[2]

    @property
    def allowed(self) -> str:
        """Allowed values, with the unit."""
        return f"{self.low:g} to {self.high:g} ({self.unit}), or null as reported"


LEVERS: dict[str, Lever] = {
    lever.name: lever
    for lever in (
        Lever(
            "diplomacy.offer_rate", "settlement offers",
            "how often a settlement package is drafted while all parties are at the table",
            "per_day", 0, 1, "rules.offer_rate", Setter.POLICY,
        ),
        Lever(
            "diplomacy.mediator", "mediation",
            "strength of mediation, 1 = as reported, 0 = none",
            "ratio", 0, 5, "rules.mediator", Setter.POLICY,
        ),
        Lever(
            "diplomacy.flexibility", "protectors' flexibility",
            "how far the protectors can move towards the rival's ideal within their red lines",
            "share", 0, 1, "protectors.politics.flexibility", Setter.POLICY,
        ),
        Lever(
            "diplomacy.trust", "trust in promises",
            "how much of a promised gain a rival counts on beyond one half",
            "share", 0, 1, "rules.trust", Setter.BELIEF,
        ),
        Lever(
            "diplomacy.transparency", "attacker's transparency",
            "share of its military activity that the attacker notifies and shows",
            "share", 0, 1, "attackers.politics.transparency", Setter.POLICY,
        ),
        Lever(
            "diplomacy.assurance", "assurances to the attacker",
            "share of the attacker's feared loss from waiting that assurances remove",
            "share", 0, 1, "rules.assurance", Setter.POLICY,
        ),
        Lever(
            "diplomacy.channel", "channel of communication",
            "standing channel of communication between the sides, 1 = open, 0 = closed",
            "share", 0, 1, "rules.channel", Setter.POLICY,
        ),
        Lever(
            "escalation.rationality", "precision of choice",
            "precision of choice (lambda): 1 = nearly random, 400 = nearly always the best option",
            "per_utility", 1, 400, "rules.rationality", Setter.MODEL,
        ),
        Lever(
            "escalation.audience_slope", "audience cost of a demand",
            "audience cost added by a public demand",
            "utility", 0, 0.1, "rules.audience_slope", Setter.MODEL,
        ),
        Lever(
            "escalation.incident_rate", "rate of incidents",
            "base hazard of an incident between two mobilised rivals",
            "per_day", 0, 0.2, "rules.incident_rate", Setter.POLICY,
        ),
        Lever(
            "escalation.attack_cost", "cost of war to the attacker",
            "cost of a full war to the attacker's middle type, before sanctions",
            "utility", 0, 1, "attackers.costs.war", Setter.BELIEF,
        ),
        Lever(
            "escalation.odds_bias", "attacker's overconfidence",
            "how far the attacker overestimates its odds of winning, 0 = not at all",
            "log_odds", -3, 3, "attackers.perception.odds_bias", Setter.BELIEF,
        ),
        Lever(
            "escalation.sanctions", "credibility of sanctions",
            "credibility of the protectors' threat to sanction an attack",
            "share", 0, 1, "protectors.politics.sanction_credibility", Setter.POLICY,
        ),
        Lever(
            "escalation.mobilisation_rate", "rate of mobilisation",
            "rate of build-up of forces, as a share of the required force",
            "per_day", 0.001, 0.2, "rules.build_rate", Setter.POLICY,
        ),
        Lever(
            "escalation.arms_rate", "arms to the target",
            "strength that a protector's arms deliveries add to the target",
            "per_day", 0, 0.1, "rules.arms_rate", Setter.POLICY,
        ),
        Lever(
            "escalation.host_access", "access through the host",
            "share of the access granted by a host that can be used",
            "share", 0, 1, "rules.host_access", Setter.POLICY,
        ),
        Lever(
            "escalation.flank", "reinforcement of the flank",
            "reinforcement of the protectors' own territory at the start",
            "share", 0, 1, "rules.flank", Setter.POLICY,
        ),
    )
}  # fmt: skip
"""All levers by name."""

SETTERS = {
    "diplomacy": Setter.POLICY,
    "escalation": Setter.POLICY,
    "beliefs": Setter.BELIEF,
    RULES: Setter.MODEL,
    "injects": Setter.SCENARIO,
}
"""Who can set what the options of a group set."""


def title_of(name: str) -> str:
    """Give the title of a lever; other names of factors stand for themselves."""
    return LEVERS[name].title if name in LEVERS else name


def with_unit_of(name: str) -> str:
    """Give the title of a lever with its unit; other names of factors stand for themselves.

    Examples
    --------
    >>> with_unit_of("diplomacy.offer_rate"), with_unit_of("rules.learning")
    ('settlement offers (per day)', 'rules.learning')
    """
    return f"{title_of(name)} ({LEVERS[name].unit.replace('_', ' ')})" if name in LEVERS else name


def setter_of(name: str) -> Setter:
    """Tell who can set a factor: a lever, a group of options, a rule parameter or a quantity.

    What a lever moves is set by whoever can set the lever, whichever actor it belongs to.

    Examples
    --------
    >>> names = ("rules.tempo", "actors.blue.costs.war", "actors.blue.forces.home.now")
    >>> [str(setter_of(name)) for name in names]
    ['model', 'belief', 'scenario']
    """
    if name in LEVERS:
        return LEVERS[name].setter
    below = name.split(".", 2)[-1] if name.startswith("actors.") else ""
    for lever in LEVERS.values():
        if lever.target == name or (lever.holder != RULES and lever.field == below):
            return lever.setter
    return SETTERS.get(name.partition(".")[0], Setter.SCENARIO)


def undecidable(names: Iterable[str]) -> str:
    """Say which factors of a package nobody can decide; empty if policy sets them all."""
    unset = [f"{name} ({setter_of(name)})" for name in names if setter_of(name) != Setter.POLICY]
    if not unset:
        return ""
    return (
        f"no government or mediator can decide {', '.join(unset)}; a package that sets it cannot be chosen."
    )
