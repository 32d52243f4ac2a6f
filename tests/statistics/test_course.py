"""Courses: each run counts under its end from the right day on, and the last day is that of the outcomes."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.statistics.course import course, course_lines, course_of
from standoff.statistics.summary import share_of
from standoff.vocabulary import ANY_WAR, OUTCOME_SETS, Outcome
from tests.samples import HORIZON, made

ENDS = [Outcome.FULL_INVASION, Outcome.SETTLEMENT, Outcome.STANDOFF, Outcome.LIMITED_INCURSION]


@pytest.fixture
def four():
    """A war from day 2 on, a settlement on day 7, a standoff until day 30, fighting on day 7."""
    return course(np.array(ENDS), np.array([32.0, 7.0, 30.0, 30.0]), np.array([2.0, -1.0, np.nan, 7.0]))


def test_a_war_counts_from_its_first_fighting_and_a_settlement_from_the_end_of_its_run(four):
    assert four.days.tolist() == [0.0, 2.0, 7.0, 32.0]
    assert four.counts[Outcome.FULL_INVASION].tolist() == [0, 1, 1, 1]
    assert four.counts[Outcome.LIMITED_INCURSION].tolist() == [0, 0, 1, 1]
    assert four.counts[Outcome.SETTLEMENT].tolist() == [0, 0, 1, 1]
    assert four.counts[Outcome.STANDOFF].tolist() == [4, 3, 1, 1]


def test_every_run_is_counted_once_on_each_day_and_the_last_day_has_the_outcomes():
    sample = made("a", np.random.default_rng(5).integers(0, 6, 200))
    ends = course_of(sample)
    assert set(ends.counts.sum(axis=0)) == {200}
    assert ends.counts[:, -1].tolist() == sample.outcomes.tolist()
    assert ends.days[-1] == HORIZON
    assert (np.diff(ends.counts[list(ANY_WAR)], axis=1) >= 0).all()


def test_the_share_by_a_day_is_that_of_runs_with_violence_until_then():
    sample = made("a", np.random.default_rng(5).integers(0, 6, 200))
    ends, violence = course_of(sample), sample.values("days_to_violence")
    for day, share in zip(ends.days, ends.share(ANY_WAR), strict=True):
        assert share == (violence <= day).mean()


def test_half_of_the_wars_have_begun_by_the_middle_war(four):
    assert four.half_of_wars() == 2.0
    assert course(np.array([0, 2]), np.array([60.0, 9.0]), np.array([-1.0, -1.0])).half_of_wars() is None


def test_a_war_on_the_first_day_counts_from_the_start():
    ends = course(np.array([4]), np.array([30.0]), np.array([0.0]))
    assert (ends.days.tolist(), ends.counts[4].tolist()) == ([0.0, 30.0], [1, 1])


def test_lines_hold_each_kind_of_end_by_each_day_with_its_interval(four):
    lines = list(course_lines(four))
    assert len(lines) == len(OUTCOME_SETS) * 4
    (line,) = (line for line in lines if (line["outcome"], line["day"]) == ("any_war", 7.0))
    share = share_of(2, 4)
    assert (line["n"], line["count"], line["share"], line["low"], line["high"]) == (
        4, 2, 0.5, share.low, share.high,
    )  # fmt: skip
