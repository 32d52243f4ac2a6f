"""Analyses from Python: equal to what the command line writes for the same results."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from pandas import DataFrame, read_csv
from pandas.testing import assert_frame_equal

import sim as standoff
from sim.errors import ConfigError, ResultError
from sim.interface import Crisis, Ensemble, Findings, Sweep
from tests.apps.commands import STRAIT, called

FACTORS = {
    "diplomacy.trust": "interval(0, 1)",
    "escalation.odds_bias": "interval(0, 1.5)",
    "rules": ["base", "prospect"],
}
SOBOL = {"design": "sobol", "design.points": 128, "reference": None, "replications": 8}
SINGLY = {"diplomacy.trust": [0, 1], "escalation.incident_rate": [0, 0.1]}


def written(path: Path) -> DataFrame:
    return read_csv(path, float_precision="round_trip", keep_default_na=False, na_values=[""])


def assert_as_written(found: Findings, folder: Path) -> None:
    assert found.frames.keys() == {path.stem for path in folder.glob("*.csv")}
    for name, frame in found.frames.items():
        # A column without any number is one of floats in a file.
        expected = written(folder / f"{name}.csv")
        assert_frame_equal(frame.astype(expected.dtypes), expected)


def figures_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.png")}


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return standoff.load(STRAIT)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of the command line, and what its analyses wrote of them."""
    place = tmp_path_factory.mktemp("results")
    with pytest.MonkeyPatch.context() as patch:

        def command(*arguments: str) -> None:
            assert called(*arguments, monkeypatch=patch) == 0, arguments

        same = (f"scenario.name={STRAIT}", "figures=false")
        drawn = (
            "diplomacy.trust=interval(0,1)",
            "escalation.odds_bias=interval(0,1.5)",
            "rules=base,prospect",
        )
        options = [f"{key}={'null' if value is None else value}" for key, value in SOBOL.items()]
        command("sweep", *same, *drawn, *options, f"out={place}/drawn")
        command("discover", f"{place}/drawn", "--at-least", "0.6", "--out", f"{place}/boxes")
        command("sensitivity", f"{place}/drawn", "--of", "any_war", "--of", "days", "--out", f"{place}/pawn",
                "--no-figures")  # fmt: skip
        levers = ("diplomacy.trust=0,1", "escalation.incident_rate=0,0.1")
        command("sweep", *same, *levers, "design=one_at_a_time", "replications=20", f"out={place}/singly")
        command("sensitivity", f"{place}/singly", "--out", f"{place}/tornado")
        for name in ("reported", "open"):
            command("run", *same, f"diplomacy={name}", "replications=60", f"out={place}/{name}")
        command(
            "compare",
            f"{place}/reported",
            f"{place}/open",
            "--by",
            "settlement",
            "--out",
            f"{place}/compared",
        )
    return place


@pytest.fixture(scope="module")
def drawn(crisis: Crisis) -> Sweep:
    return crisis.sweep(FACTORS, SOBOL)


def test_boxes_are_those_of_the_command_line(drawn: Sweep, stored: Path):
    found = drawn.discover(at_least=0.6)
    assert_as_written(found, stored / "boxes")
    told = json.loads((stored / "boxes/manifest.json").read_text())["sentences"]
    assert list(found.sentences[: len(told)]) == told
    assert found.figures().keys() == figures_in(stored / "boxes")
    units = found.frames["scatter"].attrs["units"]
    assert units["share"] == "share"
    assert units["escalation.odds_bias"] == "log odds"


def test_sensitivity_is_that_of_the_command_line(crisis: Crisis, drawn: Sweep, stored: Path):
    assert_as_written(drawn.sensitivity("any_war", "days"), stored / "pawn")
    singly = crisis.sweep(SINGLY, design="one_at_a_time", replications=20)
    found = singly.sensitivity()
    assert found.main == "tornado"
    assert_as_written(found, stored / "tornado")
    assert found.figures().keys() == figures_in(stored / "tornado")


def test_a_comparison_is_that_of_the_command_line(crisis: Crisis, stored: Path):
    reported, opened = (
        crisis.with_values(diplomacy=name).run_many(60).named(name) for name in ("reported", "open")
    )
    found = standoff.compare(reported, opened, by="settlement")
    assert_as_written(found, stored / "compared")
    assert found.figures().keys() == figures_in(stored / "compared")
    assert "settlement" in set(found.frames["ranking"]["by"])


def test_a_stored_sweep_gives_what_a_played_one_gives(drawn: Sweep, stored: Path):
    again = standoff.read(stored / "drawn")
    assert isinstance(again, Sweep)
    for name in ("outcomes", "measures", "fans"):
        assert_frame_equal(getattr(again, name)(), getattr(drawn, name)())
    assert_as_written(again.discover(at_least=0.6), stored / "boxes")
    assert again.figures().keys() == drawn.figures().keys() == {"points", "parallel", "fan"}
    assert repr(again).endswith("128 points, 8 runs at each>")
    assert_as_written(standoff.read(stored / "singly").sensitivity(), stored / "tornado")


def test_stored_runs_give_what_played_ones_give(crisis: Crisis, stored: Path):
    again, played = standoff.read(str(stored / "open")), crisis.with_values(diplomacy="open").run_many(60)
    assert isinstance(again, Ensemble)
    assert_frame_equal(again.table(), played.table())
    assert again.table().attrs == played.table().attrs
    assert_frame_equal(again.outcomes(), played.outcomes())
    assert_frame_equal(again.war_by_type("vesper"), played.war_by_type("vesper"))
    assert again.seed == played.seed
    assert_as_written(
        standoff.compare(standoff.read(stored / "reported"), again, by="settlement"), stored / "compared"
    )
    mixed = standoff.compare(again, played)
    assert not mixed.frames["differences"]["difference"].any()


def test_analyses_of_a_stored_sweep_do_not_need_the_scenario_of_today(stored: Path, tmp_path: Path):
    shutil.copytree(stored / "singly", tmp_path / "old")
    path = tmp_path / "old/manifest.json"
    content = json.loads(path.read_text())
    content["code"]["rules"] = "of another time"
    path.write_text(json.dumps(content))
    old = standoff.read(tmp_path / "old")
    assert_as_written(old.sensitivity(), stored / "tornado")
    with pytest.raises(ResultError, match="was played by other rules"):
        old.outcomes()


def test_what_is_no_run_and_no_sweep_is_refused(stored: Path, tmp_path: Path):
    with pytest.raises(ResultError, match="is a comparison; give the result of a run or a sweep"):
        standoff.read(stored / "compared")
    with pytest.raises(ResultError, match="is no result"):
        standoff.read(tmp_path)


def test_ensembles_that_cannot_be_compared_are_refused(crisis: Crisis):
    played = crisis.run_many(5)
    for others, expected in (
        ([], "1 results: 2 to 7"),
        ([crisis.run_many(5)], "called 'replications = 5'; give them other names"),
        ([played] * 7, "8 results: 2 to 7"),
    ):
        with pytest.raises(ConfigError, match=expected):
            standoff.compare(played, *others)
    with pytest.raises(ConfigError, match="by = settlemnt: is unknown; did you mean 'settlement'"):
        standoff.compare(played, played.named("again"), by="settlemnt")
    with pytest.raises(ResultError, match="differ in horizon_days, 60 and 30"):
        standoff.compare(
            crisis.with_values(horizon_days=60).run_many(5), crisis.with_values(horizon_days=30).run_many(5)
        )
    with pytest.raises(ResultError, match="different scenarios, strait and sarn_2031"):
        standoff.compare(played, standoff.load("sarn_2031").run_many(5).named("other"))


def test_bad_questions_to_a_sweep_are_refused(drawn: Sweep, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ConfigError, match="at_least and at_most: give one of them"):
        drawn.discover(at_least=0.5, at_most=0.5)
    with pytest.raises(ConfigError, match="'any_wr' is unknown; did you mean 'any_war'"):
        drawn.sensitivity("any_wr")


def test_findings_show_their_main_table_and_escape_what_is_told(drawn: Sweep):
    found = drawn.discover(at_least=0.6)
    assert repr(found).startswith(drawn.title)
    assert found.sentences[0] in repr(found)
    assert "other frames: limits, trajectory, scatter" in repr(found)
    html = Findings("<b>", found.frames, "boxes", found.draw, ("x < y",))._repr_html_()
    assert html.startswith("<p>&lt;b&gt;</p><p>x &lt; y</p>")
    assert "<table" in html
    assert "escalation.odds_bias" in html


def test_figures_can_be_styled_anew(drawn: Sweep):
    (axes, *_) = drawn.discover(at_least=0.6).figures()["limits"].axes
    axes.set_title("My own title")
    assert axes.get_title() == "My own title"


def test_comparing_loads_no_figures(crisis: Crisis):
    played = crisis.run_many(5)
    before = "matplotlib" in sys.modules
    standoff.compare(played, played.named("again"))
    assert ("matplotlib" in sys.modules) == before
