"""The February facts against the ranges of ``targets.yaml``, which were written down before tuning."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.vocabulary import Outcome
from tests.validation.conftest import share, war_share
from tests.validation.forecasts import forecasts


def inside(value: float, target: dict[str, float]) -> bool:
    return target["low"] <= value <= target["high"]


def test_the_share_of_war_lies_where_forecasters_stood(runs_under, targets) -> None:
    assert inside(war_share(runs_under()), targets["any_war"])


def test_the_alliance_fights_rarely_but_can(runs_under, targets) -> None:
    assert inside(share(runs_under(), Outcome.WIDER_WAR), targets["wider_war"])


def test_settlements_are_as_rare_as_in_militarised_disputes(runs_under, targets) -> None:
    assert inside(share(runs_under(), Outcome.SETTLEMENT), targets["settlement"])


def test_peace_ends_most_often_without_an_agreement(runs_under, targets) -> None:
    peaceful = (Outcome.STANDOFF, Outcome.DE_ESCALATION, Outcome.SETTLEMENT)
    most = max(peaceful, key=lambda outcome: share(runs_under(), outcome))
    assert most.name.lower() in targets["modal_peaceful_end"]["among"]


def test_types_that_never_preferred_war_seldom_attack(runs_under, targets, stage) -> None:
    runs = runs_under()
    n = len(stage.names.actors)
    by_noise = (runs["chose_war"][:, :n] == 1) & (runs["preferred_war"][:, :n] == 0)
    assert inside(float(np.mean(by_noise.any(axis=1))), targets["war_by_noise"])


def test_half_day_turns_give_the_shares_of_daily_ones(runs_under, targets) -> None:
    daily, half = runs_under(), runs_under(turn_days=0.5)
    for outcome in Outcome:
        assert inside(abs(share(half, outcome) - share(daily, outcome)), targets["half_day_gap"]), outcome


def test_the_second_axis_matters_beyond_noise(runs_under, targets) -> None:
    closed = runs_under({"escalation.host_access": 0.0})
    assert inside(war_share(runs_under()) - war_share(closed), targets["access_effect"])


@pytest.mark.slow
def test_what_actors_expect_of_their_rivals_is_what_these_do(stage, targets) -> None:
    expected_and_done = forecasts(stage)
    assert len(expected_and_done) == 4
    for rival, kinds in expected_and_done.items():
        for kind, (expected, came) in kinds.items():
            assert inside(abs(expected - came), targets["forecast_gap"]), (rival, kind, expected, came)
