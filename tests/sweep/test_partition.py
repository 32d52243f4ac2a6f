from __future__ import annotations

from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.sweep.partition import PART_POINTS, PART_RUNS, Part, Partition

# Each point and replication is looked at below, so there are few; limits are crossed on both sides.
plans = st.builds(Partition, st.integers(1, 400), st.integers(1, 3 * PART_RUNS))
plans_of_any_size = st.builds(Partition, st.integers(1, 10**6), st.integers(1, 10**9))


def parts(plan: Partition) -> list[Part]:
    return [plan.part(number) for number in range(plan.n_parts)]


@given(plans)
def test_the_parts_hold_each_run_of_each_point_exactly_once(plan: Partition):
    first_missing = dict.fromkeys(range(plan.n_points), 0)
    for part in parts(plan):
        for point in part.points:
            assert part.first == first_missing[point], "neither a gap nor a run twice"
            first_missing[point] += part.n_runs
    assert set(first_missing.values()) == {plan.replications}
    assert sum(part.n_runs * len(part.points) for part in parts(plan)) == plan.n_runs


@given(plans)
def test_a_slice_of_all_points_comes_before_the_next_slice(plan: Partition):
    listed = parts(plan)
    assert [part.number for part in listed] == list(range(plan.n_parts))
    for before, after in pairwise(listed):
        if after.first == before.first:
            assert after.points.start == before.points.stop
            assert after.n_runs == before.n_runs
        else:
            assert after.first == before.first + before.n_runs
            assert (before.points.stop, after.points.start) == (plan.n_points, 0)


@given(plans)
def test_parts_of_a_column_hold_the_same_points_in_all_slices(plan: Partition):
    places = [plan.parts_of(place) for place in range(plan.parts_per_slice)]
    assert sorted(number for numbers in places for number in numbers) == list(range(plan.n_parts))
    for numbers in places:
        parts_there = [plan.part(number) for number in numbers]
        assert len({part.points for part in parts_there}) == 1
        assert [part.first for part in parts_there] == [
            layer * plan.slice_runs for layer in range(plan.n_slices)
        ]


@given(plans_of_any_size, st.data())
def test_no_part_is_empty_or_too_large(plan: Partition, data: st.DataObject):
    part = plan.part(data.draw(st.integers(0, plan.n_parts - 1)))
    assert 1 <= len(part.points) <= PART_POINTS
    assert part.n_runs >= 1
    assert part.n_runs * len(part.points) <= PART_RUNS
    assert 0 <= part.points.start < part.points.stop <= plan.n_points
    assert 0 <= part.first < part.first + part.n_runs <= plan.replications


@given(plans_of_any_size)
def test_parts_are_as_large_as_the_limits_allow(plan: Partition):
    """Small parts would cost a file each."""
    room = (plan.points_per_part + 1) * plan.slice_runs
    assert plan.points_per_part == PART_POINTS or room > PART_RUNS
    assert plan.slice_runs == min(plan.replications, PART_RUNS)


def test_a_partition_depends_on_the_numbers_of_points_and_replications_alone():
    assert [item.name for item in fields(Partition)] == ["n_points", "replications"]
    assert parts(Partition(7, 20_000)) == parts(Partition(7, 20_000))


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (Partition(1, 1), [Part(0, range(1), 0, 1)]),
        (Partition(2, 8_192), [Part(0, range(1), 0, 8_192), Part(1, range(1, 2), 0, 8_192)]),
        (Partition(1, 8_193), [Part(0, range(1), 0, 8_192), Part(1, range(1), 8_192, 1)]),
        (Partition(5, 4_000), [Part(0, range(2), 0, 4_000), Part(1, range(2, 4), 0, 4_000),
                          Part(2, range(4, 5), 0, 4_000)]),
        (Partition(130, 10), [Part(0, range(128), 0, 10), Part(1, range(128, 130), 0, 10)]),
    ],
    ids=str,
)  # fmt: skip
def test_the_partition_of_a_given_size_never_changes(plan: Partition, expected: list[Part]):
    """Results on disk were cut by it, and the bits of moments depend on it."""
    assert (PART_RUNS, PART_POINTS) == (8_192, 128)
    assert parts(plan) == expected
