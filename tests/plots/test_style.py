"""Style: every word has a colour, and the colours stay apart for readers who see no green."""

import itertools

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from standoff.plots import style
from standoff.plots.sheet import draw_sheet
from standoff.state.tables import MAX_ACTORS, MAX_AXES, N_TYPES
from standoff.vocabulary import TYPE_NAMES, OptionClass, Outcome

DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
"""Full deuteranopia on linear RGB: Machado, Oliveira and Fernandes (2009), table 1."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
PALETTES = {
    "actors": style.ACTOR_COLOURS,
    "axes": (*style.AXIS_COLOURS, style.REAR_COLOUR),
    "outcomes": tuple(style.OUTCOME_COLOURS.values()),
    "options": tuple(style.OPTION_COLOURS.values()),
    "types": style.TYPE_COLOURS,
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


def test_every_outcome_class_and_type_has_its_words_and_colours():
    assert set(style.OUTCOME_COLOURS) == set(Outcome)
    assert set(style.OPTION_COLOURS) == set(style.OPTION_MARKS) == set(OptionClass)
    assert len(style.TYPE_COLOURS) == len(TYPE_NAMES) == N_TYPES


def test_all_actors_and_axes_that_fit_into_the_tables_look_different():
    assert len({tuple(style.actor_style(row).items()) for row in range(MAX_ACTORS)}) == MAX_ACTORS
    assert (
        len({style.axis_colour(row) for row in range(MAX_AXES - 1)}) == MAX_AXES - 1
    )  # the last is the rear


def test_darker_types_are_more_resolved():
    lightness = [lab(colour, np.eye(3))[0] for colour in style.TYPE_COLOURS]
    assert lightness == sorted(lightness)


def test_names_are_shown_as_words():
    assert style.shown("white_house") == "White House"
    assert style.words(OptionClass.LIMITED_ATTACK) == "limited attack"


def test_a_dollar_sign_in_a_title_is_shown_as_one():
    with rc_context(style.SHEET):
        sheet = draw_sheet([lambda ax: ax], "From $5 to $6 a day", "a note", 2.0)
    texts = [text for text in sheet.findobj(Text) if "$" in text.get_text()]
    assert texts
    assert not any(text.get_parse_math() for text in texts)
