from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from standoff.analysis.compare.comparison import compare
from standoff.analysis.compare.rows import rows
from standoff.statistics.bands import QUANTILES
from standoff.vocabulary import OUTCOME_SETS, Gauge, Outcome
from tests.samples import MEASURES, drawn, fan, made


def test_positions_are_those_of_the_runs_that_settle():
    sample = made("a", [2, 0, 2, 4, 2])
    mapping = {one.issue: one for one in compare([sample, drawn("b", 0.5, 5)]).settled}
    signed = sample.values("position_strait")[[0, 2, 4]]
    strait = mapping["strait"]
    assert (strait.name, strait.n, strait.mean) == ("a", 3, pytest.approx(signed.mean()))
    assert strait.quantiles == pytest.approx(np.quantile(signed, QUANTILES))
    assert strait.low < strait.mean < strait.high
    assert set(mapping) == {"strait", "tariffs"}


def test_tables_hold_all_findings_with_method_and_n():
    a, b = replace(drawn("a", 0.4, 50), fan=fan()), replace(drawn("b", 0.5, 50), fan=fan(1.0))
    tables = rows(compare([a, b], by="standoff"))
    assert set(tables) == {"outcomes", "differences", "measures", "flows", "fans", "survival", "ranking"}
    assert [line["of"] for line in tables["differences"]] == list(OUTCOME_SETS)
    assert [line["of"] for line in tables["measures"]] == list(MEASURES)
    assert {line["method"] for line in tables["differences"]} == {"paired"}
    assert len(tables["fans"]) == 2 * len(Gauge) * 12
    first = {"result": "a", "gauge": "rung", "day": 1.0, "q05": 0.0, "q25": 0.1, "q50": 0.2, "q95": 0.4}
    assert tables["fans"][0] == {**first, "q75": pytest.approx(0.3)}
    assert [line["result"] for line in tables["ranking"]] == ["a", "b"]
    assert tables["ranking"][1]["less_next"] is None


def test_samples_without_rows_have_no_survival_and_no_settlements():
    rows = made("a", [Outcome.SETTLEMENT] * 4)
    comparison = compare([rows, replace(rows, name="b", place="b", runs=None)])
    assert set(comparison.survivals) == {"a"}
    assert {one.name for one in comparison.settled} == {"a"}


def test_a_cell_without_a_number_is_empty():
    peace = made("a", [0, 0]), made("b", [0, 0], seed=2)
    (line,) = (line for line in rows(compare(peace))["measures"] if line["of"] == "days_to_violence")
    assert line["value"] is line["difference"] is line["low"] is None
