from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hydra.core.global_hydra import GlobalHydra

from sim.config.compose import compose
from sim.config.levers import LEVERS
from sim.config.settings import RANGES
from sim.errors import ConfigError, InputError
from sim.scenario.locate import data_root


def test_by_default_everything_is_as_reported():
    (job,) = compose([])
    assert (job.experiment, job.number, job.overrides) == ("run", None, ())
    assert job.settings.levers == {}
    assert job.settings.variant == {}
    assert job.settings.replications is None
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


@pytest.mark.parametrize(
    "arguments",
    [
        ["--multirun", "diplomacy=open,closed", "seed=1,2"],
        ["diplomacy=open,closed", "-m", "seed=1,2"],
    ],
)
def test_a_multirun_gives_a_numbered_job_for_each_combination(arguments: list[str]):
    jobs = compose(arguments)
    assert [job.number for job in jobs] == [0, 1, 2, 3]
    assert [job.settings.seed for job in jobs] == [1, 2, 1, 2]
    assert [job.settings.levers["diplomacy.trust"] for job in jobs] == [0.5, 0.5, 0.1, 0.1]


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
    ("seed=1.5", ["seed = 1.5: allowed is 0 to", "a whole number"]),
    ("seed=null", ["seed = null: allowed is 0 to"]),
    ("~seed", ["seed: no value; give one"]),
    ("seed=-1", ["seed = -1: allowed is 0 to"]),
    (f"seed=1{'0' * 400}", ["seed = 1000000"]),
    (f"seconds=1{'0' * 400}", ["int too large to convert to float"]),
    ("replications=0", ["replications = 0: allowed is 1 to"]),
    ("seconds=0", ["seconds = 0: allowed is 0.1 to"]),
    ("seconds=nan", ["seconds = nan: allowed is 0.1 to"]),
    ("seconds=inf", ["seconds = inf: allowed is 0.1 to"]),
    ("turn_days=8", ["turn_days = 8: allowed is 0.1 to 7, days"]),
    ("horizon_days=0", ["horizon_days = 0: allowed is 1 to 365"]),
    ("traced=-1", ["traced = -1: allowed is 0 to"]),
    ("figures=perhaps", ["figures = perhaps: true or false is expected"]),
    ("escalation.incident_rate=2", ["escalation.incident_rate = 2: allowed is 0 to 0.2 (per_day)"]),
    ("rules.clash=-1", ["rules.clash = -1: allowed is above 0 to below 1 (share)"]),
    ("scenario.name=zzz", ["scenario 'zzz' is unknown"]),
    ("word", ["Error parsing override 'word' missing EQUAL"]),
    ("seed=${nothing}", ["nothing"]),
    ("--config-dir=/nowhere/at/all", ["/nowhere/at/all"]),
    ("seed=1,", ["Error parsing override 'seed=1,'"]),
    ("seed=1,2", ["Ambiguous value for argument 'seed=1,2'", "--multirun"]),
    ("seed=range(1,3)", ["Sweep parameters 'seed=range(1,3)' requires --multirun"]),
    ("out={a:1}", ["out: the path of a folder, or null is expected"]),
    ("rules.learning={a:1}", ["rules.learning = {'a': 1}: a number is expected"]),
    ("--experimental-rerun=x", ["--experimental-rerun: not possible"]),
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


def test_jobs_come_in_the_order_of_the_command_line_and_each_tells_its_overrides():
    jobs = compose(["-m", "traced=2", "rules=base,prospect", "seconds=9", "diplomacy.trust=0.1,0.25"])
    assert [job.overrides for job in jobs] == [
        ("traced=2", "rules=base", "seconds=9", "diplomacy.trust=0.1"),
        ("traced=2", "rules=base", "seconds=9", "diplomacy.trust=0.25"),
        ("traced=2", "rules=prospect", "seconds=9", "diplomacy.trust=0.1"),
        ("traced=2", "rules=prospect", "seconds=9", "diplomacy.trust=0.25"),
    ]
    assert [job.config["diplomacy"]["trust"] for job in jobs] == [0.1, 0.25, 0.1, 0.25]
    assert [len(job.settings.variant) for job in jobs] == [0, 0, 3, 3]


def test_a_multirun_goes_through_experiments():
    jobs = compose(["-m", "experiment=baseline,brinkmanship", "seed=1,2"])
    assert [job.experiment for job in jobs] == ["baseline", "baseline", "brinkmanship", "brinkmanship"]
    assert [job.settings.levers.get("escalation.odds_bias") for job in jobs] == [None, None, 1.5, 1.5]


def test_a_multirun_of_one_point_is_a_numbered_job():
    (job,) = compose(["-m", "seed=4"])
    assert (job.number, job.settings.seed, job.overrides) == (0, 4, ("seed=4",))


def study(folder: Path, text: str) -> str:
    """Write an experiment `mine`, and give the flag that makes it known."""
    place = folder / "experiment" / "mine.yaml"
    place.parent.mkdir()
    place.write_text(f"# @package _global_\n{text}")
    return f"--config-dir={folder}"


SWEPT = "hydra:\n  sweeper:\n    params:\n      seed: 1,2\n      diplomacy.trust: range(0.25,1,0.5)\n"


def test_an_experiment_can_hold_the_sweep_and_the_command_line_wins(tmp_path: Path):
    flag = study(tmp_path, SWEPT)
    jobs = compose([flag, "-m", "experiment=mine", "traced=7", "seed=5"])
    assert [job.overrides for job in jobs] == [
        ("seed=5", "diplomacy.trust=0.25", "experiment=mine", "traced=7"),
        ("seed=5", "diplomacy.trust=0.75", "experiment=mine", "traced=7"),
    ]
    assert len(compose([flag, "-m", "experiment=mine"])) == 4
    assert [job.number for job in compose([flag, "experiment=mine"])] == [None]


def test_an_experiment_can_ask_for_the_multirun_itself(tmp_path: Path):
    jobs = compose([study(tmp_path, f"{SWEPT}  mode: MULTIRUN\n"), "experiment=mine"])
    assert [job.number for job in jobs] == [0, 1, 2, 3]


def test_interpolations_follow_the_swept_value(tmp_path: Path):
    flag = study(tmp_path, "traced: ${seed}\n")
    jobs = compose([flag, "-m", "experiment=mine", "seed=3,4"])
    assert [(job.settings.traced, job.config["traced"]) for job in jobs] == [(3, 3), (4, 4)]


def test_a_broken_experiment_is_told_with_its_place(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"mine\.yaml.*line 3"):
        compose([study(tmp_path, "seed: [\n"), "experiment=mine"])


def test_one_bad_point_of_a_multirun_stops_it_before_the_first_is_played():
    with pytest.raises(ConfigError, match=r"diplomacy\.trust = 7"):
        compose(["-m", "diplomacy.trust=0.1,7"])


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("seed=interval(1,2)", "seed=interval(1,2): --multirun plays values and draws none"),
        ("seed=range(0,400) traced=range(0,300)", "120,000 jobs: --multirun plays at most 100,000"),
        ("hydra/launcher=joblib", "hydra/launcher=joblib: the program plays all points itself; leave it out"),
        ("hydra/sweeper=optuna", "hydra/sweeper=optuna: the program plays all points itself; leave it out"),
        ("hydra.job.name=a,b", "hydra.job.name=a,b: what is Hydra's own cannot be swept; give one value"),
        ("sede=1,2", "sede: unknown key; did you mean 'seed'?"),
        ("rules=base,prospct", "rules=prospct: unknown option; did you mean 'prospect'?"),
        ("seed=1,x", "seed = x: allowed is 0 to"),
        ("+diplomacy.hope=1,2", "diplomacy.hope: unknown key; allowed: diplomacy.offer_rate"),
    ],
)
def test_a_multirun_that_cannot_be_played_is_refused(argument: str, expected: str):
    with pytest.raises(ConfigError) as error:
        compose(["--multirun", *argument.split()])
    assert str(error.value).startswith(expected)


def test_a_launcher_in_a_file_is_refused_where_it_would_launch(tmp_path: Path):
    (tmp_path / "hydra" / "launcher").mkdir(parents=True)
    (tmp_path / "hydra" / "launcher" / "far.yaml").write_text("_target_: far.Launcher\n")
    flag = study(tmp_path, "defaults:\n  - override /hydra/launcher: far\n")
    with pytest.raises(ConfigError, match="hydra/launcher=far: the program plays all points itself"):
        compose([flag, "-m", "experiment=mine", "seed=1,2"])
    assert len(compose([flag, "experiment=mine"])) == 1


def test_flags_that_do_not_go_together_are_refused():
    with pytest.raises(ConfigError, match="Only one of --run, --multirun, --cfg"):
        compose(["-m", "--run", "seed=1,2"])


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
    assert all(key in shown for key in RANGES)


def test_every_lever_is_a_key_of_the_configuration():
    (job,) = compose([])
    keys = [f"{group}.{name}" for group in ("diplomacy", "escalation") for name in job.config[group]]
    assert keys == list(LEVERS)
