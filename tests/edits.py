"""Edits of a packed crisis that bring about, within days, what tests need to see."""

from __future__ import annotations

import numpy as np

from standoff.state.tables import Facts


def hold_talks(facts: Facts) -> None:
    """Put all at the table for good, everything negotiable, nobody afraid."""
    n = int(facts.n_actors)
    for name, value in {"flexibility": 1.0, "table_days": 99.0, "offer": 1.0, "drift": 0.0}.items():
        facts.actor[name][:n] = value
    facts.actor["war_cost"][:n] = 5.0  # dearer than everything: no attack is worth a thought
    facts.actor["audience"][:n] = facts.actor["demand"][:n] = 0.0
    facts.dyad["proximity"][:n, :n] = 0.0
    facts.position["low"], facts.position["high"], facts.position["control"] = 0.0, 1.0, 1.0
    facts.issue["status_quo"] = 0.5
    attacker = np.flatnonzero(facts.actor["is_attacker"][:n])[0]
    facts.position["ideal"] = 1.0
    facts.position["ideal"][attacker] = 0.0


def want_different_things(facts: Facts) -> None:
    """The attacker cares for the first issue, the others for the second: there is a trade."""
    hold_talks(facts)
    attacker = np.flatnonzero(facts.actor["is_attacker"][: facts.n_actors])[0]
    facts.position["salience"][:, :2] = [0.1, 0.9]
    facts.position["salience"][attacker, :2] = [0.9, 0.1]


def want_the_same_things(facts: Facts) -> None:
    """Equal weights and opposite ideals: what one gains the other loses."""
    hold_talks(facts)
    facts.position["salience"][:, :2] = 0.5


def watch_closely(facts: Facts) -> None:
    """Let everybody see everything."""
    facts.dyad["visibility"][: facts.n_actors, : facts.n_actors] = 1.0


def make_war_cheap(facts: Facts) -> None:
    """Let attackers attack at their first opportunity, with everybody watching."""
    watch_closely(facts)
    facts.actor["war_cost"][facts.actor["is_attacker"] == 1] = 0.05


def make_war_dear(facts: Facts) -> None:
    """Make war a matter of resolve: worth it to some types of attackers only, with everybody watching."""
    watch_closely(facts)
    facts.actor["war_cost"][facts.actor["is_attacker"] == 1] = 0.8


def let_patience_differ(facts: Facts) -> None:
    """A crisis with a trade in it in which the attacker can wait longest."""
    want_different_things(facts)
    attacker = facts.actor["is_attacker"] == 1
    facts.actor["delay_cost"] = np.where(attacker, 0.001, 0.02)
