"""The levers of diplomacy and escalation, and what each of them sets.

A lever sets a parameter of the rules, or a quantity of all actors with a role. A lever that is not set leaves
the value as reported in the scenario or in ``scenarios/rules.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LEVERS", "RULES", "Lever"]

RULES = "rules"
"""Holder of the levers that set a parameter of the rules."""


@dataclass(frozen=True)
class Lever:
    """A lever that an experiment can set.

    Parameters
    ----------
    name : str
        Group and key, as on the command line.
    meaning : str
        Meaning of a larger value.
    unit : str
        Unit of its value.
    low, high : float
        Smallest and largest allowed value.
    target : str
        ``rules.<parameter>``, or ``attackers.<path>`` or ``protectors.<path>`` with the dotted path of a
        quantity in the files of the actors of that role.
    """

    name: str
    meaning: str
    unit: str
    low: float
    high: float
    target: str

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
            "diplomacy.offer_rate",
            "how often a settlement package is drafted while all parties are at the table",
            "per_day", 0, 1, "rules.offer_rate",
        ),
        Lever(
            "diplomacy.mediator",
            "strength of mediation, 1 = as reported, 0 = none",
            "ratio", 0, 5, "rules.mediator",
        ),
        Lever(
            "diplomacy.flexibility",
            "how far the protectors can move towards the rival's ideal within their red lines",
            "share", 0, 1, "protectors.politics.flexibility",
        ),
        Lever(
            "diplomacy.trust",
            "how much of a promised gain a rival counts on beyond one half",
            "share", 0, 1, "rules.trust",
        ),
        Lever(
            "diplomacy.transparency",
            "share of its military activity that the attacker notifies and shows",
            "share", 0, 1, "attackers.politics.transparency",
        ),
        Lever(
            "diplomacy.assurance",
            "share of the attacker's feared loss from waiting that assurances remove",
            "share", 0, 1, "rules.assurance",
        ),
        Lever(
            "diplomacy.channel",
            "standing channel of communication between the sides, 1 = open, 0 = closed",
            "share", 0, 1, "rules.channel",
        ),
        Lever(
            "escalation.rationality",
            "precision of choice (lambda): 1 = nearly random, 400 = nearly always the best option",
            "per_utility", 1, 400, "rules.rationality",
        ),
        Lever(
            "escalation.audience_slope",
            "audience cost added by a public demand",
            "utility", 0, 0.1, "rules.audience_slope",
        ),
        Lever(
            "escalation.incident_rate",
            "base hazard of an incident between two mobilised rivals",
            "per_day", 0, 0.2, "rules.incident_rate",
        ),
        Lever(
            "escalation.attack_cost",
            "cost of a full war to the attacker's middle type, before sanctions",
            "utility", 0, 1, "attackers.costs.war",
        ),
        Lever(
            "escalation.odds_bias",
            "how far the attacker overestimates its odds of winning, 0 = not at all",
            "log_odds", -3, 3, "attackers.perception.odds_bias",
        ),
        Lever(
            "escalation.sanctions",
            "credibility of the protectors' threat to sanction an attack",
            "share", 0, 1, "protectors.politics.sanction_credibility",
        ),
        Lever(
            "escalation.mobilisation_rate",
            "rate of build-up of forces, as a share of the required force",
            "per_day", 0.001, 0.2, "rules.build_rate",
        ),
        Lever(
            "escalation.arms_rate",
            "strength that a protector's arms deliveries add to the target",
            "per_day", 0, 0.1, "rules.arms_rate",
        ),
        Lever(
            "escalation.host_access",
            "share of the access granted by a host that can be used",
            "share", 0, 1, "rules.host_access",
        ),
        Lever(
            "escalation.flank",
            "reinforcement of the protectors' own territory at the start",
            "share", 0, 1, "rules.flank",
        ),
    )
}  # fmt: skip
"""All levers by name."""
