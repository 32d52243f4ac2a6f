"""Run tables: the numbers beside the figures of a run are those of its trace that the figures show."""

import pytest

from standoff.plots.ensemble_figures import page_of_outcomes
from standoff.plots.run_figures import pages_of_run


@pytest.fixture(scope="module")
def pages(results):
    """The figures of a run with their tables."""
    stage, tables, _ = results
    return pages_of_run(stage, tables, "A strait in dispute", 3)


def test_each_figure_of_a_run_has_its_table(pages):
    assert list(pages) == ["rungs", "forces", "beliefs", "positions", "decisions"]
    assert all(page.table and len({tuple(line) for line in page.table}) == 1 for page in pages.values())


def test_rungs_hold_rungs_acts_events_and_calendar(pages):
    rows = pages["rungs"].table
    assert [row["rung"] for row in rows if row["kind"] == "rung" and row["actor"] == "red"][:4] == [
        5,
        5,
        5,
        6,
    ]
    assert {row["day"] for row in rows if row["kind"] == "attack"} == {7.0}
    assert {(row["day"], row["until"]) for row in rows if row["kind"] == "exercise"} == {
        (2.0, 6.0),
        (3.0, 5.0),
    }
    assert [row["text"] for row in rows if row["actor"] == "red" and row["day"] == 3.0] == ["exercise"]


def test_beliefs_hold_each_observer_of_the_subjects_that_are_drawn(pages):
    rows = pages["beliefs"].table
    assert {(row["observer"], row["subject"]) for row in rows} == {
        ("white_house", "red"),
        ("far_ally", "red"),
    }
    assert rows[-1] == {
        "day": 11.0,
        "observer": "far_ally",
        "subject": "red",
        "resolved": pytest.approx(0.62),
    }


def test_decisions_hold_the_gap_and_the_act_of_each_turn(pages):
    (row,) = (row for row in pages["decisions"].table if row["day"] == 7.0)
    assert (row["attack"], row["peace"], row["gap"]) == pytest.approx((0.31, 0.3, 0.01))
    assert row["act"] == "full_attack"
    assert pages["decisions"].table[-1] == row


def test_positions_hold_red_lines_and_the_status_quo(pages):
    (row,) = (row for row in pages["positions"].table if (row["issue"], row["actor"]) == ("strait", "red"))
    assert (row["ideal"], row["low"], row["high"]) == (0.0, 0.0, pytest.approx(0.8))
    assert (row["status_quo_start"], row["status_quo_end"]) == (pytest.approx(0.7), 0.55)


def test_outcomes_hold_shares_with_intervals_by_severity(results):
    *_, ensemble = results
    rows = page_of_outcomes(ensemble).table
    assert rows[0]["outcome"] == "standoff"
    assert [(row["n"], row["count"], row["share"]) for row in rows][4] == (200, 90, 0.45)
