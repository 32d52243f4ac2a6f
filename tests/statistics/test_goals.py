from __future__ import annotations

import numpy as np
import pytest

from standoff.errors import ConfigError
from standoff.statistics.goals import bound_of, goal_of

NAMES = ("any_war", "standoff", "settlement", "full_invasion", "days", "payoff_red-side")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("any_war", "any_war:min"),
        ("full_invasion", "full_invasion:min"),
        ("settlement", "settlement:max"),
        ("standoff", "standoff:max"),
        ("settlement:min", "settlement:min"),
        ("payoff_red-side", "payoff_red-side:max"),
        ("days:min", "days:min"),
    ],
)
def test_by_default_war_is_minimised_and_payoffs_are_maximised(text: str, expected: str):
    assert goal_of(text, NAMES).as_text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days", "has no direction; give days:min or days:max"),
        ("settlment", "response 'settlment' is unknown; .*settlement"),
        ("any_war:down", "expected min or max after the colon"),
    ],
)
def test_an_invalid_goal_is_refused(text: str, expected: str):
    with pytest.raises(ConfigError, match=expected):
        goal_of(text, NAMES)


def test_an_aim_holds_on_its_side_of_the_bound_and_at_it():
    values = np.array([0.2, 0.3, 0.4])
    assert bound_of("any_war<=0.3", NAMES).holds(values).tolist() == [True, True, False]
    assert bound_of(" payoff_red-side >= .3 ", NAMES).holds(values).tolist() == [False, True, True]


@pytest.mark.parametrize(
    "text", ["any_war", "any_war<0.3", "any_war<=much", "any_war<=nan", "<=3", "wars<=1"]
)
def test_an_invalid_aim_is_refused(text: str):
    with pytest.raises(ConfigError, match="wars" if text == "wars<=1" else "invalid"):
        bound_of(text, NAMES)
