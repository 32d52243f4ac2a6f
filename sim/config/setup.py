"""From settings to a stage: the one place where levers, rule variant and scenario meet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.config.apply import actor_values, rule_values
from sim.config.limits import lever_faults, rule_faults
from sim.drivers.stage import Names, Stage, set_stage
from sim.errors import ConfigError
from sim.scenario.content import Scenario
from sim.scenario.facts import with_values
from sim.scenario.load import load_scenario
from sim.scenario.pack import pack

__all__ = ["make_stage", "names_of"]


def make_stage(
    scenario: str | Path | Scenario,
    levers: Mapping[str, float] | None = None,
    rules: Mapping[str, float] | None = None,
    turn_days: float = 1.0,
    horizon_days: float | None = None,
) -> tuple[Scenario, Stage]:
    """Set the stage of a scenario under levers and a variant of the rules.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        Name or folder of a scenario, or one that is loaded already.
    levers : Mapping, optional
        Value by lever, such as ``{"diplomacy.offer_rate": 0.1}``; the others stay as reported.
    rules : Mapping, optional
        Value by rule parameter, such as ``{"learning": 0.0}``; a lever that moves the same one wins.
    turn_days : float
        Days per turn.
    horizon_days : float, optional
        Longest length of a run, days; default: the scenario's.

    Returns
    -------
    tuple
        The scenario as it stands in its files, and the stage under the levers.

    Raises
    ------
    ConfigError
        If a lever or rule parameter is unknown or out of range.
    ScenarioError
        If the scenario has faults.
    """
    levers, rules = levers or {}, rules or {}
    faults = lever_faults(levers) + rule_faults(rules)
    if faults:
        raise ConfigError("\n".join(faults))
    loaded = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    moved = with_values(loaded, actor_values(loaded, levers))
    facts = pack(moved, {**rule_values(levers, rules), "turn_days": turn_days})
    horizon = float(loaded.crisis.horizon_days if horizon_days is None else horizon_days)
    return loaded, set_stage(facts, names_of(loaded), loaded.crisis.opens_at, horizon)


def names_of(scenario: Scenario) -> Names:
    """Give the names of the rows of a scenario's tables."""
    return Names(
        actors=tuple(scenario.actor_names),
        issues=tuple(scenario.issue_names),
        axes=tuple(scenario.axis_names),
        actions=tuple(scenario.action_names),
        titles={name: actor.title for name, actor in scenario.actors.items()},
    )
