"""Foresight: what deters is what stands in the way of the attack that would be made."""

from __future__ import annotations

import pytest

from standoff.rules.assessment import assess
from standoff.rules.foresight import deterrence
from standoff.state.crisis import OUTLOOKS
from standoff.state.tables import blank
from standoff.vocabulary import WarLevel
from tests.stages import build_stage

LIMITED, FULL = int(WarLevel.LIMITED), int(WarLevel.FULL)
LIMITED_AXIS, OTHER_AXIS = 0, 1
DEAR = 0.8


def added_by_mobilising(attacks, reinforced=None, war_cost=0.05):
    """What Orlen's mobilisation adds to the war of Vesper, which has the force for some attacks.

    An axis that is reinforced has twelve thousand troops more in Orlen's plan.
    """

    def edit(facts):
        for level in (LIMITED, FULL):
            facts.action["min_force"][facts.action["war"] == level] = 0.0 if level in attacks else 2.0
        facts.actor["war_cost"][facts.actor["is_attacker"] == 1] = war_cost
        if reinforced is not None:
            facts.force["plan"][facts.actor["is_target"] == 1, reinforced] += 12.0

    stage = build_stage("strait", edit)
    orlen, vesper = (stage.names.actors.index(name) for name in ("orlen", "vesper"))
    assert stage.facts.actor[vesper].limited_axis == LIMITED_AXIS
    outlook = blank(OUTLOOKS)
    assess(stage.facts, stage.opening, outlook)
    return deterrence(stage.facts, stage.opening, outlook, orlen, vesper, 1.0, 0.0)


def test_mobilising_does_not_deter_an_actor_that_cannot_attack():
    assert added_by_mobilising([]) == 0.0


# With a dear war Vesper, which can do both, makes the limited attack; with a cheap one the full attack.
@pytest.mark.parametrize(("attacks", "war_cost"), [([LIMITED], 0.05), ([LIMITED, FULL], DEAR)])
def test_a_limited_attack_is_deterred_by_defenders_of_its_axis_alone(attacks, war_cost):
    added = added_by_mobilising(attacks, war_cost=war_cost)
    assert added < 0.0
    assert added_by_mobilising(attacks, OTHER_AXIS, war_cost) == added
    assert added_by_mobilising(attacks, LIMITED_AXIS, war_cost) < added


@pytest.mark.parametrize(("attacks", "war_cost"), [([FULL], DEAR), ([LIMITED, FULL], 0.05)])
def test_a_full_attack_is_deterred_by_defenders_of_every_axis(attacks, war_cost):
    added = added_by_mobilising(attacks, war_cost=war_cost)
    assert added < 0.0
    for axis in (LIMITED_AXIS, OTHER_AXIS):
        assert added_by_mobilising(attacks, axis, war_cost) < added
