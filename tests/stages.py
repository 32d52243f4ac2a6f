"""Stages for tests: a crisis under the project's own rule parameters, any of them replaced."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from standoff.config.setup import Injects, names_of
from standoff.drivers.stage import Stage, set_stage
from standoff.scenario.content import Scenario
from standoff.scenario.injects import with_injects
from standoff.scenario.load import load_scenario
from standoff.scenario.pack import pack
from standoff.state.tables import Facts
from tests.documents import read_yaml
from tests.edits import make_war_cheap, watch_closely

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"strait": ROOT / "tests/scenario/data/strait", "ukraine": ROOT / "scenarios/ukraine_2022"}


@functools.cache
def _scenario(crisis: str) -> Scenario:
    return load_scenario(FOLDERS[crisis])


@functools.cache
def _rule_parameters() -> dict[str, float]:
    quantities = read_yaml((ROOT / "scenarios/rules.yaml").read_text(encoding="utf-8"))
    return {name: float(each["value"]) for name, each in quantities.items()}


def rule_parameters(**changes: float) -> dict[str, float]:
    """Values of the project's rule parameters, with a turn of one day, some of them replaced."""
    return _rule_parameters() | {"turn_days": 1.0} | changes


def build_stage(
    crisis: str,
    edit: Callable[[Facts], None] | None = None,
    horizon_days: float | None = None,
    injects: Injects = (),
    **changes: float,
) -> Stage:
    """Set the stage of a crisis: `edit` writes to its tables, `changes` replace rule parameters."""
    scenario = with_injects(_scenario(crisis), injects, horizon_days or _scenario(crisis).crisis.horizon_days)
    facts = pack(scenario, rule_parameters(**changes))
    if edit is not None:
        edit(facts)
    names = replace(names_of(scenario), titles={})
    return set_stage(facts, names, scenario.crisis.opens_at, horizon_days or scenario.crisis.horizon_days)


CLASHES_AND_TALKS = {
    "incident_rate": 0.1, "clash": 0.5, "alliance_incident": 0.3, "offer_rate": 1.0, "trust": 1.0,
}  # fmt: skip
PROSPECTS = {"curvature": 0.88, "loss_aversion": 2.25, "weighting": 0.61}
INJECTS = [
    {"reason": "A test.", **inject}
    for inject in (
        {"day": 0, "pair": "russia|nato", "effect": "tension", "by": 0.3},
        {"day": 1, "pair": "russia|ukraine", "effect": "calm", "by": 5},
        {"day": 1, "pair": "russia|ukraine", "effect": "incident"},
        {"day": 2, "actor": "russia", "effect": "troops", "axis": "donbas", "by": -30},
        {"day": 2, "actor": "ukraine", "effect": "troops", "by": 10},
        {"day": 3, "actor": "russia", "effect": "audience", "by": -0.05},
        {"day": 3, "actor": "nato", "effect": "rung", "by": 3},
        {"day": 4, "actor": "ukraine", "effect": "table", "by": 20},
        {"day": 4, "actor": "ukraine", "effect": "offer", "by": 0.5},
        {"day": 5, "actor": "belarus", "effect": "access", "by": -0.5},
        {"day": 5, "actor": "ukraine", "effect": "arms", "by": 0.05},
        {"day": 6, "actor": "nato", "effect": "sanctions", "by": 0.2},
        {"day": 6, "actor": "russia", "effect": "odds_bias", "by": -0.5},
        {"day": 7, "actor": "russia", "effect": "act", "action": "mobilise"},
        {"day": 8, "actor": "ukraine", "effect": "act", "action": "sign_transparency"},
    )
]

REACHING: dict[str, Callable[[], Stage]] = {
    "strait": lambda: build_stage("strait"),
    "ukraine": lambda: build_stage("ukraine"),
    "a week per turn": lambda: build_stage("ukraine", turn_days=7.0),
    "cheap war": lambda: build_stage("ukraine", make_war_cheap, terms_rate=0.3),
    "clashes and talks": lambda: build_stage("ukraine", watch_closely, **CLASHES_AND_TALKS),
    "prospects": lambda: build_stage("ukraine", watch_closely, **PROSPECTS),
    "injects": lambda: build_stage("ukraine", watch_closely, injects=INJECTS),
}
"""Stages that together reach every phase of a turn and every kind of outcome: where drivers must agree."""
