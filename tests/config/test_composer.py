from __future__ import annotations

import copy
import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import hydra
import pytest
from hydra.core.global_hydra import GlobalHydra
from omegaconf import OmegaConf

from standoff.config.complaints import explain
from standoff.config.composer import Composer, register
from standoff.config.flags import read_flags
from standoff.config.overrides import Value, override_text
from standoff.config.settings import RunSettings, checked
from standoff.errors import ConfigError, InputError
from standoff.scenario.locate import data_root

Point = Mapping[str, Value]


def composer(*arguments: str) -> Composer[RunSettings]:
    return Composer(read_flags(arguments, "standoff run"), "config", RunSettings)


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


OPEN = composer("diplomacy=open")


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
        {"scenario.name": "nowhere"},
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
def test_an_awkward_point_equals_what_hydra_composes(point: Point):
    overrides = {"diplomacy": "open", **{key: override_text(value) for key, value in point.items()}}
    expected = repr(by_hydra([f"{key}={text}" for key, text in overrides.items()]))
    assert repr(by_points(OPEN, point)) == expected


def test_a_bad_point_does_not_affect_others():
    points = composer()
    for trust in (7, "much", 0.5, "much", 7, 0.25):
        if trust in (0.5, 0.25):
            assert points.settings({"diplomacy.trust": trust}).levers == {"diplomacy.trust": trust}
        else:
            with pytest.raises(ConfigError, match=rf"^diplomacy\.trust = {trust}: "):
                points.settings({"diplomacy.trust": trust})


def test_points_share_no_mutable_state():
    points = composer()
    point = {"diplomacy.trust": 0.5, "rules": "prospect"}
    first = points.settings(point)
    before = copy.deepcopy((first, points.config(point)))
    first.rules.curvature = None
    config = points.config(point)
    config["rules"]["curvature"] = config["seed"] = None
    for _ in range(2):
        settings = points.settings(point)
        settings.diplomacy.channel = settings.rules.curvature = settings.seed = None
    assert (points.settings(point), points.config(point)) == before


def test_a_configuration_can_refer_to_swept_values(tmp_path: Path):
    folder = tmp_path / "experiment"
    folder.mkdir()
    (folder / "mine.yaml").write_text("# @package _global_\ndiplomacy:\n  trust: ${diplomacy.channel}\n")
    points = composer(f"--config-dir={tmp_path}", "experiment=mine")
    for channel in (0.25, 0.5, 0.75):
        assert points.settings({"diplomacy.channel": channel}).diplomacy.trust == channel
        assert points.config({"diplomacy.channel": channel})["diplomacy"]["trust"] == channel


def test_points_leave_nothing_behind_in_hydra():
    composer("seed=1,2").settings({"seed": 2})
    assert not GlobalHydra.instance().is_initialized()


def test_patterns_match_presets_of_the_user(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "no_hope.yaml").write_text("learning: 0.5\n")
    points = composer(f"--config-dir={tmp_path}", "rules=glob(no_*)")
    assert points.swept["rules"].values == ("no_audience", "no_hope", "no_incidents", "no_learning")
    assert points.settings({"rules": "no_hope"}).variant == {"learning": 0.5}


def test_a_recently_composed_configuration_is_reused(monkeypatch: pytest.MonkeyPatch):
    composed: list[object] = []
    compose = hydra.compose
    monkeypatch.setattr(
        "standoff.config.composer.compose", lambda *a, **k: composed.append(a) or compose(*a, **k)
    )
    points = composer("turn_days=3")
    for _ in range(3):
        assert points.settings({"rules": "prospect"}).turn_days == 3
    assert points.settings({}).variant == {}
    assert len(composed) == 2  # the command line itself, and the preset


def test_a_folder_of_presets_may_have_any_name_and_be_used_with_a_search_path(
    tmp_path: Path,
):
    folders = [tmp_path / "mine, [or] 'yours'", tmp_path / "more"]
    for folder, name in zip(folders, ("no_hope", "no_fear"), strict=True):
        (folder / "rules").mkdir(parents=True)
        (folder / "rules" / f"{name}.yaml").write_text("learning: 0.5\n")
    points = composer(
        f"--config-dir={folders[0]}", f"hydra.searchpath=[{folders[1]}]", "rules=no_fear,no_hope"
    )
    for name in points.swept["rules"].values:
        assert points.settings({"rules": name}).variant == {"learning": 0.5}


def test_a_program_that_uses_hydra_itself_can_compose_as_well():
    register(RunSettings)
    with hydra.initialize_config_dir(str(data_root() / "conf"), version_base="1.3"):
        outer = GlobalHydra.instance().hydra
        assert composer("diplomacy=open").settings({"seed": 2}).seed == 2
        assert GlobalHydra.instance().hydra is outer
        assert hydra.compose("config", ["seed=3"]).seed == 3
    assert not GlobalHydra.instance().is_initialized()


def test_threads_compose_side_by_side():
    points = composer("turn_days=3")
    with ThreadPoolExecutor(4) as threads:
        seeds = threads.map(lambda seed: points.settings({"seed": seed}).seed, range(12))
        assert list(seeds) == list(range(12))
