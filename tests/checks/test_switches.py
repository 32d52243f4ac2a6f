from __future__ import annotations

import pytest

from standoff.checks import switches
from standoff.checks.check import Verdict
from standoff.checks.switches import SWITCHES, off_is_off, variant
from standoff.checks.trial import CheckedScenario


def test_a_mechanism_that_is_switched_off_leaves_no_trace(trial: CheckedScenario) -> None:
    check = off_is_off(trial)
    assert check.verdict != Verdict.FAIL
    assert {one.value for one in check.findings} == {0.0}
    assert len(check.findings) == len(SWITCHES) + 1


def test_a_switch_that_fails_is_reported_for_each_mechanism(
    trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switches, "variant", lambda _: {"incident_rate": 0.5})
    monkeypatch.setattr(switches, "NO_DRAFTS", {"diplomacy.offer_rate": 1.0})
    check = off_is_off(trial)
    assert check.verdict == Verdict.FAIL
    assert {one.verdict for one in check.findings} == {Verdict.FAIL}
    for switch in SWITCHES:
        assert f"rules={switch.name}" in check.words


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.name)
def test_each_switch_is_a_variant_that_sets_something(switch: switches.Switch) -> None:
    assert variant(switch.name)
