from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hydra.core.global_hydra import GlobalHydra

from standoff.config.compose import compose
from standoff.config.levers import LEVERS
from standoff.config.settings import RunSettings
from standoff.errors import ConfigError, InputError
from standoff.scenario.locate import data_root


def test_by_default_everything_is_as_reported():
    (job,) = compose([])
    assert (job.experiment, job.number, job.overrides) == ("run", None, ())
    assert job.settings.levers == {}
    assert job.settings.variant == {}
    assert job.settings.replications == 2000
    assert job.config["seed"] == job.settings.seed == 1


def test_presets_and_single_values_combine_and_the_command_line_wins():
    (job,) = compose(["diplomacy=open", "diplomacy.trust=0.1", "rules=prospect", "rules.discount=0.9"])
    assert job.settings.levers["diplomacy.offer_rate"] == 0.15
    assert job.settings.levers["diplomacy.trust"] == 0.1
    assert job.settings.variant == {
        "curvature": 0.88,
        "loss_aversion": 2.25,
        "weighting": 0.61,
        "discount": 0.9,
    }


def test_a_named_experiment_gives_way_to_the_command_line():
    (job,) = compose(["experiment=brinkmanship", "seed=7"])
    assert job.experiment == "brinkmanship"
    assert job.settings.seed == 7
    assert job.settings.levers["escalation.odds_bias"] == 1.5


BAD = [
    (
        "diplomacy.offer_rat=1",
        ["diplomacy.offer_rat: unknown key; did you mean 'offer_rate'?", "diplomacy.trust"],
    ),
    ("+diplomacy.hope=1", ["diplomacy.hope: unknown key; allowed: diplomacy.offer_rate"]),
    ("sede=1", ["sede: unknown key; did you mean 'seed'?", "horizon_days", "experiment"]),
    ("+sede=1", ["sede: unknown key; did you mean 'seed'?"]),
    ("diplomacy=opne", ["diplomacy=opne: unknown option; did you mean 'open'?", "closed, open, reported"]),
    ("experiment=zzz", ["experiment=zzz: unknown option; allowed: ", "baseline, brinkmanship"]),
    ("scenario=zzz", ["scenario=zzz: unknown option; allowed: ", "scenario.name=PATH"]),
    ("rules.lerning=0", ["rules.lerning: unknown key; did you mean 'learning'?"]),
    ("diplomacy.trust=much", ["diplomacy.trust = much: a number is expected, 0 to 1 (share)"]),
    ("rules.learning=yes", ["rules.learning = ", "a number is expected, 0 to 1 (share), or null for 1"]),
    ("seed=1.5", ["seed = 1.5: allowed range is 0 to", "a whole number"]),
    ("seed=null", ["seed = null: allowed range is 0 to"]),
    ("~seed", ["seed: no value; give one"]),
    ("seed=-1", ["seed = -1: allowed range is 0 to"]),
    (f"seed=1{'0' * 400}", ["seed = 1000000"]),
    (f"turn_days=1{'0' * 400}", ["int too large to convert to float"]),
    ("replications=0", ["replications = 0: allowed range is 1 to"]),
    ("turn_days=0", ["turn_days = 0: allowed range is 0.1 to"]),
    ("turn_days=nan", ["turn_days = nan: allowed range is 0.1 to"]),
    ("turn_days=inf", ["turn_days = inf: allowed range is 0.1 to"]),
    ("turn_days=8", ["turn_days = 8: allowed range is 0.1 to 7, days"]),
    ("horizon_days=0", ["horizon_days = 0: allowed range is 1 to 365"]),
    ("traced=-1", ["traced = -1: allowed range is 0 to"]),
    ("figure_formats=[gif]", ["figure_formats = [gif]: 'gif' must be one of png, svg, pdf"]),
    ("figure_formats=[]", ["figure_formats = []: has no format", "or figures=false"]),
    ("figures=perhaps", ["figures = perhaps: true or false is expected"]),
    ("escalation.incident_rate=2", ["escalation.incident_rate = 2: allowed range is 0 to 0.2 (per_day)"]),
    ("rules.clash=-1", ["rules.clash = -1: allowed range is above 0 to below 1 (share)"]),
    ("scenario.name=zzz", ["scenario 'zzz' is unknown"]),
    ("word", ["Error parsing override 'word' missing EQUAL"]),
    ("seed=${nothing}", ["nothing"]),
    ("--config-dir=/nowhere/at/all", ["/nowhere/at/all"]),
    ("seed=1,", ["Error parsing override 'seed=1,'"]),
    ("seed=1,2", ["Ambiguous value for argument 'seed=1,2'", "--multirun"]),
    ("seed=range(1,3)", ["Sweep parameters 'seed=range(1,3)' requires --multirun"]),
    ("out={a:1}", ["out: the path of a folder, or null is expected"]),
    ("rules.learning={a:1}", ["rules.learning = {'a': 1}: a number is expected"]),
    ("--experimental-rerun=x", ["--experimental-rerun: not supported"]),
]


@pytest.mark.parametrize(("argument", "expected"), BAD, ids=[argument for argument, _ in BAD])
def test_bad_input_is_told_with_its_place_and_what_is_allowed(argument: str, expected: list[str]):
    with pytest.raises(InputError) as error:
        compose([argument])
    message = str(error.value)
    assert message.startswith(expected[0]) or expected[0] in message.splitlines()[0]
    assert all(part in message for part in expected)


def test_all_values_out_of_range_are_told_together():
    with pytest.raises(ConfigError) as error:
        compose(["seed=-1", "diplomacy.trust=2", "rules.learning=3"])
    assert len(str(error.value).splitlines()) == 3


def test_hydra_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HYDRA_FULL_ERROR", raising=False)
    arguments, environment = list(sys.argv), dict(os.environ)
    compose(["--multirun", "seed=1,2"])
    with pytest.raises(ConfigError):
        compose(["seed=x"])
    assert list(tmp_path.iterdir()) == []
    assert sys.argv == arguments
    assert dict(os.environ) == environment
    assert not GlobalHydra.instance().is_initialized()


def test_a_folder_of_own_experiments_can_be_named(tmp_path: Path):
    study = tmp_path / "experiment" / "mine.yaml"
    study.parent.mkdir()
    study.write_text("# @package _global_\ndefaults:\n  - override /diplomacy: closed\nseed: 5\n")
    (job,) = compose([f"--config-dir={tmp_path}", "experiment=mine"])
    assert (job.experiment, job.settings.seed, job.settings.levers["diplomacy.channel"]) == ("mine", 5, 0.0)


def test_showing_the_configuration_plays_nothing(capsys: pytest.CaptureFixture[str]):
    assert compose(["--cfg", "job", "seed=9"]) == []
    assert "seed: 9\n" in capsys.readouterr().out


def test_the_help_names_every_group(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as end:
        compose(["--help"])
    assert end.value.code == 0
    shown = capsys.readouterr().out
    groups = ("diplomacy: closed, open, reported", "escalation: brinkmanship, reported, restrained")
    studies = ", ".join(sorted(path.stem for path in (data_root() / "conf" / "experiment").iterdir()))
    assert all(line in shown for line in (*groups, f"experiment: {studies}\n", "rules: base", "scenario: "))
    assert all(key in shown for key in RunSettings.ranges)


def test_every_lever_is_a_key_of_the_configuration():
    (job,) = compose([])
    keys = [f"{group}.{name}" for group in ("diplomacy", "escalation") for name in job.config[group]]
    assert keys == list(LEVERS)
