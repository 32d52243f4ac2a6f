"""Style: every word has a colour, and the colours stay apart for readers who see no green."""

import datetime as dt
import itertools
from dataclasses import replace

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from standoff.drivers.stage import Names, Stage
from standoff.plots import style
from standoff.plots.actors import COOL, NEUTRAL, WARM, actor_colour, actor_style
from standoff.plots.sheet import draw_sheet
from standoff.state.crisis import STATE
from standoff.state.tables import FACTS, MAX_ACTORS, MAX_AXES, blank
from standoff.vocabulary import OptionClass, Outcome

DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
"""Full deuteranopia on linear RGB: Machado, Oliveira and Fernandes (2009), table 1."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
PALETTES = {
    "actors": (*WARM, *COOL, *NEUTRAL),
    "results": style.RESULT_COLOURS,
    "axes": (*style.AXIS_COLOURS, style.REAR_COLOUR),
    "outcomes": tuple(style.OUTCOME_COLOURS.values()),
    "options": tuple(style.OPTION_COLOURS.values()),
}


def lab(colour, sight):
    """CIELAB of a colour as seen under a matrix on linear RGB."""
    coded = np.array(to_rgb(colour))
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    x, y, z = (TO_XYZ @ np.clip(sight @ linear, 0.0, 1.0)) / WHITE
    fx, fy, fz = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def test_the_distance_of_black_and_white_is_100():
    assert np.linalg.norm(lab("white", np.eye(3)) - lab("black", np.eye(3))) == pytest.approx(100.0, abs=0.1)


@pytest.mark.parametrize("sight", [np.eye(3), DEUTERANOPIA], ids=["normal", "deuteranopia"])
@pytest.mark.parametrize("palette", PALETTES)
def test_colours_are_at_least_16_apart_in_cielab(palette, sight):
    seen = [lab(colour, sight) for colour in PALETTES[palette]]
    assert min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2)) > 16.0


def test_every_outcome_and_class_has_its_colour():
    assert set(style.OUTCOME_COLOURS) == set(Outcome)
    assert set(style.OPTION_COLOURS) == set(style.OPTION_MARKS) == set(OptionClass)


def stage_of(**roles):
    """A stage of as many actors as fit; those named by their rows have a role."""
    facts = blank(FACTS)
    for role, rows in roles.items():
        facts.actor[role][list(rows)] = 1
    names = Names(tuple(f"actor_{row}" for row in range(MAX_ACTORS)), (), (), ())
    return Stage(facts, names, dt.date(2031, 1, 1), 10.0, blank(STATE))


def test_the_attacker_s_side_is_warm_and_the_defender_s_is_cool():
    stage = stage_of(is_attacker=[3], is_host=[0, 3], is_target=[1], is_protector=[2, 4])
    assert [actor_colour(stage, row) for row in range(6)] == [
        WARM[1], COOL[0], COOL[1], WARM[0], COOL[2], NEUTRAL[0],
    ]  # fmt: skip


def test_an_actor_that_attacks_and_may_be_attacked_is_on_the_attacker_s_side():
    stage = stage_of(is_attacker=[0, 1], is_target=[0, 1])
    assert [actor_colour(stage, row) for row in range(2)] == list(WARM[:2])


def test_a_scenario_can_give_an_actor_a_colour():
    stage = stage_of(is_attacker=[0], is_target=[1])
    stage = replace(stage, names=replace(stage.names, colours={"actor_0": "#123456"}))
    assert [actor_colour(stage, row) for row in range(2)] == ["#123456", COOL[0]]


@pytest.mark.parametrize("role", ["is_attacker", "is_target", "is_protector", None])
def test_as_many_actors_of_a_role_as_fit_into_the_tables_look_different(role):
    stage = stage_of(**({role: range(MAX_ACTORS)} if role else {}))
    looks = {tuple(actor_style(stage, row).items()) for row in range(MAX_ACTORS)}
    assert len(looks) == MAX_ACTORS


def test_all_axes_that_fit_into_the_tables_look_different():
    assert (
        len({style.axis_colour(row) for row in range(MAX_AXES - 1)}) == MAX_AXES - 1
    )  # the last is the rear


def test_names_are_shown_as_words():
    assert style.shown("white_house") == "White House"
    assert style.words(OptionClass.LIMITED_ATTACK) == "limited attack"


def test_a_dollar_sign_in_a_title_is_shown_as_one():
    with rc_context(style.SHEET):
        sheet = draw_sheet([lambda ax: ax], "From $5 to $6 a day", "a note", 2.0)
    texts = [text for text in sheet.findobj(Text) if "$" in text.get_text()]
    assert texts
    assert not any(text.get_parse_math() for text in texts)
