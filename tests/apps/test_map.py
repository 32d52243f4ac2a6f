from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from PIL import Image

from tests.commands import STRAIT, invoke

SMALL = ("replications=20", "figures=false")


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strait with outlines of its own."""
    folder = shutil.copytree(STRAIT.parent, tmp_path_factory.mktemp("scenario") / "data") / "strait"
    ring = [[-31.0, 8.0], [-29.0, 8.0], [-29.0, 9.8], [-31.0, 9.8], [-31.0, 8.0]]
    feature = {
        "type": "Feature",
        "properties": {"name": "Orlen", "actor": "orlen"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (folder / "outlines.geojson").write_text(text)
    return folder


@pytest.fixture(scope="module")
def played(scenario: Path) -> Path:
    place = scenario.parent / "out"
    with pytest.MonkeyPatch.context() as patch:
        assert invoke("run", f"scenario.name={scenario}", *SMALL, f"out={place}", monkeypatch=patch) == 0
    return place


@pytest.fixture
def copy(played: Path, tmp_path: Path) -> Path:
    """The result, to be damaged at will."""
    return shutil.copytree(played, tmp_path / "out", ignore=shutil.ignore_patterns("map"))


@pytest.fixture
def draw(monkeypatch, capsys):
    """Run the command in this process; give its status, output and errors."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = invoke("map", *map(str, arguments), monkeypatch=monkeypatch)
        return status, *capsys.readouterr()

    return run


def test_the_first_and_the_last_turn_are_drawn_by_default(copy: Path, draw):
    status, out, _ = draw(copy)
    last = max(pq.read_table(copy / "trace/forces.parquet")["turn"].to_pylist())
    names = [f"turn-{turn:03d}.{kind}" for turn in (0, last) for kind in ("png", "svg")]
    assert status == 0
    assert sorted(path.name for path in (copy / "map").iterdir()) == sorted(names)
    assert out == "".join(f"Written to {copy / 'map' / name}\n" for name in names)


def test_turns_and_format_can_be_chosen(copy: Path, draw):
    assert draw(copy, "--turn", "1", "--turn", "3", "figure_formats=png")[0] == 0
    assert sorted(path.name for path in (copy / "map").iterdir()) == ["turn-001.png", "turn-003.png"]


def test_a_folder_for_the_maps_can_be_given(copy: Path, draw, tmp_path: Path):
    elsewhere = tmp_path / "maps"
    status, out, _ = draw(copy, "--turn", "1", "--run", "7", "figure_formats=png", f"out={elsewhere}")
    assert (status, out) == (0, f"Written to {elsewhere / 'turn-001.png'}\n")
    assert [path.name for path in elsewhere.iterdir()] == ["turn-001.png"]
    assert not (copy / "map").exists()


def test_a_new_map_replaces_the_old_one(copy: Path, draw):
    arguments = (copy, "--turn", "2", "figure_formats=svg")
    assert draw(*arguments)[0] == 0
    path = copy / "map/turn-002.svg"
    before = path.read_bytes()
    path.write_text("old")
    assert draw(*arguments)[0] == 0
    assert path.read_bytes() == before


def test_a_run_chosen_by_number_is_replayed(copy: Path, draw):
    """The traced run played again gives the same map as its trace; another run gives another."""
    shown = {}
    for name, arguments in {"trace": (), "again": ("--run", "0"), "other": ("--run", "7")}.items():
        if name == "again":
            shutil.rmtree(copy / "trace")
        assert draw(copy, "--turn", "5", "figure_formats=svg", *arguments)[0] == 0
        folder = {"trace": "map", "again": "map", "other": "map/run-7"}[name]
        shown[name] = (copy / folder / "turn-005.svg").read_bytes()
    assert shown["trace"] == shown["again"] != shown["other"]


def test_the_map_of_a_replay_can_be_drawn(copy: Path, draw, monkeypatch):
    assert invoke("replay", str(copy), "--run", "3", "figures=false", monkeypatch=monkeypatch) == 0
    assert draw(copy / "replays/run-3", "figure_formats=png")[0] == 0
    assert (copy / "replays/run-3/map/turn-000.png").is_file()


@pytest.mark.slow
def test_an_animation_shows_every_turn(copy: Path, draw):
    assert draw(copy, "--animate")[0] == 0
    turns = set(pq.read_table(copy / "trace/forces.parquet")["turn"].to_pylist())
    with Image.open(copy / "map/animation.gif") as film:
        assert film.n_frames == len(turns)


def test_a_run_of_a_sweep_is_drawn(scenario: Path, tmp_path: Path, draw, monkeypatch):
    arguments = (f"scenario.name={scenario}", *SMALL, "diplomacy.trust=0.2,0.9", f"out={tmp_path / 'out'}")
    assert invoke("sweep", *arguments, monkeypatch=monkeypatch) == 0
    status, _, error = draw(tmp_path / "out")
    assert (status, "choose a run with --run" in error) == (2, True)
    assert draw(tmp_path / "out", "--point", "1", "--run", "3", "figure_formats=png")[0] == 0
    assert (tmp_path / "out/map/point-1-run-3/turn-000.png").is_file()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--turn", "900"], "--turn=900: the run has no such turn; allowed range is 0 to "),
        (["--turn", "-1"], "-1 is not in the range x>=0"),
        (["figure_formats=pgn"], "Invalid value for 'figure_formats': 'pgn' is not one of"),
        (["figure_formats=gif"], "figure_formats=gif: gif is not for this; allowed: png, svg"),
        (["--animate", "figure_formats=png"], "figure_formats=png: png is not for this; allowed: gif, mp4"),
        (["--animate", "--turn", "3"], "--animate shows all turns; leave out --turn"),
        (["--run", "20"], "has no run 20; allowed range is 0 to 19"),
        (["--point", "1"], "has no point 1; allowed range is 0 to 0"),
    ],
)
def test_an_item_that_does_not_exist_is_refused(played: Path, draw, arguments: list[str], expected: str):
    status, _, error = draw(played, *arguments)
    assert status == 2
    assert expected in error


def test_a_folder_that_is_not_a_result_is_refused(tmp_path: Path, draw):
    status, _, error = draw(tmp_path)
    assert (status, "is not a result" in error) == (2, True)


def test_a_result_without_a_trace_is_refused_and_played_again_by_number(copy: Path, draw):
    shutil.rmtree(copy / "trace")
    status, _, error = draw(copy)
    assert (status, "replay the run with --run 0" in error) == (2, True)
    assert not (copy / "map").exists()
    assert draw(copy, "--run", "0", "figure_formats=png")[0] == 0


def test_a_damaged_trace_is_refused(copy: Path, draw):
    path = copy / "trace/forces.parquet"
    path.write_bytes(path.read_bytes()[:300])
    status, _, error = draw(copy)
    assert (status, f"{path}: was changed since it was written" in error) == (2, True)
    path.unlink()
    status, _, error = draw(copy)
    assert (status, f"{path}: cannot be read (it is missing)" in error) == (2, True)


def test_outlines_with_a_fault_stop_a_run_before_it_is_played(
    copy: Path, scenario: Path, monkeypatch, capsys
):
    broken = shutil.copytree(scenario.parent, copy.parent / "broken", ignore=shutil.ignore_patterns("out"))
    (broken / "strait/outlines.geojson").write_text("{")
    place = copy.parent / "new"
    arguments = (f"scenario.name={broken / 'strait'}", "replications=20", f"out={place}")
    assert invoke("run", *arguments, "figures=true", monkeypatch=monkeypatch) == 2
    assert "strait/outlines.geojson: 1 fault" in capsys.readouterr().err
    assert not place.exists()
    assert invoke("run", *arguments, monkeypatch=monkeypatch) == 0
    assert invoke("scenario", "check", str(broken / "strait"), monkeypatch=monkeypatch) == 2


def test_a_scenario_in_which_no_forces_have_a_place_has_no_map(copy: Path, scenario: Path, draw, monkeypatch):
    folder = shutil.copytree(scenario, copy.parent / "nowhere" / "strait")
    shutil.copy(scenario.parent / "sources.yaml", folder.parent)
    shutil.copy(scenario.parent / "actions.yaml", folder.parent)
    path = folder / "actors/vesper.yaml"
    path.write_text(
        path.read_text().replace("place: cape", "place: null").replace("place: mouth", "place: null")
    )
    place = copy.parent / "new"
    assert invoke("run", f"scenario.name={folder}", *SMALL, f"out={place}", monkeypatch=monkeypatch) == 0
    status, _, error = draw(place)
    assert (status, "no forces have a place" in error) == (2, True)
