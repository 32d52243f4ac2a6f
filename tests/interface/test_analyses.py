"""Analyses from Python: equal to what the command line writes for the same results."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal
from rich.table import Table

import standoff
from standoff.answer import Answer
from standoff.errors import ConfigError, ResultError
from standoff.interface import Crisis, Ensemble, Findings, Sweep
from tests.commands import STRAIT, invoke
from tests.frames import assert_all_as_written, assert_as_shown, words
from tests.manifests import as_of_other_rules, change_manifest

FACTORS = {
    "escalation.odds_bias": "interval(0,1.5)",
    "escalation.attack_cost": "interval(0.2,1)",
    "diplomacy.trust": "interval(0,1)",
    "rules": ["base", "prospect"],
}
BOXES = {"of": "standoff", "at_least": 0.5}
SOBOL = {"design": "sobol", "design.points": 128, "reference": None, "replications": 8}
CROSSED = {
    "design": "crossed",
    "design.points": 6,
    "design.uncertainties": "[rules.rationality,actors.*.costs.war]",
    "diplomacy.trust": "0,1",
    "escalation.attack_cost": "0.2,1",
    "replications": 20,
    "reference": "null",
}
SINGLY = {"escalation.attack_cost": [0.2, 1], "diplomacy.trust": [0, 1]}


def figures_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.png")}


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return standoff.load(STRAIT)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of the command line, and what its analyses wrote of them."""
    place = tmp_path_factory.mktemp("results")
    drawn = (
        f"{key}={value if isinstance(value, str) else ','.join(value)}" for key, value in FACTORS.items()
    )
    options = (f"{key}={'null' if value is None else value}" for key, value in SOBOL.items())
    levers = "escalation.attack_cost=0.2,1 diplomacy.trust=0,1 design=one_at_a_time replications=20"
    run = f"run scenario.name={STRAIT} figures=false replications=60"
    sweep = f"sweep scenario.name={STRAIT} figures=false"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for command in (
            f"{sweep} {' '.join(drawn)} {' '.join(options)} out=drawn",
            "discover drawn --of standoff --at-least 0.5 out=boxes",
            "sensitivity drawn --of any_war --of days figures=false out=pawn",
            f"{sweep} {levers} out=singly",
            "sensitivity singly out=tornado",
            f"{sweep} {' '.join(f'{key}={value}' for key, value in CROSSED.items())} out=packages",
            "robust packages --aim any_war<=0.9 out=robust",
            f"{run} diplomacy=reported out=reported",
            f"{run} diplomacy=open out=open",
            "compare reported open --by standoff out=compared",
        ):
            with contextlib.redirect_stdout(io.StringIO()) as screen:
                assert invoke(*command.split(), monkeypatch=patch) == 0, command
            (place / f"{command.split()[-1].removeprefix('out=')}.screen").write_text(screen.getvalue())
    return place


def screen_of(name: str, stored: Path) -> str:
    return (stored / f"{name}.screen").read_text()


@pytest.fixture(scope="module")
def drawn(crisis: Crisis) -> Sweep:
    return crisis.sweep(FACTORS, SOBOL)


def test_boxes_are_those_of_the_command_line(drawn: Sweep, stored: Path):
    boxes = drawn.discover(**BOXES)
    assert_all_as_written(boxes, stored / "boxes")
    content = json.loads((stored / "boxes/manifest.json").read_text())["sentences"]
    assert list(boxes.sentences[: len(content)]) == content
    assert_as_shown(boxes, screen_of("boxes", stored))
    assert boxes.figures().keys() == figures_in(stored / "boxes")
    units = boxes.frames["scatter"].attrs["units"]
    assert units["share"] == "share"
    assert units["escalation.attack_cost"] == "utility"


def test_sensitivity_is_that_of_the_command_line(crisis: Crisis, drawn: Sweep, stored: Path):
    pawn = drawn.sensitivity("any_war", "days")
    assert_all_as_written(pawn, stored / "pawn")
    assert_as_shown(pawn, screen_of("pawn", stored))
    singly = crisis.sweep(SINGLY, design="one_at_a_time", replications=20)
    findings = singly.sensitivity()
    assert findings.main == "tornado"
    assert_as_shown(findings, screen_of("tornado", stored))
    assert_all_as_written(findings, stored / "tornado")
    assert findings.figures().keys() == figures_in(stored / "tornado")


def test_a_robust_choice_is_that_of_the_command_line(stored: Path):
    findings = standoff.read(stored / "packages").robust(aims=["any_war<=0.9"])
    assert_all_as_written(findings, stored / "robust")
    assert findings.figures().keys() == figures_in(stored / "robust")
    content = json.loads((stored / "robust/manifest.json").read_text())["robust"]
    assert any(
        f"by 90th-percentile regret: {content['package']} (" in sentence for sentence in findings.sentences
    )
    assert_as_shown(findings, screen_of("robust", stored))
    units = findings.frames["packages"].attrs["units"]
    assert units == {"diplomacy.trust": "share", "escalation.attack_cost": "utility"}


def test_a_comparison_is_that_of_the_command_line(crisis: Crisis, stored: Path):
    reported, opened = (
        crisis.with_values(diplomacy=name).run_many(60).named(name) for name in ("reported", "open")
    )
    findings = standoff.compare(reported, opened, by="standoff")
    assert_all_as_written(findings, stored / "compared")
    assert findings.figures().keys() == figures_in(stored / "compared")
    assert "standoff" in set(findings.frames["ranking"]["by"])
    for sentence in findings.sentences:
        assert words(sentence) in words(screen_of("compared", stored))


def test_a_stored_sweep_gives_what_a_played_one_gives(drawn: Sweep, stored: Path):
    again = standoff.read(stored / "drawn")
    assert isinstance(again, Sweep)
    for name in ("outcomes", "measures", "fans"):
        assert_frame_equal(getattr(again, name)(), getattr(drawn, name)())
    assert_all_as_written(again.discover(**BOXES), stored / "boxes")
    assert again.figures().keys() == drawn.figures().keys() == {"points"}
    assert repr(again).endswith("128 points, 8 runs at each>")
    assert_all_as_written(standoff.read(stored / "singly").sensitivity(), stored / "tornado")


def test_stored_runs_give_what_played_ones_give(crisis: Crisis, stored: Path):
    again, played = standoff.read(str(stored / "open")), crisis.with_values(diplomacy="open").run_many(60)
    assert isinstance(again, Ensemble)
    assert_frame_equal(again.table(), played.table())
    assert again.table().attrs == played.table().attrs
    assert_frame_equal(again.outcomes(), played.outcomes())
    assert_frame_equal(again.war_by_type("vesper"), played.war_by_type("vesper"))
    assert again.seed == played.seed
    assert_all_as_written(
        standoff.compare(standoff.read(stored / "reported"), again, by="standoff"), stored / "compared"
    )
    mixed = standoff.compare(again, played)
    assert not mixed.frames["differences"]["difference"].any()


def test_analyses_of_a_stored_sweep_do_not_need_the_current_scenario(stored: Path, tmp_path: Path):
    shutil.copytree(stored / "singly", tmp_path / "old")
    change_manifest(tmp_path / "old", as_of_other_rules)
    old = standoff.read(tmp_path / "old")
    assert_all_as_written(old.sensitivity(), stored / "tornado")
    with pytest.raises(ResultError, match="was played with other rules"):
        old.outcomes()


def test_errors_name_the_argument(stored: Path):
    drawn, packages = standoff.read(stored / "drawn"), standoff.read(stored / "packages")
    for ask, expected in (
        (lambda: drawn.discover(at_least=1.2), "at_least = 1.2: allowed range is 0 to 1, a share"),
        (lambda: drawn.discover(at_most=7), "at_most = 7: allowed range is 0 to 1, a share"),
        (
            lambda: drawn.discover("days"),
            "of='days': is a measure (days); give a threshold for its mean with above",
        ),
        (
            lambda: drawn.discover(above=3.0),
            "of='any_war': is an outcome, which takes no threshold; leave out above",
        ),
        (
            lambda: packages.robust(criterion="satisficing"),
            "needs an aim; give one or more, as in aims=['any_war<=0.3']",
        ),
    ):
        with pytest.raises(ConfigError) as error:
            ask()
        assert expected in str(error.value)
        assert "--" not in str(error.value)


def test_a_folder_that_is_neither_a_run_nor_a_sweep_is_refused(stored: Path, tmp_path: Path):
    with pytest.raises(ResultError, match="is a comparison; give the result of a run or a sweep"):
        standoff.read(stored / "compared")
    with pytest.raises(ResultError, match="is not a result"):
        standoff.read(tmp_path)


def test_ensembles_that_cannot_be_compared_are_refused(crisis: Crisis):
    played = crisis.run_many(5)
    for others, expected in (
        ([], "1 results: 2 to 7"),
        ([crisis.run_many(5)], "called 'as reported'; give them other names"),
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


def test_invalid_analyses_of_a_sweep_are_refused(drawn: Sweep, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ConfigError, match="at_least and at_most: give only one of them"):
        drawn.discover(at_least=0.5, at_most=0.5)
    with pytest.raises(ConfigError, match="'any_wr' is unknown; did you mean 'any_war'"):
        drawn.sensitivity("any_wr")


def test_findings_begin_with_their_title_and_end_with_the_names_of_their_frames(drawn: Sweep):
    boxes = drawn.discover(**BOXES)
    assert repr(boxes).startswith(drawn.title)
    assert repr(boxes).endswith("\nframes: boxes, limits, trajectory, scatter")


def test_a_notebook_shows_the_same_and_escapes_it():
    table = Table("outcome", "<i>")
    table.add_row("war", "60.5")
    answer = Answer("<b>", {"shares": [{"share": 0.6}]}, "shares", screen=("x < y", table))
    shown = Findings(answer)._repr_html_()
    for mark in ("<b>", "<i>"):
        assert mark not in shown
    text = re.sub(r"<[^>]+>", "", shown)
    assert unescape(text).split() == repr(Findings(answer)).replace("\n\nframes", "frames").split()
    for part in ("&lt;b&gt;", "x &lt; y", "60.5", "frames: shares"):
        assert part in text


def test_figures_can_be_restyled(drawn: Sweep):
    (axes, *_) = drawn.discover(**BOXES).figures()["limits"].axes
    axes.set_title("My own title")
    assert axes.get_title() == "My own title"
