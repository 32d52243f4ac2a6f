"""Signals: the audience-cost game as a logit equilibrium of the run's own rules, and the war of attrition.

A resolved sender (probability q) fights when resisted, an unresolved one backs down and pays its audience
cost. In the semi-separating equilibrium the receiver is indifferent at the posterior q* = V_B/(V_B + c_B),
the unresolved sender bluffs with probability b = q (1 - q*)/((1 - q) q*) and the receiver resists with
probability r = V_A/(V_A + a). A logit equilibrium approaches it as precision rises: an indifferent actor is
off by logit(p)/precision in utility, so the error in each probability is of the order 1/precision.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from standoff.rules.assessment import assess, attack_probability
from standoff.rules.choice import critical_risk, logit_share, resist_advantage
from standoff.rules.decision import weigh_options
from standoff.rules.perception import likelihood, perceive, posterior
from standoff.state.crisis import OPTIONS, OUTLOOKS
from standoff.state.tables import N_TYPES, blank
from tests.edits import make_war_dear, watch_closely
from tests.strategies import distributions, inner_shares

PRIZE_A, PRIZE_B, COST_B = 1.0, 1.0, 1.0
FIGHT_RESOLVED, FIGHT_UNRESOLVED = 0.5, -2.0


@dataclass(frozen=True)
class Equilibrium:
    """Probabilities of the signalling game; `belief` is the receiver's after a challenge."""

    bluff: float
    resist: float
    belief: float
    challenge: float
    war: float
    called: float


def play_signals(q: float, audience: float, precision: float, resist: float) -> Equilibrium:
    """One round of best replies in the logit sense to a probability of resistance."""
    challenges, fights = [], []
    for fight in (FIGHT_RESOLVED, FIGHT_UNRESOLVED):
        p_fight = logit_share(fight, -audience, precision)
        resisted = p_fight * fight - (1 - p_fight) * audience
        worth = (1 - resist) * PRIZE_A + resist * resisted
        challenges.append(logit_share(worth, 0.0, precision))
        fights.append(p_fight)
    p_challenge = q * challenges[0] + (1 - q) * challenges[1]
    belief = posterior(q, challenges[0], p_challenge)
    p_war = belief * fights[0] + (1 - belief) * fights[1]
    reply = logit_share(resist_advantage(PRIZE_B, 0.0, -COST_B, p_war), 0.0, precision)
    return Equilibrium(
        bluff=challenges[1],
        resist=reply,
        belief=belief,
        challenge=p_challenge,
        war=p_challenge * resist * p_war,
        called=p_challenge * resist * (1 - p_war),
    )


def equilibrium(q: float, audience: float, precision: float) -> Equilibrium:
    """The logit equilibrium; unique, as the reply falls in the probability of resistance."""

    def excess(resist: float) -> float:
        return play_signals(q, audience, precision, resist).resist - resist

    return play_signals(q, audience, precision, brentq(excess, 0.0, 1.0, xtol=1e-14))


def test_the_receivers_threshold_is_its_critical_risk():
    assert critical_risk(PRIZE_B, 0.0, -COST_B) == pytest.approx(0.5)


@pytest.mark.parametrize("precision", [50.0, 100.0, 200.0, 400.0, 800.0])
def test_the_logit_equilibrium_approaches_the_semi_separating_one(precision):
    solution = equilibrium(q=0.3, audience=0.5, precision=precision)
    # The two indifferent actors err by |logit(.4286)| = .29 and |logit(.667)| = .69 over precision in
    # utility; the slopes of their indifference conditions (1.5 and 2) make less than 1/precision of it.
    tolerance = 1.0 / precision
    assert solution.belief == pytest.approx(0.5, abs=tolerance)
    assert solution.bluff == pytest.approx(0.428571, abs=tolerance)
    assert solution.resist == pytest.approx(0.666667, abs=tolerance)
    assert solution.challenge == pytest.approx(0.6, abs=tolerance)
    assert solution.war == pytest.approx(0.2, abs=tolerance)
    assert solution.called == pytest.approx(0.2, abs=tolerance)


def test_a_sender_that_is_likely_resolved_is_never_resisted():
    solution = equilibrium(q=0.7, audience=0.5, precision=400.0)
    assert solution.bluff == pytest.approx(1.0, abs=1e-6)
    assert solution.resist == pytest.approx(0.0, abs=1e-6)
    assert solution.war == pytest.approx(0.0, abs=1e-6)


def test_higher_audience_costs_make_challenges_less_often_resisted():
    resisted = [equilibrium(0.3, audience, 400.0).resist for audience in (0.1, 0.25, 0.5, 1.0, 1.5)]
    assert resisted == sorted(resisted, reverse=True)
    expected = [PRIZE_A / (PRIZE_A + audience) for audience in (0.1, 0.25, 0.5, 1.0, 1.5)]
    assert resisted == pytest.approx(expected, abs=1 / 100)


@given(war=st.floats(-1.0, -0.01), slope=st.floats(0.01, 1.0), precision=st.floats(1, 100))
def test_a_leader_is_locked_in_once_its_audience_cost_exceeds_its_loss_from_war(war, slope, precision):
    """Fearon 1994: a type worth w <= 0 in war prefers attacking to backing down from t = -w/a on."""
    upkeep = 10.0  # standing is out of the question: back down or attack

    def attacks(days: float) -> float:
        return attack_probability(0.0, war + upkeep, upkeep, slope * days, 0.0, 1.0, precision)

    lock_in = -war / slope
    assert attacks(lock_in) == pytest.approx(0.5, abs=1e-9)
    assert attacks(0.9 * lock_in) < 0.5 < attacks(1.1 * lock_in)


@given(
    belief=distributions(N_TYPES),
    slope=st.floats(0.001, 0.1),
    days=st.integers(1, 30),
    leak=st.floats(0, 0.1),
)
def test_a_leader_that_stays_in_a_public_crisis_looks_ever_more_resolved(belief, slope, days, leak):
    """P(resolved | still in) never falls: those who would rather back down than fight leave first."""
    worth_of_war = np.linspace(0.0, -1.0, N_TYPES)
    resolved = [belief[0]]
    for day in range(days):
        stays = [attack_probability(0.0, war + 10, 10.0, slope * day, 0.0, 1.0, 20.0) for war in worth_of_war]
        seen = [likelihood(p_stay, float(belief @ stays), 1.0, leak) for p_stay in stays]
        mean = float(belief @ seen)
        belief = np.array([posterior(*pair, mean) for pair in zip(belief, seen, strict=True)])
        resolved.append(belief[0])
    assert np.all(np.diff(resolved) >= -1e-12)


@given(audience=st.floats(0.0, 1.0), more=st.floats(0.01, 1.0), war=st.floats(-1.0, 0.0), belief=inner_shares)
def test_the_stronger_a_sides_audience_the_more_its_opponent_gives_way(audience, more, war, belief):
    def resists(cost: float) -> float:
        p_war = attack_probability(0.0, war + 10, 10.0, cost, 0.0, 1.0, 20.0)
        return logit_share(resist_advantage(PRIZE_B, 0.0, -COST_B, belief * p_war), 0.0, 20.0)

    assert resists(audience + more) <= resists(audience)


def opening_options(stage, actor):
    """What an actor weighs on day 0 of a stage, for all of its types."""
    outlook, options = blank(OUTLOOKS), blank(OPTIONS)
    state = stage.opening.copy()
    row = stage.names.actors.index(actor)
    assess(stage.facts, state, outlook)
    weigh_options(stage.facts, state, outlook, options, row)
    return state, options, row


def beliefs_after(stage, state, options, sender, action):
    """What the others believe of a sender after they saw an act, by type."""
    seen = state.copy()
    seen.policy[sender] = options.probability
    seen.actor["action"] = -1
    seen.actor[sender].action = stage.names.actions.index(action)
    rivals = [row for row in range(stage.facts.n_actors) if row != sender]
    for observer in rivals:
        perceive(stage.facts, seen, observer)
    return seen.belief[rivals, sender]


# A demand that costs no audience, raises no hazard and provokes nobody is mere words.
NO_COSTS = {"audience_slope": 0.0, "incident_rate": 0.0, "counter_cost": 0.0}


def test_cheap_talk_is_uninformative(set_crisis):
    stage = set_crisis("strait", watch_closely, **NO_COSTS)
    state, options, vesper = opening_options(stage, "vesper")
    demand, hold = (stage.names.actions.index(action) for action in ("demand", "hold"))
    assert options.utility[:, demand] == pytest.approx(options.utility[:, hold], abs=1e-12)
    after = [beliefs_after(stage, state, options, vesper, action) for action in ("demand", "hold")]
    assert after[0] == pytest.approx(after[1], abs=1e-12)
    # Not to attack does tell something.
    assert not np.allclose(after[0], state.belief[[0, 1], vesper])


def test_a_public_demand_signals_resolve_if_standing_firm_is_costly(set_crisis):
    # While readiness costs less than backing down, the unresolved stand, and no demand is ever called.
    costs = NO_COSTS | {"audience_slope": 0.05, "upkeep": 0.05}
    stage = set_crisis("strait", make_war_dear, **costs)
    state, options, vesper = opening_options(stage, "vesper")
    demand, hold = (beliefs_after(stage, state, options, vesper, action) for action in ("demand", "hold"))
    assert np.all(demand[:, 0] > hold[:, 0])
    assert np.all(demand[:, -1] < hold[:, -1])
