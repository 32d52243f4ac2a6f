"""The levers of diplomacy and escalation, and what each of them moves.

A lever moves a parameter of the rules, or a quantity of all actors of a role. A lever that is not set leaves
the value as reported, in the scenario or in ``scenarios/rules.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LEVERS", "RULES", "Lever"]

RULES = "rules"
"""Holder of the levers that move a parameter of the rules."""


@dataclass(frozen=True)
class Lever:
    """Something that an experiment can set.

    Parameters
    ----------
    name : str
        Group and key, as on the command line.
    meaning : str
        What a greater value means.
    unit : str
        Unit of its value.
    low, high : float
        Least and greatest value allowed.
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
        """What it may be set to."""
        return f"{self.low:g} to {self.high:g} ({self.unit}), or null for what was reported"


LEVERS: dict[str, Lever] = {
    lever.name: lever
    for lever in (
        Lever(
            "diplomacy.offer_rate",
            "how often a package is drafted while all are at the table",
            "per_day", 0, 1, "rules.offer_rate",
        ),
        Lever(
            "diplomacy.mediator",
            "strength of mediation, 1 = as reported, 0 = none",
            "ratio", 0, 5, "rules.mediator",
        ),
        Lever(
            "diplomacy.flexibility",
            "how far the protectors can go towards the rival's ideal, inside their red lines",
            "share", 0, 1, "protectors.politics.flexibility",
        ),
        Lever(
            "diplomacy.trust",
            "how much of a promised gain a rival counts on beyond one half",
            "share", 0, 1, "rules.trust",
        ),
        Lever(
            "diplomacy.transparency",
            "how much of its military activity the attacker notifies and shows",
            "share", 0, 1, "attackers.politics.transparency",
        ),
        Lever(
            "diplomacy.assurance",
            "how much of the loss that the attacker fears from waiting assurances take away",
            "share", 0, 1, "rules.assurance",
        ),
        Lever(
            "diplomacy.channel",
            "standing channel between the sides, 1 = open, 0 = closed",
            "share", 0, 1, "rules.channel",
        ),
        Lever(
            "escalation.rationality",
            "precision of choice (lambda): 1 is nearly blind, 400 nearly always best",
            "per_utility", 1, 400, "rules.rationality",
        ),
        Lever(
            "escalation.audience_slope",
            "audience cost that a public demand adds",
            "utility", 0, 0.1, "rules.audience_slope",
        ),
        Lever(
            "escalation.incident_rate",
            "base hazard of an incident between two mobilised rivals",
            "per_day", 0, 0.2, "rules.incident_rate",
        ),
        Lever(
            "escalation.attack_cost",
            "what a full war costs the attacker at its middle type, before sanctions",
            "utility", 0, 1, "attackers.costs.war",
        ),
        Lever(
            "escalation.odds_bias",
            "how far the attacker overrates its odds of winning, 0 = not at all",
            "log_odds", -3, 3, "attackers.perception.odds_bias",
        ),
        Lever(
            "escalation.sanctions",
            "how surely the protectors sanction an attack",
            "share", 0, 1, "protectors.politics.sanction_credibility",
        ),
        Lever(
            "escalation.mobilisation_rate",
            "build-up of forces, share of the required force",
            "per_day", 0.001, 0.2, "rules.build_rate",
        ),
        Lever(
            "escalation.arms_rate",
            "strength that a protector's arms add to the target",
            "per_day", 0, 0.1, "rules.arms_rate",
        ),
        Lever(
            "escalation.host_access",
            "how much of the access that a host grants can be used",
            "share", 0, 1, "rules.host_access",
        ),
        Lever(
            "escalation.flank",
            "reinforcement of the protectors' own territory at the opening",
            "share", 0, 1, "rules.flank",
        ),
    )
}  # fmt: skip
"""All levers by name."""
