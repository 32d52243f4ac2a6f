from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import count

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.drivers.ensemble import Block, PlayedBlock, blocks, play, play_block
from standoff.drivers.executors import open_executor
from standoff.errors import InputError
from standoff.statistics.sums import Sums, sum_runs
from standoff.sweep import playing
from standoff.sweep.partition import Part
from standoff.sweep.playing import ExecutorLost, PointRuns, play_parts
from standoff.sweep.study import Study
from standoff.sweep.work import n_runs_of
from tests.studies import SEED, bits, cut_small, silent, study

TRUST = [0.2, 0.9, 0.5, 0.1]
ROWS = {"diplomacy.trust": TRUST, "actors.vesper.costs.war": [0.4, 1.2, 1.0, 0.8]}
CONTRADICTION = {"actors.vesper.positions.passage.low": [0.0, 0.9, 0.0, 0.0]}
"""Red lines of the second point that leave nothing to accept."""

PlayedParts = list[tuple[Part, list[PointRuns]]]


def parts_of(made: Study, numbers: Iterable[int] | None = None) -> list[Part]:
    return [
        made.partition.part(number)
        for number in (range(made.partition.n_parts) if numbers is None else numbers)
    ]


def played(
    made: Study,
    parts: Sequence[Part] | None = None,
    workers: int = 2,
    advance: Callable[[int], None] = silent,
) -> PlayedParts:
    with open_executor("threads", workers) as executor:
        return list(play_parts(made, parts_of(made) if parts is None else parts, executor, advance))


def comparable(parts: PlayedParts) -> dict[tuple[int, int], tuple[object, ...]]:
    """Give all that came of each point of each part."""
    return {
        (part.number, runs.point): (bits(runs.sums), runs.rows.tobytes(), runs.failure)
        for part, points in parts
        for runs in points
    }


def rows_of(made: Study, point: int | str, part: Part) -> npt.NDArray[np.void]:
    return np.concatenate(list(play(made.stage(point), SEED, part.first, part.n_runs, n_threads=1)))


def directly(made: Study, point: int, part: Part) -> Sums:
    """Sum up the runs of a point in a part, without any of the machinery."""
    (whole,) = blocks(made.stage(point), SEED, part.first, part.n_runs, size=part.n_runs)
    reference = None if made.reference is None else rows_of(made, made.reference, part)
    return sum_runs(rows_of(made, point, part), play_block(whole).fan, made.measures, 3, reference)


# In order


@pytest.mark.parametrize(
    ("part_runs", "part_points", "reference"),
    [
        (8, 128, 0),
        (8, 128, 2),
        (8, 128, "reported"),
        (8, 128, None),
        (128, 3, 0),
        (128, 3, 3),
        (20, 128, 2),
        (40, 1, 0),
    ],
)
def test_each_part_comes_in_order_with_the_sums_of_its_runs(
    monkeypatch: pytest.MonkeyPatch, part_runs: int, part_points: int, reference: int | str | None
):
    cut_small(monkeypatch, part_runs, part_points)
    made = study(ROWS, 20, reference=reference)
    parts = played(made)
    assert [part for part, _ in parts] == parts_of(made)
    for part, points in parts:
        assert [runs.point for runs in points] == list(part.points)
        for runs in points:
            assert runs.rows.tobytes() == rows_of(made, runs.point, part).tobytes()
            assert bits(runs.sums) == bits(directly(made, runs.point, part))
            assert runs.failure == ""


@pytest.mark.parametrize("block", [1, 3, 8, 1000])
def test_results_do_not_depend_on_workers_blocks_or_timing(monkeypatch: pytest.MonkeyPatch, block: int):
    cut_small(monkeypatch, 8, block=3)
    made = study(ROWS, 20)
    expected = comparable(played(made, workers=1))
    monkeypatch.setattr(playing, "BLOCK", block)

    def slowly(handed: Block) -> PlayedBlock:
        time.sleep(0.002 * (hash((handed.first, handed.facts.tobytes())) % 5))
        return play_block(handed)

    monkeypatch.setattr(playing, "play_block", slowly)
    assert comparable(played(made, workers=3)) == expected


some_parts = st.sets(st.integers(0, 11)).map(sorted)
references = st.sampled_from([0, 3, "reported", None])


@settings(max_examples=8)
@given(numbers=some_parts, reference=references)
def test_a_part_does_not_depend_on_the_other_parts(numbers: list[int], reference: int | str | None):
    with pytest.MonkeyPatch.context() as patched:
        cut_small(patched, 8)
        made = study(ROWS, 20, reference=reference)
        whole = comparable(played(made))
        some = comparable(played(made, parts_of(made, numbers)))
    assert len(whole) == 12
    assert some == {key: value for key, value in whole.items() if key[0] in numbers}


def test_no_run_is_played_twice(monkeypatch: pytest.MonkeyPatch):
    cut_small(monkeypatch, 8)
    played_runs: Counter[tuple[bytes, int]] = Counter()

    def noted(block: Block) -> PlayedBlock:
        played_runs.update((block.facts.tobytes(), block.first + index) for index in range(block.n_runs))
        return play_block(block)

    monkeypatch.setattr(playing, "play_block", noted)
    made = study(ROWS, 20)
    played(made, workers=1)
    assert (len(played_runs), set(played_runs.values())) == (made.partition.n_runs, {1})
    played_runs.clear()
    played(made, parts_of(made, [1, 2, 7]), workers=1)  # in two slices, none of them with the reference point
    assert (len(played_runs), set(played_runs.values())) == (3 * 8 + 2 * 8, {1})


@settings(max_examples=8)
@given(numbers=some_parts, reference=references)
def test_progress_adds_up_to_the_requested_runs(numbers: list[int], reference: int | str | None):
    with pytest.MonkeyPatch.context() as patched:
        cut_small(patched, 8)
        made = study(ROWS, 20, reference=reference)
        parts = parts_of(made, numbers)
        steps: list[int] = []
        played(made, parts, advance=steps.append)
    assert sum(steps) == n_runs_of(parts)
    assert max(steps, default=1) <= 3


def test_parts_are_returned_before_the_last_ones_are_played(monkeypatch: pytest.MonkeyPatch):
    """Otherwise a kill would cost everything, and memory would grow with the sweep."""
    cut_small(monkeypatch, 8)
    made = study(ROWS, 80)
    steps: list[int] = []
    with open_executor("threads", 1) as executor:
        parts = play_parts(made, parts_of(made), executor, steps.append)
        next(parts)
        assert sum(steps) <= 3 * 8
        assert len(list(parts)) == made.partition.n_parts - 1


def test_without_parts_there_are_no_results():
    assert played(study(ROWS), []) == []


# Failures


def assert_only(failed: int, parts: PlayedParts, made: Study, reason: str) -> None:
    """One point failed in all its parts, with no runs; the others are as ever."""
    for part, points in parts:
        for runs in points:
            if runs.point == failed:
                assert runs.failure == reason
                assert (runs.sums.n, len(runs.rows)) == (0, 0)
                assert not runs.sums.fan.any()
            else:
                assert runs.failure == ""
                assert bits(runs.sums) == bits(directly(made, runs.point, part))


@pytest.mark.parametrize("part_runs", [8, 128])
def test_a_point_that_contradicts_the_scenario_fails_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, part_runs: int
):
    cut_small(monkeypatch, part_runs)
    made = study(ROWS | CONTRADICTION, 20)
    with pytest.raises(InputError) as error:
        made.stage(1)
    assert "positions.passage.low = 0.9: above high" in str(error.value)
    assert_only(1, played(made), made, str(error.value))


def spoilt(
    made: Study, point: int, first: int, spoil: Callable[[PlayedBlock], None]
) -> Callable[[Block], PlayedBlock]:
    """Spoil the runs of the block of a point that begins at a replication."""
    facts = made.stage(point).facts.tobytes()

    def play_and_spoil(block: Block) -> PlayedBlock:
        done = play_block(block)
        if (block.facts.tobytes(), block.first) == (facts, first):
            spoil(done)
        return done

    return play_and_spoil


def give_up(_: PlayedBlock) -> None:
    raise ZeroDivisionError("the fleet is gone")


def test_a_point_whose_run_raises_fails_with_the_reason(monkeypatch: pytest.MonkeyPatch):
    cut_small(monkeypatch, 128)
    made = study(ROWS, 20)
    monkeypatch.setattr(playing, "play_block", spoilt(made, 2, 9, give_up))
    steps: list[int] = []
    assert_only(2, played(made, advance=steps.append), made, "the fleet is gone")


def test_an_exception_without_a_message_is_reported_by_its_name(monkeypatch: pytest.MonkeyPatch):
    cut_small(monkeypatch, 128)
    made = study(ROWS, 20)

    def fail(_: PlayedBlock) -> None:
        raise MemoryError

    monkeypatch.setattr(playing, "play_block", spoilt(made, 2, 9, fail))
    assert_only(2, played(made), made, "MemoryError")


def test_a_point_that_fails_in_one_slice_is_played_in_the_others(monkeypatch: pytest.MonkeyPatch):
    cut_small(monkeypatch, 8)
    made = study(ROWS, 20)
    monkeypatch.setattr(playing, "play_block", spoilt(made, 2, 8, give_up))
    failures = {(part.first, runs.point): runs.failure for part, points in played(made) for runs in points}
    assert {place for place, reason in failures.items() if reason} == {(8, 2)}


FLOATS = ["days", "days_to_violence", "peak_rung", "goldstein", "crossed", "attacker_losses", "target_losses"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, math.nan) for name in (*FLOATS, "payoff_vesper", "position_islets")),
        ("goldstein", math.inf),
        ("days_to_violence", -math.inf),
    ],
)
def test_a_value_that_is_not_finite_makes_its_point_fail(
    monkeypatch: pytest.MonkeyPatch, name: str, value: float
):
    cut_small(monkeypatch, 128)
    made = study({"diplomacy.trust": TRUST[:2]}, 12)

    def spoil(done: PlayedBlock) -> None:
        if name == "payoff_vesper":
            done.rows["payoff"][1, 2] = value
        elif name == "position_islets":
            done.rows["position"][1, 1] = value
        else:
            done.rows[name][1] = value

    monkeypatch.setattr(playing, "play_block", spoilt(made, 1, 6, spoil))
    assert_only(1, played(made), made, f"{name} of run 7 is not a finite number")


def test_rows_of_actors_that_do_not_exist_may_hold_anything(monkeypatch: pytest.MonkeyPatch):
    cut_small(monkeypatch, 128)
    made = study({"diplomacy.trust": TRUST[:2]}, 12)

    def spoil(done: PlayedBlock) -> None:
        done.rows["payoff"][:, 3:] = np.nan

    monkeypatch.setattr(playing, "play_block", spoilt(made, 1, 6, spoil))
    assert [runs.failure for _, points in played(made) for runs in points] == ["", ""]


def assert_nothing_is_compared(made: Study, parts: PlayedParts) -> None:
    for part, points in parts:
        for runs in points:
            if runs.point != made.reference:
                assert runs.failure == ""
                assert runs.rows.tobytes() == rows_of(made, runs.point, part).tobytes()
                assert not runs.sums.shifts.any()
                assert not runs.sums.differences.n.any()


@pytest.mark.parametrize("part_runs", [8, 128])
def test_if_the_reference_point_fails_the_others_are_played_without_differences(
    monkeypatch: pytest.MonkeyPatch, part_runs: int
):
    cut_small(monkeypatch, part_runs)
    made = study(ROWS | CONTRADICTION, 20, reference=1)
    parts = played(made)
    assert {bool(runs.failure) for _, points in parts for runs in points if runs.point == 1} == {True}
    assert_nothing_is_compared(made, parts)


def test_a_reference_point_without_finite_values_is_not_compared_with(monkeypatch: pytest.MonkeyPatch):
    cut_small(monkeypatch, 128)
    made = study(ROWS, 20)

    def spoil(done: PlayedBlock) -> None:
        done.rows["goldstein"][0] = np.nan

    monkeypatch.setattr(playing, "play_block", spoilt(made, 0, 6, spoil))
    parts = played(made)
    assert parts[0][1][0].failure == "goldstein of run 6 is not a finite number"
    assert_nothing_is_compared(made, parts)


def test_when_all_points_fail_all_parts_are_still_returned(monkeypatch: pytest.MonkeyPatch):
    cut_small(monkeypatch, 8)
    made = study({"actors.vesper.positions.passage.low": [0.9, 0.95]}, 20)
    parts = played(made)
    assert [part for part, _ in parts] == parts_of(made)
    assert all(runs.failure for _, points in parts for runs in points)


# Those who play


class Doomed(Executor):
    """Plays some blocks; those after them are lost with the workers."""

    def __init__(self, n_blocks: int, lose: Callable[[Future[PlayedBlock]], object]) -> None:
        self._left = count(n_blocks, -1)
        self._lose = lose

    def submit(self, function, /, *args, **kwargs):
        done: Future[PlayedBlock] = Future()
        if next(self._left) > 0:
            done.set_result(function(*args, **kwargs))
        else:
            self._lose(done)
        return done


def cancel(future: Future[PlayedBlock]) -> None:
    future.cancel()
    future.set_running_or_notify_cancel()  # as the worker does that meets it


def break_down(future: Future[PlayedBlock]) -> None:
    future.set_exception(BrokenExecutor("all were killed"))


def until_lost(made: Study, executor: Executor, parts: PlayedParts) -> None:
    for part, points in play_parts(made, parts_of(made), executor, silent):
        parts.append((part, points))


@pytest.mark.parametrize(("lose", "why"), [(break_down, "all were killed"), (cancel, "CancelledError")])
@pytest.mark.parametrize(("n_blocks", "n_parts"), [(0, 0), (1, 0), (3, 0), (4, 1), (20, 6), (31, 11)])
def test_lost_workers_are_reported_and_earlier_parts_are_complete(
    monkeypatch: pytest.MonkeyPatch,
    lose: Callable[[Future[PlayedBlock]], None],
    why: str,
    n_blocks: int,
    n_parts: int,
):
    cut_small(monkeypatch, 8)
    made = study(ROWS, 20)  # three blocks a part, two in the last slice
    messages: PlayedParts = []
    with pytest.raises(ExecutorLost, match=rf"^the workers were lost \({why}\)$"):
        until_lost(made, Doomed(n_blocks, lose), messages)
    whole = comparable(played(made))
    assert comparable(messages) == {key: value for key, value in whole.items() if key[0] < len(messages)}
    assert len(messages) == n_parts
