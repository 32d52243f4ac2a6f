"""Ensembles of the February crisis, played once and shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from standoff.arrays import Rows
from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play
from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from tests.documents import read_yaml

N_RUNS = 2000
SEED = 2022


@pytest.fixture(scope="session")
def crisis() -> Scenario:
    return load_scenario("ukraine_2022")


@pytest.fixture(scope="session")
def targets() -> dict[str, dict[str, float]]:
    return read_yaml((Path(__file__).parent / "targets.yaml").read_text())["ukraine_2022"]


@pytest.fixture(scope="session")
def stage(crisis: Scenario) -> Stage:
    return make_stage(crisis)[1]


@pytest.fixture(scope="session")
def runs_under(crisis: Scenario) -> Callable[..., Rows]:
    """Play the crisis under levers, rules or a turn length; equal requests are played once."""

    @cache
    def played(levers: tuple, rules: tuple, turn_days: float) -> Rows:
        return runs_of(make_stage(crisis, dict(levers), dict(rules), turn_days)[1])

    def under(levers: dict | None = None, rules: dict | None = None, turn_days: float = 1.0) -> Rows:
        return played(tuple((levers or {}).items()), tuple((rules or {}).items()), turn_days)

    return under


def runs_of(stage: Stage, n_runs: int = N_RUNS) -> Rows:
    return np.concatenate(list(play(stage, SEED, 0, n_runs)))


def share(runs: Rows, outcome: int) -> float:
    return float(np.mean(runs["outcome"] == outcome))


def war_share(runs: Rows) -> float:
    return float(np.mean(runs["outcome"] >= 3))
