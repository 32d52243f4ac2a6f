"""Perception – what an actor believes about the others' resolve after it saw them act.

Rule     belief' ~ belief * P(act | type), P from the sender's own decision rule    [Bayes]
         an act seen with visibility v has likelihood v * P(act | type) + (1 - v) * mean P
Reads    belief (sums to 1 over types), the sender's policy at the moment of the act, visibility [0..1]
Source   fearon_1997 (costly signals), mckelvey_palfrey_1998 (types told apart by quantal response)
Assumes  public acts only; a turn without an opportunity to act is no signal; cheap talk moves little
         because every type sends it alike, not because a rule says so
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.state.crisis import State
from standoff.state.tables import N_TYPES, Facts


@rule
def likelihood(p_act: float, p_mean: float, visibility: float, leak: float) -> float:
    """Give the likelihood of an act for one type.

    Parameters
    ----------
    p_act : float
        Probability of the act for that type.
    p_mean : float
        Probability of the act over all types, weighted by belief: what an unseen act amounts to.
    visibility : float
        Share 0..1 with which the act is seen; 0 leaves beliefs alone.
    leak : float
        Floor that keeps beliefs off 0; 0 makes the belief an exact martingale.
    """
    return visibility * p_act + (1.0 - visibility) * p_mean + leak


@rule
def posterior(belief: float, own_likelihood: float, mean_likelihood: float) -> float:
    """Apply Bayes's rule to one type: belief * likelihood / mean likelihood."""
    return belief * own_likelihood / mean_likelihood


@rule
def learn(facts: Facts, state: State, observer: int, sender: int, act: int, is_before_opening: bool) -> None:
    """Update one belief on one act of a sender (row of the action table), in place.

    An act from before the first turn is judged among the sender's peaceful options: the forces that now
    make an attack possible were not yet there.
    """
    visibility = facts.dyad[observer, sender].visibility * facts.rules.learning
    leak = facts.rules.leak * facts.rules.learning
    p_mean = 0.0
    for kind in range(N_TYPES):
        p_mean += state.belief[observer, sender, kind] * act_probability(
            facts, state, sender, kind, act, is_before_opening
        )
    if p_mean + leak <= 0.0 or visibility <= 0.0:
        return
    total = 0.0
    for kind in range(N_TYPES):
        p_act = act_probability(facts, state, sender, kind, act, is_before_opening)
        total += state.belief[observer, sender, kind] * likelihood(p_act, p_mean, visibility, leak)
    for kind in range(N_TYPES):
        belief = state.belief[observer, sender, kind]
        p_act = act_probability(facts, state, sender, kind, act, is_before_opening)
        seen = likelihood(p_act, p_mean, visibility, leak)
        state.belief[observer, sender, kind] = posterior(belief, seen, total)


@rule
def act_probability(facts: Facts, state: State, sender: int, kind: int, act: int, is_peaceful: bool) -> float:
    """Give the probability of an act for a type of sender, among its peaceful options if asked for."""
    if not is_peaceful:
        return state.policy[sender, kind, act]
    peaceful = 0.0
    for option in range(facts.n_actions):
        if facts.action[option].war == 0:
            peaceful += state.policy[sender, kind, option]
    return state.policy[sender, kind, act] / peaceful if peaceful > 0.0 else 0.0


@rule
def perceive(facts: Facts, state: State, observer: int) -> None:
    """Phase 2 for one actor: read what every other did last turn."""
    for sender in range(facts.n_actors):
        act = state.actor[sender].action
        if sender != observer and act >= 0:
            learn(facts, state, observer, sender, act, False)
