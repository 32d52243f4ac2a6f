"""``standoff discover`` as its users call it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import environment, invoke
from tests.results import Results

NOT_INSTALLED = """
import sys
sys.modules["ema_workbench"] = None  # as if it were not installed
from standoff.apps.cli import main
main()
"""


@pytest.fixture
def folder(link_results: Callable[..., Path]) -> Path:
    """A folder with a drawn sweep, one that moves a factor at a time, a small one and a run."""
    return link_results("drawn", "one_at_a_time", "sweep", "run")


def test_the_boxes_of_the_table_are_those_of_the_sentences_and_of_the_manifest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys
):
    arguments = ("discover", "drawn", "--at-least", "0.7", "figures=false", "out=out")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 0
    shown = " ".join(capsys.readouterr().out.split())
    content = json.loads((folder / "out/manifest.json").read_text())
    assert content["kind"] == "discovery"
    assert content["sought"] == {"of": "any_war", "above": None, "at_least": 0.7, "methods": ["prim", "cart"]}
    assert all(" ".join(sentence.split()) in shown for sentence in content["sentences"])
    with (folder / "out/boxes.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert f"any war in at least 70 % of runs when {lines[1]['words']}." in shown
    assert float(lines[1]["training_share"]) >= 0.7


def test_boxes_of_a_rare_outcome_and_of_a_measure_are_found(folder: Path, monkeypatch, capsys):
    for place, arguments in enumerate(
        (("--at-most", "0.3", "--method", "cart"), ("--of", "crossed", "--above", "60"))
    ):
        out = ("figures=false", f"out=more{place}")
        assert invoke("discover", "drawn", *arguments, *out, monkeypatch=monkeypatch) == 0
    output = capsys.readouterr().out
    assert "any war in at most 30 % of runs" in output
    assert "a mean of crossed above 60 (thousand troops) in at least 70 % of points" in " ".join(
        output.split()
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("drawn", "--at-least", "70"), "--at-least = 70: allowed range is 0 to 1, a share"),
        (("drawn", "--at-most", "-0.1"), "--at-most = -0.1: allowed range is 0 to 1, a share"),
        (("drawn", "--at-least", "0.7", "--at-most", "0.3"), "give only one of them"),
        (("drawn", "--of", "peace"), "response 'peace' is unknown"),
        (
            ("drawn", "--of", "days"),
            "--of days: is a measure (days); give a threshold for its mean with --above",
        ),
        (
            ("drawn", "--above", "3"),
            "--of any_war: is an outcome, which takes no threshold; leave out --above",
        ),
        (("drawn", "--method", "magic"), "'magic' is not one of"),
        (("drawn", "--of", "days", "--above", "9999"), "choose another outcome with --of"),
        (("one_at_a_time",), "varies one factor at a time"),
        (("sweep",), "3 points are too few"),
        (("run",), "run: is not the result of a sweep"),
        ((), "Missing argument"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(
    folder: Path, monkeypatch, capsys, arguments: tuple[str, ...], expected: str
):
    before = sorted(path.name for path in folder.iterdir())
    assert invoke("discover", *arguments, "figures=false", monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert expected in output.err
    assert "Traceback" not in output.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_without_the_extra_the_error_says_what_to_install(stored: Results, tmp_path: Path):
    result = subprocess.run(
        [sys.executable, "-c", NOT_INSTALLED, "discover", str(stored["drawn"])],
        capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert "pip install 'standoff[discover]'" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.iterdir())
