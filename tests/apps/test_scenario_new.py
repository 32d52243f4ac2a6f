"""`standoff scenario new` and `standoff scenario schema`, as their users call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.scenario.json_schema import json_schemas
from standoff.scenario.skeleton import skeleton_files
from tests.commands import invoke


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_scenario_passes_the_check_and_plays(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert invoke("scenario", "new", "mine", monkeypatch=monkeypatch) == 0
    assert {p.relative_to("mine").as_posix() for p in Path("mine").rglob("*.*")} == skeleton_files().keys()
    assert invoke("scenario", "check", "mine", monkeypatch=monkeypatch) == 0
    assert "ok: 125 quantities, 1 source, 125 assumptions" in capsys.readouterr().out
    play = ("scenario.name=./mine", "replications=50", "figures=false", "out=played")
    assert invoke("run", *play, monkeypatch=monkeypatch) == 0
    assert "Challenger" in capsys.readouterr().out
    assert (here / "played" / "outcomes.csv").is_file()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a b", "a b: not a name for a scenario; begin with a letter and use only letters"),
        ("../1st", "../1st: not a name for a scenario; begin with a letter"),
        (".", ".: not a name for a scenario; begin with a letter"),
        ("ukraine_2022", "ukraine_2022: a scenario of this name comes with the program; choose another name"),
        ("taken", "taken: already exists, and nothing is overwritten; choose another name"),
        ("taken/deeper", "taken/deeper: cannot be written (not a directory); choose another folder"),
    ],
)
def test_a_name_that_cannot_be_used_gets_a_message_and_status_2(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    message: str,
):
    Path("taken").write_text("precious")
    assert invoke("scenario", "new", name, monkeypatch=monkeypatch) == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in here.iterdir()] == ["taken"]
    assert Path("taken").read_text() == "precious"


def test_a_skeleton_that_cannot_be_finished_leaves_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    write = Path.write_text

    def full(path: Path, text: str, **more: str) -> int:
        if path.name == "sources.yaml":
            raise OSError(28, "No space left on device")
        return write(path, text, **more)

    monkeypatch.setattr(Path, "write_text", full)
    assert invoke("scenario", "new", "mine", monkeypatch=monkeypatch) == 2
    assert "mine: cannot be written (no space left on device)" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_schemas_are_written_to_the_given_folder_and_replaced(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for _ in range(2):
        assert invoke("scenario", "schema", "out=for/editor", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("for/editor: scenario.json, actor.json")
    assert {path.name: path.read_text() for path in Path("for/editor").iterdir()} == json_schemas()
    Path("file").touch()
    assert invoke("scenario", "schema", "out=file", monkeypatch=monkeypatch) == 2
    assert "file: cannot be written (" in capsys.readouterr().err
