"""Every file of ``conf/`` composes, and says in its first comment what it is."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from sim.config.compose import compose
from sim.config.limits import rule_faults
from sim.scenario.locate import data_root, scenario_names
from sim.scenario.parameters import load_parameters

CONF = data_root() / "conf"
OPTIONS = sorted(path.relative_to(CONF).with_suffix("") for path in CONF.glob("*/*.yaml"))


def test_the_groups_are_those_that_the_guide_names():
    assert {path.name for path in CONF.iterdir()} == {
        "config.yaml",
        "scenario",
        "diplomacy",
        "escalation",
        "rules",
        "experiment",
    }


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_each_option_of_each_group_composes(option: Path):
    (job,) = compose([f"{option.parent}={option.name}"])
    assert rule_faults(job.settings.variant) == []


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_each_option_begins_with_a_comment(option: Path):
    lines = (CONF / option).with_suffix(".yaml").read_text().splitlines()
    assert next(line for line in lines if line != "# @package _global_").startswith("# ")


@pytest.mark.parametrize("path", sorted(CONF.glob("experiment/*.yaml")), ids=lambda path: path.stem)
def test_an_experiment_begins_with_the_command_that_runs_it_and_fixes_seed_and_number_of_runs(path: Path):
    package, command = path.read_text().splitlines()[:2]
    assert package == "# @package _global_"
    words = shlex.split(command.removeprefix("# "))
    assert words[:2] == ["standoff", "run"]
    (job,) = compose(words[2:])
    assert job.experiment == path.stem
    assert job.settings.replications is not None


def test_every_scenario_can_be_chosen():
    assert sorted(path.stem for path in CONF.glob("scenario/*.yaml")) == scenario_names()


@pytest.mark.parametrize("path", sorted(CONF.glob("rules/*.yaml")), ids=lambda path: path.stem)
def test_a_rule_variant_stays_inside_the_plausible_ranges(path: Path):
    (job,) = compose([f"rules={path.stem}"])
    parameters = load_parameters()
    for name, value in job.settings.variant.items():
        assert parameters[name].low <= value <= parameters[name].high
    assert (path.stem == "base") == (job.settings.variant == {})
