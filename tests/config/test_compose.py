from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hydra.core.global_hydra import GlobalHydra

from standoff.config.compose import compose, composer_of
from standoff.config.levers import LEVERS
from standoff.config.options import options_of
from standoff.config.settings import RunSettings
from standoff.config.sweep_settings import SweepSettings
from standoff.errors import ConfigError, InputError


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


def test_the_command_line_overrides_a_named_experiment():
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
    (f"turn_days=1{'0' * 400}", ["turn_days: allowed range is 0.1 to 7, days"]),
    (f"rules.learning=1{'0' * 400}", ["rules.learning: a number is expected, 0 to 1 (share)"]),
    ("replications=0", ["replications = 0: allowed range is 1 to"]),
    ("turn_days=0", ["turn_days = 0: allowed range is 0.1 to"]),
    ("turn_days=nan", ["turn_days = nan: allowed range is 0.1 to"]),
    ("turn_days=inf", ["turn_days = inf: allowed range is 0.1 to"]),
    ("turn_days=8", ["turn_days = 8: allowed range is 0.1 to 7, days"]),
    ("horizon_days=0", ["horizon_days = 0: allowed range is 1 to 365"]),
    ("traced=-1", ["traced = -1: allowed range is 0 to"]),
    ("figure_formats=[gif]", ["figure_formats = [gif]: 'gif' must be one of png, svg, pdf"]),
    ("figures=perhaps", ["figures = perhaps: true or false is expected"]),
    ("escalation.incident_rate=2", ["escalation.incident_rate = 2: allowed range is 0 to 0.2 (per_day)"]),
    ("rules.clash=-1", ["rules.clash = -1: allowed range is above 0 to below 1 (share)"]),
    ("scenario.name=zzz", ["scenario 'zzz' is unknown"]),
    ("word", ["word: is not a setting; settings are written key=value, without blanks around ="]),
    ("diplomacy.trust", ["diplomacy.trust: has no value; write diplomacy.trust=VALUE"]),
    ("=0.5", ["a key is missing in front of =; write key=value"]),
    ("trust=0.5", ["trust: unknown key; did you mean 'diplomacy.trust' or 'rules.trust'?"]),
    ("relations.a", ["relations.a: has no value", "a key with > or | must stand in quotes"]),
    ("relations.a>b.protects=1", ["relations.a>b.protects: is a quantity of the scenario", "standoff sweep"]),
    ("diplomacy.trust=", ["diplomacy.trust=: has no value; write diplomacy.trust=VALUE"]),
    ("diplomacy=null", ["diplomacy=null: a group has an option"]),
    ("diplomacy=???", ["diplomacy: no option; give one of closed, open, reported"]),
    ("diplomacy=/etc/passwd", ["diplomacy=/etc/passwd: unknown option; allowed: closed, open, reported"]),
    ("diplomacy@x=open", ["diplomacy@x: unknown key; did you mean 'diplomacy'?"]),
    ("seed=${nothing}", ["seed=${nothing}: ${…} is not replaced by a value; write the value itself"]),
    ("out=${oc.env:HOME}", ["out=${oc.env:HOME}: ${…} is not replaced by a value"]),
    ("hydra.run.dir=here", ["hydra.run.dir: Hydra writes nothing here; give the folder", "out=PATH"]),
    ("hydra.job.name=x", ["hydra.job.name: this key of Hydra has no effect here"]),
    ("hydra.searchpath=[pkg://json]", ["hydra.searchpath: pkg://json: there is no such folder"]),
    ("figure_formats=[{a: 1}]", ["figure_formats: a list of png, svg, pdf, such as [png,pdf], is expected"]),
    ("--cfg=jb", ["--cfg/-c: invalid choice: 'jb'", "standoff run --help lists the flags"]),
    ("--multirn", ["--multirn: standoff run has no such flag; did you mean '--multirun'?"]),
    ("--replicatons=9", ["--replicatons: standoff run has no such flag; did you mean 'replications=…'?"]),
    ("-x", ["-x: standoff run has no such flag; settings are written key=value"]),
    ("seed=[1", ["seed=[1: [ is not closed; allowed range is 0 to"]),
    ("rules.learning=(0,1)", ["rules.learning=(0,1): cannot be read; a number is expected, 0 to 1"]),
    ("diplomacy.trust=−1", ["diplomacy.trust=−1: '−' cannot stand outside quotes; a number is expected"]),
    (f"seed={'[' * 5000}{']' * 5000}", ["seed=[[[", "[[…: is nested too deeply"]),
    (f"injects={'[' * 200}{']' * 200}", ["injects.events=[[[", "[[…: is nested too deeply"]),
    (
        "experiment=robust_package",
        [
            "experiment=robust_package: varies diplomacy, escalation.sanctions and is "
            "for another command: standoff sweep experiment=robust_package",
            "standoff run takes baseline, ",
        ],
    ),
    (
        "experiment=diplomacy_escalation_map",
        ["experiment=diplomacy_escalation_map: varies ", "standoff sweep"],
    ),
    ("experiment=diplomacy_escalaton_map", ["did you mean 'diplomacy_escalation_map'? allowed: baseline"]),
    ("--config-dir=/nowhere/at/all", ["config_dir=/nowhere/at/all: there is no such folder"]),
    ("--config-path=/nowhere", ["config_path=/nowhere: there is no such folder"]),
    ("--config-name=nope", ["nope: there is no such configuration"]),
    ("seed=1,", ["seed=1,: a value is missing beside a comma"]),
    ("diplomacy.trust=0,5", ["diplomacy.trust=0,5: has several values", "point, as in 0.5", "--multirun"]),
    ("seed=range(1,3)", ["seed=range(1,3): has several values, and a run has one", "--multirun"]),
    ("out={a:1}", ["out: the path of a folder, or null is expected"]),
    ("rules.learning={a:1}", ["rules.learning = {'a': 1}: a number is expected"]),
    ("--experimental-rerun=x", ["--experimental-rerun: not supported"]),
    ("diplomacy=[0.5]", ["diplomacy=[0.5]: an option is a name; allowed: closed, open, reported"]),
    ("diplomacy=glob([1])", ["diplomacy=glob([1]): a pattern is a text, such as glob(o*)"]),
    (f"injects={'9' * 300}", ["injects=999", "unknown option; allowed: "]),
]


@pytest.mark.parametrize(("argument", "expected"), BAD, ids=[argument for argument, _ in BAD])
def test_bad_input_is_refused_with_its_key_and_what_is_allowed(argument: str, expected: list[str]):
    with pytest.raises(InputError) as error:
        compose([argument])
    message = str(error.value)
    assert message.startswith(expected[0]) or expected[0] in message.splitlines()[0]
    assert all(part in message for part in expected)


def test_figures_need_a_format():
    with pytest.raises(InputError, match=r"^figure_formats = \[\]: has no format; .* or figures=false"):
        compose(["figures=true", "figure_formats=[]"])


def test_all_values_out_of_range_are_reported_together():
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
    for group in ("diplomacy", "escalation", "rules", "scenario", "injects"):
        assert f"\n  {group}\n" in shown
        for name in options_of(group):
            assert f"\n    {name} " in shown
    assert all(key in shown for key in RunSettings.ranges)


def test_the_help_says_what_each_preset_sets(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        compose(["--help"])
    lines = " ".join(capsys.readouterr().out.split())
    assert "closed Closed diplomacy: rare drafts, no mediator" in lines
    assert "sets offer_rate=0.01, mediator=0, flexibility=0.1, assurance=0, channel=0" in lines
    assert "diplomacy_open The effect of open diplomacy" in lines
    assert "sets diplomacy=open, seed=1, replications=8192" in lines


@pytest.mark.parametrize(
    ("command", "listed", "other"),
    [("run", "brinkmanship", "robust_package"), ("sweep", "robust_package", "baseline")],
)
def test_the_help_lists_the_experiments_of_its_command(
    command: str, listed: str, other: str, capsys: pytest.CaptureFixture[str]
):
    name, schema = {"run": ("config", RunSettings), "sweep": ("sweep", SweepSettings)}[command]
    with pytest.raises(SystemExit):
        composer_of(["--help"], f"standoff {command}", name, schema)
    shown = capsys.readouterr().out.split("\n  experiment\n")[1]
    assert f"\n    {listed} " in f"\n{shown}"
    assert f"\n    {other} " not in f"\n{shown}"


@pytest.mark.parametrize(
    "name", ["résultats", "~/r", "run#1", "1.10", "2022_02_08", "2022-02-08", "true", "1e3", "it's", "a (b)"]
)
def test_a_name_is_taken_as_written(name: str):
    (job,) = compose([f"out={name}"])
    assert job.settings.out == name


def test_blanks_around_the_sign_and_the_commas_are_ignored():
    (job,) = compose(["diplomacy.trust = 0.5", "figure_formats = png, pdf"])
    assert (job.settings.levers, job.settings.figure_formats) == ({"diplomacy.trust": 0.5}, ["png", "pdf"])


def test_every_lever_is_a_key_of_the_configuration():
    (job,) = compose([])
    keys = [f"{group}.{name}" for group in ("diplomacy", "escalation") for name in job.config[group]]
    assert keys == list(LEVERS)
