"""Opening – the state on day 0, and what the public acts up to it taught.

Rule     types by inverse CDF of the prior; policies start uniform over all actions and are decided
         ``ROUNDS`` times, so that each forecast of the others rests on a decision; then acts up to
         day 0 are perceived in their order
Reads    the scenario's tables
Draw     Draw.TYPE, one uniform per actor and run
Source   scenario
Assumes  before the acts all hold the common prior
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.assessment import assess
from standoff.rules.choice import pick
from standoff.rules.decision import weigh_options
from standoff.rules.perception import learn
from standoff.rules.posture import force_share
from standoff.state.crisis import Options, Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import EventKind

ACT, EXERCISE = int(EventKind.ACT), int(EventKind.EXERCISE)
ROUNDS = 3
"""Rounds of decisions that form the opening policies."""

NO_MARGIN = -1.0e9
"""Advantage of attack before it was ever weighed: below every possible one."""


@rule
def private_type(facts: Facts, u_type: float) -> int:
    """Give the type of resolve at which the prior's cumulative distribution passes a uniform."""
    return pick(facts.prior, u_type)


@rule
def place_actor(facts: Facts, state: State, actor: int, kind: int) -> None:
    """Write an actor's state on day 0, given its private type."""
    fact = facts.actor[actor]
    row = state.actor[actor]
    row.type = kind
    for axis in range(facts.n_axes):
        state.troops[actor, axis] = facts.force[actor, axis].now
    share = force_share(facts, state, actor)
    row.order = share
    row.peak = share
    row.audience = fact.audience
    row.rung = fact.rung
    row.table_days = fact.table_days
    row.offer = fact.offer if fact.table_days > 0.0 else 0.0
    row.sanctions = fact.sanction_credibility
    row.odds_bias = fact.odds_bias * facts.rules.perception
    if fact.is_protector == 1:
        row.arms_rate = facts.rules.arms_rate
        row.flank = facts.rules.flank
    row.action = -1
    row.access = _opening_access(facts, actor)
    for other in range(facts.n_actors):
        state.dyad[actor, other].tension = facts.dyad[actor, other].tension
        for level in range(N_TYPES):
            state.belief[actor, other, level] = facts.prior[level]


@rule
def _opening_access(facts: Facts, host: int) -> float:
    """Give the access on day 0: full if an announced exercise of the guest has not ended, else none."""
    for event in range(facts.n_events):
        row = facts.event[event]
        if row.kind == EXERCISE and row.host == host and row.until >= 0.0:
            return 1.0
    return 0.0


@rule
def settle_policies(facts: Facts, state: State, outlook: Outlook, options: Options) -> bool:
    """Form the opening policies of all actors and types by a few rounds of decisions.

    Returns
    -------
    bool
        Whether all of their probabilities are finite.
    """
    n_options = facts.n_actions
    state.war.attacker = -1
    state.war.target = -1
    state.war.full_days = -1.0
    state.clock.season = 1.0
    state.tally.days_to_violence = -1.0
    for actor in range(facts.n_actors):
        state.tally.margin[actor] = NO_MARGIN
    for actor in range(facts.n_actors):
        for kind in range(N_TYPES):
            for option in range(n_options):
                state.policy[actor, kind, option] = 1.0 / n_options
    is_finite = True
    for _ in range(ROUNDS):
        assess(facts, state, outlook)
        for actor in range(facts.n_actors):
            if not weigh_options(facts, state, outlook, options, actor):
                is_finite = False
            note_policy(facts, outlook, options, actor)
        for actor in range(facts.n_actors):
            adopt_policy(facts, state, outlook, actor)
    return is_finite


@rule
def note_policy(facts: Facts, outlook: Outlook, options: Options, actor: int) -> None:
    """Keep an actor's decided policy apart until all have decided on the same snapshot."""
    for kind in range(N_TYPES):
        for option in range(facts.n_actions):
            outlook.policy[actor, kind, option] = options.probability[kind, option]


@rule
def adopt_policy(facts: Facts, state: State, outlook: Outlook, actor: int) -> None:
    """Make the policy decided on this snapshot the actor's last one, which the others know."""
    for kind in range(N_TYPES):
        for option in range(facts.n_actions):
            state.policy[actor, kind, option] = outlook.policy[actor, kind, option]


@rule
def recall_acts(facts: Facts, state: State) -> None:
    """Let all actors perceive, in order, the public acts up to day 0: a run begins on its evening."""
    for event in range(facts.n_events):
        row = facts.event[event]
        if row.kind != ACT or row.day > 0.0:
            continue
        for observer in range(facts.n_actors):
            if observer != row.actor:
                learn(facts, state, observer, row.actor, row.action, True)
