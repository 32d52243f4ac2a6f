from __future__ import annotations

from pathlib import Path

import pytest

from standoff.config.compose import compose
from standoff.errors import ConfigError


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
    assert [job.settings.levers["diplomacy.channel"] for job in jobs] == [1.0, 1.0, 0.0, 0.0]


def test_jobs_follow_the_order_of_the_command_line_and_hold_their_overrides():
    jobs = compose(["-m", "traced=2", "rules=base,prospect", "turn_days=5", "diplomacy.trust=0.1,0.25"])
    assert [job.overrides for job in jobs] == [
        ("traced=2", "rules=base", "turn_days=5", "diplomacy.trust=0.1"),
        ("traced=2", "rules=base", "turn_days=5", "diplomacy.trust=0.25"),
        ("traced=2", "rules=prospect", "turn_days=5", "diplomacy.trust=0.1"),
        ("traced=2", "rules=prospect", "turn_days=5", "diplomacy.trust=0.25"),
    ]
    assert [job.config["diplomacy"]["trust"] for job in jobs] == [0.1, 0.25, 0.1, 0.25]
    assert [len(job.settings.variant) for job in jobs] == [0, 0, 3, 3]


def test_a_multirun_can_vary_the_experiment():
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
    with pytest.raises(
        ConfigError, match=r"varies seed, diplomacy\.trust and is for another command: standoff "
    ):
        compose([flag, "experiment=mine"])


def test_an_experiment_can_request_a_multirun(tmp_path: Path):
    jobs = compose([study(tmp_path, f"{SWEPT}  mode: MULTIRUN\n"), "experiment=mine"])
    assert [job.number for job in jobs] == [0, 1, 2, 3]


def test_interpolations_follow_the_swept_value(tmp_path: Path):
    flag = study(tmp_path, "traced: ${seed}\n")
    jobs = compose([flag, "-m", "experiment=mine", "seed=3,4"])
    assert [(job.settings.traced, job.config["traced"]) for job in jobs] == [(3, 3), (4, 4)]


def test_a_broken_experiment_is_reported_with_its_path(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"mine\.yaml.*line 3"):
        compose([study(tmp_path, "seed: [\n"), "experiment=mine"])


def test_one_bad_point_of_a_multirun_stops_it_before_the_first_is_played():
    with pytest.raises(ConfigError, match=r"diplomacy\.trust = 7"):
        compose(["-m", "diplomacy.trust=0.1,7"])


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("seed=interval(1,2)", "seed=interval(1,2): --multirun cannot draw from an interval"),
        ("seed=range(0,400) traced=range(0,300)", "120,000 jobs: --multirun plays at most 100,000"),
        (
            "hydra/launcher=joblib",
            "hydra/launcher=joblib: the program plays all points itself",
        ),
        (
            "hydra/sweeper=optuna",
            "hydra/sweeper=optuna: the program plays all points itself",
        ),
        ("hydra.mode=RUN,RUN", "hydra.mode=RUN,RUN: Hydra's own keys cannot be swept; give one value"),
        ("sede=1,2", "sede: unknown key; did you mean 'seed'?"),
        ("rules=base,prospct", "rules=prospct: unknown option; did you mean 'prospect'?"),
        ("seed=1,x", "seed = x: allowed range is 0 to"),
        ("+diplomacy.hope=1,2", "diplomacy.hope: unknown key; allowed: diplomacy.offer_rate"),
    ],
)
def test_a_multirun_that_cannot_be_played_is_refused(argument: str, expected: str):
    with pytest.raises(ConfigError) as error:
        compose(["--multirun", *argument.split()])
    assert str(error.value).startswith(expected)


def test_a_launcher_in_a_file_is_refused_where_it_would_launch(tmp_path: Path):
    (tmp_path / "hydra" / "launcher").mkdir(parents=True)
    (tmp_path / "hydra" / "launcher" / "far.yaml").write_text("place: far\n")
    flag = study(tmp_path, "defaults:\n  - override /hydra/launcher: far\n")
    with pytest.raises(ConfigError, match="hydra/launcher=far: the program plays all points itself"):
        compose([flag, "-m", "experiment=mine", "seed=1,2"])
    assert len(compose([flag, "experiment=mine"])) == 1


def test_incompatible_flags_are_refused():
    with pytest.raises(ConfigError, match=r"^--run and --multirun: give one of them$"):
        compose(["-m", "--run", "seed=1,2"])
