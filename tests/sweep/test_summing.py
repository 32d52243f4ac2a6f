from __future__ import annotations

import csv
import math
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq
import pytest
from scipy import stats

from standoff.arrays import Rows
from standoff.drivers.ensemble import blocks, play, play_block
from standoff.drivers.kernel import RESULT
from standoff.rules.gauge import N_BINS, N_GAUGES, TOPS
from standoff.scenario.parameters import load_parameters
from standoff.statistics.bands import QUANTILES
from standoff.statistics.measures import values_of
from standoff.statistics.summary import wilson
from standoff.statistics.sums import Sums, sum_runs
from standoff.store.parts import Parts
from standoff.store.records import record_table
from standoff.sweep.result import open_sweep
from standoff.sweep.study import Study
from standoff.sweep.summing import PointSums, fan_lines, measure_lines, outcome_lines, point_sums, sums_at
from standoff.vocabulary import Gauge, Outcome
from tests.studies import SEED, bits, cut_small, finished, opened, study

N_RUNS = 60
ROWS = {"diplomacy.trust": [0.2, 0.9, 0.5], "actors.vesper.costs.war": [0.4, 1.2, 1.0]}
REFERENCE = 1


@dataclass(frozen=True)
class Swept:
    """A finished sweep of several slices, and the runs of its points played directly."""

    folder: Path
    study: Study
    sums: list[PointSums]
    rows: list[Rows]

    def lines(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(newline="") as file:
            return list(csv.DictReader(file))

    def values(self, point: int) -> dict[str, npt.NDArray[np.float64]]:
        names = [measure.name for measure in self.study.measures]
        return dict(zip(names, values_of(self.rows[point], self.study.measures), strict=True))


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Swept:
    folder = tmp_path_factory.mktemp("swept") / "out"
    with pytest.MonkeyPatch.context() as patched:
        cut_small(patched, 25, block=7)
        made = study(ROWS, N_RUNS, reference=REFERENCE)
        assert (made.partition.n_slices, made.partition.n_parts) == (3, 9)
        finished(opened(made, folder))
        sums = list(open_sweep(folder).points())
    rows = [np.concatenate(list(play(made.stage(point), SEED, 0, N_RUNS))) for point in range(3)]
    return Swept(folder, made, sums, rows)


def number(text: str) -> float:
    return float(text) if text else math.nan


def test_the_points_differ_and_some_runs_lack_a_measure(swept: Swept):
    """Otherwise the tests below would mean little."""
    assert len({rows["outcome"].tobytes() for rows in swept.rows}) == 3
    for rows in swept.rows[1:]:
        assert 0 < (rows["days_to_violence"] < 0).sum() < N_RUNS


def test_outcomes_have_the_shares_of_the_runs_with_their_wilson_intervals(swept: Swept):
    rows = swept.lines("outcomes.csv")
    assert len(rows) == 3 * len(Outcome)
    for line, (point, outcome) in zip(rows, np.ndindex(3, len(Outcome)), strict=True):
        count = int((swept.rows[point]["outcome"] == outcome).sum())
        assert (line["point"], line["outcome"]) == (str(point), Outcome(outcome).name.lower())
        assert float(line["diplomacy.trust"]) == ROWS["diplomacy.trust"][point]
        assert (int(line["n"]), int(line["count"])) == (N_RUNS, count)
        assert float(line["share"]) == count / N_RUNS
        assert (float(line["low"]), float(line["high"])) == wilson(count, N_RUNS)


def test_outcomes_differ_from_the_reference_point_by_the_difference_of_their_shares(swept: Swept):
    shares = {
        (int(line["point"]), line["outcome"]): float(line["share"]) for line in swept.lines("outcomes.csv")
    }
    for line in swept.lines("outcomes.csv"):
        point, outcome = int(line["point"]), line["outcome"]
        if point == REFERENCE:
            assert (line["difference"], line["difference_low"], line["difference_high"]) == ("", "", "")
            continue
        expected = shares[point, outcome] - shares[REFERENCE, outcome]
        assert float(line["difference"]) == pytest.approx(expected, abs=1e-12)
        assert float(line["difference_low"]) <= expected <= float(line["difference_high"])


def test_measures_have_mean_spread_and_extremes_of_the_runs(swept: Swept):
    rows = swept.lines("measures.csv")
    assert len(rows) == 3 * len(swept.study.measures)
    for line in rows:
        all_values = swept.values(int(line["point"]))[line["measure"]]
        values = all_values[~np.isnan(all_values)]
        assert int(line["n"]) == len(values)
        assert float(line["mean"]) == pytest.approx(values.mean(), rel=1e-12, abs=1e-12)
        assert float(line["sd"]) == pytest.approx(values.std(ddof=1), rel=1e-9, abs=1e-9)
        assert (float(line["least"]), float(line["greatest"])) == (values.min(), values.max())
        half = stats.t.ppf(0.975, len(values) - 1) * stats.sem(values)
        assert float(line["mean_low"]) == pytest.approx(values.mean() - half, rel=1e-9, abs=1e-9)
        assert float(line["mean_high"]) == pytest.approx(values.mean() + half, rel=1e-9, abs=1e-9)


def test_measures_have_quantiles_to_one_bin_and_never_beyond_the_extremes(swept: Swept):
    widths = {measure.name: (measure.high - measure.low) / N_BINS for measure in swept.study.measures}
    for line in swept.lines("measures.csv"):
        all_values = swept.values(int(line["point"]))[line["measure"]]
        values = all_values[~np.isnan(all_values)]
        read = [float(line[name]) for name in ("q05", "q25", "q50", "q75", "q95")]
        expected = np.quantile(values, QUANTILES, method="inverted_cdf")
        assert np.abs(read - expected).max() <= widths[line["measure"]] * (1 + 1e-9)
        assert values.min() <= min(read) <= max(read) <= values.max()
        assert read == sorted(read)


def test_measures_differ_from_the_reference_point_replication_by_replication(swept: Swept):
    reference = swept.values(REFERENCE)
    n_partial = 0
    for line in swept.lines("measures.csv"):
        point, name = int(line["point"]), line["measure"]
        cells = [number(line[f"difference{end}"]) for end in ("", "_low", "_high")]
        if point == REFERENCE:
            assert all(map(math.isnan, cells))
            continue
        gaps = swept.values(point)[name] - reference[name]
        gaps = gaps[~np.isnan(gaps)]
        n_partial += len(gaps) < N_RUNS
        half = stats.t.ppf(0.975, len(gaps) - 1) * stats.sem(gaps)
        expected = [gaps.mean(), gaps.mean() - half, gaps.mean() + half]
        assert cells == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert n_partial == 2, "days to violence"


def test_fans_are_the_quantiles_of_the_gauges_after_each_turn(swept: Swept):
    table = pq.read_table(swept.folder / "fans.parquet").to_pylist()
    assert len(table) == 3 * N_GAUGES * 15
    lines = iter(table)
    for point in range(3):
        (block,) = blocks(swept.study.stage(point), SEED, 0, N_RUNS, size=N_RUNS)
        for gauge, turn in np.ndindex(N_GAUGES, 15):
            line = next(lines)
            assert (line["point"], line["gauge"]) == (point, Gauge(gauge).name.lower())
            assert line["day"] == 2.0 * (turn + 1)
            if turn == gauge == 0:
                fan = play_block(block).fan
            bins = np.repeat(np.arange(N_BINS), fan[gauge, turn])  # of each run, in order
            at = np.quantile(bins, QUANTILES, method="inverted_cdf")
            read = np.array([line[name] for name in ("q05", "q25", "q50", "q75", "q95")])
            width = TOPS[gauge] / N_BINS
            assert (width * at <= read + 1e-12).all()
            assert (read <= width * (at + 1) + 1e-12).all()


def test_the_sums_of_a_point_are_those_of_its_slices_in_order(swept: Swept):
    assert [(point.point, point.failure) for point in swept.sums] == [(0, ""), (1, ""), (2, "")]
    for point in swept.sums:
        rows, reference = swept.rows[point.point], swept.rows[REFERENCE]
        (block,) = blocks(swept.study.stage(point.point), SEED, 0, N_RUNS, size=N_RUNS)
        whole = sum_runs(rows, play_block(block).fan, swept.study.measures, 3, reference)
        assert point.sums.n == N_RUNS
        for name in (
            "outcomes",
            "by_type",
            "histogram",
            "fan",
            "examples",
            "shifts",
            "extremes",
            "moments_n",
        ):
            assert bits(point.sums)[name] == bits(whole)[name], name


# Odd points


@pytest.fixture
def made() -> Study:
    return study(ROWS, N_RUNS)


def sums_of(made: Study, n_runs: int, first: int = 0, reference: Rows | None = None) -> Sums:
    """Sums of a few runs that all end alike."""
    rows = np.zeros(n_runs, RESULT)
    rows["replication"] = first + np.arange(n_runs)
    rows["days_to_violence"] = -1.0
    return sum_runs(rows, np.zeros((N_GAUGES, 15, N_BINS), np.int32), made.measures, 3, reference)


def test_a_measure_that_no_run_has_leaves_its_cells_empty(made: Study):
    lines = {line["measure"]: line for line in measure_lines(made, PointSums(1, sums_of(made, 5), ""))}
    violence = lines["days_to_violence"]
    assert violence["n"] == 0
    empty = {name for name, value in violence.items() if value == ""}
    assert empty == violence.keys() - {
        "point",
        "diplomacy.trust",
        "actors.vesper.costs.war",
        "measure",
        "unit",
        "n",
    }
    assert lines["days"]["mean"] == 0.0
    assert lines["days"]["difference"] == ""


def test_a_single_run_has_a_mean_and_no_spread(made: Study):
    line = next(iter(measure_lines(made, PointSums(1, sums_of(made, 1), ""))))
    assert (line["n"], line["mean"], line["least"], line["greatest"], line["q50"]) == (1, 0.0, 0.0, 0.0, 0.0)
    assert (line["sd"], line["mean_low"], line["mean_high"]) == ("", "", "")


def test_a_failed_point_has_no_shares_no_measures_and_no_fan(made: Study):
    failed = PointSums(2, sums_of(made, 0), "why")
    for line in outcome_lines(made, failed):
        assert (line["n"], line["count"], line["share"]) == (0, 0, "")
        assert (line["low"], line["high"]) == (0.0, 1.0)
        assert line["difference"] == ""
    assert {line["mean"] for line in measure_lines(made, failed)} == {""}
    assert list(fan_lines(made, failed)) == []


def test_without_a_reference_no_point_differs(made: Study):
    alone = replace(made, reference=None)
    for point in (0, 1):
        lines = [*outcome_lines(alone, PointSums(point, sums_of(made, 5), ""))]
        lines += [*measure_lines(alone, PointSums(point, sums_of(made, 5), ""))]
        assert {line["difference"] for line in lines} == {""}


def test_with_very_many_factors_lines_name_only_the_point(made: Study):
    sums = PointSums(1, sums_of(made, 5), "")
    factors = {f"rules.{name}": [0.5, 0.75] for name in list(load_parameters())[:13]}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("standoff.sweep.factors._checked", lambda factor: factor)
        few, many = (study(dict(list(factors.items())[:n])) for n in (12, 13))
    for lines in (outcome_lines, measure_lines):
        assert factors.keys() - next(iter(lines(few, sums))).keys() == {list(factors)[12]}
        assert factors.keys().isdisjoint(next(iter(lines(many, sums))))
        assert next(iter(lines(many, sums)))["point"] == 1


def test_lines_of_all_points_have_the_same_cells(made: Study):
    """A table of comma-separated values has one header."""
    rows = np.zeros(5, RESULT)
    several = [
        PointSums(0, sums_of(made, 5), ""),
        PointSums(1, sums_of(made, 5, reference=rows), ""),
        PointSums(2, sums_of(made, 0), "why"),
    ]
    for lines in (outcome_lines, measure_lines):
        assert len({tuple(line) for point in several for line in lines(made, point)}) == 1


def write(folder: Path, number: int, points: list[PointSums]) -> None:
    records = [{"point": each.point, "failure": each.failure, **each.sums.as_arrays()} for each in points]
    Parts(folder).write(number, record_table(records))


@pytest.mark.parametrize("failed", [[0], [1], [2], [0, 2], [0, 1, 2]])
def test_a_point_that_failed_in_one_slice_has_failed_and_has_no_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failed: list[int]
):
    cut_small(monkeypatch, 25)
    made = study({"diplomacy.trust": [0.2]}, N_RUNS)
    for layer, number in enumerate(made.partition.parts_of(0)):
        part = made.partition.part(number)
        is_failed = layer in failed
        sums = sums_of(made, 0 if is_failed else part.n_runs, part.first)
        write(tmp_path, number, [PointSums(0, sums, f"slice {layer}" if is_failed else "")])
    (read_sums,) = point_sums(made.partition, Parts(tmp_path), len(made.measures))
    assert read_sums.failure == f"slice {failed[0]}"
    assert read_sums.sums.n == 0


def test_the_sums_of_one_point_are_found_wherever_its_parts_are(
    swept: Swept, monkeypatch: pytest.MonkeyPatch
):
    cut_small(monkeypatch, 25, block=7)
    for expected in swept.sums:
        point = sums_at(swept.study.partition, Parts(swept.folder), expected.point, len(swept.study.measures))
        assert point.point == expected.point
        for name, value in expected.sums.as_arrays().items():
            assert np.array_equal(point.sums.as_arrays()[name], value), name


def test_sums_are_read_one_part_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """However many replications there are, few sums are in memory."""
    cut_small(monkeypatch, 10)
    made = study({"diplomacy.trust": [0.2, 0.4]}, 50)
    for number in range(made.partition.n_parts):
        part = made.partition.part(number)
        write(
            tmp_path, number, [PointSums(point, sums_of(made, 10, part.first), "") for point in part.points]
        )
    read: list[int] = []
    really = Parts.read
    monkeypatch.setattr(Parts, "read", lambda parts, number: read.append(number) or really(parts, number))
    sums = point_sums(made.partition, Parts(tmp_path), len(made.measures))
    assert next(sums).sums.n == 50
    assert read == [0, 2, 4, 6, 8]
    assert next(sums).sums.n == 50
    assert read == [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
