from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.sweep_settings import SweepSettings
from standoff.drivers.stage import Stage
from standoff.errors import InputError
from standoff.scenario.content import quantities
from standoff.sweep.layout import lay_out
from standoff.sweep.partition import Partition
from standoff.sweep.result import open_sweep
from standoff.sweep.setting import Preset, Setting
from standoff.sweep.study import Study, presets_of, read_design
from tests import studies
from tests.studies import STRAIT, opened, points, scenario, study, sweeps

PRESETS = {
    ("base", "open"): Preset({"diplomacy.trust": 0.5, "diplomacy.channel": 1.0}, {}),
    ("prospect", "open"): Preset({"diplomacy.trust": 0.5, "diplomacy.channel": 1.0}, {"learning": 0.25}),
}
WAR = "actors.vesper.costs.war"


def tables(stage: Stage) -> bytes:
    return stage.facts.tobytes() + stage.opening.tobytes()


def test_a_point_of_the_design_overrides_its_preset():
    made = study(
        {
            "rules": ["base", "prospect", "prospect"],
            "diplomacy.trust": [0.0, 0.125, 0.5],
            "diplomacy": ["open"] * 3,
            "rules.learning": [0.5, 1.0, 0.0],
            WAR: [0.3, 0.4, 0.5],
        },
        presets=PRESETS,
    )
    levers = {"diplomacy.trust": 0.0, "diplomacy.channel": 1.0}
    assert made.setting(0) == Setting(levers, {"learning": 0.5}, {WAR: 0.3})
    assert made.setting(1) == Setting(levers | {"diplomacy.trust": 0.125}, {"learning": 1.0}, {WAR: 0.4})
    assert made.setting(2).rules == {"learning": 0.0}


def test_values_that_only_the_preset_sets_remain():
    made = study({"rules": ["base", "prospect"], "diplomacy": ["open", "open"]}, presets=PRESETS)
    assert made.setting(0) == Setting(PRESETS["base", "open"].levers, {}, {})
    assert made.setting(1) == Setting(PRESETS["prospect", "open"].levers, {"learning": 0.25}, {})


def test_values_reach_the_tables_and_a_lever_overrides_the_quantity_that_it_sets():
    made = study({"escalation.attack_cost": [0.9, 0.8], WAR: [0.3, 0.4], "rules.learning": [0.0, 1.0]})
    for point, (cost, learning) in enumerate([(0.9, 0.0), (0.8, 1.0)]):
        facts = made.stage(point).facts
        assert facts["actor"]["war_cost"][facts["actor"]["is_attacker"] == 1].tolist() == [cost]
        assert facts.rules.learning == learning
        assert facts.rules.turn_days == 2.0
        assert made.stage(point).horizon_days == 30.0


def test_without_factors_of_its_own_a_point_is_the_scenario_as_reported(strait: Stage):
    reported = dict(quantities(scenario()))[WAR].value
    made = study({WAR: [reported, reported / 2]}, turn_days=1.0)
    assert tables(made.stage(0)) == tables(strait) == tables(made.base)
    assert tables(made.stage(1)) != tables(strait)


def test_a_stage_does_not_depend_on_the_points_that_were_set_before():
    rows = {
        "diplomacy.trust": [0.0, 0.0, 1.0, 0.5],
        WAR: [0.3, 0.5, 0.5, 0.3],
        "rules.learning": [1.0, 0, 0, 1],
    }
    expected = [tables(study(rows).stage(point)) for point in range(4)]
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 2, 0, 3, 1, 0]):
        made = study(rows)
        assert [tables(made.stage(point)) for point in order] == [expected[point] for point in order]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"actors.vesper.positions.passage.low": [0.9]}, "positions.passage"),
        ({WAR: [7.0]}, "costs.war"),
    ],
)
def test_values_that_contradict_the_scenario_are_refused_at_their_point(
    rows: dict[str, list[float]], expected: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("standoff.sweep.factors._checked", lambda factor: factor)
    with pytest.raises(InputError, match=expected):
        study(rows).stage(0)


def test_a_study_counts_its_runs():
    made = study({"diplomacy.trust": [0.0, 0.5, 1.0]}, 40)
    assert made.partition == Partition(3, 40)


def test_all_points_share_the_measures_of_the_scenario_as_reported():
    made = study({"actors.vesper.forces.required": [30.0, 50.0]})
    assert made.measures == study({"diplomacy.trust": [0.0]}).measures
    crossed = next(measure for measure in made.measures if measure.name == "crossed")
    assert crossed.high == pytest.approx(made.base.facts["actor"]["required"][[0, 2]].sum())


# Told and read


def read_again(made: Study) -> Study:
    """What another process makes of the manifest and of the points as they come from a table."""
    content = json.loads(json.dumps(made.as_record(), allow_nan=False))
    columns = {name: np.array(column.tolist(), object if column.dtype.kind == "U" else None)
               for name, column in made.design.columns.items()}  # fmt: skip
    return Study.from_record(content, read_design(content["design"], columns), made.scenario)


values = st.floats(0.0, 1.0)
rows_of_points = st.lists(
    st.tuples(st.sampled_from(["base", "prospect"]), values, values, st.floats(0.01, 1.5)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15)
@given(rows_of_points)
def test_a_study_that_is_read_again_sets_the_same_stages(rows: list[tuple[str, float, float, float]]):
    rules, trust, learning, war = zip(*rows, strict=True)
    made = study(
        {"rules": rules, "diplomacy.trust": trust, "rules.learning": learning, WAR: war},
        presets={
            ("base",): Preset({}, {}),
            ("prospect",): Preset({"diplomacy.channel": 0.1}, {"discount": 0.9}),
        },
    )
    restored = read_again(made)
    assert restored.as_record() == made.as_record()
    assert restored.measures == made.measures
    for point in range(len(rows)):
        assert restored.setting(point) == made.setting(point)
        assert tables(restored.stage(point)) == tables(made.stage(point))


@pytest.mark.parametrize(
    ("kind", "overrides", "design"),
    [
        ("grid", ["diplomacy.trust=0,0.5", "rules=base,prospect"], {}),
        ("one_at_a_time", ["diplomacy.trust=0,0.5", f"{WAR}=interval(0.3,0.5)"], {}),
        ("sobol", ["diplomacy.trust=interval(0,1)", "rules=base,prospect"], {"points": 4}),
        ("morris", ["diplomacy.trust=interval(0,1)"], {"trajectories": 2}),
        ("saltelli", ["diplomacy.trust=interval(0,1)"], {"points": 2}),
        ("saltelli", [], {"points": 2, "by": "source", "uncertainties": ["actors.*.costs.*"]}),
        ("zip", ["diplomacy.trust=1,0,1", "rules=base,base,prospect"], {}),
    ],
)
def test_every_design_is_restored_from_its_folder(
    kind: str, overrides: list[str], design: dict[str, Any], tmp_path: Path
):
    laid_out = lay_out(sweeps(*overrides), studies.settings(kind, **design), scenario())
    presets = {(): Preset({}, {}), ("base",): Preset({}, {}), ("prospect",): Preset({}, {"learning": 0.5})}
    made = Study(scenario(), laid_out, presets, 3, 10, 0.1, 20.5, None, "runs")
    opened(made, tmp_path / "out")
    restored = open_sweep(tmp_path / "out").study
    assert json.dumps(restored.as_record()) == json.dumps(made.as_record())
    assert restored.design.factors == made.design.factors
    for point in range(made.design.n_points):
        assert restored.design.point(point) == made.design.point(point)
        assert tables(restored.stage(point)) == tables(made.stage(point))


# Presets


def composer(*arguments: str) -> Composer[SweepSettings]:
    return Composer(
        read_flags([f"scenario.name={STRAIT}", *arguments], "standoff sweep"), "sweep", SweepSettings
    )


def test_each_combination_of_options_is_composed_once(monkeypatch: pytest.MonkeyPatch):
    composed = composer("diplomacy.mediator=3", "seed=2", "rules=base,prospect", "diplomacy=open,closed")
    composed: list[object] = []
    really = composed.settings

    def noted(point: dict[str, Any]) -> SweepSettings:
        composed.append(dict(point))
        return really(point)

    monkeypatch.setattr(composed, "settings", noted)
    design = points(
        {
            "rules": ["base", "prospect", "base", "base", "prospect"],
            "diplomacy.trust": [0.0, 0.1, 0.2, 0.3, 0.4],
            "diplomacy": ["open", "open", "closed", "open", "open"],
        }
    )
    presets = presets_of(composed, design)
    assert composed == [
        {"rules": "base", "diplomacy": "open"},
        {"rules": "prospect", "diplomacy": "open"},
        {"rules": "base", "diplomacy": "closed"},
    ]
    assert list(presets) == [("base", "open"), ("prospect", "open"), ("base", "closed")]
    assert presets["base", "open"].rules == {}
    assert presets["prospect", "open"].rules["loss_aversion"] == 2.25
    assert presets["base", "closed"].levers["diplomacy.channel"] == 0.0
    assert {preset.levers["diplomacy.mediator"] for preset in presets.values()} == {3.0}, "fixed for all"


def test_without_choices_there_is_one_preset_of_what_is_fixed():
    composed = composer("diplomacy=closed", "rules.learning=0.5", "diplomacy.trust=0,1")
    (preset,) = presets_of(composed, points({"diplomacy.trust": [0.0, 1.0]})).items()
    assert preset[0] == ()
    assert preset[1].levers["diplomacy.offer_rate"] == 0.01
    assert preset[1].rules == {"learning": 0.5}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["base", "bass"], "rules=bass: unknown option; did you mean 'base'?"),
        (["null"], "rules=null"),
        ([1.0], "rules=1.0"),
        (["[base,prospect"], "rules=[base,prospect"),
    ],
)
def test_an_unknown_option_of_a_group_is_refused(options: list[Any], expected: str):
    design = points({"rules": [str(option) for option in options]})
    with pytest.raises(InputError) as error:
        presets_of(composer(), design)
    assert expected in str(error.value)
