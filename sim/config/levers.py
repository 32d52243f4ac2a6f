"""The levers of diplomacy and escalation, and what each of them moves.

A lever moves a parameter of the rules, or a quantity of all actors of a role. A lever that is not set leaves
the value as reported, in the scenario or in ``scenarios/rules.yaml``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sim.errors import ConfigError
from sim.scenario.content import Scenario, quantities
from sim.scenario.names import nearest
from sim.scenario.parameters import Parameter, load_parameters, parameter_names
from sim.scenario.quantity import Quantity
from sim.state.tables import Facts

__all__ = [
    "LEVERS",
    "Lever",
    "actor_values",
    "allowed_rule",
    "allowed_values",
    "lever_faults",
    "overruled",
    "reported",
    "rule_faults",
    "rule_values",
]

RULES = "rules"
ROLES = {"attackers": "is_attacker", "protectors": "is_protector"}
"""Role in a target to its column of the table of actors."""


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


def lever_faults(values: Mapping[str, float]) -> list[str]:
    """Say which levers are unknown or out of range, one line each."""
    faults = []
    for name, value in values.items():
        lever = LEVERS.get(name)
        if lever is None:
            faults.append(f"{name}: unknown lever, {nearest(name, LEVERS)}; allowed: {', '.join(LEVERS)}")
        elif not lever.low <= value <= lever.high:
            faults.append(f"{name} = {value:g}: allowed is {allowed_values(lever)}")
    return faults


def allowed_values(lever: Lever) -> str:
    """Say which values a lever takes."""
    return f"{lever.low:g} to {lever.high:g} ({lever.unit}), or null for what was reported"


def rule_faults(values: Mapping[str, float]) -> list[str]:
    """Say which rule parameters are unknown or outside their limits, one line each."""
    faults = []
    names, parameters = parameter_names(), load_parameters()
    for name, value in values.items():
        if name not in names:
            faults.append(f"rules.{name}: unknown parameter, {nearest(name, names)}; allowed: {', '.join(names)}")
        elif not math.isfinite(value) or not parameters[name].limits[0] <= value <= parameters[name].limits[1]:
            faults.append(f"rules.{name} = {value:g}: allowed is {allowed_rule(parameters[name])}")
    return faults


def allowed_rule(parameter: Parameter) -> str:
    """Say which values a rule parameter takes."""
    plausible = f"{parameter.low:g} to {parameter.high:g}"
    return f"{parameter.span}, or null for {parameter.value:g}; plausible is {plausible}"


def rule_values(levers: Mapping[str, float], rules: Mapping[str, float]) -> dict[str, float]:
    """Give all rule parameters: as in ``rules.yaml``, then as the variant sets them, then as the levers do."""
    values = {name: parameter.value for name, parameter in load_parameters().items()}
    values.update(rules)
    values.update({LEVERS[name].field: value for name, value in levers.items() if LEVERS[name].holder == RULES})
    return values


def overruled(levers: Mapping[str, float], rules: Mapping[str, float]) -> list[str]:
    """Name the levers that are set and win over another value of a rule variant."""
    return [
        f"{name} = {value:g} wins over rules.{LEVERS[name].field} = {rules[LEVERS[name].field]:g}"
        for name, value in levers.items()
        if LEVERS[name].holder == RULES and rules.get(LEVERS[name].field, value) != value
    ]


def actor_values(scenario: Scenario, facts: Facts, levers: Mapping[str, float]) -> dict[str, float]:
    """Give the quantities of actors that the levers set, by dotted path.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    facts : Facts
        Its tables, which tell the roles.
    levers : Mapping
        Value by lever.
    """
    values: dict[str, float] = {}
    for name, value in levers.items():
        lever = LEVERS[name]
        if lever.holder == RULES:
            continue
        paths = _paths(scenario, facts, lever)
        if not paths:
            raise ConfigError(f"{name}: {scenario.name} has no {lever.holder}, so it moves nothing; leave it null")
        values.update(dict.fromkeys(paths, value))
    return values


def reported(scenario: Scenario, facts: Facts, lever: Lever) -> dict[str, Parameter | Quantity]:
    """Give what a lever moves, as reported: by actor, or under the empty name for a rule parameter."""
    if lever.holder == RULES:
        return {"": load_parameters()[lever.field]}
    listed = dict(quantities(scenario))
    return {path.split(".")[1]: listed[path] for path in _paths(scenario, facts, lever)}


def _paths(scenario: Scenario, facts: Facts, lever: Lever) -> list[str]:
    has_role = facts["actor"][ROLES[lever.holder]][: len(scenario.actor_names)]
    return [
        f"actors.{name}.{lever.field}" for name, is_one in zip(scenario.actor_names, has_role, strict=True) if is_one
    ]
