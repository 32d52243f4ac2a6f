"""A folder of presets and experiments of one's own is read, or the file and its fault are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.config.compose import Job, compose
from standoff.config.files import MOST_BYTES, MOST_REFERENCES
from standoff.errors import ConfigError

HEAD = "# @package _global_\n"


def played(folder: Path, text: str, name: str = "mine", *words: str) -> Job:
    """Compose a run of an experiment with this text."""
    file = folder / "experiment" / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    (job,) = compose([f"--config-dir={folder}", f"experiment={name}", *words])
    return job


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}seed: 7\n",
        "seed: 7\n",
        f"\ufeff{HEAD}seed: 7\n",
        "\ufeffseed: 7\n",
        "# What it is.\nseed: 7\n",
    ],
    ids=["head", "no head", "byte order mark and head", "byte order mark", "comment"],
)
def test_an_experiment_needs_no_line_for_hydra(tmp_path: Path, text: str):
    job = played(tmp_path, text)
    assert (job.experiment, job.settings.seed) == ("mine", 7)


def test_a_group_with_nothing_below_it_sets_nothing(tmp_path: Path):
    job = played(tmp_path, f"{HEAD}diplomacy:\n  # trust: 0.3\nseed: 7\n")
    assert (job.settings.seed, job.settings.levers) == (7, {})


def test_a_file_of_comments_sets_nothing(tmp_path: Path):
    assert played(tmp_path, f"{HEAD}# seed: 7\n").settings.seed == 1


@pytest.mark.parametrize("name", ["2022_02_08", "2022-02-08", "1.10", "010", "null", "true", "1e3"])
def test_a_file_may_be_named_like_a_number_or_a_date(tmp_path: Path, name: str):
    job = played(tmp_path, f"{HEAD}seed: 7\n", name) if name != "null" else None
    assert job is None or (job.experiment, job.settings.seed) == (name, 7)


BROKEN = {
    "itself": ("defaults:\n  - /experiment: mine\n", "mine.yaml: includes itself, directly or through"),
    "aliases": ("a: &a [1, 2]\nseed: *a\n", "mine.yaml: line 3, column 7: "),
    "nesting": (f"seed: {'[' * 500}{']' * 500}\n", "levels of nesting"),
    "a long text": (f"out: {'a' * MOST_BYTES}\n", "mine.yaml: is larger than 100,000 bytes"),
    "octal": ("seed: 010\n", "mine.yaml: line 2, column 7 = 010: YAML takes a leading zero for octal"),
    "a list": ("- seed\n- 7\n", "mine.yaml: holds no keys; write lines such as seed: 1"),
    "a key twice": ("seed: 1\nseed: 2\n", "mine.yaml: line 3, column 1 = seed: this key stands twice"),
    "a program": ("out: {_target_: os.system}\n", "_target_: "),
    "a variable": ("out: ${oc.env:HOME}\n", "mine.yaml: ${oc.env:…} is not replaced; "),
    "many references": (
        f"out: {'${seed}' * (MOST_REFERENCES + 1)}\n", "mine.yaml: refers to other keys more than 20 times"
    ),
    "an unknown key": ("sede: 1\n", "mine.yaml: sede: unknown key; did you mean 'seed'?"),
    "a wrong value": ("seed: much\n", "mine.yaml: seed = much: allowed range is 0 to"),
    "an unknown group": (
        "defaults:\n  - override /diplomcy: open\n", "mine.yaml: its defaults name the group 'diplomcy'"
    ),
    "a group of another command": (
        "defaults:\n  - override /design: sobol\n", "is for another command: standoff sweep experiment=mine"
    ),
    "an unknown option": ("defaults:\n  - override /diplomacy: opne\n", "diplomacy=opne: unknown option; "),
    "a broken head": ("# @package a b\nseed: 1\n", "mine.yaml: a line of its head cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_cannot_be_used_is_named_with_its_fault(tmp_path: Path, case: str):
    text, expected = BROKEN[case]
    with pytest.raises(ConfigError) as error:
        played(tmp_path, text if "head" in case else HEAD + text)
    assert expected in str(error.value)
    assert len(str(error.value)) < 1000


def test_a_file_that_cannot_be_used_does_not_affect_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "experiment").mkdir()
    (tmp_path / "experiment" / "broken.yaml").write_bytes(b"# caf\xe9\nseed: [\n")
    assert played(tmp_path, "seed: 7\n").settings.seed == 7
    with pytest.raises(SystemExit):
        compose([f"--config-dir={tmp_path}", "--help"])
    assert "broken          Cannot be used." in capsys.readouterr().out
    with pytest.raises(ConfigError, match=r"broken\.yaml: \(file\): is not UTF-8 text"):
        compose([f"--config-dir={tmp_path}", "experiment=broken"])


def test_a_user_file_with_the_name_of_a_shipped_one_is_reported(tmp_path: Path):
    (tmp_path / "diplomacy").mkdir()
    own = tmp_path / "diplomacy" / "open.yaml"
    own.write_text("trust: 0.111\n")
    with pytest.raises(ConfigError, match=r"^diplomacy/open: .*/diplomacy/open\.yaml has the name of a file"):
        compose([f"--config-dir={tmp_path}", "diplomacy=open"])
    assert (
        compose([f"--config-dir={tmp_path}", "diplomacy=closed"])[0].settings.levers["diplomacy.assurance"]
        == 0.0
    )
    own.write_bytes((Path(__file__).parents[2] / "conf" / "diplomacy" / "open.yaml").read_bytes())
    assert (
        compose([f"--config-dir={tmp_path}", "diplomacy=open"])[0].settings.levers["diplomacy.assurance"]
        == 0.5
    )


def test_further_folders_are_checked_as_well(tmp_path: Path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "far.yaml").write_text("learning: ${oc.env:HOME}\n")
    with pytest.raises(ConfigError, match=r"far\.yaml: \$\{oc\.env:…\} is not replaced"):
        compose([f"hydra.searchpath=[{tmp_path}]", "rules=far"])


@pytest.mark.parametrize("place", ["pkg://json", "/nowhere/at/all"])
def test_a_configuration_adds_folders_only(tmp_path: Path, place: str):
    """The address of a Python package would be imported."""
    shipped = Path(__file__).parents[2] / "conf" / "config.yaml"
    text = shipped.read_text().replace("hydra:\n", f"hydra:\n  searchpath: ['{place}']\n", 1)
    (tmp_path / "own.yaml").write_text(text)
    with pytest.raises(ConfigError, match=rf"hydra\.searchpath: {place}: there is no such folder"):
        compose([f"--config-dir={tmp_path}", "--config-name=own"])


def test_of_files_that_include_each_other_the_one_that_closes_the_circle_is_named(tmp_path: Path):
    for name, included in {"theirs": "mine", "others": "theirs"}.items():
        (tmp_path / "experiment").mkdir(exist_ok=True)
        (tmp_path / "experiment" / f"{name}.yaml").write_text(f"{HEAD}defaults:\n  - {included}\n")
    with pytest.raises(ConfigError, match=r"theirs\.yaml: includes itself, directly or through others"):
        played(tmp_path, f"{HEAD}defaults:\n  - others\n")
