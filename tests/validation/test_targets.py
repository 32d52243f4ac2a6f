"""The February facts against the ranges of ``targets.yaml``, which were written down before tuning."""

from __future__ import annotations

import numpy as np
import pytest

from sim.drivers.single import run_one
from sim.drivers.trace import Trace
from sim.vocabulary import Outcome
from tests.validation.conftest import SEED, share, war_share

PLANNING_DAYS = 14
N_TRACED = 60


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


@pytest.fixture(scope="module")
def forecasts(stage) -> dict[str, dict[str, tuple[float, float]]]:
    """By rival and class: mean forecast of its next act within a planning step, and how often it came."""
    sums: dict[str, dict[str, list[float]]] = {}
    classes = {"withdraw": "talk", "negotiate": "talk", "stand": "stand"}
    for replication in range(N_TRACED):
        trace = Trace()
        record = run_one(stage, SEED, replication, trace=trace)
        acts: dict[str, list[tuple[int, str]]] = {}
        for row in trace.tables["decisions"]:
            if row["is_chosen"]:
                kind = classes.get(row["option_class"], "coerce")
                acts.setdefault(row["actor"], []).append((row["turn"], kind))
        for row in trace.tables["forecasts"]:
            if row["day"] + PLANNING_DAYS > record.days:
                continue
            until = row["turn"] + PLANNING_DAYS
            later = [kind for turn, kind in acts.get(row["rival"], []) if row["turn"] <= turn < until]
            for kind in ("talk", "stand", "coerce"):
                came = 1.0 if later and later[0] == kind else 0.0
                sums.setdefault(row["rival"], {}).setdefault(kind, []).append((row[f"p_{kind}"], came))
    return {
        rival: {kind: tuple(np.mean(pairs, axis=0)) for kind, pairs in kinds.items()}
        for rival, kinds in sums.items()
    }


def test_what_actors_expect_of_their_rivals_is_what_these_do(forecasts, targets) -> None:
    assert len(forecasts) == 4
    for rival, kinds in forecasts.items():
        for kind, (expected, came) in kinds.items():
            assert inside(abs(expected - came), targets["forecast_gap"]), (rival, kind, expected, came)
