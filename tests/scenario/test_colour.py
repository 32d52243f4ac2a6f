"""Colours of actors: one that a scenario gives is kept, and changes nothing but the figures."""

from __future__ import annotations

import pytest

from standoff.config.setup import make_stage
from standoff.errors import ScenarioError
from standoff.scenario.load import load_scenario
from tests.commands import STRAIT

VESPER = "strait/actors/vesper.yaml"
TITLE = "title: Vesper\n"


def test_a_colour_reaches_the_figures_and_leaves_the_scenario_the_same(edit):
    folder = edit(VESPER, TITLE, f'{TITLE}colour: "#7a1fa2"\n')
    assert make_stage(folder)[1].names.colours == {"vesper": "#7a1fa2"}
    assert make_stage(STRAIT)[1].names.colours == {}
    assert load_scenario(folder).fingerprint == load_scenario(STRAIT).fingerprint


@pytest.mark.parametrize(
    ("colour", "remedy"),
    [
        ('"red"', "two hexadecimal digits each"),
        ('"#12345"', "two hexadecimal digits each"),
        ('"#FFFFE0"', "is too light for lines and marks on white"),
        ("7", "colour"),
    ],
)
def test_a_colour_that_cannot_be_drawn_is_refused(edit, colour, remedy):
    with pytest.raises(ScenarioError, match="vesper") as error:
        load_scenario(edit(VESPER, TITLE, f"{TITLE}colour: {colour}\n"))
    assert "colour" in str(error.value)
    assert remedy in " ".join(str(error.value).split())
