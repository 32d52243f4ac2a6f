"""``standoff robust`` as its users call it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import invoke


@pytest.fixture
def folder(link_results: Callable[..., Path]) -> Path:
    """A folder with packages against states of the world, and a sweep without any."""
    return link_results("crossed", "sweep")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_choice_is_shown_and_its_tables_hold_all_packages_and_states(folder: Path, monkeypatch, capsys):
    options = ("--aim", "any_war<=0.9", "figures=false", "out=out")
    assert invoke("robust", "crossed", *options, monkeypatch=monkeypatch) == 0
    shown = capsys.readouterr().out
    assert "any war (% of runs; lower is better), over 6 states of the world" in shown
    assert "20 runs of each package in each state" in shown
    assert "compared run by run under the same chance" in " ".join(shown.split())
    options = json.loads((folder / "out/manifest.json").read_text())
    assert (options["kind"], options["by"], options["aims"]) == ("robust", "any_war:min", ["any_war<=0.9"])
    assert len(lines(folder / "out/packages.csv")) == 4
    assert len(lines(folder / "out/states.csv")) == 4 * 6


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("sweep",), "varies no uncertainty"),
        (("crossed", "--by", "wars"), "response 'wars' is unknown"),
        (("crossed", "--by", "days"), "give days:min or days:max"),
        (("crossed", "--aim", "any_war"), "give a response and its bound"),
        (("crossed", "--criterion", "satisficing"), "give one or more, as in --aim 'any_war<=0.3'"),
        (("crossed", "--criterion", "luck"), "'luck' is not one of"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(
    folder: Path, monkeypatch, capsys, arguments, expected: str
):
    before = sorted(path.name for path in folder.iterdir())
    assert invoke("robust", *arguments, "figures=false", monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert expected in output.err
    assert "Traceback" not in output.err
    assert sorted(path.name for path in folder.iterdir()) == before
