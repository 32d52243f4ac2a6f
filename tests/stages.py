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
