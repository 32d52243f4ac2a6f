"""From settings to a stage: the only place where levers, rule variants and scenarios are combined.

Levers and rule parameters have been checked where they entered: by `standoff.config.settings.checked`, as
factors of a design, or when a stored result was opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from standoff.config.apply import actor_values, rule_values
from standoff.drivers.stage import Inject, Names, Stage, set_stage
from standoff.scenario.content import Scenario
from standoff.scenario.facts import with_values
from standoff.scenario.injects import inject_text, with_injects
from standoff.scenario.load import load_scenario
from standoff.scenario.pack import pack, with_injects_added, with_rules
from standoff.scenario.schema import Hypothetical
from standoff.scenario.schema import Inject as InjectEntry
from standoff.state.tables import Facts

__all__ = ["Injects", "Stages", "make_stage", "names_of", "with_changes"]

Values = Mapping[str, float]
Injects = Sequence[Mapping[str, Any]]
"""Injects as in a configuration: fields by name."""


def make_stage(  # noqa: PLR0913 – everything a run depends on except seed and replication
    scenario: str | Path | Scenario,
    levers: Mapping[str, float] | None = None,
    rules: Mapping[str, float] | None = None,
    turn_days: float = 1.0,
    horizon_days: float | None = None,
    injects: Injects = (),
) -> tuple[Scenario, Stage]:
    """Set the stage of a scenario under levers and a variant of the rules.

    Parameters
    ----------
    scenario : str, pathlib.Path or Scenario
        Name or folder of a scenario, or a loaded one.
    levers : Mapping, optional
        Value by lever, such as ``{"diplomacy.offer_rate": 0.1}``; the others stay as reported.
    rules : Mapping, optional
        Value by rule parameter, such as ``{"learning": 0.0}``; a lever that sets the same one overrides it.
    turn_days : float
        Days per turn.
    horizon_days : float, optional
        Maximum length of a run, days; default: the scenario's.
    injects : sequence of Mapping, optional
        Injects in addition to the scenario's, such as ``{"day": 3, "actor": "blue", "effect": "troops",
        "by": -5, "reason": "A storm."}``.

    Returns
    -------
    tuple
        The scenario as it stands in its files, and the stage under the levers.

    Raises
    ------
    ConfigError
        If a lever is for a role that no actor has, or an inject is unknown or out of range.
    ScenarioError
        If the scenario has faults.
    """
    loaded = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    return loaded, Stages(loaded, turn_days, horizon_days).stage(levers or {}, rules or {}, injects=injects)


class Stages:
    """Sets the stages of one scenario for many settings, and keeps what they share.

    Parameters
    ----------
    scenario : Scenario
        The scenario as it stands in its files.
    turn_days : float
        Days per turn.
    horizon_days : float, optional
        Maximum length of a run, days; default: the scenario's.
    """

    def __init__(self, scenario: Scenario, turn_days: float = 1.0, horizon_days: float | None = None) -> None:
        self.scenario = scenario
        self.turn_days = turn_days
        self.horizon_days = float(scenario.crisis.horizon_days if horizon_days is None else horizon_days)
        self._packed: tuple[tuple[Values, Injects], Facts, Names] | None = None

    def stage(
        self, levers: Values, rules: Values, quantities: Values | None = None, injects: Injects = ()
    ) -> Stage:
        """Set a stage.

        Parameters
        ----------
        levers : Mapping
            Value by lever; the others stay as reported.
        rules : Mapping
            Value by rule parameter; a lever that sets the same one overrides it.
        quantities : Mapping, optional
            Value by dotted path of a quantity of the scenario; a lever that sets the same one overrides it.
        injects : sequence of Mapping, optional
            Injects in addition to the scenario's.

        Raises
        ------
        ConfigError
            If a lever is for a role that no actor has, a path or an inject is unknown, or the value of a
            quantity or an inject is out of range.
        ScenarioError
            If the scenario has faults with these quantities.
        """
        parameters = {**rule_values(levers, rules), "turn_days": self.turn_days}
        moved = {**(quantities or {}), **actor_values(self.scenario, levers)}
        if self._packed is None or self._packed[0] != (moved, injects):
            played = with_injects(with_values(self.scenario, moved), injects, self.horizon_days)
            self._packed = (moved, injects), pack(played, parameters), names_of(played)
        _, packed, names = self._packed
        facts = with_rules(packed, parameters)
        return set_stage(facts, names, self.scenario.crisis.opens_at, self.horizon_days)


def with_changes(stage: Stage, scenario: Scenario, injects: Injects) -> Stage:
    """Give a stage with further injects, for runs that go on from the middle of one.

    Parameters
    ----------
    stage : Stage
        A stage of the scenario, under any levers.
    scenario : Scenario
        The scenario as it stands in its files.
    injects : sequence of Mapping
        Injects in addition to those of the stage, as for `make_stage`; on one day they come last.

    Raises
    ------
    ConfigError
        If an inject is unknown or out of range, or there is no room for it.
    """
    changed = with_injects(scenario, injects, stage.horizon_days)
    facts = with_injects_added(stage.facts, changed)
    added = [each for _, each in _injects(changed) if each.is_hypothetical]
    rows = {int(stage.facts.n_events) + number: each for number, each in enumerate(added)}
    names = replace(stage.names, injects={**stage.names.injects, **rows})
    return replace(stage, facts=facts, names=names)


def names_of(scenario: Scenario) -> Names:
    """Give the names of the rows of a scenario's tables."""
    return Names(
        actors=tuple(scenario.actor_names),
        issues=tuple(scenario.issue_names),
        axes=tuple(scenario.axis_names),
        actions=tuple(scenario.action_names),
        titles={name: actor.title for name, actor in scenario.actors.items()},
        issue_titles={name: issue.title for name, issue in scenario.crisis.issues.items()},
        issue_ends={name: (issue.zero, issue.one) for name, issue in scenario.crisis.issues.items()},
        colours={name: actor.colour for name, actor in scenario.actors.items() if actor.colour},
        injects=dict(_injects(scenario)),
    )


def _injects(scenario: Scenario) -> Iterator[tuple[int, Inject]]:
    for row, event in enumerate(scenario.crisis.calendar):
        if isinstance(event, InjectEntry):
            effect = inject_text(event, lambda name: scenario.actors[name].title)
            yield row, Inject(effect, event.text, isinstance(event, Hypothetical))
