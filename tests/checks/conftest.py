from __future__ import annotations

import pytest

from standoff.checks.trial import CheckedScenario
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from tests.commands import STRAIT

N_RUNS = 200


@pytest.fixture(scope="session")
def crisis() -> Scenario:
    return load_scenario(STRAIT)


@pytest.fixture(scope="module")
def trial(crisis: Scenario) -> CheckedScenario:
    return CheckedScenario(crisis, N_RUNS)
