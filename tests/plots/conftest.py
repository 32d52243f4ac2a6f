"""A small crisis and a run of it, made by hand: every figure is checked against these numbers."""

import datetime as dt
from types import SimpleNamespace

import pytest
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.patches import StepPatch

from standoff.drivers.stage import Names, Stage
from standoff.plots.ensemble_figures import DrawnEnsemble
from standoff.plots.style import SHEET
from standoff.state.crisis import STATE
from standoff.state.tables import FACTS, N_TYPES, blank
from standoff.story.trace import RunTrace
from standoff.vocabulary import OptionClass, Outcome
from tests.samples import made

ACTORS, ISSUES, AXES = ("white_house", "red", "far_ally"), ("strait", "tariffs"), ("north", "south")
ACTIONS = {
    "withdraw": OptionClass.WITHDRAW,
    "talk": OptionClass.NEGOTIATE,
    "hold": OptionClass.STAND,
    "exercise": OptionClass.COERCE,
    "attack": OptionClass.FULL_ATTACK,
}
N_DAYS = 12
RUNGS = {
    "white_house": [4.0] * 6 + [2.0] * 6,
    "red": [5.0] * 3 + [6.0] * 4 + [12.0] * 5,
    "far_ally": [1.0] * 12,
}
ACTS = {("red", 3): "exercise", ("red", 7): "attack", ("white_house", 6): "talk", ("far_ally", 0): "hold"}


def make_stage():
    """Three actors, two issues (the second leaves no zone), two axes; red may attack."""
    facts = blank(FACTS)
    facts.n_actors, facts.n_issues, facts.n_axes, facts.n_actions = 3, 2, 3, len(ACTIONS)
    facts.rules.turn_days = 1.0
    facts.actor[1].is_attacker = facts.actor[2].is_target = facts.actor[0].is_protector = 1
    stances = {
        (0, 0): (0.9, 0.6, 0.5, 1.0), (1, 0): (0.0, 0.7, 0.0, 0.8), (2, 0): (0.5, 0.5, 0.0, 1.0),
        (0, 1): (1.0, 0.4, 0.7, 1.0), (1, 1): (0.2, 0.3, 0.0, 0.6), (2, 1): (0.5, 0.5, 0.0, 1.0),
    }  # fmt: skip
    for key, stance in stances.items():
        for column, value in zip(("ideal", "salience", "low", "high"), stance, strict=True):
            facts.position[key][column] = value
    facts.issue["status_quo"][:2] = 0.7, 0.65
    for row, option_class in enumerate(ACTIONS.values()):
        facts.action[row].option_class = option_class
    names = Names(ACTORS, ISSUES, AXES, tuple(ACTIONS))
    return Stage(facts, names, dt.date(2031, 12, 26), 12.0, blank(STATE))


def _actors():
    return [
        {"turn": day, "day": float(day), "actor": actor, "type": 1, "rung": RUNGS[actor][day],
         "force": 40.0 if actor == "red" else 10.0, "action": ACTS.get((actor, day), "")}
        for day in range(N_DAYS) for actor in ACTORS
    ]  # fmt: skip


def _forces():
    troops = {("red", "north"): 25.0, ("red", "south"): 10.0, ("red", "rear"): 5.0}
    rear = {(actor, "rear"): 10.0 for actor in ACTORS}
    return [
        {"day": float(day), "actor": actor, "axis": axis,
         "troops": {**rear, **troops}.get((actor, axis), 0.0) + (day if axis == "north" else 0.0),
         "crossed": 20.0 if (actor, axis) == ("red", "north") and day > 7 else 0.0}
        for day in range(N_DAYS) for actor in ACTORS for axis in (*AXES, "rear")
    ]  # fmt: skip


def _beliefs():
    """Only what others hold of red moves: away from the least resolved types."""
    rows = []
    for day in range(N_DAYS):
        for observer in ACTORS:
            for subject in ACTORS:
                tilt = 0.01 * day if subject == "red" else 0.0
                after = [0.2 + tilt, 0.2 + tilt, 0.2, 0.2 - tilt, 0.2 - tilt]
                rows += [
                    {"day": float(day), "observer": observer, "subject": subject, "type": kind, "before": 0.2,
                     "after": after[kind]} for kind in range(N_TYPES) if observer != subject
                ]  # fmt: skip
    return rows


def _decisions():
    utility = {"talk": 0.3, "hold": 0.25, "exercise": 0.28, "attack": 0.1}
    rows = []
    for day in range(N_DAYS):
        for action, value in utility.items():
            if action == "attack" and day > 7:
                continue
            rise = 0.03 * day if action == "attack" else 0.0
            rows.append(
                {"day": float(day), "actor": "red", "option_class": ACTIONS[action].name.lower(),
                 "expected_utility": value + rise, "is_chosen": ACTS.get(("red", day)) == action}
            )  # fmt: skip
    return rows


def make_tables():
    """The tables of a run in which red attacks on day 7."""
    calendar = [
        (2.0, 6.0, "exercise", "red", "far_ally"), (3.0, 5.0, "exercise", "white_house", ""),
        (9.0, 9.0, "season", "", ""), (-5.0, -5.0, "act", "red", ""), (40.0, 50.0, "exercise", "red", ""),
    ]  # fmt: skip
    events = [
        (0, "mediation"), (1, "mediation"), (1, "incident"), (2, "incident"), (2, "clash"),
        (5, "refusal"), (5, "no_package"), (7, "attack"), (8, "intervention"), (10, "ceasefire"),
    ]  # fmt: skip
    return {
        "actors": _actors(),
        "forces": _forces(),
        "beliefs": _beliefs(),
        "decisions": _decisions(),
        "positions": [
            {"day": float(day), "issue": issue, "position": 0.55 if day > 10 else 0.7}
            for day in range(N_DAYS)
            for issue in ISSUES
        ],
        "calendar": [
            dict(zip(("day", "until", "kind", "actor", "host"), row, strict=True), action="")
            for row in calendar
        ],
        "events": [
            {
                "turn": day,
                "day": float(day),
                "kind": kind,
                "actor": "red",
                "other": "",
                "text": f"Red: {kind}.",
            }
            for day, kind in events
        ],
    }


def make_shares():
    """Shares of 200 runs, out of order."""
    counts = {Outcome.WIDER_WAR: 0, Outcome.STANDOFF: 50, Outcome.DE_ESCALATION: 30, Outcome.SETTLEMENT: 20,
              Outcome.FULL_INVASION: 90, Outcome.LIMITED_INCURSION: 10}  # fmt: skip
    return [
        SimpleNamespace(
            outcome=outcome,
            n=200,
            count=count,
            share=count / 200,
            low=max(0.0, count / 200 - 0.04),
            high=count / 200 + 0.05,
        )
        for outcome, count in counts.items()
    ]


@pytest.fixture
def stage():
    """The crisis, to be changed at will."""
    return make_stage()


@pytest.fixture
def tables():
    """The tables of the run, to be changed at will."""
    return make_tables()


@pytest.fixture
def shares():
    """The shares, to be changed at will."""
    return make_shares()


def make_ensemble():
    """An ensemble of 200 runs with these shares."""
    ends = [outcome for share in make_shares() for outcome in [share.outcome] * share.count]
    return DrawnEnsemble(made("a", ends), None, "A strait in dispute")


@pytest.fixture(scope="session")
def results():
    """Stage, tables and ensemble for figures that many tests look at; not to be changed."""
    return make_stage(), make_tables(), make_ensemble()


@pytest.fixture
def trace(stage, tables):
    """The run as the figures read it."""
    return RunTrace(stage, tables)


@pytest.fixture
def ax():
    """Axes of an empty sheet."""
    with rc_context(SHEET):
        yield Figure().subplots()


@pytest.fixture
def steps():
    """How to read drawn steps: tops (and bottoms) by label."""

    def read(ax):
        return {patch.get_label(): patch.get_data() for patch in ax.patches if isinstance(patch, StepPatch)}

    return read
