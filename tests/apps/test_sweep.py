from __future__ import annotations

import csv
import errno
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from matplotlib.figure import Figure

from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play, play_ensemble
from standoff.statistics.factor_effects import factor_effects
from standoff.sweep.result import open_sweep
from standoff.sweep.surface import read_surface
from standoff.terminal.cells import points_cell
from standoff.vocabulary import ANY_WAR, Outcome
from tests.commands import STRAIT, content, invoke, standoff

SMALL = (f"scenario.name={STRAIT}", "replications=40", "figures=false")
FACTORS = ("diplomacy.trust=0,0.5,1", "escalation.incident_rate=range(0,0.03,0.01)")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sweep with a row for each run, made by the command in an empty folder."""
    cwd = tmp_path_factory.mktemp("sweep")
    result = standoff("sweep", *SMALL, *FACTORS, "record=runs", "out=out", cwd=cwd)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    (cwd / "screen.txt").write_text(result.stdout)
    return cwd / "out"


def test_a_full_disk_while_figures_are_drawn_loses_nothing_else(
    folder: Path, tmp_path: Path, monkeypatch, capsys
):
    shutil.copytree(folder, tmp_path / "out")
    before = content(tmp_path / "out")
    resume = ("resume", str(tmp_path / "out"), "figures=true")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Figure, "savefig", full)
        assert invoke(*resume, monkeypatch=patch) == 2
    assert (
        "figures: cannot be written (no space left on device); nothing is lost; continue with `standoff re"
        in (capsys.readouterr().err)
    )
    assert content(tmp_path / "out") == before
    assert invoke(*resume, monkeypatch=monkeypatch) == 0
    assert (tmp_path / "out/figures/map.svg").exists()


def test_a_sweep_announces_its_size_and_expected_time(folder: Path):
    first, second, *_ = (folder.parent / "screen.txt").read_text().splitlines()
    assert first == "grid: 2 factors, 9 points, 40 runs at each, 360 runs in total"
    assert second.startswith("Expected time: 0:00:0")


def test_a_sweep_ends_with_best_worst_as_reported_and_the_effect_of_each_factor(folder: Path):
    screen = (folder.parent / "screen.txt").read_text().splitlines()
    surface, _ = read_surface(folder)
    shares = surface.response("any_war").value
    rows = {line.split("│")[0].strip(): [cell.strip() for cell in line.split("│")[1:]] for line in screen}
    for name, point in (("lowest", shares.argmin()), ("highest", shares.argmax())):
        number, *_, war, _ = rows[name]
        assert number == str(point)
        assert war.startswith(f"{100 * shares[point]:.1f} (")
    reported = play_ensemble(make_stage(STRAIT)[1], 1, 40).rows["outcome"]
    assert rows["as reported"][3].startswith(f"{100 * np.isin(reported, ANY_WAR).mean():.1f} (")
    for effect in factor_effects(surface, ANY_WAR):
        *_, difference = rows[effect.factor.name]
        assert difference == points_cell(effect.difference)
    written, compare, report = screen[-3:]
    assert written == "Written to out"
    assert compare == f"Next: standoff compare out:{shares.argmin()},{shares.argmax()}"
    assert report.strip() == "standoff report out"


def test_a_sweep_writes_its_folder_and_nothing_else(folder: Path):
    assert sorted(path.name for path in folder.parent.iterdir()) == ["out", "screen.txt"]
    assert {path.name for path in folder.iterdir()} == {
        "manifest.json", "design.parquet", "design.csv", "parts", "parts.sha256", "runs", "runs.sha256",
        "tables.sha256", "outcomes.csv", "measures.csv", "fans.parquet",
    }  # fmt: skip


def test_points_are_the_grid_in_the_order_of_the_command_line(folder: Path):
    points = pq.read_table(folder / "design.parquet").to_pylist()
    assert [point["point"] for point in points] == list(range(9))
    assert [point["diplomacy.trust"] for point in points] == [0, 0, 0, 0.5, 0.5, 0.5, 1, 1, 1]
    assert [point["escalation.incident_rate"] for point in points[:3]] == [0.0, 0.01, 0.02]


def test_outcomes_count_the_runs_of_each_point(folder: Path):
    runs = pq.read_table(folder / "runs").to_pylist()
    assert len(runs) == 360
    rows = lines(folder / "outcomes.csv")
    assert len(rows) == 9 * len(Outcome)
    for line in rows:
        own = [run for run in runs if run["point"] == int(line["point"])]
        assert int(line["count"]) == sum(run["outcome"] == line["outcome"] for run in own)
        assert float(line["share"]) == int(line["count"]) / 40
        assert float(line["low"]) <= float(line["share"]) <= float(line["high"])


def test_differences_are_those_of_the_same_replications_from_the_setting_as_reported(folder: Path):
    """No point of this sweep is as reported, so that setting is played in addition."""
    study = open_sweep(folder).study
    assert study.reference == "reported"
    (block,) = play(make_stage(STRAIT)[1], study.seed, 0, 40)
    as_reported = block["goldstein"].tolist()
    runs = pq.read_table(folder / "runs").to_pylist()
    by_point = {point: [run for run in runs if run["point"] == point] for point in range(9)}
    for line in lines(folder / "measures.csv"):
        if line["measure"] != "goldstein":
            continue
        point = int(line["point"])
        gaps = [run["goldstein"] - other
                for run, other in zip(by_point[point], as_reported, strict=True)]  # fmt: skip
        assert float(line["difference"]) == pytest.approx(sum(gaps) / 40)


def test_the_manifest_names_design_seed_and_options(folder: Path):
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["kind"] == "sweep"
    assert manifest["sweep"]["design"]["kind"] == "grid"
    assert [factor["role"] for factor in manifest["sweep"]["design"]["factors"]] == ["lever", "lever"]
    assert (manifest["sweep"]["seed"], manifest["sweep"]["n_runs"]) == (1, 360)
    assert manifest["command"].startswith("standoff sweep scenario.name=")


def test_the_bytes_do_not_depend_on_the_executor(folder: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = ("sweep", *SMALL, *FACTORS, "record=runs", "out=out")
    assert invoke(*arguments, "executor.workers=1", monkeypatch=monkeypatch) == 0
    assert content(tmp_path / "out") == content(folder)


def test_presets_are_swept_like_values(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = ("sweep", *SMALL, "rules=base,prospect", "diplomacy=open,closed", "out=out")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 0
    presets = json.loads((tmp_path / "out/manifest.json").read_text())["sweep"]["presets"]
    assert [preset["options"] for preset in presets] == [
        ["base", "open"], ["base", "closed"], ["prospect", "open"], ["prospect", "closed"],
    ]  # fmt: skip
    assert presets[2]["rules"]["loss_aversion"] == 2.25
    assert presets[3]["levers"]["diplomacy.assurance"] == 0.0


def test_levers_and_uncertainties_are_drawn_and_kept_apart(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    design = ("design=sobol", "design.points=8", "design.levers=[diplomacy.*]",
              "design.uncertainties=[actors.*.costs.*,rules.discount]")  # fmt: skip
    assert invoke("sweep", *SMALL, *design, "out=out", monkeypatch=monkeypatch) == 0
    factors = json.loads((tmp_path / "out/manifest.json").read_text())["sweep"]["design"]["factors"]
    roles = {factor["name"]: factor["role"] for factor in factors}
    assert roles["diplomacy.trust"] == "lever"
    assert roles["rules.discount"] == "uncertainty"
    assert roles["actors.vesper.costs.war"] == "uncertainty"


def test_two_numbers_in_a_design_that_draws_are_said_to_be_no_interval(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    drawn = ("design=sobol", "design.points=2", "diplomacy.trust=0.1,0.5", "out=out")
    assert invoke("sweep", *SMALL, *drawn, monkeypatch=monkeypatch) == 0
    assert (
        "design=sobol: diplomacy.trust is drawn from its two values only; for those between them write "
        "'diplomacy.trust=interval(0.1,0.5)'"
    ) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["diplomacy.truts=0,1"], "diplomacy.truts: unknown key; did you mean 'trust'?"),
        (["diplomacy.trust=0,2"], "diplomacy.trust = 2: allowed range is 0 to 1"),
        (["diplomacy.trust=range(1,0)"], "diplomacy.trust"),
        (["diplomacy.trust=much,1"], "diplomacy.trust = much: a number is expected"),
        (["seed=1,2"], "seed: cannot be swept"),
        (["rules=base,bass"], "rules=bass: unknown option"),
        ([], "there is nothing to vary"),
        (["diplomacy.trust=interval(0,1)"], "diplomacy.trust"),
        (["design=zip", "diplomacy.trust=0,1", "diplomacy.mediator=0,1,2"], "the same number of values"),
        (["design=table"], "design=table: give the table with design.path"),
        (["design=table", "design.path=nowhere.csv"], "nowhere.csv"),
        (["design=table", "design.path=wrong.csv"], "wrong.csv: diplomacy.truts: unknown key"),
        (["design=sobol", "design.points=100", "design.levers=[diplomacy.*]"], "power of two"),
        (["design=sobol", "design.levers=[war.*]"], "design.levers: nothing is called war.*"),
        (["diplomacy.trust=0,1", "replications=1000000000"], "must be confirmed; add yes=true"),
        (["diplomacy.trust=0,1", "reference=2"], "reference = 2: there are 2 points"),
        (["diplomacy.trust=0,1", "executor.address=tcp://127.0.0.1:1"], "executor.address: only a Dask"),
        (["diplomacy.trust=0,1", "record=all"], "record = all: must be one of sums, runs, trace"),
        (
            [f"{lever}=range(0,1,0.001)" for lever in
             ("diplomacy.trust", "diplomacy.assurance", "diplomacy.flexibility", "diplomacy.channel")],
            "1,000,000,000,000 points: a sweep has at most 1,000,000",
        ),
    ],
)  # fmt: skip
def test_bad_input_ends_with_status_2_and_a_message_and_nothing_written(
    tmp_path: Path, monkeypatch, capsys, arguments: list[str], expected: str
):
    (tmp_path / "wrong.csv").write_text("diplomacy.truts\n0.5\n")
    monkeypatch.chdir(tmp_path)
    status = invoke("sweep", *SMALL, *arguments, "out=out", monkeypatch=monkeypatch)
    assert (status, expected in capsys.readouterr().err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.csv"]
