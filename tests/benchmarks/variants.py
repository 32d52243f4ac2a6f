"""Variants of the main crisis that differ in size: its tables with rows left out, repeated or added."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from standoff.chance import slot_of
from standoff.drivers.stage import Names, Stage, set_stage
from standoff.state.tables import Facts
from tests.stages import build_stage

__all__ = ["HORIZON_DAYS", "endless", "with_actions", "with_actors"]

HORIZON_DAYS = 60.0
NOBODY = -1
TO_THE_END = {"offer_rate": 0.0, "incident_rate": 0.0, "withdraw_rate": 0.0}
"""Rule parameters under which nothing is signed, nothing happens by accident, and no surge goes home."""


def endless(horizon_days: float = HORIZON_DAYS) -> Stage:
    """The main crisis with runs that all last to the horizon: in addition, war is dearer than everything."""
    return build_stage("ukraine", _forbid_war, horizon_days, **TO_THE_END)


def _forbid_war(facts: Facts) -> None:
    facts.actor["war_cost"] = 5.0


def with_actors(stage: Stage, rows: Sequence[int]) -> Stage:
    """A stage with some rows of actors; one that is named again is another actor with the same traits."""
    facts = stage.facts.copy()
    names = [f"{stage.names.actors[row]} {place}" for place, row in enumerate(rows)]
    n, before = len(rows), {row: place for place, row in reversed(list(enumerate(rows)))}
    facts.n_actors = n
    for table in ("actor", "position", "force"):
        facts[table][:n] = stage.facts[table][list(rows)]
    facts.dyad[:n, :n] = stage.facts.dyad[np.ix_(rows, rows)]
    facts.actor["slot"][:n] = [slot_of(name) for name in names]
    facts.dyad["slot"][:n, :n] = [[slot_of(*sorted((one, other))) for other in names] for one in names]
    weights = facts.dyad["rival_weight"][:n, :n]
    np.fill_diagonal(weights, 0.0)
    totals = weights.sum(axis=1, keepdims=True)
    facts.dyad["rival_weight"][:n, :n] = np.divide(weights, totals, out=weights * 0.0, where=totals > 0.0)
    facts.axis["host"] = [before.get(int(host), NOBODY) for host in stage.facts.axis["host"]]
    _keep_events(facts, [row in before or row == NOBODY for row in stage.facts.event["actor"].tolist()])
    for column in ("actor", "host"):
        facts.event[column] = [before.get(int(row), NOBODY) for row in facts.event[column]]
    return _staged(
        stage, facts, Names(tuple(names), stage.names.issues, stage.names.axes, stage.names.actions)
    )


def with_actions(stage: Stage, rows: Sequence[int]) -> Stage:
    """A stage with some rows of the action table, any of them repeated."""
    facts = stage.facts.copy()
    names = [f"{stage.names.actions[row]} {place}" for place, row in enumerate(rows)]
    before = {row: place for place, row in reversed(list(enumerate(rows)))}
    facts.n_actions = len(rows)
    facts.action[: len(rows)] = stage.facts.action[list(rows)]
    _keep_events(facts, [row in before or row == NOBODY for row in stage.facts.event["action"].tolist()])
    facts.event["action"] = [before.get(int(row), NOBODY) for row in facts.event["action"]]
    return _staged(
        stage, facts, Names(stage.names.actors, stage.names.issues, stage.names.axes, tuple(names))
    )


def _keep_events(facts: Facts, is_kept: Sequence[bool]) -> None:
    """Leave out the events that speak of rows that are gone."""
    kept = [row for row in range(int(facts.n_events)) if is_kept[row]]
    facts.event[: len(kept)] = facts.event[kept]
    facts.n_events = len(kept)


def _staged(stage: Stage, facts: Facts, names: Names) -> Stage:
    return set_stage(facts, names, stage.opens_at, stage.horizon_days)
