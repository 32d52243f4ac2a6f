"""No action is there for show: each changes what somebody would do later."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.config.setup import make_stage
from standoff.rules.act import carry_out
from standoff.rules.assessment import assess
from standoff.rules.decision import weigh_options
from standoff.rules.incident import begin_war
from standoff.scenario.locate import data_root
from standoff.state.crisis import OPTIONS, OUTLOOKS
from standoff.state.tables import blank
from standoff.vocabulary import WarLevel
from tests.documents import read_yaml

ACTIONS = read_yaml((data_root() / "scenarios/actions.yaml").read_text())
NEEDS_WAR = {name for name, row in ACTIONS.items() if row.get("min_war") == "full"}
NOTHING = "hold"


def choices(stage, state) -> np.ndarray:
    outlook, options = blank(OUTLOOKS), blank(OPTIONS)
    assess(stage.facts, state, outlook)
    rows = []
    for actor in range(stage.facts.n_actors):
        weigh_options(stage.facts, state, outlook, options, actor)
        rows.append(options.probability.copy())
    return np.array(rows)


def who_may(stage, state, option: int) -> list[int]:
    outlook, options = blank(OUTLOOKS), blank(OPTIONS)
    assess(stage.facts, state, outlook)
    able = []
    for actor in range(stage.facts.n_actors):
        weigh_options(stage.facts, state, outlook, options, actor)
        if options.available[option]:
            able.append(actor)
    return able


def opening(stage, name: str):
    """Give the opening, or a full-scale war for actions that need one."""
    state = stage.opening.copy()
    if name in NEEDS_WAR:
        attacker = next(row for row in range(stage.facts.n_actors) if stage.facts.actor[row].is_attacker)
        target = next(row for row in range(stage.facts.n_actors) if stage.facts.actor[row].is_target)
        begin_war(state, attacker, target, int(WarLevel.FULL))
    return state


@pytest.mark.parametrize("name", [name for name in ACTIONS if name != NOTHING])
def test_an_action_changes_what_somebody_would_do_later(name: str, stage) -> None:
    option = list(ACTIONS).index(name)
    state = opening(stage, name)
    able = who_may(stage, state, option)
    assert able, "nobody may ever take it on day 0"
    before = choices(stage, state)
    outlook = blank(OUTLOOKS)
    assess(stage.facts, state, outlook)
    moved = []
    for actor in able:
        after = state.copy()
        carry_out(stage.facts, after, outlook, actor, option)
        moved.append(float(np.abs(choices(stage, after) - before).max()))
    assert max(moved) > 1e-6


def test_the_menu_has_sixteen_to_twenty_actions() -> None:
    assert 16 <= len(ACTIONS) <= 20


def test_a_wider_war_can_be_chosen_too(crisis) -> None:
    """A protector joins more readily the surer its commitment and the cheaper the war; never readily."""
    _, stage = make_stage(crisis)
    option = list(ACTIONS).index("intervene")
    state = opening(stage, "intervene")
    outlook, options = blank(OUTLOOKS), blank(OPTIONS)
    assess(stage.facts, state, outlook)
    protector = who_may(stage, state, option)[0]
    weigh_options(stage.facts, state, outlook, options, protector)
    chances = options.probability[:, option]
    assert 0.0 < chances[0] < 0.05
    assert np.all(np.diff(chances) < 0.0)
