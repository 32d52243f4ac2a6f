from __future__ import annotations

import numpy as np

from standoff.drivers.kernel import RESULT
from standoff.drivers.stage import Stage
from standoff.state.tables import MAX_ACTORS, MAX_ISSUES
from standoff.statistics.measures import measures_of, values_of


def test_measures_are_named_by_the_actors_and_issues_of_the_crisis(strait: Stage):
    names = [measure.name for measure in measures_of(strait)]
    assert names[:8] == [
        "days", "days_to_violence", "peak_rung", "goldstein", "crossed", "attacker_losses", "target_losses",
        "drafts",
    ]  # fmt: skip
    assert names[8:] == [
        "payoff_orlen", "payoff_tamar", "payoff_vesper", "position_passage", "position_islets",
    ]  # fmt: skip


def test_every_measure_has_a_unit_and_a_scale_with_room(strait: Stage, ukraine: Stage):
    for stage in (strait, ukraine):
        for measure in measures_of(stage):
            assert measure.unit
            assert measure.low < measure.high


def test_scales_follow_the_crisis(strait: Stage, set_crisis):
    scales = {measure.name: (measure.low, measure.high) for measure in measures_of(strait)}
    fighting = {"orlen", "vesper"}
    required = sum(
        float(row["required"])
        for name, row in zip(strait.names.actors, strait.facts["actor"], strict=False)
        if name in fighting
    )
    assert scales["crossed"] == (0.0, required)
    assert scales["days"] == scales["days_to_violence"] == (0.0, 30.0)
    longer = {measure.name: measure for measure in measures_of(set_crisis("strait", horizon_days=90.0))}
    assert longer["days"].high == 90.0
    assert longer["goldstein"].high == 3 * scales["goldstein"][1]


def test_values_are_read_from_the_fields_of_the_runs(strait: Stage):
    rows = np.zeros(2, RESULT)
    rows["days"], rows["drafts"], rows["days_to_violence"] = [3.0, 30.0], [1, 2], [-1.0, 0.0]
    rows["payoff"] = np.arange(2 * MAX_ACTORS).reshape(2, -1)
    rows["position"] = np.arange(2 * MAX_ISSUES).reshape(2, -1) / 100
    measures = measures_of(strait)
    by_name = dict(
        zip([measure.name for measure in measures], values_of(rows, measures).tolist(), strict=True)
    )
    assert by_name["days"] == [3.0, 30.0]
    assert by_name["drafts"] == [1.0, 2.0]
    assert by_name["payoff_tamar"] == [1.0, 1.0 + MAX_ACTORS]
    assert by_name["position_islets"] == [0.01, (1.0 + MAX_ISSUES) / 100]


def test_only_a_run_without_violence_has_no_days_to_violence(strait: Stage):
    rows = np.zeros(3, RESULT)
    rows["days_to_violence"] = [-1.0, 0.0, 4.0]
    rows["goldstein"] = rows["payoff"][:, 0] = -1.0
    measures = measures_of(strait)
    values = values_of(rows, measures)
    missing = {measure.name: np.isnan(row).tolist() for measure, row in zip(measures, values, strict=True)}
    assert missing.pop("days_to_violence") == [True, False, False]
    assert not any(any(row) for row in missing.values())


def test_no_runs_have_no_values(strait: Stage):
    measures = measures_of(strait)
    assert values_of(np.zeros(0, RESULT), measures).shape == (len(measures), 0)
