"""Injects at the command line: played, replayed, swept, and refused with a message."""

from __future__ import annotations

import csv
import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.commands import STRAIT, invoke

SMALL = (f"scenario.name={STRAIT}", "replications=20", "figures=false")
GALE = {"day": 3, "actor": "vesper", "effect": "troops", "axis": "narrows", "by": -9, "reason": "A gale."}
ORDER = {"day": 5, "actor": "vesper", "effect": "act", "action": "mobilise", "reason": "A coup."}
GIVEN = (
    "injects=[{day: 3, actor: vesper, effect: troops, axis: narrows, by: -9, reason: A gale.},"
    "{day: 5, actor: vesper, effect: act, action: mobilise, reason: A coup.}]"
)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with two injects, and what was shown of it in the file ``screen.txt``."""
    folder, screen = tmp_path_factory.mktemp("played"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(screen):
        patch.chdir(folder)
        assert invoke("run", *SMALL, GIVEN, "out=out", monkeypatch=patch) == 0
    (folder / "screen.txt").write_text(screen.getvalue())
    return folder / "out"


def test_the_screen_says_that_injects_are_hypothetical(played: Path):
    said = " ".join((played.parent / "screen.txt").read_text().split())
    injected = "Vesper: troops -9 thousand, axis narrows; Vesper: mobilise."
    assert f"Hypothetical: the configuration adds these events: {injected}" in said


def test_injects_are_in_manifest_and_trace(played: Path):
    manifest = json.loads((played / "manifest.json").read_text())
    assert manifest["hypothetical_injects"] == manifest["config"]["injects"]["events"] == [GALE, ORDER]
    events = pq.read_table(played / "trace/events.parquet").to_pylist()
    assert [(row["day"], row["actor"], row["text"]) for row in events if row["kind"] == "inject"] == [
        (3.0, "vesper", "Hypothetical inject (Vesper: troops -9 thousand, axis narrows): A gale."),
        (5.0, "vesper", "Hypothetical inject (Vesper: mobilise): A coup."),
    ]
    calendar = pq.read_table(played / "trace/calendar.parquet").to_pylist()
    assert [(row["day"], row["effect"], row["reason"]) for row in calendar if row["kind"] == "inject"] == [
        (3.0, "Vesper: troops -9 thousand, axis narrows", "A gale."),
        (5.0, "Vesper: mobilise", "A coup."),
    ]


def test_a_replay_has_the_injects_of_its_run(played: Path, tmp_path: Path, monkeypatch):
    replay = ("replay", str(played), "--run", "0", "figures=false", f"out={tmp_path / 'told'}")
    assert invoke(*replay, monkeypatch=monkeypatch) == 0
    for name in ("actors", "events", "decisions", "calendar"):
        first = (played / f"trace/{name}.parquet").read_bytes()
        assert (tmp_path / f"told/trace/{name}.parquet").read_bytes() == first, name


def test_an_explanation_says_that_an_act_was_injected(played: Path, tmp_path: Path, monkeypatch, capsys):
    arguments = (str(played), "--actor", "vesper", "--turn", "5", f"out={tmp_path / 'figures'}")
    assert invoke("explain", *arguments, monkeypatch=monkeypatch) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "An inject makes it" in said
    assert "It decides to" not in said
    assert "(injected)" in said
    assert "Turn 5: Hypothetical inject (Vesper: mobilise): A coup." in said


def test_an_injected_act_is_not_a_turning_point(played: Path, tmp_path: Path, monkeypatch):
    arguments = ("turning-points", str(played), "--continuations", "20", "figures=false")
    assert invoke(*arguments, f"out={tmp_path / 'found'}", monkeypatch=monkeypatch) == 0
    with (tmp_path / "found/turning_points.csv").open() as file:
        decided = {(row["actor"], row["turn"]) for row in csv.DictReader(file)}
    assert decided
    assert ("vesper", "5") not in decided


def test_sets_of_injects_are_compared_run_by_run_and_replayed(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf/injects").mkdir(parents=True)
    (tmp_path / "conf/injects/gale.yaml").write_text(f"events: [{json.dumps(GALE)}]")
    arguments = (*SMALL, "--config-dir=conf", "injects=none,gale", "record=runs", "out=out")
    assert invoke("sweep", *arguments, monkeypatch=monkeypatch) == 0
    presets = json.loads((tmp_path / "out/manifest.json").read_text())["sweep"]["presets"]
    assert {preset["options"][0]: preset["injects"] for preset in presets} == {"none": [], "gale": [GALE]}
    runs = pq.read_table(tmp_path / "out/runs").to_pylist()
    with_gale, without = (
        {row["replication"]: row["goldstein"] for row in runs if row["point"] == point} for point in (1, 0)
    )
    assert with_gale != without
    replay = ("replay", "out", "--point", "1", "--run", "7", "figures=false", "out=told")
    assert invoke(*replay, monkeypatch=monkeypatch) == 0
    assert json.loads((tmp_path / "told/record.json").read_text())["goldstein"] == with_gale[7]
    events = pq.read_table(tmp_path / "told/trace/events.parquet").to_pylist()
    assert "inject" in {row["kind"] for row in events}
    with (tmp_path / "out/design.csv").open() as file:
        assert [row["injects"] for row in csv.DictReader(file)] == ["none", "gale"]


@pytest.mark.parametrize("command", ["run", "sweep"])
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("[{day: 99, actor: vesper, effect: rung, by: 1, reason: A.}]",
         "injects.events[0].day = 99: the horizon is 30 days; allowed range is 0 to 29"),
        ("[{day: 9, actor: vespa, effect: rung, by: 1, reason: A.}]",
         "injects.events[0].actor = vespa: unknown actor 'vespa', did you mean 'vesper'?"),
        ("[storm]", "injects.events[0] = storm: a mapping is expected, such as {day: 3"),
        ("3", "injects.events: a list of injects, such as [{day: 3"),
    ],
)  # fmt: skip
def test_an_invalid_inject_ends_with_status_2_and_nothing_written(
    tmp_path: Path,
    command: str,
    given: str,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    more = ["diplomacy.trust=0.2,0.9"] if command == "sweep" else []
    assert invoke(command, *SMALL, *more, f"injects.events={given}", monkeypatch=monkeypatch) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(expected)
    assert list(tmp_path.rglob("*")) == []
