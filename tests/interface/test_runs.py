"""Questions to one run from Python: the same answers as on the command line, and maps."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import shutil
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import standoff
from standoff.errors import ConfigError, InputError, ResultError
from standoff.interface import Crisis, Ensemble, Run, Sweep
from tests.commands import STRAIT, invoke
from tests.figures import texts_of
from tests.frames import assert_all_as_written, assert_as_shown
from tests.manifests import as_of_other_rules, change_manifest


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return standoff.load(STRAIT)


@pytest.fixture(scope="module")
def run(crisis: Crisis) -> Run:
    return crisis.run_one(3)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run and a sweep of the command line, and what its questions to run 3 wrote and showed."""
    place = tmp_path_factory.mktemp("results")
    small = f"scenario.name={STRAIT} figures=false"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for name, command in {
            "played": f"run {small} replications=20 out=played",
            "swept": f"sweep {small} diplomacy.trust=0.2,0.9 replications=10 out=swept",
            "turning": "turning-points played --run 15 --continuations 60 out=turning",
            "branched": (
                "branch played --run 15 --turn 3 --continuations 60 out=branched --set=vesper:withdraw"
            ),
            "talked": "talks played --run 15 out=talked",
            "all_talked": "talks played out=all_talked",
            "explained": "explain played --run 3 --actor vesper --turn 3 out=explained",
        }.items():
            with contextlib.redirect_stdout(io.StringIO()) as screen:
                assert invoke(*command.split(), monkeypatch=patch) == 0, command
            (place / f"{name}.screen").write_text(screen.getvalue())
    return place


def assert_same_story(one: Run, other: Run) -> None:
    assert one.record == other.record
    assert one.trace.keys() == other.trace.keys()
    for name in one.trace:
        assert_frame_equal(one.table(name), other.table(name))


def test_a_run_of_an_ensemble_is_played_again_to_the_same_bits(crisis: Crisis, run: Run, stored: Path):
    opened = standoff.read(stored / "played")
    assert isinstance(opened, Ensemble)
    for ensemble in (crisis.run_many(20), opened):
        again = ensemble.run(3)
        assert_same_story(again, run)
        assert again.title == ensemble.title
        assert ensemble.table()["days"][3] == again.record.days
    assert opened.run(4).record != run.record
    assert opened.named("mine").run(3).title == "The strait (mine)"


def test_a_run_of_a_sweep_is_played_again_to_the_same_bits(crisis: Crisis, stored: Path):
    opened = standoff.read(stored / "swept")
    assert isinstance(opened, Sweep)
    expected = crisis.with_values({"diplomacy.trust": 0.9}).run_one(4)
    for sweep in (opened, crisis.sweep({"diplomacy.trust": [0.2, 0.9]}, replications=10)):
        again = sweep.run(1, 4)
        assert_same_story(again, expected)
        assert again.title == f"{sweep.title}, point 1"


def test_replayed_runs_keep_the_quantities_that_are_set(crisis: Crisis):
    changed = crisis.with_values({"actors.vesper.costs.war": 0.77})
    again = changed.run_many(5).run(2)
    assert_same_story(again, changed.run_one(2))
    assert again.chosen.scenario is changed.varied


@pytest.mark.parametrize(("point", "replication"), [(2, 0), (-1, 0), (0, 10), (0, -1)])
def test_a_run_that_a_result_does_not_have_is_refused(stored: Path, point: int, replication: int):
    with pytest.raises(ResultError, match=r"has no (point|run) .*; allowed range is 0 to"):
        standoff.read(stored / "swept").run(point, replication)
    if point == 0:
        with pytest.raises(ResultError, match=r"has no run .*; allowed range is 0 to 19"):
            standoff.read(stored / "played").run(2 * replication)


def test_runs_of_other_rules_are_read_but_not_played_again(stored: Path, tmp_path: Path):
    for name in ("played", "swept"):
        shutil.copytree(stored / name, tmp_path / name)
        change_manifest(tmp_path / name, as_of_other_rules)
        with pytest.raises(ResultError, match="was played with other rules"):
            standoff.read(tmp_path / name).run(0)


def test_turning_points_are_those_of_the_command_line(crisis: Crisis, stored: Path):
    for run in (crisis.run_one(15), standoff.read(stored / "played").run(15)):
        findings = run.turning_points(60)
        assert_all_as_written(findings, stored / "turning")
        assert_as_shown(findings, (stored / "turning.screen").read_text())
    assert findings.figures().keys() == {path.stem for path in (stored / "turning/figures").iterdir()}
    frame = findings.frames["turning_points"]
    assert frame["distance"].isna().equals(frame["option"] == frame["chosen"])
    gaps = [f"{name}{end}" for name in ("any_war_difference", "distance") for end in ("", "_low", "_high")]
    assert {frame[name].dtype.kind for name in gaps} == {"f"}
    assert frame.attrs["units"]["distance_low"] == frame.attrs["units"]["share_any_war"] == "share of runs"


def test_a_branch_is_that_of_the_command_line(crisis: Crisis, stored: Path):
    for run in (crisis.run_one(15), standoff.read(stored / "played").run(15)):
        findings = run.branch(3, "vesper:withdraw", 60)
        assert_all_as_written(findings, stored / "branched")
        assert_as_shown(findings, (stored / "branched.screen").read_text())
    units = findings.frames["outcomes"].attrs["units"]
    assert units["share_with"] == units["difference"] == "share of runs"


def test_talks_are_those_of_the_command_line(crisis: Crisis, stored: Path):
    ensembles = crisis.run_many(20), standoff.read(stored / "played")
    for findings in (ensemble.talks() for ensemble in ensembles):
        assert_all_as_written(findings, stored / "all_talked")
        assert_as_shown(findings, (stored / "all_talked.screen").read_text())
    assert findings.main == "parties"
    assert findings.figures().keys() == {path.stem for path in (stored / "all_talked").glob("*.png")}
    units = findings.frames["parties"].attrs["units"]
    assert (units["n_blocked"], units["shortfall_q50"]) == ("attempts", "utility")
    for run in (crisis.run_one(15), ensembles[1].run(15)):
        findings = run.talks()
        assert_all_as_written(findings, stored / "talked")
        assert_as_shown(findings, (stored / "talked.screen").read_text())


def test_an_explanation_is_that_of_the_command_line(run: Run, stored: Path):
    findings = run.explain("vesper", 3)
    assert_as_shown(findings, (stored / "explained.screen").read_text())
    options = run.table("decisions").query("actor == 'vesper' and turn == 3").reset_index(drop=True)
    assert_frame_equal(findings.frames["explanation"], options)
    assert findings.frames["explanation"].attrs == options.attrs
    (figure,) = findings.figures().values()
    assert ", turn 3" in texts_of(figure)


def test_invalid_analyses_of_a_run_are_refused(run: Run):
    for ask, expected in (
        (lambda: run.explain("vespr", 3), "actor='vespr': unknown actor, did you mean 'vesper'"),
        (lambda: run.explain("vesper", 999), "turn=999: the run has no such turn; allowed range is 0 to"),
        (lambda: run.map(-1), "turn=-1: the run has no such turn; allowed range is 0 to"),
        (
            lambda: run.branch(999, "vesper: hold"),
            "turn=999: the run has no such turn; allowed range is 0 to",
        ),
        (lambda: run.branch(0, []), "changes: give one or more"),
        (lambda: run.turning_points(19), "continuations = 19: allowed range is 20 to 100,000"),
    ):
        with pytest.raises(InputError, match=expected):
            ask()


class Waits:
    def choose(self, situation, u_choice):
        return "hold"


def test_a_run_with_a_policy_has_no_turning_points_and_is_explained_by_the_policy(crisis: Crisis):
    run = crisis.run_one(0, policies={"vesper": Waits()})
    with pytest.raises(ConfigError, match="vesper: played by a policy of your own, and continuations go on"):
        run.turning_points()
    with pytest.raises(ConfigError, match="vesper: played by a policy of your own, and continuations go on"):
        run.branch(0, "vesper: hold")
    with pytest.raises(ConfigError, match="vesper: played by a policy of your own, and talks are examined"):
        run.talks()
    taken = run.table("decisions").query("is_chosen")
    by_policy, by_rules = (
        int(taken["turn"][taken["actor"] == actor].iloc[0]) for actor in ("vesper", "orlen")
    )
    findings = run.explain("vesper", by_policy)
    assert any("A policy chooses for it, to" in sentence for sentence in findings.sentences)
    assert not any(sentence.startswith("Choice: draw ") for sentence in findings.sentences)
    (figure,) = findings.figures().values()
    assert "A policy of your own chose; the probabilities were not used." in texts_of(figure)
    others = run.explain("orlen", by_rules).sentences
    assert any(sentence.startswith("Choice: draw ") for sentence in others)


def test_the_map_shows_the_end_of_the_last_turn_or_of_another(run: Run):
    last = int(run.table("forces")["turn"].max())
    for turn, figure in ((last, run.map()), (2, run.map(2))):
        assert figure.get_label() == f"Forces on the map at the end of turn {turn}"
        date = run.stage.opens_at + dt.timedelta(days=turn)
        assert any(f"{date:%-d %B %Y}" in text.get_text() for text in figure.texts)


def test_a_scenario_in_which_no_forces_have_a_place_has_no_map(tmp_path: Path):
    folder = shutil.copytree(STRAIT.parent, tmp_path / "data") / "strait"
    path = folder / "actors/vesper.yaml"
    text = path.read_text()
    for place in ("cape", "mouth"):
        text = text.replace(f"place: {place}", "place: null")
    path.write_text(text)
    with pytest.raises(InputError, match="no forces have a place; give groups a place"):
        standoff.load(folder).run_one().map()
