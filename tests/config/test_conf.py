"""Every file of ``conf/`` composes, and says in its first comment what it is."""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path

import pytest

from standoff.config.composer import Composed, Composer
from standoff.config.flags import read_flags
from standoff.config.levers import LEVERS
from standoff.config.limits import rule_faults
from standoff.config.search_settings import SearchSettings
from standoff.config.settings import RunSettings, Settings
from standoff.config.sweep_settings import DESIGNS, SweepSettings
from standoff.design.setter import Setter
from standoff.drivers.executors import EXECUTORS
from standoff.scenario.locate import data_root, scenario_names
from standoff.scenario.parameters import load_parameters

CONF = data_root() / "conf"
OPTIONS = sorted(path.relative_to(CONF).with_suffix("") for path in CONF.glob("*/*.yaml"))
OF_SWEEPS = ("design", "executor")


def options_of(group: str) -> list[Path]:
    return [option for option in OPTIONS if option.parent.name == group]


@cache
def composer(command: str) -> Composer[Settings]:
    """Take a command line of a single word."""
    config, schema = {
        "run": ("config", RunSettings),
        "sweep": ("sweep", SweepSettings),
        "search": ("search", SearchSettings),
    }[command]
    return Composer(read_flags((), f"standoff {command}"), config, schema)


@cache
def with_option(option: Path) -> Composed[Settings]:
    """Compose the command that an option is of with this option."""
    command = "sweep" if option.parent.name in OF_SWEEPS else "run"
    if option.parent.name == "experiment":
        command = command_of(option)[1]
    point = {str(option.parent): option.name}
    composer(command).settings(point)  # with all checks
    return composer(command).at(point)


def lines_of(option: Path) -> list[str]:
    """Give the lines of the file of an option."""
    return (CONF / option).with_suffix(".yaml").read_text().splitlines()


def command_of(experiment: Path) -> list[str]:
    """Give the command that runs an experiment, as its second line has it."""
    return shlex.split(lines_of(experiment)[1].removeprefix("# "))


def test_the_groups_are_those_that_the_guide_names():
    assert {path.name for path in CONF.iterdir()} == {
        "config.yaml",
        "sweep.yaml",
        "search.yaml",
        "scenario",
        "diplomacy",
        "escalation",
        "beliefs",
        "rules",
        "design",
        "executor",
        "experiment",
        "injects",
    }


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_each_option_of_each_group_composes(option: Path):
    settings = with_option(option).settings
    assert rule_faults(settings.variant) == []
    if isinstance(settings, SweepSettings) and option.parent.name in OF_SWEEPS:
        chosen = {"design": settings.design.kind, "executor": settings.executor.name}
        assert chosen[option.parent.name] == option.name


@pytest.mark.parametrize("option", OPTIONS, ids=str)
def test_each_option_begins_with_a_comment(option: Path):
    assert next(line for line in lines_of(option) if line != "# @package _global_").startswith("# ")


@pytest.mark.parametrize("option", options_of("experiment"), ids=str)
def test_an_experiment_begins_with_the_command_that_runs_it_and_fixes_seed_and_number_of_runs(option: Path):
    assert lines_of(option)[0] == "# @package _global_"
    program, _, *words = command_of(option)
    assert (program, words) == ("standoff", [f"experiment={option.name}"])
    composed = with_option(option)
    assert composed.experiment == option.name
    assert {"seed: 1", f"replications: {composed.settings.replications}"} <= set(lines_of(option))


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


@pytest.mark.parametrize("option", options_of("diplomacy") + options_of("escalation"), ids=str)
def test_a_preset_of_diplomacy_or_escalation_sets_policy_only(option: Path):
    """What actors believe, and what the rules assume, is set by options of their own groups."""
    assert {LEVERS[name].setter for name in with_option(option).settings.levers} <= {Setter.POLICY}


@pytest.mark.parametrize("option", options_of("beliefs"), ids=str)
def test_a_preset_of_beliefs_sets_beliefs_only(option: Path):
    settings = with_option(option).settings
    assert {LEVERS[name].setter for name in settings.levers} <= {Setter.BELIEF}
    assert settings.variant == {}
    assert (option.name == "reported") == (settings.levers == {})


OLD = {
    "diplomacy=open beliefs=trusting": {
        "diplomacy.offer_rate": 0.15, "diplomacy.mediator": 1.5, "diplomacy.flexibility": 0.6,
        "diplomacy.trust": 0.5, "diplomacy.transparency": 0.6, "diplomacy.assurance": 0.5,
        "diplomacy.channel": 1.0,
    },
    "diplomacy=closed beliefs=distrustful": {
        "diplomacy.offer_rate": 0.01, "diplomacy.mediator": 0.0, "diplomacy.flexibility": 0.1,
        "diplomacy.trust": 0.1, "diplomacy.assurance": 0.0, "diplomacy.channel": 0.0,
    },
    "escalation=restrained beliefs=correct_odds": {
        "escalation.incident_rate": 0.002, "escalation.odds_bias": 0.0, "escalation.sanctions": 0.8,
        "escalation.mobilisation_rate": 0.01,
    },
    "escalation=brinkmanship beliefs=overconfident rules=costly_retreat": {
        "escalation.incident_rate": 0.015, "escalation.odds_bias": 1.5, "escalation.mobilisation_rate": 0.03,
    },
}  # fmt: skip
"""What a preset set together with beliefs and rules, before they had groups of their own."""


@pytest.mark.parametrize("options", OLD)
def test_settings_of_a_former_preset_can_be_set_one_by_one(options: str):
    point = dict(option.split("=") for option in options.split())
    settings = composer("run").settings(point)
    assert settings.levers == OLD[options]
    assert settings.variant == ({"audience_slope": 0.015} if "costly_retreat" in options else {})


@pytest.mark.parametrize("option", options_of("rules"), ids=str)
def test_a_rule_variant_stays_inside_the_plausible_ranges(option: Path):
    variant = with_option(option).settings.variant
    parameters = load_parameters()
    for name, value in variant.items():
        assert parameters[name].low <= value <= parameters[name].high
    assert (option.name == "base") == (variant == {})
