from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal

import standoff
from standoff.errors import ConfigError, InputError, ScenarioError
from standoff.interface import Crisis
from tests.commands import STRAIT, invoke
from tests.frames import assert_as_written

SET = {"diplomacy": "open", "escalation.incident_rate": 0.03, "rules": "no_learning"}
TIMES = {"seed": 3, "turn_days": 2.0, "horizon_days": 30.0}
ASKED = (f"scenario.name={STRAIT}", *(f"{key}={value}" for key, value in {**SET, **TIMES}.items()))


@pytest.fixture(scope="module")
def strait() -> Crisis:
    return standoff.load(STRAIT)


@pytest.fixture(scope="module")
def crisis(strait: Crisis) -> Crisis:
    return strait.with_values(SET, **TIMES)


def test_runs_are_those_of_the_command_line(crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "out"
    arguments = ("run", *ASKED, "replications=64", "traced=5", "figures=false", f"out={out}")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 0
    ensemble, run = crisis.run_many(64), crisis.run_one(5)
    assert_frame_equal(ensemble.table(), pq.read_table(out / "runs.parquet").to_pandas())
    outcomes = ensemble.outcomes()
    outcomes.insert(0, "point", 0)
    assert_as_written(outcomes, out / "outcomes.csv")
    for path in (out / "trace").glob("*.parquet"):
        assert_frame_equal(run.table(path.stem), pq.read_table(path).to_pandas())


def test_a_dated_variant_is_played_as_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    name, out = f"{STRAIT}@2030-02-20", tmp_path / "out"
    arguments = ("run", f"scenario.name={name}", "replications=32", "figures=false", f"out={out}")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 0
    earlier = standoff.load(name)
    assert_frame_equal(earlier.run_many(32).table(), pq.read_table(out / "runs.parquet").to_pandas())
    content = json.loads((out / "manifest.json").read_text())["scenario"]
    assert (content["name"], content["frozen_at"]) == ("strait@2030-02-20", "2030-02-20")
    assert content["sha256"] == earlier.scenario.fingerprint != standoff.load(STRAIT).scenario.fingerprint


def test_sweeps_are_those_of_the_command_line(
    crisis: Crisis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "out"
    factors = ("diplomacy.trust=0,0.5,1", "rules=base,prospect")
    fixed = [text for text in ASKED if not text.startswith("rules=")]
    arguments = ("sweep", *fixed, *factors, "replications=20", "figures=false", f"out={out}")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 0
    values = {"diplomacy.trust": [0, 0.5, 1], "rules": ["base", "prospect"]}
    sweep = crisis.sweep(values, replications=20)
    for name, table in (("outcomes", sweep.outcomes()), ("measures", sweep.measures())):
        assert_as_written(table, out / f"{name}.csv")
    assert_frame_equal(sweep.fans(), pq.read_table(out / "fans.parquet").to_pandas())


def test_a_sweep_over_many_parts_adds_up(crisis: Crisis, monkeypatch: pytest.MonkeyPatch):
    whole = crisis.sweep({"diplomacy.trust": [0, 1]}, replications=20)
    assert whole.study.partition.n_parts == 1
    expected = whole.outcomes()
    monkeypatch.setattr("standoff.sweep.partition.PART_RUNS", 7)
    cut = crisis.sweep({"diplomacy.trust": [0, 1]}, replications=20)
    assert cut.study.partition.n_parts == 6
    assert cut.outcomes().equals(expected)


def test_setting_a_value_leaves_the_crisis_as_it_was(strait: Crisis):
    changed = strait.with_values({"diplomacy.trust": 0.9}, seed=7)
    assert strait.values == {}
    assert strait.settings.levers == {}
    assert changed.settings.levers == {"diplomacy.trust": 0.9}
    assert changed.settings.seed == 7
    assert repr(changed).endswith("(diplomacy.trust = 0.9, seed = 7)>")


def test_a_value_wins_over_a_preset_whichever_was_set_first(strait: Crisis):
    value, preset = {"diplomacy.trust": 0.9}, {"diplomacy": "open"}
    for first, second in ((value, preset), (preset, value)):
        levers = strait.with_values(first).with_values(second).settings.levers
        assert levers["diplomacy.trust"] == 0.9
        assert levers["diplomacy.channel"] == 1.0


def test_null_resets_a_lever_to_its_reported_value(strait: Crisis):
    assert (
        strait.with_values({"diplomacy.trust": 0.9}).with_values({"diplomacy.trust": None}).settings.levers
        == {}
    )


def test_a_quantity_of_the_scenario_reaches_the_stage(strait: Crisis):
    changed = strait.with_values({"actors.vesper.costs.war": 0.77})
    row = changed.stage.names.actors.index("vesper")
    assert changed.stage.facts.actor[row].war_cost == 0.77
    assert strait.stage.facts.actor[row].war_cost != 0.77
    sweep = changed.sweep({"diplomacy.trust": [0, 1]}, replications=2)
    assert sweep.study.stage(0).facts.actor[row].war_cost == 0.77


def test_numpy_numbers_are_accepted(strait: Crisis):
    changed = strait.with_values({"diplomacy.trust": np.float32(0.5)}, seed=np.int64(4))
    assert (changed.settings.levers["diplomacy.trust"], changed.settings.seed) == (0.5, 4)
    sweep = changed.sweep({"diplomacy.trust": np.linspace(0, 1, 3)}, replications=2)
    assert sweep.study.design.columns["diplomacy.trust"].tolist() == [0, 0.5, 1]


def test_a_drawn_design_takes_ranges_and_patterns(strait: Crisis):
    settings = {"design.points": 4, "design.levers": ["diplomacy.*"], "reference": None}
    sweep = strait.sweep(
        {"actors.vesper.costs.war": "interval(0.2, 0.4)"}, settings, design="sobol", replications=2
    )
    assert sweep.study.design.n_points == 4
    assert {"actors.vesper.costs.war", "diplomacy.trust"} <= sweep.study.design.columns.keys()


def test_presets_and_experiments_of_the_user_are_found(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "hasty.yaml").write_text("tempo: 1.0\n")
    (tmp_path / "experiment").mkdir()
    study = "# @package _global_\ndefaults:\n  - override /rules: hasty\nreplications: 12\n"
    (tmp_path / "experiment" / "mine.yaml").write_text(study)
    changed = standoff.load(STRAIT, config_dir=tmp_path).with_values(experiment="mine")
    assert changed.settings.variant == {"tempo": 1.0}
    assert len(changed.run_many().table()) == 12


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"diplomacy.trus": 1}, "diplomacy.trus: unknown key; did you mean 'trust'?"),
        ({"diplomacy.trust": 2}, "diplomacy.trust = 2: allowed range is 0 to 1 (share)"),
        ({"diplomacy": "opn"}, "diplomacy=opn: unknown option; did you mean 'open'?"),
        ({"rules.learnig": 0}, "rules.learnig: unknown key; did you mean 'learning'?"),
        (
            {"actors.vesper.costs.wr": 1},
            "strait: actors.vesper.costs.wr: nothing stands at 'wr', did you mean",
        ),
        ({"actors.vesper.costs.war": "much"}, "actors.vesper.costs.war = much: a number is expected"),
        ({"actors.vesper.costs.war": True}, "actors.vesper.costs.war = True: a number is expected"),
        ({"sed": 1}, "sed: unknown key; did you mean 'seed'?"),
        ({"seed": -1}, "seed = -1: allowed range is 0 to"),
        ({"replications": 0}, "replications = 0: allowed range is 1 to"),
        ({"scenario": "other"}, "scenario: cannot be set here; a scenario is given to load()"),
        ({"out": "folder"}, "out: cannot be set here; nothing is written"),
    ],
)
def test_a_bad_value_is_refused_when_it_is_set(strait: Crisis, values: dict[str, object], expected: str):
    with pytest.raises(ConfigError) as error:
        strait.with_values(values)
    assert str(error.value).startswith(expected)


def test_a_quantity_beyond_what_its_unit_allows_is_a_fault_of_the_scenario(strait: Crisis):
    with pytest.raises(ScenarioError, match=r"allowed range is -2 to 2"):
        strait.with_values({"actors.vesper.costs.war": 50.0})


def test_bad_input_to_a_sweep_is_refused(strait: Crisis):
    for factors, settings, expected in (
        ({"diplomacy.trus": [0, 1]}, {}, "did you mean 'trust'"),
        ({"seed": [0, 1]}, {}, "cannot be swept"),
        ({}, {}, "nothing to vary"),
        ({"diplomacy.trust": [0, 1]}, {"figures": False}, "a result draws itself"),
        ({"diplomacy.trust": [0, 1]}, {"reference": 9}, "there are 2 points"),
    ):
        with pytest.raises(ConfigError, match=expected):
            strait.sweep(factors, settings)


def test_a_negative_run_number_is_refused(strait: Crisis):
    with pytest.raises(ConfigError, match="replication = -1: allowed range is 0 or more"):
        strait.run_one(-1)


def test_an_unknown_scenario_or_folder_is_bad_input(tmp_path: Path):
    with pytest.raises(InputError, match="scenario 'nowhere' is unknown"):
        standoff.load("nowhere")
    with pytest.raises(InputError, match=r"^config_dir=.*: there is no such folder"):
        standoff.load(STRAIT, config_dir=tmp_path / "nowhere")


class Waits:
    def choose(self, situation, u_choice):
        return "hold"


def test_a_custom_policy_changes_the_run(strait: Crisis):
    actions = {row["action"] for row in strait.run_one(0).trace["actors"] if row["actor"] == "vesper"}
    waiting = strait.run_one(0, policies={"vesper": Waits()}).trace["actors"]
    assert {row["action"] for row in waiting if row["actor"] == "vesper"} <= {"", "hold"}
    assert not actions <= {"", "hold"}


def test_a_crisis_is_played_with_the_injects_that_are_set():
    crisis = standoff.load("ukraine_2022").with_values(injects="incident_at_sea")
    events = crisis.run_one().table("events")
    assert events["day"][events["kind"] == "inject"].tolist() == [5.0, 6.0]
    sweep = crisis.sweep({"injects": ["none", "incident_at_sea"]}, replications=20)
    assert [len(sweep.study.setting(point).injects) for point in (0, 1)] == [0, 2]
