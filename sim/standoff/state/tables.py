"""Columns of the tables that a scenario fixes, each with its unit and range.

A crisis is one record of tables. Indices exist only here and below: an actor, an issue or an
axis is a row, its name stays with the scenario. ``crisis.py`` holds the tables that change in a run.

Abbreviations in the comments: share = 0..1; utility = share of what is at stake for the actor
(1 = its ideal on every issue, 0 = its worst); position = 0..1 on an issue.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from standoff.arrays import Rows

__all__ = [
    "ACTION",
    "ACTOR",
    "AXIS",
    "DYAD",
    "EVENT",
    "FACTS",
    "FORCE",
    "ISSUE",
    "MAX_ACTIONS",
    "MAX_ACTORS",
    "MAX_AXES",
    "MAX_EVENTS",
    "MAX_ISSUES",
    "N_TYPES",
    "POSITION",
    "RULES",
    "Facts",
    "blank",
    "table",
]

N_TYPES = 5
"""Number of private types of resolve; type 0 finds war cheapest, type 4 dearest."""

ACTOR = np.dtype(
    [
        ("slot", np.uint64),  # stable hash of the name: the actor's word in the counter of chance
        ("is_attacker", np.int64),  # 1 = may attack some actor
        ("is_target", np.int64),  # 1 = may be attacked
        ("is_protector", np.int64),  # 1 = committed to an actor that may be attacked
        ("is_host", np.int64),  # 1 = its territory carries an axis of another actor
        ("quality", np.float64),  # strength of a thousand troops relative to the target's, > 0
        ("required", np.float64),  # thousand troops that the plan needs (attacker) or that can be raised
        ("base_share", np.float64),  # peacetime force, share of the required one
        ("plan_share", np.float64),  # planned force, share of the required one
        ("war_cost", np.float64),  # utility lost in a full war at the middle type, before sanctions
        ("sanction_exposure", np.float64),  # utility lost under full sanctions
        ("third_party_support", np.float64),  # share of that loss that outside partners make good
        ("sanction_credibility", np.float64),  # share: how surely this actor sanctions an attack
        ("odds_bias", np.float64),  # added to the attacker's log odds as this actor sees them
        ("demand", np.float64),  # share: how public the actor's demand is
        ("audience", np.float64),  # utility: audience cost that backing down has at day 0
        ("rung", np.float64),  # rung of escalation at day 0 (Kahn's ladder, 1..16)
        ("table_days", np.float64),  # days for which the actor's readiness to talk stands at day 0
        ("offer", np.float64),  # standing offer at day 0, share of what the actor can give
        ("flexibility", np.float64),  # share of the way to the rival's ideal that it can give
        ("delay_cost", np.float64),  # rate at which delay costs it, per day (impatience)
        ("reference", np.float64),  # utility that it takes for its due (prospect theory)
        ("drift", np.float64),  # utility that it fears to lose if the status quo goes on
        ("transparency", np.float64),  # share of its military activity that it notifies and shows
        ("limited_axis", np.int64),  # axis of a limited attack, -1 = none
        ("full_scale", np.float64),  # thousand troops across that make its attack full-scale, 0 = not given
    ]
)

DYAD = np.dtype(
    [
        ("slot", np.uint64),  # stable hash of the unordered pair of names
        ("may_attack", np.int64),  # 1 = the row actor may attack the column actor
        ("rival_weight", np.float64),  # share of the row's attention to the column as a rival; rows sum to 1
        ("protects", np.float64),  # share: commitment of the row to protect the column
        ("hosts", np.int64),  # 1 = the row's territory carries forces of the column
        ("dependence", np.float64),  # share: dependence of the row on the column
        ("proximity", np.float64),  # share: how close their forces are to each other (symmetric)
        ("tension", np.float64),  # share: tension at day 0 (symmetric)
        ("visibility", np.float64),  # share: how surely the row sees what the column does
    ]
)

POSITION = np.dtype(
    [
        ("ideal", np.float64),  # position that it wants most
        ("salience", np.float64),  # share of its stakes that hang on the issue; sums to 1 over issues
        ("low", np.float64),  # red line: least position that it accepts
        ("high", np.float64),  # red line: greatest position that it accepts
        ("control", np.float64),  # share of a change on the issue that it can grant
        ("won", np.float64),  # position if its attack succeeds (attackers only)
        ("lost", np.float64),  # position if its attack fails (attackers only)
        ("limited", np.float64),  # position after its limited attack (attackers only)
    ]
)

ISSUE = np.dtype([("status_quo", np.float64)])  # position at day 0

AXIS = np.dtype(
    [
        ("weight", np.float64),  # share of the attacker's aim that the axis decides; sums to 1
        ("host", np.int64),  # actor through whose territory it runs, -1 = the attacker's own
    ]
)

FORCE = np.dtype(
    [
        ("now", np.float64),  # thousand troops at day 0
        ("peacetime", np.float64),  # thousand troops in peacetime
        ("plan", np.float64),  # thousand troops when the plan is filled
        ("distance", np.float64),  # km from the border, weighted by troops
        ("strikes", np.float64),  # strike units: launchers and attack aircraft
    ]
)

EVENT = np.dtype(
    [
        ("day", np.float64),  # day on which it begins; up to 0 = before the first turn
        ("until", np.float64),  # day on which it ends (exercise), else equal to day
        ("kind", np.int64),  # vocabulary.EventKind
        ("actor", np.int64),  # who acts, -1 = nobody
        ("host", np.int64),  # on whose territory, -1 = the actor's own
        ("action", np.int64),  # row of the action table for an act, else -1
        ("value", np.float64),  # season: trafficability, share; inject: size in the unit of its effect
        ("effect", np.int64),  # vocabulary.InjectEffect of an inject, else -1
        ("other", np.int64),  # the other actor of an inject's pair, -1 = none
        ("axis", np.int64),  # where an inject brings troops, the last row = on no axis; else -1
    ]
)

ACTION = np.dtype(
    [
        ("option_class", np.int64),  # vocabulary.OptionClass
        ("rung", np.float64),  # rung of escalation, 0 = leaves it as it is
        ("goldstein", np.float64),  # Goldstein weight of its CAMEO code, -10..10
        ("who", np.int64),  # vocabulary.Role
        ("min_force", np.float64),  # needs at least this share of the required force
        ("above_base", np.int64),  # 1 = only with more than the peacetime force
        ("at_table", np.int64),  # 1 = only while at the table
        ("min_war", np.int64),  # allowed from this vocabulary.WarLevel
        ("max_war", np.int64),  # ... up to this one
        ("cost", np.float64),  # utility
        ("order", np.int64),  # vocabulary.ForceOrder
        ("pays", np.float64),  # share of the audience cost that is paid at once
        ("demand", np.float64),  # publicity of the demand that it makes, share; raises audience cost
        ("table_days", np.float64),  # days at the table that it promises, -1 = leaves them, 0 = ends them
        ("offer", np.float64),  # standing offer that it makes, share, -1 = leaves it
        ("arms", np.float64),  # strength per day that it adds to the protected actor, share
        ("sanctions", np.float64),  # adds to the credibility of sanctions, share
        ("flank", np.float64),  # adds to the reinforcement of the alliance's own territory, share
        ("access", np.float64),  # access that a host grants, share, -1 = leaves it
        ("calm_days", np.float64),  # days for which incidents with rivals become less likely
        ("war", np.int64),  # vocabulary.WarLevel that it starts
        ("joins", np.int64),  # 1 = brings the actor's own forces into a war that goes on
    ]
)

RULES = np.dtype(
    [
        ("turn_days", np.float64),  # days per turn
        # decision
        ("rationality", np.float64),  # precision of choice (lambda), per utility
        ("discount", np.float64),  # weight of what comes after one planning step, share
        ("planning_days", np.float64),  # length of the planning step, days
        ("tempo", np.float64),  # opportunities to act, per day
        ("counter_cost", np.float64),  # utility that a rival's counter-move costs
        # resolve
        ("type_tilt", np.float64),  # prior over types of resolve: 0 uniform, > 0 towards resolved
        ("type_spread", np.float64),  # war cost of the dearest type less that of the middle one, share
        # audience
        ("audience_slope", np.float64),  # utility per unit of public demand
        ("audience_growth", np.float64),  # utility per day at full demand and rung 6
        ("cover", np.float64),  # share of the audience cost that an ended exercise hides
        ("cover_days", np.float64),  # days after a declared exercise for which it does
        # war values
        ("contest", np.float64),  # exponent of the contest success function
        ("defence", np.float64),  # strength multiplier of a defender's posture
        ("redeploy", np.float64),  # share of the defenders of a closed axis who can go elsewhere
        ("gradient_km", np.float64),  # distance over which strength falls to 1/e, km
        ("limited_cost", np.float64),  # cost of a limited attack as share of that of a full one
        ("limited_sanctions", np.float64),  # sanctions after a limited attack, share of the full ones
        ("arms_rate_ceiling", np.float64),  # arms that one protector can send at most, share per day
        ("arms_ceiling", np.float64),  # strength that arms can add at most, share
        ("protector_resolve", np.float64),  # share of a protector's cost of war that goes by its type
        ("unsaved_cost", np.float64),  # share of its own cost of war that joining does not save a protector
        ("perception", np.float64),  # share of the scenario's biases of odds that counts, 0 = true odds
        ("arms_rate", np.float64),  # arms that each protector sends at the opening, strength share per day
        ("flank", np.float64),  # reinforcement of the protectors' own territory at the opening, share
        # salvo
        ("salvo_hits", np.float64),  # good shots per strike unit
        ("salvo_intercepts", np.float64),  # shots that a thousand defenders turn away
        ("salvo_staying", np.float64),  # hits that put a thousand defenders out of action
        ("salvo_ceiling", np.float64),  # share of a defence that a salvo can put out of action at most
        # forces
        ("upkeep", np.float64),  # utility per day of a full force at the front
        ("build_rate", np.float64),  # build-up, share of the required force per day
        ("withdraw_rate", np.float64),  # withdrawal, share of the required force per day
        ("call_up_rate", np.float64),  # ... of an actor that attacks nobody
        ("exercise_surge", np.float64),  # share of the way from peacetime to the plan that an exercise goes
        ("mobilised_surge", np.float64),  # force above peacetime that counts as mobilised, share
        ("reaction", np.float64),  # Richardson: force share that full fear of attack calls for
        ("reaction_fatigue", np.float64),  # Richardson: rate of return, per day
        # diplomacy
        ("offer_rate", np.float64),  # drafts of a package while all are at the table, per day
        ("mediator_rate", np.float64),  # tables that a mediator opens, per day
        ("mediator", np.float64),  # strength of mediation, 1 = as reported, 0 = none
        ("mediation_speed", np.float64),  # share by which mediation of strength 1 speeds drafts
        ("mediated_days", np.float64),  # days for which a mediator holds the parties at the table
        ("saving_gain", np.float64),  # gain at which signing below a public demand costs no face, utility
        ("shame", np.float64),  # share of the audience cost that signing below a public demand costs
        ("trust", np.float64),  # share of a promised gain that a rival counts on beyond one half
        ("assurance", np.float64),  # share of the feared drift that assurances take away
        ("channel", np.float64),  # 1 = standing channel open, 0 = closed
        ("closed_channel", np.float64),  # share of drafts that is left while the channel is closed
        ("limited_force", np.float64),  # thousand troops that cross in a limited attack
        # incidents
        ("incident_rate", np.float64),  # base hazard per dyad and day
        ("incident_slope", np.float64),  # growth of the log hazard over twelve rungs of both
        ("incident_at_ease", np.float64),  # share of the base hazard that is left without tension
        ("incident_force", np.float64),  # larger force of a pair at which the base hazard holds, share
        ("incident_force_ceiling", np.float64),  # ... and at most this multiple of it counts
        ("incident_intensity", np.float64),  # intensity of an incident on Goldstein's scale, 0..10
        ("clash", np.float64),  # probability that an incident becomes a clash
        ("calm", np.float64),  # share of the hazard that transparency takes away
        ("alliance_incident", np.float64),  # hazard with a protector's forces relative to a target's
        ("flank_relief", np.float64),  # share of those that a fully reinforced flank deters
        ("alliance_war", np.float64),  # ... multiplied by this during a full-scale war
        ("wider_cost", np.float64),  # utility that a wider war costs at the middle type
        ("tension_step", np.float64),  # tension per unit of Goldstein weight
        ("tension_decay", np.float64),  # return of tension to its opening level, per day
        ("incident_audience", np.float64),  # utility added to audience cost by an incident
        # hosts
        ("host_reward", np.float64),  # utility of a fully dependent host for granting access
        ("host_penalty", np.float64),  # utility that limiting access costs a fully dependent host
        ("host_autonomy", np.float64),  # utility of a host's own say
        (
            "host_bond",
            np.float64,
        ),  # share of a host's bond that is dependence, the rest a promise
        ("host_access", np.float64),  # share of granted access that can be used
        ("host_stay", np.float64),  # probability of staying on that a guest expects without any sign
        ("host_exposure", np.float64),  # utility that war from its territory costs a host
        # learning
        ("learning", np.float64),  # 1 = Bayes, 0 = beliefs never move
        ("leak", np.float64),  # floor of a likelihood, keeps beliefs off 0
        # combat
        ("attrition", np.float64),  # losses that a thousand troops inflict, thousand per day
        ("cross_rate", np.float64),  # thousand troops that cross per day
        ("advance_rate", np.float64),  # share of the rest of an axis taken per day when unopposed
        ("bias_decay", np.float64),  # rate at which fighting corrects perceived odds, per day
        ("terms_rate", np.float64),  # offers of terms during a war, per day
        ("least_stake", np.float64),  # what a war is about at least when terms are weighed, utility
        # rungs and ends
        ("rung_hold_days", np.float64),  # days for which an act keeps its rung, days
        ("rung_fall", np.float64),  # rungs by which it sinks afterwards, per day
        ("full_scale_share", np.float64),  # troops across that make an attack full-scale, share of required
        ("least_surge", np.float64),  # force above peacetime that counts as a surge at all, share
        ("surge_left", np.float64),  # share of a surge that may be left once it counts as gone
        ("gone_days", np.float64),  # days for which it must have been gone to end a crisis
        ("aftermath_days", np.float64),  # days after a full-scale attack at which a run ends
        # prospect theory (identity at 1, 1, 1)
        ("curvature", np.float64),  # exponent of the value function
        ("loss_aversion", np.float64),  # weight of losses
        ("weighting", np.float64),  # exponent of probability weighting
    ]
)


MAX_ACTORS, MAX_ISSUES, MAX_AXES, MAX_EVENTS, MAX_ACTIONS = 10, 8, 10, 64, 32
"""Largest crisis that the tables hold. Rows have room for it, so that one compilation serves all crises."""

FACTS = np.dtype(
    [
        ("n_actors", np.int64),
        ("n_issues", np.int64),
        ("n_axes", np.int64),  # with the last one, which holds forces on no axis
        ("n_events", np.int64),
        ("n_actions", np.int64),
        ("actor", ACTOR, (MAX_ACTORS,)),
        ("dyad", DYAD, (MAX_ACTORS, MAX_ACTORS)),  # row acts on column
        ("position", POSITION, (MAX_ACTORS, MAX_ISSUES)),
        ("issue", ISSUE, (MAX_ISSUES,)),
        ("axis", AXIS, (MAX_AXES,)),
        ("force", FORCE, (MAX_ACTORS, MAX_AXES)),
        ("event", EVENT, (MAX_EVENTS,)),  # sorted by day
        ("action", ACTION, (MAX_ACTIONS,)),
        ("rules", RULES),
        ("type_cost", np.float64, (N_TYPES,)),  # multiplier of war costs by type
        ("prior", np.float64, (N_TYPES,)),  # prior over types, sums to 1
    ]
)
"""What a run does not change: the scenario, the levers and the rule parameters, as one record."""

Facts: TypeAlias = Any
"""A record of ``FACTS``. Rules take whole records: compiled code passes them as one pointer."""


def blank(dtype: np.dtype[np.void]) -> Any:
    """Make an empty record whose fields read as attributes, compiled or not.

    Parameters
    ----------
    dtype : numpy.dtype
        ``FACTS``, or one of the record types of ``crisis``.

    Returns
    -------
    numpy.record
        Zeros.
    """
    return np.zeros(1, dtype=dtype).view(np.recarray)[0]


def table(dtype: np.dtype[np.void], *shape: int) -> Rows:
    """Make an empty table whose fields read as attributes, compiled or not.

    Parameters
    ----------
    dtype : numpy.dtype
        One of the record types of this module.
    *shape : int
        Number of rows (and columns).

    Returns
    -------
    numpy.recarray
        Zeros.
    """
    return np.zeros(shape, dtype=dtype).view(np.recarray)
