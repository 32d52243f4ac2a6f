"""Runs in which a number is not finite stop with the same message in both drivers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from standoff.drivers.ensemble import blocks, play_block
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.errors import RunError
from standoff.state.tables import Facts
from tests.stages import build_stage

SEED = 3


def without_a_cost(facts: Facts) -> None:
    """Let the utility of an option that is always open be no number."""
    facts.action["cost"] = np.nan


def with_endless_shame(facts: Facts) -> None:
    """Let the audience cost overflow within a turn, after all have chosen."""
    facts.rules.audience_growth = np.inf


BROKEN = {"a probability": without_a_cost, "a state": with_endless_shame}


def spoilt(what: str) -> Stage:
    """A stage whose opening is sound and whose runs are not."""
    stage = build_stage("strait")
    facts = stage.facts.copy()
    BROKEN[what](facts)
    return replace(stage, facts=facts)


@pytest.mark.parametrize("what", BROKEN)
def test_both_drivers_stop_a_run_whose_numbers_are_not_finite(what: str):
    stage = spoilt(what)
    (block,) = blocks(stage, SEED, 5, 3)
    with pytest.raises(RunError, match=r"run 5 broke off on day 0: .* not a finite number") as compiled:
        play_block(block)
    with pytest.raises(RunError) as single:
        run_one(stage, SEED, 5)
    assert str(compiled.value) == str(single.value)


def test_an_opening_whose_policies_are_not_finite_is_refused():
    with pytest.raises(RunError, match="the opening cannot be worked out: a probability or a state is not"):
        build_stage("strait", without_a_cost)
