from __future__ import annotations

import copy
import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import hydra
import pytest
from hydra.core.global_hydra import GlobalHydra
from hypothesis import given, settings
from hypothesis import strategies as st
from omegaconf import MISSING, OmegaConf

from sim.config.compose import compose
from sim.config.expand import Value, override_text
from sim.config.explain import explain, key_kind
from sim.config.levers import LEVERS
from sim.config.points import Composer, register
from sim.config.settings import RANGES, Settings, checked
from sim.errors import ConfigError, InputError
from sim.scenario.locate import data_root
from sim.scenario.parameters import load_parameters

Point = Mapping[str, Value]


def composer(*arguments: str) -> Composer[Settings]:
    return Composer(arguments, "standoff run", "config", Settings)


def by_hydra(overrides: Sequence[str]) -> tuple[Settings, dict[str, Any]] | str:
    """Compose one job with nothing but Hydra; a message if it cannot be played."""
    register(Settings)
    try:
        with hydra.initialize_config_dir(str(data_root() / "conf"), version_base="1.3"):
            content = OmegaConf.to_container(hydra.compose("config", list(overrides)), resolve=True)
        typed = OmegaConf.merge(OmegaConf.structured(Settings), content)
        if missing := OmegaConf.missing_keys(typed):
            return f"{', '.join(missing)}: no value; give one"
        return checked(OmegaConf.to_object(typed)), content
    except InputError as error:
        return str(error)
    except Exception as error:
        return explain(error)


def by_points(points: Composer[Settings], point: Point) -> tuple[Settings, dict[str, Any]] | str:
    try:
        composed = points.at(point)
        return checked(composed.settings), composed.config
    except InputError as error:
        return str(error)


ORDINARY = {**dict.fromkeys(LEVERS, None), **dict.fromkeys(RANGES, 1), "figures": True, "out": None}


def ordinary(point: Point) -> Point:
    """Give a point with the same keys, and values that need no composition where they can be set at all."""
    return {key: ORDINARY.get(key, value) for key, value in point.items()}


FIXED = ("diplomacy=closed", "escalation.sanctions=0.25", "rules.discount=0.9", "seconds=3")
ONCE = composer(*FIXED)
OPEN = composer("diplomacy=open")

groups = st.fixed_dictionaries(
    {},
    optional={
        "diplomacy": st.sampled_from(["open", "reported", "opne"]),
        "escalation": st.sampled_from(["brinkmanship", "restrained"]),
        "rules": st.sampled_from(["base", "prospect"]),
        "experiment": st.sampled_from(["baseline", "brinkmanship", None]),
    },
)
numbers = st.none() | st.integers(0, 2) | st.floats(-0.5, 2) | st.sampled_from([math.nan, math.inf, 10**400])
odd = st.booleans() | st.sampled_from(["0.5", "much", "", "1e3", "[1]", "{a:1}", "${seed}", "???"])
leaf_values = st.one_of(numbers, numbers, numbers, odd)
leaf_keys = [*LEVERS, "rules.discount", "rules.learning", *RANGES, "figures", "out", "sede", "rules.lerning"]
leaf_choices = st.dictionaries(st.sampled_from(leaf_keys), leaf_values, max_size=3)


@pytest.mark.slow
@settings(max_examples=60)
@given(chosen=groups, leaves=leaf_choices)
def test_a_point_is_what_hydra_composes_with_its_messages(chosen: dict[str, Value], leaves: dict[str, Value]):
    point = {**leaves, **chosen}
    by_points(ONCE, ordinary(point))
    overrides = dict(text.split("=") for text in FIXED)
    overrides.update({key: override_text(value) for key, value in point.items()})
    expected = by_hydra([f"{key}={text}" for key, text in overrides.items()])
    assert repr(by_points(ONCE, point)) == repr(expected)


@pytest.mark.parametrize(
    "point",
    [
        {"seed": 3, "diplomacy.trust": 0.5},
        {"diplomacy.trust": 1, "turn_days": 2, "horizon_days": None},
        {"rules": "prospect", "rules.learning": 0.5, "rules.discount": None},
        {"experiment": "brinkmanship", "escalation.odds_bias": 0.25},
        {"figures": False, "out": "a b/ü,c", "replications": None},
        {"seed": "7", "diplomacy.trust": "0.5", "figures": 1},
        {"seed": True},
        {"diplomacy.trust": 7, "seed": -1},
        {"diplomacy.trust": math.nan},
        {"diplomacy.trust": 10**400},
        {"figures": "perhaps"},
        {"out": 5},
        {"out": "???"},
        {"out": "run_${seed}", "seed": 4},
        {"scenario.name": "nowhere"},
        {"rules": None},
        {"rules.learning": 0.25, "rules": "{learning:0.5}"},
        {"rules": "{learning:0.5}", "rules.learning": 0.25},
        {"diplomacy": "[open,closed]"},
        {"++diplomacy.trust": 0.5, "diplomacy.trust": 0.25},
        {"+diplomacy.hope": 1},
        {"~out": None, "seed": 2},
        {"~seed": None, "diplomacy.trust": 0.5},
        {"sede": 1},
    ],
    ids=str,
)
def test_an_awkward_point_is_what_hydra_composes_also_after_a_good_one(point: Point):
    by_points(OPEN, ordinary(point))
    overrides = {"diplomacy": "open", **{key: override_text(value) for key, value in point.items()}}
    expected = repr(by_hydra([f"{key}={text}" for key, text in overrides.items()]))
    assert repr(by_points(OPEN, point)) == expected


def count_compositions(points: Composer[Settings], monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record what Hydra is asked to compose from now on."""
    asked: list[list[str]] = []
    really = points._loader.load_sweep_config

    def load(master: Any, overrides: list[str]) -> Any:
        asked.append(overrides)
        return really(master, overrides)

    monkeypatch.setattr(points._loader, "load_sweep_config", load)
    return asked


def test_hydra_composes_each_combination_of_presets_once(monkeypatch: pytest.MonkeyPatch):
    points = composer("seconds=3")
    asked = count_compositions(points, monkeypatch)
    for rules in ("base", "prospect", "base"):
        for number in range(200):
            trust = number / 1000
            found = points.settings({"rules": rules, "diplomacy.trust": trust, "seed": number})
            assert (found.levers["diplomacy.trust"], found.seed, found.seconds) == (trust, number, 3.0)
            assert len(found.variant) == (3 if rules == "prospect" else 0)
    assert [text for overrides in asked for text in overrides if text.startswith("rules")] == [
        "rules=base",
        "rules=prospect",
    ]


def test_a_bad_point_spoils_no_other():
    points = composer()
    for trust in (7, "much", 0.5, "much", 7, 0.25):
        if trust in (0.5, 0.25):
            assert points.settings({"diplomacy.trust": trust}).levers == {"diplomacy.trust": trust}
        else:
            with pytest.raises(ConfigError, match=rf"^diplomacy\.trust = {trust}: "):
                points.settings({"diplomacy.trust": trust})


def test_points_share_nothing_that_can_be_changed():
    points = composer()
    point = {"diplomacy.trust": 0.5, "rules": "prospect"}
    first = points.settings(point)
    before = copy.deepcopy((first, points.config(point)))
    first.rules.curvature = None
    config = points.config(point)
    config["rules"]["curvature"] = config["seed"] = None
    for _ in range(2):
        found = points.settings(point)
        found.diplomacy.channel = found.rules.curvature = found.seed = None
    assert (points.settings(point), points.config(point)) == before


def test_where_a_configuration_refers_to_swept_values_hydra_composes_all_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "experiment"
    folder.mkdir()
    (folder / "mine.yaml").write_text("# @package _global_\ndiplomacy:\n  trust: ${diplomacy.channel}\n")
    points = composer(f"--config-dir={tmp_path}", "experiment=mine")
    asked = count_compositions(points, monkeypatch)
    for channel in (0.25, 0.5, 0.75):
        assert points.settings({"diplomacy.channel": channel}).diplomacy.trust == channel
        assert points.config({"diplomacy.channel": channel})["diplomacy"]["trust"] == channel
    assert len(asked) == 6


def test_points_leave_nothing_behind_in_hydra():
    composer("seed=1,2").settings({"seed": 2})
    assert not GlobalHydra.instance().is_initialized()


def test_presets_of_ones_own_count_for_patterns(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "no_hope.yaml").write_text("learning: 0.5\n")
    points = composer(f"--config-dir={tmp_path}", "rules=glob(no_*)")
    assert points.swept["rules"].values == ("no_audience", "no_hope", "no_incidents", "no_learning")
    assert points.settings({"rules": "no_hope"}).variant == {"learning": 0.5}


@dataclass
class Sampling:
    kind: str = MISSING
    n: int = 4
    names: list[str] = field(default_factory=list)


@dataclass
class Survey(Settings):
    """Settings of another command."""

    ranges: ClassVar[Mapping[str, tuple[float, float, str]]] = {
        **Settings.ranges,
        "depth": (1, 9, "a whole number"),
        "sampling.n": (1, 99, "a whole number"),
    }
    words: ClassVar[Mapping[str, str]] = {**Settings.words, "quick": "true or false"}

    sampling: Sampling = field(default_factory=Sampling)
    depth: int = MISSING
    quick: bool = False

    def faults(self) -> list[str]:
        wide = self.sampling.kind == "wide" and self.sampling.n < 2
        return super().faults() + (["sampling.n = 1: a wide sampling has at least 2"] if wide else [])


SURVEY = """
defaults:
  - settings
  - folders
  - scenario: ukraine_2022
  - diplomacy: reported
  - escalation: reported
  - rules: base
  - sampling: narrow
  - _self_
seed: 1
seconds: 1.0
turn_days: 1.0
traced: 0
figures: true
depth: 2
hydra:
  help:
    template: "Survey: ${hydra.job.name}\\n$APP_CONFIG_GROUPS"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Configuration of the other command."""
    folder = tmp_path_factory.mktemp("survey")
    (folder / "survey.yaml").write_text(SURVEY)
    (folder / "sampling").mkdir()
    (folder / "sampling" / "narrow.yaml").write_text("kind: narrow\n")
    (folder / "sampling" / "wide.yaml").write_text("kind: wide\nn: 8\n")
    return folder


def survey(folder: Path, *arguments: str) -> Composer[Survey]:
    return Composer([f"--config-dir={folder}", *arguments], "standoff survey", "survey", Survey)


def test_another_command_has_its_own_settings(folder: Path):
    points = survey(folder, "depth=3", "sampling=narrow,wide", "sampling.names=[a,b]")
    assert list(points.swept) == ["sampling"]
    wide = points.settings({"sampling": "wide", "sampling.n": 5, "diplomacy.trust": 0.5})
    assert (type(wide), wide.depth, wide.quick) == (Survey, 3, False)
    assert wide.sampling == Sampling("wide", 5, ["a", "b"])
    assert points.settings({"sampling": "narrow"}).sampling.n == 4


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("depth=0", "depth = 0: allowed is 1 to 9, a whole number"),
        ("depth=deep", "depth = deep: allowed is 1 to 9, a whole number"),
        ("sampling.n=100", "sampling.n = 100: allowed is 1 to 99"),
        ("quick=perhaps", "quick = perhaps: true or false is expected"),
        ("sampling.m=1", "sampling.m: unknown key; allowed: sampling.kind, sampling.n, sampling.names."),
        ("dept=1", "dept: unknown key; did you mean 'depth'? allowed: scenario, diplomacy,"),
        ("sampling=wode", "sampling=wode: unknown option; did you mean 'wide'? allowed: narrow, wide."),
        ("sampling={kind:wide,n:1}", "sampling.n = 1: a wide sampling has at least 2"),
        ("diplomacy.trust=7", "diplomacy.trust = 7: allowed is 0 to 1 (share)"),
    ],
)
def test_another_command_words_its_own_faults(folder: Path, argument: str, expected: str):
    for play in (
        lambda: survey(folder, argument).settings({}),
        lambda: compose([f"--config-dir={folder}", argument], "standoff survey", "survey", Survey),
    ):
        with pytest.raises(ConfigError) as error:
            play()
        assert str(error.value).startswith(expected)


def test_commands_do_not_get_in_each_others_way(folder: Path):
    first, second = survey(folder), composer()
    for depth in (4, 5):
        assert first.settings({"depth": depth, "sampling": "wide"}).depth == depth
        with pytest.raises(ConfigError, match=r"^depth: unknown key"):
            second.settings({"depth": depth})


def test_a_key_without_a_value_can_come_from_the_points(tmp_path: Path, folder: Path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "survey.yaml").write_text(SURVEY.replace("depth: 2\n", ""))
    points = survey(tmp_path, "depth=5,6")
    assert [points.settings({"depth": depth}).depth for depth in points.swept["depth"].values] == [5, 6]
    with pytest.raises(ConfigError, match=r"^depth: no value; give one$"):
        points.settings({})


def test_another_command_has_its_own_help(folder: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        compose([f"--config-dir={folder}", "--help"], "standoff survey", "survey", Survey)
    assert capsys.readouterr().out.startswith("Survey: ")
    with pytest.raises(SystemExit):
        survey(folder, "--fast")
    assert "usage: standoff survey " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        *((group, "group") for group in ("rules", "diplomacy", "escalation", "scenario", "experiment")),
        *((name, "lever") for name in LEVERS),
        *((f"rules.{name}", "rule") for name in load_parameters()),
        *((name, "setting") for name in (*RANGES, "figures", "out", "scenario.name")),
        ("++rules.learning", "rule"),
    ],
)
def test_a_swept_key_is_of_one_kind(key: str, kind: str):
    assert key_kind(key) == kind


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("diplomacy.trst", "diplomacy.trst: unknown key; did you mean 'trust'?"),
        ("rule", "rule: unknown key; did you mean 'rules'?"),
        ("rules@other", "rules@other: unknown key; did you mean 'rules'?"),
        ("sampling.n", "sampling.n: unknown key"),
    ],
)
def test_a_swept_key_that_is_none_is_told_with_the_nearest(key: str, expected: str):
    with pytest.raises(ConfigError) as error:
        key_kind(key)
    assert str(error.value).startswith(expected)


def test_the_kinds_of_keys_are_those_of_the_command():
    assert [key_kind(key, Survey) for key in ("sampling", "sampling.n", "depth")] == [
        "group",
        "setting",
        "setting",
    ]
