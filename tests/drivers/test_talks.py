"""Talks: who falls short of the nearest package: by hand, by enumeration, and by the rules of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.chance import round_keys
from standoff.drivers import ensemble
from standoff.drivers.ensemble import play
from standoff.drivers.single import CrisisModel
from standoff.drivers.stage import Stage
from standoff.drivers.talk_moments import room_for
from standoff.drivers.talks import MET, NO_PACKAGE, NO_ROOM, REFUSED, SIGNED, TALK, examine, play_talks
from standoff.drivers.trace import Trace
from standoff.rules.negotiation import all_at_table, disagreement, is_party, signing_value
from standoff.rules.valuation import issue_value
from standoff.state.crisis import BARGAIN
from tests.rules.bargaining import LEAST_GAIN, Problem, grid, tables
from tests.stages import CLASHES_AND_TALKS, build_stage
from tests.strategies import problems

SEED = 5
N_RUNS = 24


def examined(problem: Problem) -> Any:
    """The ``TALK`` row of an attempt at a package."""
    facts, state, outlook, _ = tables(problem)
    moments = room_for(1)
    moments.marks[0].is_draft = 1
    moments.states[0], moments.outlooks[0] = state, outlook
    talks = np.zeros(1, TALK).view(np.recarray)
    examine(facts, moments, np.zeros(1, BARGAIN).view(np.recarray), round_keys(SEED), talks)
    return talks[0]


def two_issues(red_floor: float, blue_floor: float, offer: float = 0.4) -> Problem:
    """Red wants 1 on both issues, blue 0; blue alone offers, from .5 up to .7 if the offer is .4.

    Red values a package (a, b) at .75 a + .25 b, blue at 1 - .25 a - .75 b.
    """
    return Problem(
        ideal=np.array([[1.0, 1.0], [0.0, 0.0]]),
        salience=np.array([[0.75, 0.25], [0.25, 0.75]]),
        low=np.zeros((2, 2)),
        high=np.ones((2, 2)),
        control=np.ones((2, 2)),
        status_quo=np.array([0.5, 0.5]),
        flexibility=np.ones(2),
        offer=np.array([0.0, offer]),
        going_on=np.array([red_floor, blue_floor]),
        delay_cost=np.array([0.01, 0.01]),
    )


def test_one_party_blocks_alone_by_what_is_missing_at_all_that_is_offered():
    """At (.7, .7) red has .7 and needs .8, blue has .3 and needs .25; nothing is better for red."""
    talk = examined(two_issues(0.8, 0.25))
    assert talk.result == NO_PACKAGE
    assert talk.package[:2] == pytest.approx([0.7, 0.7])
    assert talk.worth[:2] == pytest.approx([0.7, 0.3])
    assert talk.going_on[:2] == pytest.approx([0.8, 0.25])
    assert talk.blocks[:2].tolist() == [1, 0]
    assert talk.alone[:2].tolist() == [1, 0]
    assert talk.conceded[0, :2] == pytest.approx([0.75 * 0.3, 0.25 * 0.3])
    assert talk.needed[0, 0] == pytest.approx(0.1 / 0.75)
    assert np.isnan(talk.needed[0, 1]), "the second issue is worth .075, less than the .1 that is missing"


def test_two_parties_block_where_they_fall_short_alike():
    """With floors .675 and .425, (.7, .55) leaves both .0125 short; on the grid, no package leaves less."""
    talk = examined(two_issues(0.675, 0.425))
    assert talk.result == NO_PACKAGE
    assert talk.package[:2] == pytest.approx([0.7, 0.55])
    assert talk.going_on[:2] - talk.worth[:2] == pytest.approx([0.0125, 0.0125])
    assert talk.blocks[:2].tolist() == [1, 1]
    assert talk.alone[:2].tolist() == [1, 1], "each could be satisfied at the cost of the other"


def test_of_packages_that_leave_one_party_equally_short_the_others_get_most():
    """Red needs .8 and gets .7 at best; blue needs .55 and has .45 to .5 as the second issue rises to .7."""
    problem = replace(
        two_issues(0.8, 0.55),
        ideal=np.array([[1.0, 0.0], [0.0, 1.0]]),
        salience=np.array([[1.0, 0.0], [0.5, 0.5]]),
        offer=np.array([0.4, 0.4]),
    )
    talk = examined(problem)
    assert talk.package[:2] == pytest.approx([0.7, 0.7])
    assert talk.going_on[:2] - talk.worth[:2] == pytest.approx([0.1, 0.05])


def test_without_an_offer_there_is_nothing_that_anybody_could_block():
    talk = examined(two_issues(0.1, 0.1, offer=0.0))
    assert talk.result == NO_ROOM
    assert not talk.blocks.any()
    assert not talk.alone.any()


@given(problem=problems())
def test_no_package_of_the_whole_grid_is_nearer_than_the_nearest(problem: Problem):
    talk, parties, n = examined(problem), problem.parties(), len(problem.going_on)
    short = [
        np.where(parties, np.maximum(0.0, problem.going_on - problem.value(package)), 0.0)
        for package in grid(problem)
        if np.abs(package - problem.status_quo).sum() > LEAST_GAIN
    ]
    assume(talk.result in (NO_PACKAGE, NO_ROOM))
    if talk.result == NO_ROOM:
        assert short == []
        return
    worth = problem.value(talk.package[: len(problem.status_quo)])
    assert talk.worth[:n][parties] == pytest.approx(worth[parties])
    gap = np.where(parties, problem.going_on - worth, 0.0)
    assert max(0.0, gap.max()) == pytest.approx(min(each.max() for each in short))
    assert talk.blocks[:n].any()
    assert (talk.blocks[:n] == 1).tolist() == (parties & (worth - problem.going_on <= LEAST_GAIN)).tolist()


@given(problem=problems(), row=st.integers(0, 2))
def test_the_move_that_is_needed_is_the_least_that_is_enough(problem: Problem, row: int):
    talk, k = examined(problem), len(problem.status_quo)
    assume(talk.result == NO_PACKAGE)
    actor = row % len(problem.going_on)
    assume(talk.blocks[actor])
    package, gap = talk.package[:k], talk.going_on[actor] - talk.worth[actor]
    worth = problem.salience[actor] * np.abs(package - problem.ideal[actor])
    assert talk.conceded[actor, :k] == pytest.approx(worth, abs=1e-12)
    is_enough = worth > gap + LEAST_GAIN
    assert np.isfinite(talk.needed[actor, :k][is_enough]).all()
    needed = gap / problem.salience[actor]
    assert talk.needed[actor, :k][is_enough] == pytest.approx(needed[is_enough], abs=1e-9)


STAGES = {
    "strait": lambda: build_stage("strait", offer_rate=1.0),
    "clashes and talks": lambda: build_stage("ukraine", **CLASHES_AND_TALKS),
}


@pytest.fixture(scope="module", params=STAGES)
def stage(request: pytest.FixtureRequest) -> Stage:
    return STAGES[request.param]()


def test_examining_talks_changes_no_run_and_needs_no_more_room_than_it_has(stage: Stage, monkeypatch):
    rows, talks = play_talks(stage, SEED, 0, N_RUNS)
    assert rows.tobytes() == np.concatenate(list(play(stage, SEED, 0, N_RUNS))).tobytes()
    monkeypatch.setattr(ensemble, "MOMENTS", 0)
    assert play_talks(stage, SEED, 0, N_RUNS)[1].tobytes() == talks.tobytes()
    later = play_talks(stage, SEED, 7, 1)[1]
    assert later.tobytes() == talks[talks.replication == 7].tobytes()


class Watched(CrisisModel):
    """A run that keeps how far parties are from signing, by the plain rules, whenever it negotiates."""

    def negotiate(self) -> None:
        facts, state = self.stage.facts, self.state
        self.met = getattr(self, "met", False) or (all_at_table(facts, state) and state.war.level == 0)
        self.before = {} if not hasattr(self, "before") else self.before
        self.before[int(state.clock.turn)] = (state.copy(), self.outlook.copy())
        super().negotiate()


def test_talks_are_those_of_the_traced_run_and_blockers_are_under_their_threshold(stage: Stage):
    _, talks = play_talks(stage, SEED, 0, N_RUNS)
    kinds = {"no_package": (NO_ROOM, NO_PACKAGE), "refusal": (REFUSED,), "signature": (SIGNED,)}
    n_blocks = 0
    for replication in range(0, N_RUNS, 6):
        trace = Trace()
        model = Watched(stage, SEED, replication, trace=trace)
        while model.state.clock.ended == 0:
            model.step()
        own = talks[talks.replication == replication]
        for kind, results in kinds.items():
            turns = [event["turn"] for event in trace.tables["events"] if event["kind"] == kind]
            assert own.turn[np.isin(own.result, results)].tolist() == turns
        assert (own.result == MET).sum() == int(model.met)
        for talk in own[own.result == NO_PACKAGE]:
            n_blocks += blocked_by_the_rules(stage, talk, *model.before[int(talk.turn)])
        for talk in own[own.result == REFUSED]:
            said = [event["text"] for event in trace.tables["events"] if event["turn"] == talk.turn]
            refusing = [stage.names.title(stage.names.actors[row]) for row in np.flatnonzero(talk.refuses)]
            assert any(f"refused by {', '.join(refusing)}" in text for text in said)
    assert n_blocks > 3


def blocked_by_the_rules(stage: Stage, talk: Any, state: Any, outlook: Any) -> int:
    """Hold an attempt against the plain rules, and count its blockers."""
    facts = stage.facts
    for actor in range(len(stage.names.actors)):
        if not is_party(facts, actor):
            assert not talk.blocks[actor]
            continue
        worth = signing_value(facts, outlook, actor, issue_value(facts, talk.package, actor))
        threshold = disagreement(facts, state, outlook, actor)
        assert (talk.worth[actor], talk.going_on[actor]) == (worth, threshold)
        assert bool(talk.blocks[actor]) == (worth <= threshold + 1e-12)
    assert talk.blocks.any()
    return int(talk.blocks.sum())
