from __future__ import annotations

import pytest

from standoff.checks.all import CHECKS, n_runs, run_checks
from standoff.checks.trial import CheckedScenario
from standoff.scenario.content import Scenario


@pytest.mark.slow
def test_the_progress_bar_ends_with_the_checks(crisis: Scenario) -> None:
    done = []
    trial = CheckedScenario(crisis, 100, done.append)
    assert len(list(run_checks(trial))) == len(CHECKS)
    assert sum(done) == pytest.approx(n_runs(trial), rel=0.02)
