from __future__ import annotations

import pytest

from sim.checks.trial import Trial
from sim.scenario.content import Scenario
from sim.scenario.load import load_scenario
from tests.apps.commands import STRAIT

N_RUNS = 200


@pytest.fixture(scope="session")
def crisis() -> Scenario:
    return load_scenario(STRAIT)


@pytest.fixture(scope="module")
def trial(crisis: Scenario) -> Trial:
    return Trial(crisis, N_RUNS)
