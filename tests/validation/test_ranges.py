"""Ranges, figures and distances on answers that are known; and what happened stays out of the engine."""

from __future__ import annotations

import math
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from standoff.drivers.kernel import RESULT
from standoff.vocabulary import Outcome
from tests.stages import ROOT
from tests.validation.checks import by_belief, response_of
from tests.validation.emissions import compromises
from tests.validation.observed import OBSERVED, forecasters, members, outcomes
from tests.validation.playing import CRISES, DATES, HELD_OUT, OTHER_ISSUE, TERRITORY
from tests.validation.reached import BETWEEN, MODES, SHARES, reached
from tests.validation.targets import HELD_OUT_FILE, Target, load_targets, log_odds


def played(
    ends: list[Outcome], chose: tuple[int, ...] = (), preferred: tuple[int, ...] = ()
) -> SimpleNamespace:
    """Runs that end so; those listed were a choice of the first actor, or of a type that prefers war."""
    rows = np.zeros(len(ends), RESULT)
    rows["outcome"] = ends
    rows["chose_war"][list(chose), 0] = 1
    rows["preferred_war"][list(preferred), 0] = 1
    return SimpleNamespace(rows=rows, stage=SimpleNamespace(facts=SimpleNamespace(n_actors=2)))


def target(crisis: str, measure: str) -> Target:
    return next(one for one in load_targets() if (one.crisis, one.measure) == (crisis, measure))


def test_every_range_is_of_a_known_measure_and_crisis() -> None:
    known = {*SHARES, *MODES, *BETWEEN, "forecast_gap"}
    assert {one.measure for one in load_targets()} <= known
    assert {one.crisis for one in load_targets()} == {*CRISES, *DATES, "build_up", "dyad"}


def test_minor_violence_is_an_incident_that_grew_and_not_an_attack() -> None:
    ends = [Outcome.STANDOFF, Outcome.LIMITED_INCURSION, Outcome.LIMITED_INCURSION, Outcome.FULL_INVASION]
    (figures,) = reached([target("build_up", "none_or_minor")], {"build_up": played(ends, chose=(2,))})
    assert figures.value == 0.5


def test_an_attack_by_noise_is_one_of_a_type_that_never_preferred_it() -> None:
    ends = [Outcome.FULL_INVASION] * 3 + [Outcome.STANDOFF]
    runs = {"ukraine_2022": played(ends, chose=(0, 1), preferred=(1, 2))}
    (figures,) = reached([target("ukraine_2022", "war_by_noise")], runs)
    assert (figures.value, figures.is_met) == (0.25, False)


def test_a_share_inside_has_no_distance_and_one_outside_that_of_its_log_odds() -> None:
    wanted = Target("x", "any_war", "", 0.05, 0.4)
    assert wanted.distance(0.4, 100) == 0.0
    assert wanted.distance(0.8, 10**9) == pytest.approx(math.log(0.8 / 0.2) - math.log(0.4 / 0.6))
    assert wanted.distance(0.0, 100) == pytest.approx(log_odds(0.05, 100) - math.log(0.5 / 100.5))
    assert wanted.distance(0.9, 100) > wanted.distance(0.8, 100)


def test_a_wrong_end_is_as_far_as_it_is_more_frequent() -> None:
    ends = [Outcome.FULL_INVASION] * 6 + [Outcome.SETTLEMENT] * 3 + [Outcome.STANDOFF]
    (figures,) = reached([target("cuba_1962", "modal_end")], {"cuba_1962": played(ends)})
    assert not figures.is_met
    assert figures.distance == pytest.approx(math.log(6.5 / 3.5))
    (figures,) = reached([target("cuba_1962", "modal_end")], {"cuba_1962": played(ends[6:])})
    assert (figures.is_met, figures.distance) == (True, 0.0)


def test_the_odds_ratio_of_territory_is_that_of_its_wars() -> None:
    war, peace = Outcome.FULL_INVASION, Outcome.STANDOFF
    runs = {TERRITORY: played([war] * 6 + [peace] * 3), OTHER_ISSUE: played([war] * 3 + [peace] * 6)}
    (figures,) = reached([target("dyad", "territory_odds_ratio")], runs)
    assert figures.value == pytest.approx((6.5 / 3.5) ** 2)
    assert figures.distance == pytest.approx(math.log((6.5 / 3.5) ** 2 / 3.0))


def test_a_step_is_a_cliff_only_beyond_its_noise() -> None:
    war, peace = Outcome.FULL_INVASION, Outcome.STANDOFF
    few = [played([peace] * 4).rows, played([war] + [peace] * 3).rows]
    many = [played([peace] * 400).rows, played([war] * 100 + [peace] * 300).rows]
    assert response_of(few).steps == pytest.approx(response_of(many).steps)
    assert response_of(few).cliffs == []
    assert response_of(many).cliffs == [0]
    assert response_of(many[::-1]).falls == [0]


def test_the_averages_of_the_car_emission_data_are_the_published_ones() -> None:
    who, ends, observed = members()
    averages = compromises(who, ends)
    assert averages["weighted median"] == 7.0
    assert averages["weighted mean"] == pytest.approx(7.389956, abs=5e-7)
    assert observed == 8.833


def test_what_happened_is_known_for_every_crisis_and_no_forecast_is_scored_beyond_the_horizon() -> None:
    assert set(outcomes()) == set(CRISES)
    assert set(outcomes("held_out")) == set(HELD_OUT)
    assert {target.crisis for target in load_targets(HELD_OUT_FILE)} == set(HELD_OUT)
    assert not {target.crisis for target in load_targets()} & set(HELD_OUT)
    assert set(DATES) - set(outcomes("dates")) == {"ukraine_2022@2021-12-01"}
    assert all(0.0 < each.p < 1.0 and each.beside in {*CRISES, *DATES} for each in forecasters())


def test_nothing_in_the_engine_or_its_data_reads_what_happened() -> None:
    for folder in ("sim", "scenarios", "conf"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".yaml"}:
                text = Path(path).read_text(encoding="utf-8")
                assert OBSERVED.name not in text, path
                assert "tests.validation" not in text, path


def test_war_by_belief_weighs_the_types_as_the_target_sees_them() -> None:
    runs = played(
        [Outcome.FULL_INVASION, Outcome.STANDOFF, Outcome.STANDOFF, Outcome.STANDOFF, Outcome.STANDOFF]
    )
    runs.rows["type"][:, 1] = range(5)
    belief = np.zeros((2, 2, 5))
    belief[0, 1] = [0.6, 0.1, 0.1, 0.1, 0.1]
    runs.attacker, runs.target = 1, 0
    runs.stage.opening = SimpleNamespace(belief=belief)
    assert by_belief(runs)[1] == pytest.approx(0.6)
