"""Every file of ``conf/`` composes, and says in its first comment what it is."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.limits import rule_faults
from standoff.config.search_settings import SearchSettings
from standoff.config.settings import RunSettings, Settings
from standoff.config.sweep_settings import DESIGNS, SweepSettings
from standoff.drivers.executors import EXECUTORS
from standoff.scenario.locate import data_root, scenario_names
from standoff.scenario.parameters import load_parameters

CONF = data_root() / "conf"
OPTIONS = sorted(path.relative_to(CONF).with_suffix("") for path in CONF.glob("*/*.yaml"))
OF_SWEEPS = ("design", "executor")


def composer(command: str, *words: str) -> Composer[Settings]:
    """Take a command line from its second word on."""
    config, schema = {
        "run": ("config", RunSettings),
        "sweep": ("sweep", SweepSettings),
        "search": ("search", SearchSettings),
    }[command]
    return Composer(read_flags(words, f"standoff {command}"), config, schema)


def command_of(experiment: Path) -> list[str]:
    """Give the command that runs an experiment, as its second line has it."""
    return shlex.split(experiment.read_text().splitlines()[1].removeprefix("# "))


def test_the_groups_are_those_that_the_guide_names():
    assert {path.name for path in CONF.iterdir()} == {
        "config.yaml",
        "sweep.yaml",
        "search.yaml",
        "scenario",
        "diplomacy",
        "escalation",
        "rules",
        "design",
        "executor",
        "experiment",
        "injects",
    }


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_each_option_of_each_group_composes(option: Path):
    command = "sweep" if option.parent.name in OF_SWEEPS else "run"
    if option.parent.name == "experiment":
        command = command_of((CONF / option).with_suffix(".yaml"))[1]
    settings = composer(command, f"{option.parent}={option.name}").settings({})
    assert rule_faults(settings.variant) == []
    if isinstance(settings, SweepSettings) and option.parent.name in OF_SWEEPS:
        chosen = {"design": settings.design.kind, "executor": settings.executor.name}
        assert chosen[option.parent.name] == option.name


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_each_option_begins_with_a_comment(option: Path):
    lines = (CONF / option).with_suffix(".yaml").read_text().splitlines()
    assert next(line for line in lines if line != "# @package _global_").startswith("# ")


@pytest.mark.parametrize("path", sorted(CONF.glob("experiment/*.yaml")), ids=lambda path: path.stem)
def test_an_experiment_begins_with_the_command_that_runs_it_and_fixes_seed_and_number_of_runs(path: Path):
    assert path.read_text().splitlines()[0] == "# @package _global_"
    program, command, *words = command_of(path)
    assert (program, words) == ("standoff", [f"experiment={path.stem}"])
    composed = composer(command, *words).at({})
    assert composed.experiment == path.stem
    assert "seed: 1\n" in path.read_text()
    assert f"replications: {composed.settings.replications}\n" in path.read_text()


@pytest.mark.parametrize(("group", "names"), [("design", DESIGNS), ("executor", EXECUTORS)])
def test_each_design_and_each_executor_has_an_option(group: str, names: tuple[str, ...]):
    assert {path.stem for path in (CONF / group).glob("*.yaml")} == set(names)


def test_a_run_and_a_sweep_start_from_the_same_crisis():
    """A point of a sweep at which nothing is varied can be compared with a run."""
    run, sweep = (composer(command).settings({}) for command in ("run", "sweep"))
    for key in ("scenario", "seed", "turn_days", "horizon_days", "levers", "variant"):
        assert getattr(run, key) == getattr(sweep, key), key


def test_every_scenario_can_be_chosen():
    assert sorted(path.stem for path in CONF.glob("scenario/*.yaml")) == scenario_names()


@pytest.mark.parametrize("path", sorted(CONF.glob("rules/*.yaml")), ids=lambda path: path.stem)
def test_a_rule_variant_stays_inside_the_plausible_ranges(path: Path):
    variant = composer("run", f"rules={path.stem}").settings({}).variant
    parameters = load_parameters()
    for name, value in variant.items():
        assert parameters[name].low <= value <= parameters[name].high
    assert (path.stem == "base") == (variant == {})
