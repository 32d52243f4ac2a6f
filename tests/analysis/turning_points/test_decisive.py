"""The act that a report explains is one that mattered, or the attack that ended the peace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from standoff.analysis.turning_points import answer
from standoff.analysis.turning_points.answer import PlayedRun, decisive_answer, play_run
from standoff.analysis.turning_points.decisive import attack_that_ended_the_peace, decisive_act
from standoff.analysis.turning_points.ranking import courses_of, turning_points
from standoff.config.setup import make_stage
from standoff.sweep.chosen_run import ChosenRun
from standoff.vocabulary import Outcome
from tests.results import TRACED
from tests.stages import FOLDERS

N = 100


@pytest.fixture(scope="module")
def played() -> PlayedRun:
    """The run with an attack in turn 17."""
    scenario, stage = make_stage(Path(FOLDERS["strait"]))
    return play_run(ChosenRun(scenario, stage, 1, TRACED, None, "The strait"))


def measured(played: PlayedRun, turn: int | None):
    """Continuations of all courses end alike, but for those of the alternatives in a turn."""
    courses = courses_of(played.decisions)
    outcomes = [
        np.full(N, 0 if course.decision.turn == turn and course.option != course.decision.chosen else 4)
        for course in courses
    ]
    return turning_points(courses, outcomes)


def test_the_act_that_changes_the_outcomes_most_is_explained_with_the_reason(played: PlayedRun):
    points = measured(played, 3)
    act = decisive_act(played.run, played.record, played.decisions, points)
    assert points[0].is_clear
    assert act.decision is points[0].decision
    assert "The run turned on the decision of" in act.why
    assert "in 100.0 % of the continuations" in act.why
    assert "in 0.0 %." in act.why


def test_if_all_is_noise_the_attack_that_ended_the_peace_is_explained(played: PlayedRun):
    points = measured(played, None)
    assert not points[0].is_clear
    act = decisive_act(played.run, played.record, played.decisions, points)
    assert act.decision is attack_that_ended_the_peace(played.run, played.decisions)
    assert act.decision is not None
    assert act.decision is not points[0].decision
    assert act.decision.turn == 17
    assert act.why.startswith("None of the acts changed the outcomes by more than noise")
    assert "Vesper to cross the strait" in act.why
    assert act.why.endswith("with this act the peace ended.")


def test_a_run_without_a_decisive_act_explains_none(played: PlayedRun):
    peace = [each for each in played.decisions if each.turn < 17]
    record = replace(played.record, outcome=Outcome.STANDOFF)
    act = decisive_act(played.run, record, peace, [])
    assert act.decision is None
    assert "No single decision is explained" in act.why


def test_of_a_run_that_de_escalated_the_last_withdrawal_is_explained(played: PlayedRun):
    withdraw = played.run.stage.names.actions.index("withdraw")
    peace = [replace(each, chosen=withdraw) for each in played.decisions if each.turn < 4]
    record = replace(played.record, outcome=Outcome.DE_ESCALATION)
    act = decisive_act(played.run, record, peace, [])
    assert act.decision is peace[-1]
    assert "the last withdrawal of the run" in act.why


def test_a_figure_in_which_all_acts_are_within_noise_is_not_drawn(played: PlayedRun, monkeypatch):
    monkeypatch.setattr(answer, "play_courses", lambda _, courses, __, fresh: (
        {"outcome": np.full(len(fresh), 4)} for _ in courses))  # fmt: skip
    decisive = decisive_answer(played)
    assert decisive.draw() == {}
    assert decisive.record["turn"] == 17
    assert "Outcomes of each option of Vesper" in str(decisive.tables[-1].title)
