"""The crises without special facts are what they say."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.config.apply import rule_values
from standoff.config.setup import Stages
from standoff.rules.assessment import assess
from standoff.state.crisis import OUTLOOKS
from standoff.state.tables import blank
from standoff.vocabulary import Outcome
from tests.validation.abstract import BALANCES, build_up, satisfied, territory
from tests.validation.conftest import runs_of
from tests.validation.forces import driven
from tests.validation.observed import force_series


@pytest.mark.parametrize("contest", [1.5, 4.0])
def test_each_side_of_the_satisfied_dyad_holds_what_war_would_bring_it(contest: float) -> None:
    whole = rule_values({}, {"contest": contest})
    for balance in BALANCES:
        stage = Stages(satisfied(balance, whole)).stage({}, {"contest": contest})
        outlook = blank(OUTLOOKS)
        assess(stage.facts, stage.opening.copy(), outlook)
        assert outlook.actor[0].true_odds == pytest.approx(outlook.actor[0].value)


def test_the_issues_of_the_dyad_differ_in_a_limited_attack_alone() -> None:
    stages = [Stages(territory(is_territory)).stage({}, {}) for is_territory in (True, False)]
    here, there = (stage.facts.copy() for stage in stages)
    assert (here.actor[0]["limited_axis"], there.actor[0]["limited_axis"]) == (0, -1)
    here.actor[0]["limited_axis"] = -1
    assert here.tobytes() == there.tobytes()


def test_most_build_ups_without_special_facts_pass_and_none_can_be_a_limited_attack() -> None:
    stage = Stages(build_up()).stage({}, {})
    assert (stage.facts.actor["limited_axis"][: stage.facts.n_actors] == -1).all()
    runs = runs_of(stage, 200)
    assert 0.0 < np.mean(runs["outcome"] >= Outcome.FULL_INVASION) < 0.25


def test_the_posture_rule_gives_the_counted_groups_within_fifteen_per_cent(stage) -> None:
    attacker = next(row for row in range(stage.facts.n_actors) if stage.facts.actor[row].is_attacker)
    forces = driven(stage, attacker, force_series())
    assert len(forces) == 3
    assert all(each.is_met for each in forces)
    slower = stage.facts.copy()
    slower.rules.build_rate /= 2
    late = driven(
        type(stage)(slower, stage.names, stage.opens_at, stage.horizon_days, stage.opening),
        attacker,
        force_series(),
    )
    assert not late[-1].is_met
