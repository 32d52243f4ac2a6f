"""Negotiation: Rubinstein's shares, Nash's package by enumeration, red lines, and zones that are empty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.drivers.ensemble import play
from standoff.drivers.single import CrisisModel, run_one
from standoff.drivers.trace import Trace
from standoff.rules.assessment import assess
from standoff.rules.decision import weigh_options
from standoff.rules.negotiation import (
    bargaining_power,
    drafts,
    find_package,
    first_proposer_share,
    signing_value,
)
from standoff.state.crisis import OPTIONS, OUTLOOKS
from standoff.state.tables import N_TYPES, blank
from standoff.vocabulary import Outcome, Term, WarLevel
from tests.edits import want_different_things, want_the_same_things
from tests.rules.bargaining import Problem, grid, powers, score, tables
from tests.strategies import problems


def package_of(problem: Problem) -> np.ndarray | None:
    """The package that the rule finds."""
    facts, state, outlook, bargain = tables(problem)
    if not find_package(facts, state, outlook, bargain):
        return None
    return np.array(bargain.package[: len(problem.status_quo)])


def test_a_draft_is_counted_only_if_a_package_is_found():
    for offer, n_drafts in (((1.0, 1.0), 1), ((0.0, 0.0), 0)):
        facts, state, outlook, bargain = tables(pie((0.2, 0.2), offer))
        assert find_package(facts, state, outlook, bargain) == bool(n_drafts)
        assert state.clock.drafts == n_drafts


def pie(going_on, offer, delay_cost=(0.01, 0.01), status_quo=0.5) -> Problem:
    """A pie of 1 between a side that wants all of it (position 1) and one that wants to give none."""
    return Problem(
        ideal=np.array([[1.0], [0.0]]),
        salience=np.ones((2, 1)),
        low=np.zeros((2, 1)),
        high=np.ones((2, 1)),
        control=np.ones((2, 1)),
        status_quo=np.array([status_quo]),
        flexibility=np.ones(2),
        offer=np.array(offer),
        going_on=np.array(going_on),
        delay_cost=np.array(delay_cost),
    )


def test_the_first_proposer_gets_the_share_of_rubinsteins_game():
    assert first_proposer_share(0.9, 0.8) == pytest.approx(0.714286, abs=5e-7)


@given(rate=st.floats(0.01, 1.0), other=st.floats(0.01, 1.0))
def test_as_offers_follow_each_other_faster_the_share_is_that_of_the_others_impatience(rate, other):
    limit = other / (rate + other)
    errors = []
    for days in (0.1, 0.01):
        share = first_proposer_share(np.exp(-rate * days), np.exp(-other * days))
        errors.append(abs(share - limit))
    # The error is of first order in the delay: at most rate * days, and it falls with the delay.
    assert errors[1] <= max(rate, other) * 0.01
    assert errors[1] <= errors[0]


@given(problem=problems())
def test_power_is_the_mean_share_that_patience_wins(problem):
    facts, _, outlook, _ = tables(problem)
    items = [bargaining_power(facts, outlook, actor) for actor in range(facts.n_actors)]
    assert items == pytest.approx(powers(problem), rel=1e-12)


@pytest.mark.parametrize("most", [0.6, 0.7, 0.76, 0.8, 0.9, 1.0])
def test_two_sides_that_can_fight_split_the_pie_where_nash_says(most):
    """War is won with .6 and costs .1 and .2: x = p - c_a + (c_a + c_b)/2 = .65."""
    problem = pie(going_on=(0.6 - 0.1, 0.4 - 0.2), offer=(0.0, 2 * (most - 0.5)))
    package = package_of(problem)
    step = (most - 0.5) / 4
    assert package is not None
    assert abs(package[0] - min(0.65, most)) <= step + 1e-12


def test_the_split_is_exact_where_the_grid_holds_it():
    package = package_of(pie(going_on=(0.5, 0.2), offer=(0.0, 0.6)))
    assert package == pytest.approx([0.65])


@pytest.mark.parametrize(("mine", "other"), [(0.01, 0.01), (0.01, 0.03), (0.04, 0.01)])
def test_patience_moves_the_split_by_its_share_of_the_surplus(mine, other):
    """Asymmetric Nash: x = p - c_a + alpha (c_a + c_b), alpha the normalised power."""
    problem = pie(going_on=(0.5, 0.2), offer=(0.0, 0.8), delay_cost=(mine, other))
    alpha = powers(problem)[0] / powers(problem).sum()
    package = package_of(problem)
    assert package is not None
    assert abs(package[0] - (0.5 + alpha * 0.3)) <= 0.1 + 1e-12


@given(problem=problems())
def test_the_package_is_the_best_of_the_whole_grid(problem):
    best = max(score(problem, package) for package in grid(problem))
    package = package_of(problem)
    assert (package is not None) == np.isfinite(best)
    if package is not None:
        assert score(problem, package) == pytest.approx(best, abs=1e-9)


def with_room(problem: Problem) -> Problem:
    """The same crisis with alternatives so poor that all parties gain by some package that moves an issue."""
    moving = [each for each in grid(problem) if np.abs(each - problem.status_quo).sum() > 1e-9]
    if not moving:
        return problem
    parties = problem.parties()
    best = max(moving, key=lambda each: (problem.value(each) - problem.going_on)[parties].min(initial=np.inf))
    return replace(problem, going_on=np.minimum(problem.going_on, problem.value(best) - 0.02))


@given(problem=problems().map(with_room))
def test_no_other_package_is_better_for_all_parties(problem):
    package = package_of(problem)
    assume(package is not None)
    mine, parties = problem.value(package), problem.parties()
    for other in grid(problem):
        if np.abs(other - problem.status_quo).sum() > 1e-9:
            assert not np.all((problem.value(other) > mine + 1e-12)[parties])


@given(problem=problems(), order=st.permutations([0, 1, 2]))
def test_the_order_of_the_actors_does_not_matter(problem, order):
    n = len(problem.going_on)
    rows = [actor for actor in order if actor < n]
    columns = {name: values for name, values in vars(problem).items() if name != "status_quo"}
    shuffled = replace(problem, **{name: values[rows] for name, values in columns.items()})
    package, other = package_of(problem), package_of(shuffled)
    assert (package is None) == (other is None)
    if package is not None:
        assert score(problem, other) == pytest.approx(score(problem, package), abs=1e-9)


@given(problem=problems(n_actors=2))
def test_mirrored_sides_get_mirrored_packages(problem):
    """Exchange both sides' names and both ends of every issue: the package is mirrored."""
    flipped = replace(
        problem,
        ideal=1 - problem.ideal,
        low=1 - problem.high,
        high=1 - problem.low,
        status_quo=1 - problem.status_quo,
    )
    package, other = package_of(problem), package_of(flipped)
    assert (package is None) == (other is None)
    if package is not None:
        assert score(problem, 1 - other) == pytest.approx(score(problem, package), abs=1e-9)


@given(problem=problems(), scale=st.sampled_from([0.25, 0.5, 2.0, 4.0]), actor=st.integers(0, 1))
def test_the_unit_of_an_actors_utility_does_not_matter(problem, scale, actor):
    """u' = s*u + (1 - s) on everything that the actor values, its disagreement included."""
    salience, going_on = problem.salience.copy(), problem.going_on.copy()
    salience[actor] *= scale
    going_on[actor] = scale * going_on[actor] + 1 - scale
    scaled = replace(problem, salience=salience, going_on=going_on)
    package, other = package_of(problem), package_of(scaled)
    assert (package is None) == (other is None)
    if package is not None:
        assert score(problem, other) == pytest.approx(score(problem, package), abs=1e-9)


@given(problem=problems())
def test_no_package_crosses_a_red_line_that_the_status_quo_respects(problem):
    package = package_of(problem)
    assume(package is not None)
    floor = np.minimum(problem.low, problem.status_quo).max(axis=0)
    ceiling = np.maximum(problem.high, problem.status_quo).min(axis=0)
    assert np.all(package >= floor - 1e-12)
    assert np.all(package <= ceiling + 1e-12)


@given(problem=problems())
def test_without_offers_there_is_no_package(problem):
    assert package_of(replace(problem, offer=np.zeros_like(problem.offer))) is None


def test_a_pie_that_one_side_would_rather_fight_for_is_never_split():
    # Both together expect 1.05 of a pie of 1 from going on: every package makes one of them worse off.
    assert package_of(pie(going_on=(0.6, 0.45), offer=(1.0, 1.0))) is None


@given(problem=problems(), trust=st.floats(0, 1), shame=st.floats(0, 1), package=st.integers(0, 10**6))
def test_distrust_and_a_public_demand_only_lower_the_worth_of_signing(problem, trust, shame, package):
    facts, _, outlook, _ = tables(problem)
    packages = grid(problem)
    values = problem.value(packages[package % len(packages)])
    for actor, value in enumerate(values):
        assert signing_value(facts, outlook, actor, value) == pytest.approx(value)
        facts.rules.trust, outlook.actor[actor].audience = trust, shame
        assert signing_value(facts, outlook, actor, value) <= value + 1e-12
        facts.rules.trust, outlook.actor[actor].audience = 1.0, 0.0


@pytest.mark.parametrize(("gain", "left"), [(-0.1, 1.0), (0.0, 1.0), (0.1, 0.6), (0.25, 0.0), (0.5, 0.0)])
def test_signing_below_a_demand_costs_its_share_of_the_audience_cost_less_what_was_gained(gain, left):
    facts, _, outlook, _ = tables(pie((0.2, 0.2), (1.0, 1.0)))
    facts.rules.shame, facts.rules.saving_gain = 0.4, 0.25
    value = outlook.actor[0].value + gain
    proud = signing_value(facts, outlook, 0, value)
    outlook.actor[0].audience = 0.3
    assert proud - signing_value(facts, outlook, 0, value) == pytest.approx(0.4 * 0.3 * left)


# Without opportunities to act the opening offers stand; a draft comes every day.
TALKS = {"tempo": 0.0, "offer_rate": 100.0, "trust": 1.0, "upkeep": 0.0}


def test_a_crisis_with_a_trade_in_it_settles_once_all_sit_at_the_table(set_crisis):
    stage = set_crisis("strait", want_different_things, **TALKS)
    for replication in range(10):
        model = CrisisModel(stage, seed=1, replication=replication)
        model.step()
        result = model.result()
        # Each gains .4 at least: at the project's precision a refusal has odds below 1e-6.
        assert result.outcome == Outcome.SETTLEMENT
        assert result.positions == (0.0, 1.0)


def test_a_crisis_without_anything_to_trade_never_settles(set_crisis):
    stage = set_crisis("strait", want_the_same_things, **TALKS)
    trace = Trace()
    assert run_one(stage, 1, 0, trace=trace).outcome == Outcome.STANDOFF
    attempts = [event for event in trace.tables["events"] if event["kind"] == "no_package"]
    assert len(attempts) == stage.horizon_days


def test_an_empty_zone_stays_empty_whatever_the_actors_do(set_crisis):
    stage = set_crisis("strait", want_the_same_things, **TALKS | {"tempo": 0.5})
    runs = np.concatenate(list(play(stage, 1, 0, 200)))
    assert not runs["drafts"].any()
    assert not runs["signed"].any()


@pytest.mark.parametrize("level", WarLevel)
def test_a_settlement_is_worth_something_only_while_a_draft_is_possible(set_crisis, level):
    stage = set_crisis("ukraine")
    facts, state, outlook = stage.facts, stage.opening.copy(), blank(OUTLOOKS)
    n_actors, n_options = int(facts.n_actors), int(facts.n_actions)
    state.actor["table_days"][:n_actors], state.actor["offer"][:n_actors] = 14.0, 0.2
    state.war.level = level
    state.war.attacker, state.war.target = (stage.names.actors.index(name) for name in ("russia", "ukraine"))
    assess(facts, state, outlook)
    worth = []
    for actor in range(n_actors):
        options = blank(OPTIONS)
        weigh_options(facts, state, outlook, options, actor)
        is_open = options.available[:n_options] == 1
        worth.append(options.term[:n_options, Term.SETTLEMENT, :N_TYPES][is_open].max())
    assert (max(worth) > 0.0) == drafts(facts, state, 0.0) == (level == WarLevel.NONE)


def test_an_offer_does_not_reduce_fear_once_there_is_fighting(set_crisis):
    stage = set_crisis("ukraine")
    facts, state, outlook = stage.facts, stage.opening.copy(), blank(OUTLOOKS)
    russia, target = (stage.names.actors.index(name) for name in ("russia", "ukraine"))
    hold, offer = (stage.names.actions.index(name) for name in ("hold", "concede_issue"))
    fears = {}
    for level in (WarLevel.NONE, WarLevel.LIMITED):
        state.war.level, state.war.attacker, state.war.target = level, russia, target
        assess(facts, state, outlook)
        options = blank(OPTIONS)
        weigh_options(facts, state, outlook, options, target)
        fears[level] = options.term[[hold, offer], Term.FEAR, 0].tolist()
    assert fears[WarLevel.NONE][0] < fears[WarLevel.NONE][1] < 0.0
    assert fears[WarLevel.LIMITED][0] == fears[WarLevel.LIMITED][1] < 0.0
