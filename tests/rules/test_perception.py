"""Perception: Bayes's rule as the run applies it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.rules.perception import likelihood, perceive, posterior
from standoff.state.crisis import STATE
from standoff.state.tables import FACTS, N_TYPES, blank
from tests.strategies import distributions, policies, shares

N_ACTS = 4
OBSERVER, SENDER = 0, 1


def believe(belief, policy, acts, visibility=1.0, leak=0.0, learning=1.0):
    """The observer's belief (n_types,) after it saw a sender act, turn by turn."""
    facts, state = blank(FACTS), blank(STATE)
    facts.n_actors, facts.n_actions = 2, policy.shape[1]
    facts.rules.leak, facts.rules.learning = leak, learning
    facts.dyad[OBSERVER, SENDER].visibility = visibility
    state.belief[OBSERVER, SENDER] = belief
    state.policy[SENDER, :, : policy.shape[1]] = policy
    state.actor[OBSERVER].action = -1
    for act in acts:
        state.actor[SENDER].action = act
        perceive(facts, state, OBSERVER)
    return np.array(state.belief[OBSERVER, SENDER])


def test_a_prior_of_three_tenths_and_a_likelihood_ratio_of_four_give_twelve_nineteenths():
    resolved, other = likelihood(0.8, 0.35, 1.0, 0.0), likelihood(0.2, 0.35, 1.0, 0.0)
    mean = 0.3 * resolved + 0.7 * other
    assert posterior(0.3, resolved, mean) == pytest.approx(0.631579, abs=5e-7)


def test_the_run_applies_it_to_its_five_types():
    policy = np.tile([0.2, 0.8], (N_TYPES, 1))
    policy[0] = [0.8, 0.2]
    belief = np.array([0.3, 0.175, 0.175, 0.175, 0.175])
    assert believe(belief, policy, [0])[0] == pytest.approx(0.631579, abs=5e-7)


@given(belief=distributions(N_TYPES), policy=policies(N_ACTS), visibility=shares)
def test_beliefs_are_a_martingale_under_the_observers_own_forecast(belief, policy, visibility):
    forecast = belief @ policy
    after = np.array([believe(belief, policy, [act], visibility) for act in range(N_ACTS)])
    assert forecast @ after == pytest.approx(belief, abs=1e-12)


@given(belief=distributions(N_TYPES), acts=distributions(N_ACTS), visibility=shares, leak=st.floats(0, 0.2))
def test_an_act_that_all_types_send_alike_is_uninformative(belief, acts, visibility, leak):
    policy = np.tile(acts, (N_TYPES, 1))
    assert believe(belief, policy, [0, 1], visibility, leak) == pytest.approx(belief, abs=1e-12)


@given(
    belief=distributions(N_TYPES),
    policy=policies(N_ACTS),
    leak=st.floats(0, 0.2),
    order=st.permutations([0, 1, 2]),
)
def test_the_order_of_plainly_seen_acts_does_not_matter(belief, policy, leak, order):
    plain = believe(belief, policy, [0, 1, 2], leak=leak)
    assert believe(belief, policy, order, leak=leak) == pytest.approx(plain, abs=1e-12)
    ratios = np.prod(policy[:, [0, 1, 2]] + leak, axis=1)
    assert plain == pytest.approx(belief * ratios / (belief @ ratios), abs=1e-12)


@given(
    belief=distributions(N_TYPES),
    policy=policies(N_ACTS),
    acts=st.lists(st.integers(0, N_ACTS - 1), max_size=20),
    visibility=shares,
    leak=st.floats(0.001, 0.2),
)
def test_beliefs_stay_a_distribution_that_rules_nothing_out(belief, policy, acts, visibility, leak):
    after = believe(belief, policy, acts, visibility, leak)
    assert after.sum() == pytest.approx(1.0, abs=1e-12)
    assert np.all((after > 0.0) & (after < 1.0))


@given(belief=distributions(N_TYPES), leak=st.floats(0.001, 0.1), n_acts=st.integers(1, 20))
def test_no_act_proves_a_type_while_likelihoods_leak(belief, leak, n_acts):
    policy = np.zeros((N_TYPES, 2))
    policy[0, 0] = policy[1:, 1] = 1.0  # only the most resolved ever send act 0
    after = believe(belief, policy, [0] * n_acts, leak=leak)
    assert np.all(after > 0.0)
    assert after[0] > belief[0]
    # Each act moves the odds of two types by (1 + leak)/leak, no further.
    assert after[0] / after[1] == pytest.approx(belief[0] / belief[1] * ((1 + leak) / leak) ** n_acts)


@given(
    belief=distributions(N_TYPES), policy=policies(N_ACTS), visibility=shares, act=st.integers(0, N_ACTS - 1)
)
def test_the_better_an_act_is_seen_the_further_it_moves_beliefs(belief, policy, visibility, act):
    full = believe(belief, policy, [act])
    part = believe(belief, policy, [act], visibility)
    assert part - belief == pytest.approx(visibility * (full - belief), abs=1e-12)


@given(
    belief=distributions(N_TYPES),
    policy=policies(N_ACTS),
    acts=st.lists(st.integers(0, N_ACTS - 1), max_size=5),
)
def test_unseen_acts_and_actors_that_do_not_learn_leave_beliefs_alone(belief, policy, acts):
    assert np.array_equal(believe(belief, policy, acts, visibility=0.0, leak=0.02), belief)
    assert np.array_equal(believe(belief, policy, acts, learning=0.0, leak=0.02), belief)


@given(belief=distributions(N_TYPES), policy=policies(N_ACTS))
def test_a_turn_without_an_act_is_no_signal(belief, policy):
    assert np.array_equal(believe(belief, policy, [-1, -1], leak=0.02), belief)


def test_an_act_that_nobody_would_send_is_ignored_rather_than_divided_by_zero():
    policy = np.tile([0.0, 1.0], (N_TYPES, 1))
    belief = np.full(N_TYPES, 1 / N_TYPES)
    assert np.array_equal(believe(belief, policy, [0]), belief)
