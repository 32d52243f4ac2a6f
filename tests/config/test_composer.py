from __future__ import annotations

import copy
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import hydra
import pytest
from hydra.core.global_hydra import GlobalHydra
from hypothesis import given, settings
from hypothesis import strategies as st
from omegaconf import OmegaConf

from standoff.config.complaints import explain
from standoff.config.composer import Composer, register
from standoff.config.expand import Value, override_text
from standoff.config.levers import LEVERS
from standoff.config.settings import RunSettings, checked
from standoff.errors import ConfigError, InputError
from standoff.scenario.locate import data_root

Point = Mapping[str, Value]


def composer(*arguments: str) -> Composer[RunSettings]:
    return Composer(arguments, "standoff run", "config", RunSettings)


def by_hydra(overrides: Sequence[str]) -> tuple[RunSettings, dict[str, Any]] | str:
    """Compose one job with nothing but Hydra; a message if it cannot be played."""
    register(RunSettings)
    try:
        with hydra.initialize_config_dir(str(data_root() / "conf"), version_base="1.3"):
            content = OmegaConf.to_container(hydra.compose("config", list(overrides)), resolve=True)
        typed = OmegaConf.merge(OmegaConf.structured(RunSettings), content)
        if missing := OmegaConf.missing_keys(typed):
            return f"{', '.join(missing)}: no value; give one"
        return checked(OmegaConf.to_object(typed)), content
    except InputError as error:
        return str(error)
    except Exception as error:
        return explain(error)


def by_points(points: Composer[RunSettings], point: Point) -> tuple[RunSettings, dict[str, Any]] | str:
    try:
        composed = points.at(point)
        return checked(composed.settings), composed.config
    except InputError as error:
        return str(error)


ORDINARY = {
    **dict.fromkeys(LEVERS, None),
    **dict.fromkeys(RunSettings.ranges, 1),
    "figures": True,
    "out": None,
}


def ordinary(point: Point) -> Point:
    """Give a point with the same keys, and values that need no composition where they can be set at all."""
    return {key: ORDINARY.get(key, value) for key, value in point.items()}


FIXED = ("diplomacy=closed", "escalation.sanctions=0.25", "rules.discount=0.9", "turn_days=3")
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
leaf_keys = [
    *LEVERS,
    "rules.discount",
    "rules.learning",
    *RunSettings.ranges,
    "figures",
    "out",
    "sede",
    "rules.lerning",
]
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


def count_compositions(points: Composer[RunSettings], monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record what Hydra is asked to compose from now on."""
    asked: list[list[str]] = []
    really = points._loader.load_sweep_config

    def load(master: Any, overrides: list[str]) -> Any:
        asked.append(overrides)
        return really(master, overrides)

    monkeypatch.setattr(points._loader, "load_sweep_config", load)
    return asked


def test_hydra_composes_each_combination_of_presets_once(monkeypatch: pytest.MonkeyPatch):
    points = composer("turn_days=3")
    asked = count_compositions(points, monkeypatch)
    for rules in ("base", "prospect", "base"):
        for number in range(200):
            trust = number / 1000
            found = points.settings({"rules": rules, "diplomacy.trust": trust, "seed": number})
            assert (found.levers["diplomacy.trust"], found.seed, found.turn_days) == (trust, number, 3.0)
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
