"""Choice: the agent logit against its published form, its limits, and what classes of options do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.rules.choice import (
    choice_probabilities,
    class_weights,
    critical_risk,
    logit_share,
    pick,
    resist_advantage,
)
from tests.strategies import arrays, distributions, inner_shares, utilities

# A challenges or not, B concedes or resists, A backs down or fights. Payoffs (A, B): status quo (0, 1),
# concession (1, 0), backing down (-.5, .9), fighting (-.2, -.3). Columns: precision, P(A challenges),
# P(B resists), P(A fights); precisions 1 and 5 agree with `logit_solve_lambda` of Gambit 16.7.
AGENT_LOGIT = [
    (0.5, 0.535936, 0.531842, 0.537430),
    (1.0, 0.566233, 0.552473, 0.574443),
    (2.0, 0.629712, 0.562281, 0.645656),
    (5.0, 0.923474, 0.400004, 0.817574),
    (10.0, 0.999879, 0.080847, 0.952574),
]


def responses(utility, precision, weight=None, available=None):
    """The quantal response as an array."""
    utility = np.asarray(utility, dtype=float)
    weight = np.ones(len(utility)) if weight is None else np.asarray(weight, dtype=float)
    available = np.ones(len(utility), dtype=np.int64) if available is None else np.asarray(available)
    probability = np.full(len(utility), np.nan)
    choice_probabilities(utility, weight, available, float(precision), probability)
    return probability


def weights_of(option_class, available):
    weight = np.full(len(available), np.nan)
    class_weights(np.asarray(option_class), np.asarray(available), weight)
    return weight


@pytest.mark.parametrize(("precision", "challenge", "resist", "fight"), AGENT_LOGIT)
def test_backward_recursion_gives_the_agent_logit_of_the_crisis_game(precision, challenge, resist, fight):
    p_fight = logit_share(-0.2, -0.5, precision)
    p_resist = logit_share(p_fight * -0.3 + (1 - p_fight) * 0.9, 0.0, precision)
    after = (1 - p_resist) * 1.0 + p_resist * (p_fight * -0.2 + (1 - p_fight) * -0.5)
    p_challenge = responses([after, 0.0], precision)[0]
    assert [p_challenge, p_resist, p_fight] == pytest.approx([challenge, resist, fight], abs=6e-7)


@pytest.mark.parametrize(
    ("precision", "row", "column"), [(1.0, 0.706781, 0.469950), (2.0, 0.745289, 0.384206)]
)
def test_the_logit_equilibrium_of_a_matrix_game_is_a_fixed_point(precision, row, column):
    """A = [[3, 0], [0, 1]], B = [[0, 1], [2, 0]]; values of Gambit 16.7."""
    p, q = row, column
    assert responses([3 * q, 1 - q], precision)[0] == pytest.approx(row, abs=2e-6)
    assert responses([2 * (1 - p), p], precision)[0] == pytest.approx(column, abs=2e-6)


@given(value=utilities, other=utilities, precision=st.floats(0, 100))
def test_two_options_of_equal_weight_are_the_logit_share(value, other, precision):
    expected = logit_share(value, other, precision)
    assert responses([value, other], precision)[0] == pytest.approx(expected, abs=1e-12)


@given(data=st.data(), utility=arrays(utilities, 6), precision=st.floats(0, 1e4))
def test_probabilities_are_a_distribution_over_open_options(data, utility, precision):
    available = data.draw(arrays(st.integers(0, 1), 6).filter(lambda flags: flags.any()))
    probability = responses(utility, precision, available=available)
    assert probability.sum() == pytest.approx(1.0)
    assert np.all(probability >= 0.0)
    assert not probability[available == 0].any()


@given(option_class=arrays(st.integers(0, 3), 8), utility=arrays(utilities, 8))
def test_without_precision_every_class_is_equally_likely(option_class, utility):
    probability = responses(utility, 0.0, weights_of(option_class, np.ones(8, dtype=np.int64)))
    classes = np.unique(option_class)
    for each in classes:
        assert probability[option_class == each].sum() == pytest.approx(1 / len(classes))


@given(utility=arrays(utilities, 5), weight=distributions(5))
def test_with_unbounded_precision_the_best_reply_is_sure(utility, weight):
    ordered = np.sort(utility)
    assume(ordered[-1] - ordered[-2] > 1e-3)
    # exp(-1e5 * 1e-3) is below 1e-43, and no weight is 1e40 times another.
    assert responses(utility, 1e5, weight)[np.argmax(utility)] == pytest.approx(1.0)


@given(utility=arrays(utilities, 4), shift=utilities, precision=st.floats(0, 50))
def test_a_constant_added_to_all_utilities_changes_nothing(utility, shift, precision):
    moved = responses(utility + shift, precision)
    assert moved == pytest.approx(responses(utility, precision), abs=1e-9)


@given(utility=arrays(utilities, 4), precision=st.floats(0.1, 50), rise=st.floats(0.01, 1.0))
def test_an_option_that_gains_is_chosen_more_often(utility, precision, rise):
    better = utility.copy()
    better[1] += rise
    assert responses(better, precision)[1] >= responses(utility, precision)[1]


@given(utility=arrays(utilities, 3), precision=st.floats(0, 50), n_copies=st.integers(1, 5))
def test_synonyms_of_an_option_decide_nothing(utility, precision, n_copies):
    """Copies of option 0 in its class leave the chances of the other classes as they were."""
    option_class = np.array([0] * n_copies + [1, 2])
    copied = np.concatenate([np.full(n_copies, utility[0]), utility[1:]])
    weight = weights_of(option_class, np.ones(len(copied), dtype=np.int64))
    assert responses(copied, precision, weight)[n_copies:] == pytest.approx(
        responses(utility, precision)[1:], abs=1e-12
    )


def test_closed_options_carry_no_weight_and_take_none_from_their_class():
    assert weights_of([0, 0, 0, 1], [1, 0, 1, 1]).tolist() == [0.5, 0.0, 0.5, 1.0]
    assert weights_of([0, 1, 1, 1], [1, 0, 0, 0])[1:].tolist() == [0.0, 0.0, 0.0]


def test_one_stands_firm_up_to_ellsbergs_critical_risk():
    assert critical_risk(1.0, 0.0, -9.0) == pytest.approx(0.10)
    assert resist_advantage(1.0, 0.0, -9.0, 0.10) == pytest.approx(0.0, abs=1e-12)


@given(prevail=st.floats(0.1, 2.0), submit=st.floats(-2.0, 0.0), loss=st.floats(0.1, 9.0), p_war=inner_shares)
def test_resisting_is_worth_its_lottery_less_submission(prevail, submit, loss, p_war):
    disaster = submit - loss
    expected = (1 - p_war) * prevail + p_war * disaster - submit
    assert resist_advantage(prevail, submit, disaster, p_war) == pytest.approx(expected, abs=1e-9)


@given(probability=distributions(5), u_choice=st.floats(0.0, 1.0, exclude_max=True))
def test_a_pick_inverts_the_cumulative_distribution(probability, u_choice):
    picked = pick(probability, u_choice)
    cumulative = np.cumsum(probability)
    assert u_choice < cumulative[picked] or picked == 4
    assert picked == 0 or u_choice >= cumulative[picked - 1]


def test_an_option_without_a_chance_is_never_picked():
    probability = np.array([0.0, 0.5, 0.0, 0.5, 0.0])
    picked = {pick(probability, u_choice) for u_choice in np.linspace(0, 1, 101)}
    assert picked == {1, 3}
