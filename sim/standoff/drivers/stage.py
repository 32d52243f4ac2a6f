"""The stage of a crisis: everything that all its runs share, computed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from standoff.chance import uniform
from standoff.drivers.record import NOT_FINITE
from standoff.errors import RunError
from standoff.rules.opening import place_actor, private_type, recall_acts, settle_policies
from standoff.state.crisis import OPTIONS, OUTLOOKS, STATE, Outlook, State
from standoff.state.tables import Facts, blank
from standoff.vocabulary import Draw

__all__ = ["Inject", "Names", "Stage", "opening_state", "set_stage"]

MIDDLE_TYPE = 2


@dataclass(frozen=True)
class Inject:
    """Text and effect of an inject.

    Parameters
    ----------
    effect : str
        What it does, in a few words.
    reason : str
        Why, in the words of whoever wrote it.
    is_hypothetical : bool
        Whether it comes from the configuration and not from the scenario.
    """

    effect: str
    reason: str
    is_hypothetical: bool = False


@dataclass(frozen=True)
class Names:
    """Names of the rows of the tables, in their order, and their titles for readers.

    Parameters
    ----------
    actors, issues, axes, actions : tuple of str
        Names of rows.
    titles : Mapping of str to str
        Title by name of an actor, for those that have one.
    issue_titles : Mapping of str to str
        Title by name of an issue, for those that have one.
    issue_ends : Mapping of str to (str, str)
        What positions 0 and 1 mean, by name of an issue, for those that say so.
    colours : Mapping of str to str
        Colour in figures by name of an actor, for those that the scenario gives one.
    injects : Mapping of int to Inject
        Text and effect of injects, by their row of the table of events.
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    axes: tuple[str, ...]
    actions: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    issue_titles: Mapping[str, str] = field(default_factory=dict)
    issue_ends: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    injects: Mapping[int, Inject] = field(default_factory=dict)

    def title(self, name: str) -> str:
        """Give the name of an actor as readers see it."""
        return self.titles.get(name, name.replace("_", " ").title())


@dataclass(frozen=True)
class Stage:
    """A crisis ready to be run.

    Parameters
    ----------
    facts : Facts
        The packed scenario under its levers and rule parameters.
    names : Names
        What the rows are called.
    opens_at : datetime.date
        Day 0.
    horizon_days : float
        Day on which a run ends at the latest.
    opening : State
        The state on day 0 without private types; runs start from a copy.
    """

    facts: Facts
    names: Names
    opens_at: dt.date
    horizon_days: float
    opening: State


def set_stage(facts: Facts, names: Names, opens_at: dt.date, horizon_days: float) -> Stage:
    """Compute the opening: forces and positions in place, policies settled, earlier acts perceived.

    Parameters
    ----------
    facts : Facts
        The packed scenario.
    names : Names
        Names of its rows.
    opens_at : datetime.date
        Day 0.
    horizon_days : float
        Longest length of a run, days.

    Returns
    -------
    Stage
        To be shared by any number of runs; nothing writes to it afterwards.

    Raises
    ------
    RunError
        If a probability of the opening policies is not finite.
    """
    state = blank(STATE)
    outlook = blank(OUTLOOKS)
    for actor in range(facts.n_actors):
        place_actor(facts, state, actor, MIDDLE_TYPE)
    state.position[:] = facts.issue["status_quo"]
    if not settle_policies(facts, state, outlook, blank(OPTIONS)):
        raise RunError(f"the opening cannot be worked out: {NOT_FINITE}")
    recall_acts(facts, state)
    return Stage(facts, names, opens_at, horizon_days, state)


def opening_state(stage: Stage, keys: npt.NDArray[np.uint64], replication: int) -> tuple[State, Outlook]:
    """Give a fresh state of day 0 with the private types of a replication, and a blank outlook.

    Parameters
    ----------
    stage : Stage
        The crisis.
    keys : ndarray (20,)
        Round keys of the seed (``chance.round_keys``).
    replication : int
        Which run, >= 0.
    """
    state = stage.opening.copy()
    for actor in range(stage.facts.n_actors):
        slot = stage.facts.actor[actor].slot
        u_type = uniform(keys, replication, 0, slot, int(Draw.TYPE))
        state.actor[actor].type = private_type(stage.facts, u_type)
    return state, blank(OUTLOOKS)
