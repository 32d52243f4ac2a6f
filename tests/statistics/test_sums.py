from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.drivers.ensemble import blocks, play_block
from standoff.statistics.measures import N_BINS, Measure, measures_of, values_of
from standoff.statistics.sums import N_EXAMPLES, Sums, moments, sum_runs
from standoff.store.records import record_table, records_of
from standoff.vocabulary import Outcome
from tests.edits import make_war_dear
from tests.stages import build_stage
from tests.studies import bits

N_RUNS, SEED = 120, 7
ROUNDING = 1e-12
"""Of moments, relative: what adding in another order may change."""

splits = st.lists(st.integers(0, N_RUNS), max_size=6).map(lambda cuts: [0, *sorted(cuts), N_RUNS])


def read(record: Mapping[str, Any]) -> Sums:
    """Make sums of their arrays."""
    return Sums.read(record, len(record["moments_n"]))


@dataclass(frozen=True)
class Runs:
    """Runs of a point, with the gauges of each by itself, and the same replications at another point."""

    rows: npt.NDArray[np.void]
    fans: npt.NDArray[np.int32]
    reference: npt.NDArray[np.void]
    measures: tuple[Measure, ...]

    def sums(self, first: int = 0, end: int = N_RUNS, *, compared: bool = True) -> Sums:
        fan = self.fans[first:end].sum(axis=0, dtype=np.int32)
        reference = self.reference[first:end] if compared else None
        return sum_runs(self.rows[first:end], fan, self.measures, 3, reference)

    def added(self, edges: list[int]) -> Sums:
        return reduce(add, [self.sums(low, high) for low, high in pairwise(edges)])


@pytest.fixture(scope="module")
def runs() -> Runs:
    here, there = (build_stage("strait", make_war_dear, rationality=value) for value in (100.0, 5.0))
    played = [play_block(block) for block in blocks(here, SEED, 0, N_RUNS, size=1)]
    compared = [play_block(block) for block in blocks(there, SEED, 0, N_RUNS)]
    return Runs(
        np.concatenate([block.rows for block in played]),
        np.stack([block.fan for block in played]),
        np.concatenate([block.rows for block in compared]),
        measures_of(there),
    )


def test_the_runs_have_everything_that_is_summed(runs: Runs):
    """Otherwise the tests below would mean little."""
    assert (np.bincount(runs.rows["outcome"]) > N_EXAMPLES).sum() >= 3
    assert 0 < (runs.rows["days_to_violence"] < 0).sum() < N_RUNS
    assert (runs.rows["outcome"] != runs.reference["outcome"]).sum() > 10
    assert ((runs.rows["days_to_violence"] >= 0) > (runs.reference["days_to_violence"] >= 0)).any()


def test_number_mean_and_squares_are_those_of_two_passes(runs: Runs):
    sums = runs.sums().moments
    for place, values in enumerate(values_of(runs.rows, runs.measures)):
        present = values[~np.isnan(values)]
        assert sums.n[place] == len(present)
        assert sums.mean[place] == pytest.approx(present.mean(), rel=ROUNDING)
        assert sums.m2[place] == pytest.approx(present.var() * len(present), rel=ROUNDING, abs=ROUNDING)


def test_a_measure_that_some_runs_lack_counts_those_that_have_it(runs: Runs):
    place = [measure.name for measure in runs.measures].index("days_to_violence")
    violent = runs.rows["days_to_violence"][runs.rows["days_to_violence"] >= 0]
    sums = runs.sums()
    assert sums.moments.n[place] == len(violent) < N_RUNS
    assert sums.moments.mean[place] == pytest.approx(violent.mean(), rel=ROUNDING)
    assert sums.extremes[:, place].tolist() == [violent.min(), violent.max()]
    assert sums.histogram[place].sum() == len(violent)
    assert (np.delete(sums.moments.n, place) == N_RUNS).all()


def test_outcomes_are_counted_by_themselves_and_by_private_type(runs: Runs):
    sums = runs.sums()
    counted = Counter(runs.rows["outcome"].tolist())
    assert sums.outcomes.tolist() == [counted[outcome] for outcome in Outcome]
    assert sums.n == N_RUNS
    for actor in range(3):
        pairs = Counter(zip(runs.rows["type"][:, actor].tolist(), runs.rows["outcome"].tolist(), strict=True))
        assert {place: sums.by_type[actor][place] for place in pairs} == pairs
        assert sums.by_type[actor].sum() == N_RUNS


def test_bins_and_extremes_are_those_of_the_values(runs: Runs):
    sums = runs.sums()
    for place, (measure, values) in enumerate(
        zip(runs.measures, values_of(runs.rows, runs.measures), strict=True)
    ):
        present = np.sort(values[~np.isnan(values)])
        assert sums.extremes[:, place].tolist() == [present[0], present[-1]]
        width = (measure.high - measure.low) / N_BINS
        read = np.repeat(np.arange(N_BINS), sums.histogram[place])  # the bins of the values, in order
        inside = np.clip(present, measure.low, measure.high)
        assert (np.abs(measure.low + (read + 0.5) * width - inside) <= width * (0.5 + 1e-9)).all()


def test_values_beyond_the_scale_count_in_the_outermost_bins(runs: Runs):
    rows = runs.rows[:3].copy()
    rows["goldstein"] = [-1e9, 0.0, 1e9]
    place = [measure.name for measure in runs.measures].index("goldstein")
    sums = sum_runs(rows, runs.fans[0], runs.measures, 3, None)
    assert np.flatnonzero(sums.histogram[place]).tolist() == [0, N_BINS // 2, N_BINS - 1]
    assert sums.extremes[:, place].tolist() == [-1e9, 1e9]


def test_the_fan_counts_each_run_once_in_each_turn(runs: Runs):
    sums = runs.sums().fan
    assert (sums.sum(axis=2) == N_RUNS).all()
    assert (sums == runs.fans.sum(axis=0)).all()
    assert sums.dtype == np.int64, "counts of a million runs of a thousand parts have room"


def test_examples_are_the_first_replications_of_each_outcome(runs: Runs):
    for edges in ([0, N_RUNS], [0, 1, 7, N_RUNS], [0, 0, 100, 100, N_RUNS]):
        sums = runs.added(edges)
        for outcome in Outcome:
            all_of_it = runs.rows["replication"][runs.rows["outcome"] == outcome].tolist()
            first = [*all_of_it[:N_EXAMPLES], *[-1] * N_EXAMPLES][:N_EXAMPLES]
            assert sums.examples[outcome].tolist() == first


def test_shifts_count_the_outcomes_of_the_same_replication_at_both_points(runs: Runs):
    pairs = Counter(zip(runs.reference["outcome"].tolist(), runs.rows["outcome"].tolist(), strict=True))
    sums = runs.sums().shifts
    assert {place: sums[place] for place in pairs} == pairs
    assert sums.sum() == N_RUNS


def test_differences_are_those_of_each_pair_that_has_the_measure_at_both_points(runs: Runs):
    gaps = values_of(runs.rows, runs.measures) - values_of(runs.reference, runs.measures)
    sums = runs.sums().differences
    for place, pairs in enumerate(gaps):
        present = pairs[~np.isnan(pairs)]
        assert sums.n[place] == len(present)
        assert sums.mean[place] == pytest.approx(present.mean(), rel=ROUNDING, abs=ROUNDING)
        assert sums.m2[place] == pytest.approx(present.var() * len(present), rel=ROUNDING, abs=ROUNDING)
    both = (runs.rows["days_to_violence"] >= 0) & (runs.reference["days_to_violence"] >= 0)
    assert min(sums.n) == both.sum() < (runs.rows["days_to_violence"] >= 0).sum()


def test_without_a_reference_nothing_is_compared(runs: Runs):
    sums = runs.sums(compared=False)
    assert not sums.shifts.any()
    assert not sums.differences.n.any()
    plain = replace(runs.sums(), shifts=sums.shifts, differences=sums.differences)
    assert bits(plain) == bits(sums)


def test_a_point_compared_with_itself_differs_in_nothing(runs: Runs):
    sums = sum_runs(runs.rows, runs.fans.sum(axis=0), runs.measures, 3, runs.rows)
    assert not sums.differences.mean.any()
    assert not sums.differences.m2.any()
    assert (sums.shifts == np.diag(sums.outcomes)).all()


def test_sums_of_no_runs_are_empty(runs: Runs):
    nothing = runs.sums(0, 0)
    assert nothing.n == 0
    assert not nothing.moments.n.any()
    assert (nothing.extremes[0] == np.inf).all()
    assert (nothing.extremes[1] == -np.inf).all()
    assert (nothing.examples == -1).all()
    assert bits(nothing + nothing) == bits(nothing)
    assert bits(nothing + runs.sums()) == bits(runs.sums())
    assert bits(runs.sums() + nothing) == bits(runs.sums())


# Adding


def assert_equal(sums: Sums, whole: Sums) -> None:
    """Counts are equal; moments are equal up to rounding."""
    actual, expected = sums.as_arrays(), whole.as_arrays()
    for name, value in expected.items():
        if value.dtype == np.int64 or name == "extremes":
            assert actual[name].tolist() == value.tolist(), name
        else:
            scale = np.abs(value) + 1.0  # a mean near zero is the rest of values that are not
            assert (np.abs(actual[name] - value) <= 10 * ROUNDING * scale).all(), name


@settings(max_examples=40)
@given(edges=splits)
def test_whatever_the_split_the_parts_add_up_to_the_whole(runs: Runs, edges: list[int]):
    assert_equal(runs.added(edges), runs.sums())


@settings(max_examples=40)
@given(edges=splits)
def test_the_same_split_gives_the_same_bits_also_when_the_parts_come_from_a_table(
    runs: Runs, edges: list[int]
):
    table = record_table([runs.sums(low, high).as_arrays() for low, high in pairwise(edges)])
    assert bits(reduce(add, map(read, records_of(table)))) == bits(runs.added(edges))


@settings(max_examples=40)
@given(edges=splits)
def test_parts_may_be_added_in_any_grouping(runs: Runs, edges: list[int]):
    parts = [runs.sums(low, high) for low, high in pairwise(edges)]
    assert_equal(reduce(lambda later, part: part + later, reversed(parts)), runs.sums())


numbers = st.lists(st.floats(-1e6, 1e6) | st.just(np.nan), max_size=60)


@given(one=numbers, other=numbers)
def test_moments_of_any_two_samples_join_to_those_of_both(one: list[float], other: list[float]):
    first, second, both = (moments(np.array([values])) for values in (one, other, one + other))
    joined = first + second
    assert joined.n == both.n
    scale = np.nanmax(np.abs([*one, *other, 0.0]))
    assert joined.mean == pytest.approx(both.mean, rel=ROUNDING, abs=ROUNDING * scale)
    assert joined.m2 == pytest.approx(both.m2, rel=ROUNDING, abs=ROUNDING * scale**2)
    assert (joined.m2 >= 0).all()


@given(values=st.lists(st.integers(-3, 3), min_size=2, max_size=40))
def test_a_large_offset_does_not_destroy_the_spread(values: list[int]):
    """Sums of squares would lose all digits here."""
    far = 1e9 + np.array([values], np.float64)
    half = len(values) // 2
    joined = moments(far[:, :half]) + moments(far[:, half:])
    assert joined.m2[0] == pytest.approx(np.var(values) * len(values), rel=1e-6, abs=1e-6)


# Told and read


def test_sums_given_as_arrays_are_read_with_the_same_bits(runs: Runs):
    assert bits(read(runs.sums().as_arrays())) == bits(runs.sums())


def test_sums_survive_a_table_and_a_file_bit_for_bit(runs: Runs, tmp_path: Path):
    written = [runs.sums(0, 50), runs.sums(50, 50), runs.sums(50, N_RUNS, compared=False)]
    stored = [{"point": point, "failure": "", **sums.as_arrays()} for point, sums in enumerate(written)]
    table = record_table(stored)
    pq.write_table(table, tmp_path / "part.parquet")
    for stored in (table, pq.read_table(tmp_path / "part.parquet")):
        records = list(records_of(stored))
        assert [record["point"] for record in records] == [0, 1, 2]
        assert [bits(read(record)) for record in records] == [bits(sums) for sums in written]


def test_sums_that_are_read_can_be_added_to_others(runs: Runs):
    (record,) = records_of(record_table([runs.sums(0, 30).as_arrays()]))
    assert bits(read(record) + runs.sums(30)) == bits(runs.sums(0, 30) + runs.sums(30))
