"""``standoff sensitivity`` as its users call it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from standoff.store.parts import Parts
from tests.commands import called, content, standoff

SMALL = ("scenario=sarn_2031", "replications=8", "figures=false", "turn_days=2")
BIAS = "escalation.odds_bias=interval(0,2)"
COSTS = "design.uncertainties=[actors.*.costs.*]"
SWEEPS = {
    "saltelli": ("design=saltelli", "design.points=16", BIAS, "diplomacy.offer_rate=interval(0,0.3)"),
    "source": ("design=saltelli", "design.by=source", "design.points=16", BIAS, COSTS, "reference=null"),
    "morris": ("design=morris", "design.trajectories=4", "design.levers=[escalation.*]"),
    "sobol": ("design=sobol", "design.points=128", "rules=base,prospect", BIAS),
    "one": ("design=one_at_a_time", "escalation.odds_bias=0,2", "diplomacy.offer_rate=0,0.5"),
    "grid": ("escalation.odds_bias=0,2",),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sweep of each kind, and a run."""
    made = tmp_path_factory.mktemp("sensitivity")
    for name, arguments in [*((name, ("sweep", *each)) for name, each in SWEEPS.items()), ("run", ("run",))]:
        with pytest.MonkeyPatch.context() as patch:
            command, *others = arguments
            assert called(command, *SMALL, *others, f"out={made / name}", monkeypatch=patch) == 0
    return made


@pytest.fixture
def screen(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """How to ask in the folder of the sweeps, and read the screen."""

    def asked(*arguments: str) -> str:
        monkeypatch.chdir(folder)
        assert called("sensitivity", *arguments, "--no-figures", monkeypatch=monkeypatch) == 0
        return " ".join(capsys.readouterr().out.split())

    return asked


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_it_writes_each_figure_twice_with_its_data_beside_and_says_what_it_is_of(
    folder: Path, tmp_path: Path
):
    result = standoff(
        "sensitivity", str(folder / "saltelli"), "--of", "any_war", "--out", "out", cwd=tmp_path
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "Written to out"
    figures = {f"{name}.{kind}" for name in ("indices", "convergence") for kind in ("png", "svg", "csv")}
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == figures | {"factors.csv", "spread.csv", "manifest.json"}
    told = json.loads((tmp_path / "out/manifest.json").read_text())
    assert told["kind"] == "sensitivity"
    assert [one["place"] for one in told["of"]] == [str(folder / "saltelli")]
    assert (told["design"], told["by"], told["responses"]) == ("saltelli", "factor", ["any_war"])


def test_saltelli_s_design_gives_indices_and_says_that_so_few_points_do_not_settle_them(screen, folder: Path):
    told = screen("saltelli", "--out", "indices")
    assert "Sobol indices of any war" in told
    assert "Warning: the indices have not settled" in told
    assert "the points share their chance" in told
    first, second = lines(folder / "indices/indices.csv")
    assert {first["factor"], second["factor"]} == {"escalation.odds_bias", "diplomacy.offer_rate"}
    assert (first["role"], first["n"]) == ("lever", "16")
    assert float(first["total"]) >= float(second["total"])
    assert float(first["total_low"]) < float(first["total"]) < float(first["total_high"])


def test_by_source_the_rows_are_titles_that_people_read(screen, folder: Path):
    told = screen("source", "--out", "sources")
    assert "source" in told
    found = {line["source"] for line in lines(folder / "sources/indices.csv")}
    assert "escalation.odds_bias" in found
    assert any(title.startswith("assumed") or "(" in title for title in found)
    members = {line["source"] for line in lines(folder / "sources/factors.csv")}
    assert members == found


def test_every_other_design_gives_what_it_is_made_for(screen, folder: Path):
    assert "Elementary effects on any war" in screen("morris", "--out", "effects")
    told = screen("sobol", "--of", "any_war", "--of", "days", "--out", "pawn")
    assert "PAWN indices of any war" in told
    assert "PAWN indices of days" in told
    assert {line["response"] for line in lines(folder / "pawn/pawn.csv")} == {"any_war", "days"}
    assert {line["role"] for line in lines(folder / "pawn/factors.csv")} == {"choice", "lever"}
    told = screen("one", "--out", "tornado")
    assert "What each factor changes of any war" in told
    assert {line["is_paired"] for line in lines(folder / "tornado/tornado.csv")} == {"True"}


def test_the_differences_of_a_tornado_are_those_that_the_sweep_tells(screen, folder: Path):
    screen("one", "--of", "any_war", "--of", "settlement", "--out", "same")
    told = {
        line["point"]: line["difference"]
        for line in lines(folder / "one/outcomes.csv")
        if line["outcome"] == "settlement"
    }
    design = lines(folder / "one/design.csv")
    found = [line for line in lines(folder / "same/tornado.csv") if line["response"] == "settlement"]
    assert any(float(line["low_difference"] or line["high_difference"]) for line in found)
    for line in found:
        for end in ("low", "high"):
            if line[f"{end}_difference"]:
                (point,) = (
                    row["point"]
                    for row in design[1:]
                    if float(row[line["factor"]]) == float(line[f"{end}_value"])
                    and row[line["factor"]] != design[0][line["factor"]]
                )
                assert float(line[f"{end}_difference"]) == pytest.approx(float(told[point]))


def test_the_same_question_gives_the_same_tables(screen, folder: Path):
    for name in ("once", "twice"):
        screen("source", "--out", name)
    assert content(folder / "once") == content(folder / "twice")


def test_a_response_that_does_not_vary_is_said_not_to(screen, folder: Path):
    shares: dict[str, set[str]] = {}
    for line in lines(folder / "one/outcomes.csv"):
        shares.setdefault(line["outcome"], set()).add(line["share"])
    never = next(outcome for outcome, values in shares.items() if values == {"0.0"})
    told = screen("one", "--of", never, "--out", "flat")
    assert f"{never} is 0 at all" in told
    assert "nothing moves it there" in told
    assert "nan" not in told
    assert not (folder / "flat/tornado.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("saltelli", "--of", "peace"), "response 'peace' is unknown"),
        (("grid",), "design=grid: does not tell what each factor does; sweep with one of saltelli, morris"),
        (("run",), "is not the result of a sweep"),
        (("nowhere",), "nowhere: is not a result"),
        (("saltelli", "--out", "morris"), "morris: is not empty"),
        ((), "Missing argument"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(folder: Path, monkeypatch, capsys, arguments, expected):
    monkeypatch.chdir(folder)
    before = sorted(path.name for path in folder.iterdir())
    assert called("sensitivity", *arguments, "--no-figures", monkeypatch=monkeypatch) == 2
    told = capsys.readouterr()
    assert expected in told.err
    assert "Traceback" not in told.err
    assert sorted(path.name for path in folder.iterdir()) == before


def spoilt(folder: Path, place: Path, how: str) -> None:
    """Copy a sweep and damage it."""
    shutil.copytree(folder / "saltelli", place)
    manifest = json.loads((place / "manifest.json").read_text())
    if how == "unfinished":
        Parts(place).discard([0])
    if how == "damaged":
        next((place / "parts").glob("*.parquet")).write_bytes(b"no parquet")
    if how == "newer":
        manifest["schema"] = "2"
    if how == "torn":
        del manifest["sweep"]["reference"]
    if how == "other points":
        manifest["sweep"]["design"]["options"]["groups"] = {"all": list(manifest["sweep"]["design"])}
    (place / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("unfinished", "is not finished"),
        ("damaged", ".parquet"),
        ("newer", "layout '2' is not known"),
        ("torn", "is damaged"),
        ("other points", "is damaged"),
    ],
)
def test_spoilt_results_are_refused(folder: Path, tmp_path: Path, monkeypatch, capsys, how, expected):
    spoilt(folder, tmp_path / "spoilt", how)
    monkeypatch.chdir(tmp_path)
    assert called("sensitivity", "spoilt", "--no-figures", monkeypatch=monkeypatch) == 2
    told = capsys.readouterr()
    assert expected in told.err
    assert "Traceback" not in told.err
    assert not (tmp_path / "results").exists()
