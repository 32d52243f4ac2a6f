from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from standoff import __version__
from standoff.scenario.load import load_scenario
from standoff.store import manifest as module
from standoff.store.manifest import Provenance, code_version, manifest

STRAIT = Path(__file__).parents[1] / "scenario" / "data" / "strait"


def test_a_manifest_holds_what_is_needed_to_repeat_a_run():
    scenario = load_scenario(STRAIT)
    provenance = Provenance("standoff run seed=3", "run", {"seed": 3}, ("seed=3",), {"tempo": 0.25})
    content = json.loads(json.dumps(manifest(provenance, scenario, {"seed": 3, "n": 64}, {"play": 1.23456})))
    assert content["schema"] == "2"
    assert content["command"] == "standoff run seed=3"
    assert (content["seed"], content["n"]) == (3, 64)
    assert content["scenario"]["sha256"] == scenario.fingerprint
    assert content["config"] == {"seed": 3}
    assert content["parameters"] == {"tempo": 0.25}
    assert content["overrides"] == ["seed=3"]
    assert content["code"]["standoff"] == __version__
    assert {"python", "numpy", "numba", "mesa", "hydra-core", "scipy"} <= content["versions"].keys()
    assert content["timings_seconds"] == {"play": 1.235}
    assert content["platform"]["cores"] >= 1


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_the_code_version_is_the_commit_and_says_whether_files_were_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "ROOT", tmp_path)
    assert code_version() is None
    git(tmp_path, "init")
    assert code_version() is None
    (tmp_path / "file").write_text("content")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--message", "Begin")
    commit = git(tmp_path, "rev-parse", "HEAD")
    assert code_version() == commit
    (tmp_path / "file").write_text("other content")
    assert code_version() == f"{commit}-dirty"


def test_without_git_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_version() is None


def test_the_code_version_is_read_without_writing_to_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A lock that it took would make another git fail that works there meanwhile."""
    git(tmp_path, "init")
    (tmp_path / "file").write_text("content")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--message", "Begin")
    (tmp_path / "file").write_text("content")  # as it was, but later: git would note that in its index
    os.utime(tmp_path / "file", (1, 1))
    before = (tmp_path / ".git/index").read_bytes()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    commit = git(tmp_path, "rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert code_version() == commit
    assert (tmp_path / ".git/index").read_bytes() == before
