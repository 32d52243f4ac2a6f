"""Act – what a chosen option does to the state.

Rule     each column of the action table is one effect; an action is a row of data
         audience' = (audience + slope * demand) * (1 - pays)
         tension' = tension + step * weight of the rival * g; g = |Goldstein| for acts of coercion and attack,
         -|Goldstein| for those of withdrawal and negotiation, -Goldstein for the rest
         arms, sanctions and flank take what an act adds or takes away, and never fall below 0
Reads    the action table, the actor's state
Source   kahn_1965 (rungs), fearon_1994 (audience), cameo_2012 (weights); the action table of the scenarios
Assumes  acts of one turn are chosen on one snapshot and then take effect one by one; the order of the actors
         shows only where tension meets the ends of its scale, in the rung of a bystander's act on the day on
         which a war begins, and in who counts as the attacker if two begin one
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.incident import begin_war, raise_tension
from standoff.rules.posture import is_belligerent, ordered_share, standing_rung
from standoff.state.crisis import Outlook, State
from standoff.state.tables import Facts
from standoff.vocabulary import OptionClass

STAND, COERCE = int(OptionClass.STAND), int(OptionClass.COERCE)


@rule
def carry_out(facts: Facts, state: State, outlook: Outlook, actor: int, option: int) -> None:
    """Let an actor's act take effect."""
    act = facts.action[option]
    row = state.actor[actor]
    row.action = option
    row.order = ordered_share(facts, actor, act.order, row.order, outlook.actor[actor].force)
    row.audience = (row.audience + facts.rules.audience_slope * act.demand) * (1.0 - act.pays)
    if act.rung > 0.0:
        row.rung = act.rung
        # A war that somebody opens in this very turn binds belligerents alone: bystanders chose in peace.
        if outlook.war > 0 or is_belligerent(state, actor):
            row.rung = max(act.rung, standing_rung(facts, state, actor))
        row.rung_days = 0.0
    if act.table_days >= 0.0:
        row.table_days = act.table_days
    if act.offer >= 0.0:
        row.offer = act.offer
    row.arms_rate = min(facts.rules.arms_rate_ceiling, max(0.0, row.arms_rate + act.arms))
    row.sanctions = min(1.0, max(0.0, row.sanctions + act.sanctions))
    row.flank = min(1.0, max(0.0, row.flank + act.flank))
    if act.access >= 0.0:
        row.access = act.access
        row.extended = 1 if act.access >= 1.0 else 0
    _touch_rivals(facts, state, actor, option)
    if act.joins == 1:
        state.war.outside = 1
    if act.war > 0:
        row.chose_war = 1
        begin_war(state, actor, outlook.actor[actor].target, act.war)


@rule
def _touch_rivals(facts: Facts, state: State, actor: int, option: int) -> None:
    """Raise or ease tension with every rival, and agree calm with them."""
    act = facts.action[option]
    intensity = -abs(act.goldstein)
    if act.option_class >= COERCE:
        intensity = abs(act.goldstein)
    if act.option_class == STAND:
        intensity = -act.goldstein
    for rival in range(facts.n_actors):
        weight = facts.dyad[actor, rival].rival_weight
        if weight <= 0.0:
            continue
        raise_tension(facts, state, actor, rival, intensity * weight)
        if act.calm_days > 0.0:
            calm = max(state.dyad[actor, rival].calm_days, act.calm_days)
            state.dyad[actor, rival].calm_days = calm
            state.dyad[rival, actor].calm_days = calm


@rule
def send_arms(facts: Facts, state: State, target: int) -> None:
    """Add a turn's arms to an actor, from all that protect it."""
    rules = facts.rules
    coming = 0.0
    for protector in range(facts.n_actors):
        coming += state.actor[protector].arms_rate * facts.dyad[protector, target].protects
    row = state.actor[target]
    row.arms = min(rules.arms_ceiling, row.arms + coming * rules.turn_days)
