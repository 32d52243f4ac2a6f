from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from standoff.analysis.compare.comparison import compare
from standoff.analysis.compare.rows import rows
from standoff.analysis.compare.words import apart
from standoff.statistics.bands import QUANTILES
from standoff.vocabulary import OUTCOME_SETS, Outcome
from tests.samples import MEASURES, drawn, made


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
    a, b = drawn("a", 0.4, 50), drawn("b", 0.5, 50)
    tables = rows(compare([a, b], by="standoff"))
    assert set(tables) == {"outcomes", "differences", "measures", "flows", "war_by_day", "ranking"}
    assert [line["of"] for line in tables["differences"]] == list(OUTCOME_SETS)
    assert [line["of"] for line in tables["measures"]] == list(MEASURES)
    assert {line["method"] for line in tables["differences"]} == {"paired"}
    last = [line for line in tables["war_by_day"] if (line["result"], line["outcome"]) == ("b", "any_war")][
        -1
    ]
    assert (last["day"], last["count"]) == (60.0, b.outcomes[Outcome.FULL_INVASION])
    assert [line["result"] for line in tables["ranking"]] == ["a", "b"]
    assert tables["ranking"][1]["less_next"] is None


def test_samples_without_rows_have_no_course_and_no_settlements():
    rows = made("a", [Outcome.SETTLEMENT] * 4)
    comparison = compare([rows, replace(rows, name="b", place="b", runs=None)])
    assert set(comparison.courses) == {"a"}
    assert {one.name for one in comparison.settled} == {"a"}


def test_a_cell_without_a_number_is_empty():
    peace = made("a", [0, 0]), made("b", [0, 0], seed=2)
    (line,) = (line for line in rows(compare(peace))["measures"] if line["of"] == "days_to_violence")
    assert line["value"] is line["difference"] is line["low"] is None


def test_the_first_sentences_say_how_far_each_result_lies_from_the_first():
    n = 200
    first = made("as_is", [Outcome.FULL_INVASION] * 100 + [Outcome.STANDOFF] * 100)
    calmer = made("calmer", [Outcome.FULL_INVASION] * 60 + [Outcome.STANDOFF] * 140)
    other = replace(made("other", [Outcome.FULL_INVASION] * 90 + [Outcome.STANDOFF] * 110), seed=2)
    paired, unpaired = apart(compare([first, calmer, other]))
    assert paired.startswith(
        "Any war in 30 of 100 runs (24–37) of calmer and in 50 of 100 runs (43–57) of as_is:"
    )
    assert ": 20 points fewer (" in paired
    assert paired.endswith(", paired run by run.")
    assert "5 points fewer, which chance alone could explain" in unpaired
    assert unpaired.endswith(", unpaired.")
    (settled,) = apart(compare([first, calmer], by="settlement"))
    assert settled.startswith("Settlement in 0 of 100 runs")
    assert compare([first, calmer]).flows[0].n == n
