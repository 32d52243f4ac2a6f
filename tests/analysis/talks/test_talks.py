"""Why talks failed: counts add up, and the sentences say what the tables hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from standoff.analysis.talks.answer import talks_answer
from standoff.analysis.talks.talks import Fate, Talks, main_issues
from standoff.analysis.talks.words import findings, utility
from standoff.answer import Answer
from standoff.config.setup import make_stage
from standoff.drivers.talks import MET, NO_PACKAGE, NO_ROOM, REFUSED, SIGNED, TALK
from standoff.sweep.chosen_run import ChosenRun
from tests.commands import STRAIT

N_RUNS = 40
VESPER, ORLEN, TAMAR = "vesper", "orlen", "tamar"


def run_of(replication: int) -> ChosenRun:
    scenario, stage = make_stage(STRAIT)
    return ChosenRun(scenario, stage, 1, replication, None, "The strait")


@pytest.fixture(scope="module")
def answer() -> Answer:
    return talks_answer(run_of(0), range(N_RUNS))


def moments(*rows: tuple[int, int, Sequence[str]], short: float = 0.1) -> Talks:
    """Talks of four runs by replication, result, and who blocks (or refuses); all would yield on issue 0."""
    stage = run_of(0).stage
    talks = np.zeros(len(rows), TALK).view(np.recarray)
    for talk, (replication, result, actors) in zip(talks, rows, strict=True):
        talk.replication, talk.result = replication, result
        talk.is_party[: len(stage.names.actors)] = 1
        talk.conceded[:, 0], talk.needed[:, 0] = 3 * short, 0.25
        for actor in actors:
            row = stage.names.actors.index(actor)
            talk.going_on[row] = short
            (talk.refuses if result == REFUSED else talk.blocks)[row] = 1
            talk.alone[row] = result == NO_PACKAGE and len(actors) == 1
    return Talks(stage, range(4), talks)


def test_the_sentences_say_who_blocked_and_how_far_each_run_came():
    talks = moments(
        (0, MET, []), (1, MET, []), (1, NO_ROOM, []), (1, NO_PACKAGE, [VESPER]), (2, MET, []),
        (2, NO_PACKAGE, [ORLEN, VESPER]), (2, REFUSED, [TAMAR]), (2, SIGNED, []),
    )  # fmt: skip
    assert talks.fates().tolist() == [1, 1, 1, 0, 1]
    assert list(findings(talks, talks.blocks())) == [
        "No package was found in 3 of 5 attempts. Vesper blocked 2 of these, over “Passage through the "
        "strait”, by 0.10 of utility at the median.",
        "At 1 of 2 failed attempts, only one party stood in the way of some package: Vesper (1).",
        "Somebody blocked over “Passage through the strait” at 2 of 2 failed attempts.",
        "1 attempt had nothing to work with: no standing offer moves an issue within the red lines.",
        "2 packages were drafted and 1 signed; Tamar refused 1.",
        "Of 4 runs, 1 never had all parties at the table, 1 had all at the table and sought no package, 1 "
        "sought a package and found none and 1 signed a package.",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(0, MET, [])], "No package was sought in 4 runs."),
        ([(0, SIGNED, [])], "A package was found in the only attempt."),
        ([(0, NO_ROOM, [])], "No package was found in the only attempt."),
        ([(0, NO_PACKAGE, [ORLEN])], "No package was found in the only attempt. Orlen blocked it, over"),
    ],
)
def test_the_first_sentence_holds_for_few_attempts(rows, expected: str):
    talks = moments(*rows)
    assert next(findings(talks, talks.blocks())).startswith(expected)


def test_a_refusal_is_further_than_an_attempt_without_a_package_whatever_came_last():
    talks = moments((3, MET, []), (3, REFUSED, [ORLEN]), (3, NO_PACKAGE, [VESPER]))
    assert talks.fates()[Fate.REFUSED] == 1


def test_a_party_with_its_ideal_on_all_issues_blocks_over_none():
    assert main_issues(np.array([[0.0, 0.2, 0.2], [0.0, 0.0, 0.0], [0.3, 0.0, 0.1]])).tolist() == [1, -1, 0]
    talks = moments((0, NO_PACKAGE, [VESPER]))
    talks.moments["conceded"] = 0.0
    talks.moments["needed"] = np.nan
    (block,) = talks.blocks()
    assert (block.issue, block.n, block.n_enough) == (-1, 1, 0)
    assert "over" not in next(findings(talks, [block]))


def test_counts_of_the_tables_add_up(answer: Answer):
    rows = answer.rows
    failed = {(row["replication"], row["turn"]) for row in rows["attempts"] if row["result"] == "no_package"}
    assert len(failed) > 10
    for party in rows["parties"]:
        of_party = [row for row in rows["attempts"] if row["actor"] == party["actor"]]
        blocked = [row for row in of_party if row["blocks"]]
        assert party["n_attempts"] == len(failed)
        assert party["n_blocked"] == len(blocked)
        assert party["n_blocked"] == sum(
            row["n_blocked"] for row in rows["blocked"] if row["actor"] == party["actor"]
        )
        assert party["n_runs"] == len({row["replication"] for row in blocked})
        assert party["n_refused"] == sum(row["refuses"] for row in of_party)
        assert party["n_only_obstacle"] == sum(row["is_only_obstacle"] for row in of_party)
        if blocked:
            assert party["shortfall_q50"] == pytest.approx(np.median([row["shortfall"] for row in blocked]))
    assert {(row["replication"], row["turn"]) for row in rows["attempts"] if row["blocks"]} == failed
    assert sum(row["count"] for row in rows["runs"]) == N_RUNS
    for line in rows["issues"]:
        over = [row for row in rows["attempts"] if row["issue"] == line["issue"]]
        assert line["n_blocked"] == len({(row["replication"], row["turn"]) for row in over})
        assert line["shortfall_q50"] == pytest.approx(np.median([row["shortfall"] for row in over]))
        assert set(line["blocked_by"].split()) == {row["actor"] for row in over}


def test_a_blocker_is_under_its_threshold_and_no_other_party_is(answer: Answer):
    for row in answer.rows["attempts"]:
        if row["result"] == "no_package":
            assert row["blocks"] == (row["worth"] <= row["going_on"] + 1e-12)
        assert row["shortfall"] is None or row["shortfall"] == max(0.0, row["going_on"] - row["worth"])
    for row in answer.rows["concessions"]:
        assert (row["move_needed"] is not None) == (row["conceded"] > row["shortfall"])
        assert row["move_needed"] is None or row["move_needed"] <= abs(row["ideal"] - row["position"])


def test_the_attempts_of_one_run_are_those_of_the_ensemble(answer: Answer):
    numbers = {row["replication"] for row in answer.rows["attempts"]}
    number = min(numbers)
    alone = talks_answer(run_of(number), range(number, number + 1))
    assert list(alone.rows["attempts"]) == [
        row for row in answer.rows["attempts"] if row["replication"] == number
    ]
    (table,) = alone.tables
    assert table.row_count >= len({row["turn"] for row in alone.rows["attempts"]})


def test_the_figure_names_what_was_found_and_has_a_row_for_each_party_and_issue(answer: Answer):
    ((name, figure),) = answer.draw().items()
    assert name == "blocked"
    title = " ".join(figure.get_suptitle().split())
    n = int(answer.rows["parties"][0]["n_blocked"])
    assert title.startswith(f"Vesper blocked {n} of ")
    assert title.endswith(" attempts without a package, over “Passage through the strait”")
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(labels) == len(answer.rows["blocked"])
    assert labels[0].replace("\n", " ") == "Vesper: Passage through the strait"
    assert [round(bar.get_width()) for bar in figure.axes[0].patches] == [
        row["n_blocked"] for row in answer.rows["blocked"]
    ]


def test_without_a_block_there_is_no_figure(answer: Answer):
    numbers = {row["replication"] for row in answer.rows["attempts"]}
    quiet = min(set(range(N_RUNS)) - numbers)
    silent = talks_answer(run_of(quiet), range(quiet, quiet + 1))
    assert silent.sentences[0] == f"No package was sought in run {quiet}."
    assert silent.draw() == {}
    assert silent.main == "runs"


def test_a_utility_is_never_shown_as_nothing():
    assert [utility(value) for value in (0.3, 0.0123, 1e-9)] == ["0.30", "0.012", "under 0.001"]
