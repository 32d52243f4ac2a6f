from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest
from omegaconf import MISSING

from standoff.config.complaints import key_kind
from standoff.config.compose import compose
from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.settings import RunSettings
from standoff.errors import ConfigError


@dataclass
class Sampling:
    kind: str = MISSING
    n: int = 4
    names: list[str] = field(default_factory=list)


@dataclass
class Survey(RunSettings):
    """Settings of another command."""

    ranges: ClassVar[Mapping[str, tuple[float, float, str]]] = {
        **RunSettings.ranges,
        "depth": (1, 9, "a whole number"),
        "sampling.n": (1, 99, "a whole number"),
    }
    words: ClassVar[Mapping[str, str]] = {**RunSettings.words, "quick": "true or false"}

    sampling: Sampling = field(default_factory=Sampling)
    depth: int = MISSING
    quick: bool = False

    def faults(self) -> list[str]:
        wide = self.sampling.kind == "wide" and self.sampling.n < 2
        return super().faults() + (["sampling.n = 1: a wide sampling has at least 2"] if wide else [])


SURVEY = """
defaults:
  - settings
  - scenario: ukraine_2022
  - diplomacy: reported
  - escalation: reported
  - rules: base
  - sampling: narrow
  - _self_
seed: 1
replications: 3
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
    return Composer(read_flags([f"--config-dir={folder}", *arguments], "standoff survey"), "survey", Survey)


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
        ("depth=0", "depth = 0: allowed range is 1 to 9, a whole number"),
        ("depth=deep", "depth = deep: allowed range is 1 to 9, a whole number"),
        ("sampling.n=100", "sampling.n = 100: allowed range is 1 to 99"),
        ("quick=perhaps", "quick = perhaps: true or false is expected"),
        ("sampling.m=1", "sampling.m: unknown key; allowed: sampling.kind, sampling.n, sampling.names."),
        ("dept=1", "dept: unknown key; did you mean 'depth'? allowed: scenario, diplomacy,"),
        ("sampling=wode", "sampling=wode: unknown option; did you mean 'wide'? allowed: narrow, wide."),
        ("sampling={kind:wide,n:1}", "sampling.n = 1: a wide sampling has at least 2"),
        ("diplomacy.trust=7", "diplomacy.trust = 7: allowed range is 0 to 1 (share)"),
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


def test_commands_do_not_interfere(folder: Path):
    first, second = survey(folder), Composer(read_flags([], "standoff run"), "config", RunSettings)
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
    with pytest.raises(ConfigError, match=r"^--fast: standoff survey has no such flag"):
        survey(folder, "--fast")


def test_the_kinds_of_keys_are_those_of_the_command():
    assert [key_kind(key, Survey) for key in ("sampling", "sampling.n", "depth")] == [
        "group",
        "setting",
        "setting",
    ]
