"""Results as they are compared: read from their folders, refused where a comparison makes no sense."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from standoff.errors import InputError, ResultError
from standoff.statistics.contrast import contrasts
from standoff.statistics.sample import paired
from standoff.store.write import write_json
from standoff.sweep.replayed import replay_point
from standoff.sweep.result import open_sweep
from standoff.sweep.settings_text import differing
from standoff.sweep.stored import MOST, open_results
from standoff.vocabulary import Outcome
from tests.commands import STRAIT, invoke
from tests.manifests import Change, change_manifest, change_table, content_of

SMALL = (f"scenario.name={STRAIT}", "figures=false", "replications=30")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with results: single runs, and sweeps with sums alone and with rows."""
    folder = tmp_path_factory.mktemp("results")

    def done(name: str, *arguments: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            command, *others = arguments
            assert invoke(command, *SMALL, *others, f"out={folder / name}", monkeypatch=patch) == 0

    done("base", "run")
    done("open", "run", "diplomacy=open")
    done("prospect", "run", "rules=prospect", "seed=2", "replications=20")
    done("sums", "sweep", "diplomacy.trust=0.2,0.5,0.9", "reference=1")
    done("rows", "sweep", "diplomacy.trust=0.2,0.5,0.9", "record=runs", "rules=base,prospect")
    done("as_reported", "sweep", "diplomacy.trust=0.2,0.9", "replications=2", "reference=reported")
    done("many", "sweep", "diplomacy.trust=range(0,1,0.1)", "replications=1")
    return folder


@pytest.fixture
def copy(results: Path, tmp_path: Path) -> Callable[[str], Path]:
    """How to copy a result, to damage it."""
    return lambda name: Path(shutil.copytree(results / name, tmp_path / name))


def samples(folder: Path, *names: str) -> list[Any]:
    return [one.sample for one in open_results([str(folder / name) for name in names])]


# What is read


def test_the_runs_of_a_result_are_read_as_they_were_written(results: Path):
    base, other = samples(results, "base", "open")
    rows = pq.ParquetFile(results / "base/runs.parquet").read()
    assert [Outcome(end).name.lower() for end in base.runs.outcomes] == rows["outcome"].to_pylist()
    assert base.values("peak_rung").tolist() == rows["peak_rung"].to_pylist()
    kinds = {name.removeprefix("type_") for name in rows.column_names if name.startswith("type_")}
    assert base.runs.types.keys() == kinds == {"orlen", "tamar", "vesper"}
    assert base.runs.types["vesper"].tolist() == rows["type_vesper"].to_pylist()
    violence = rows["days_to_violence"].to_numpy()
    assert np.array_equal(np.isnan(base.values("days_to_violence")), violence < 0)
    assert (base.n, base.seed, base.name, other.name) == (30, 1, "base", "open")


def test_a_point_with_rows_is_the_same_sample_as_its_sums(results: Path):
    summed, kept = samples(results, "sums:2", "rows:4")  # trust .9 under the base rules, both
    assert (summed.runs, kept.runs is None) == (None, False)
    assert (
        summed.outcomes.tolist()
        == kept.outcomes.tolist()
        == np.bincount(kept.runs.outcomes, minlength=6).tolist()
    )
    assert summed.measures == kept.measures
    assert summed.moments.mean == pytest.approx(kept.moments.mean, nan_ok=True)


def test_the_measures_of_a_run_and_of_a_sweep_have_the_same_names(results: Path):
    base, point = samples(results, "base", "sums:0")
    assert base.measures == point.measures


def test_points_are_paired_with_their_reference_by_sums_and_with_all_by_rows(results: Path):
    one, reference, two = samples(results, "sums")
    assert paired(reference, one) is not None
    assert paired(reference, two) is not None
    assert paired(one, two) is None
    first, second = samples(results, "rows:0", "rows:2")
    assert np.array_equal(paired(second, first).shifts, paired(reference, one).shifts)


def test_a_sweep_means_all_its_points_and_numbers_select_some(results: Path):
    assert [one.name for one in samples(results, "sums")] == ["sums:0", "sums:1", "sums:2"]
    assert [one.name for one in samples(results, "rows:4,0", "base")] == ["rows:4", "rows:0", "base"]


def test_names_are_as_short_as_possible_but_distinct(results: Path, tmp_path: Path):
    shutil.copytree(results / "base", tmp_path / "base")
    opened = open_results([str(results / "base"), str(tmp_path / "base"), str(results / "open")])
    assert [one.sample.name for one in opened] == [f"{results.name}/base", f"{tmp_path.name}/base", "open"]


def test_replayed_points_have_the_rows_of_a_sweep_that_kept_them(results: Path):
    done: list[int] = []
    opened = open_results([str(results / "sums"), str(results / "rows:0")])
    again = [replay_point(one, done.append).sample for one in opened[:3]]
    assert sum(done) == 90
    kept = opened[3].sample.runs
    assert np.array_equal(again[0].runs.outcomes, kept.outcomes)
    assert np.array_equal(again[0].runs.values, kept.values, equal_nan=True)
    assert again[0].runs.types.keys() == kept.types.keys() == again[1].runs.types.keys()
    for actor, kinds in kept.types.items():
        assert np.array_equal(again[0].runs.types[actor], kinds)
    by_sums = [line.difference.value for line in contrasts([opened[1].sample, opened[0].sample])]
    by_rows = [line.difference.value for line in contrasts([again[1], again[0]])]
    assert by_rows == pytest.approx(by_sums, nan_ok=True)


def test_a_point_whose_replay_gives_other_runs_is_refused(copy):
    folder = copy("sums")
    change_manifest(folder, lambda content: content["sweep"].update(seed=5))
    with pytest.raises(ResultError, match="replayed runs do not match its sums"):
        replay_point(open_results([str(folder)])[0], lambda n: None)


# What differs


def differing_settings(results: Path, *names: str) -> dict[str, list[Any]]:
    return differing([one.settings for one in open_results([str(results / name) for name in names])])


def test_levers_are_listed_by_name_only_where_they_differ(results: Path):
    settings = differing_settings(results, "base", "open")
    assert settings["diplomacy.assurance"] == [0.2, 0.5]
    assert settings["diplomacy.flexibility"] == [None, 0.6]
    assert all(key.startswith("diplomacy.") for key in settings)


def test_rules_seed_and_number_of_runs_are_listed(results: Path):
    settings = differing_settings(results, "base", "prospect")
    assert (settings["seed"], settings["n"]) == ([1, 2], [30, 20])
    assert settings["rules.loss_aversion"] == [1.0, 2.25]


def test_a_point_is_described_by_its_own_values(results: Path):
    settings = differing_settings(results, "rows:0", "rows:5")
    assert settings["diplomacy.trust"] == [0.2, 0.9]
    assert settings["rules.loss_aversion"] == [1.0, 2.25]
    assert differing_settings(results, "sums:0", "rows:0") == {}


def test_injects_and_other_settings_of_the_configuration_are_listed(copy):
    folders = copy("base"), copy("open")
    more = {"injects": {"events": [{"day": 3}]}, "climate": {"frost": {"days": 2}}}
    change_manifest(folders[0], lambda content: content["config"].update(more))
    differences = differing([one.settings for one in open_results([str(folder) for folder in folders])])
    assert differences["injects"] == ['[{"day": 3}]', "none"]
    assert differences["climate.frost.days"] == [2, None]


# What is refused


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["base"], "is a single result; give two or more"),
        (["base", "base/"], "is given twice"),
        (["sums:1", "sums:0,1"], "sums:1: is given twice"),
        (["base", "nowhere"], "there is no such folder; give the folder of a result, or FOLDER:POINT"),
        (["base", "sums:3"], "has no point 3; allowed range is 0 to 2"),
        (["base:0", "open"], "is not a sweep and has no points"),
        (["base", "many"], f"has 10 points; choose up to {MOST}"),
        (["many:0,1,2,3,4,5", "base", "open"], f"8 results: at most {MOST} can"),
        (["base", "."], "is not a result, it has no manifest.json"),
    ],
)
def test_names_that_cannot_be_compared_are_refused(results: Path, names: list[str], expected: str):
    with pytest.raises(ResultError) as refused:
        open_results([f"{results}/{name}" for name in names])
    assert expected in str(refused.value)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (lambda content: content["scenario"].update(name="sound"), "have different scenarios"),
        (lambda content: content["scenario"].update(sha256="0" * 64), "different versions of strait, 1 ("),
        (lambda content: content.update(horizon_days=20.0), "differ in horizon_days, 30 and 20"),
        (lambda content: content.update(turn_days=0.5), "differ in turn_days, 1 and 0.5"),
        (lambda content: content.update(schema="9"), "layouts 1 and 2; use the version that wrote it, "),
        (lambda content: content.update(kind="replay", of="..", point=0, replication=0),
         "is a replay; give the result of a run or a sweep"),
        (lambda content: content.update(n=31), "has 30 runs, but the manifest says 31"),
        (lambda content: content.pop("n"), "is damaged; restore the file, or play again\n  n is missing"),
        (lambda content: content.pop("parameters"), "parameters is missing"),
        (lambda content: content.update(config="gone"), "config = gone: must be a valid dictionary"),
    ],
)  # fmt: skip
def test_results_of_other_crises_lengths_or_layouts_are_refused(
    results: Path, copy, by: Change, expected: str
):
    folder = copy("open")
    change_manifest(folder, by)
    with pytest.raises(ResultError) as refused:
        open_results([str(results / "base"), str(folder)])
    assert expected in str(refused.value)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:200]), "was changed since it was written"),
        (lambda path: path.unlink(), "it is missing"),
        (lambda path: change_table(path, lambda rows: rows.drop_columns("peak_rung")), "different measures"),
        (lambda path: change_table(path, lambda rows: rows.drop_columns("outcome")), "no column outcome"),
        (
            lambda path: change_table(path, lambda table: table.take(pa.array(range(29, -1, -1)))),
            "runs are missing or out of order",
        ),
        (
            lambda path: change_table(path, lambda table: table.set_column(
                1, "outcome", pc.replace_substring_regex(table["outcome"], "^.*$", "draw"))),
            "runs are missing or out of order",
        ),
        (
            lambda path: change_table(path, lambda table: table.set_column(
                table.column_names.index("type_vesper"), "type_vesper", pa.array([5] * 30))),
            "a private type is not 0 to 4",
        ),
    ],
)  # fmt: skip
def test_damaged_runs_are_refused(results: Path, copy, damage: Callable[[Path], object], expected: str):
    folder = copy("base")
    damage(folder / "runs.parquet")
    with pytest.raises(ResultError) as refused:
        open_results([str(results / "open"), str(folder)])
    assert expected in str(refused.value)


def test_an_unfinished_or_damaged_sweep_is_refused(results: Path, copy):
    folder = copy("sums")
    (folder / "parts/00000.parquet").write_bytes(b"")
    with pytest.raises(ResultError, match=r"was changed since .*`standoff resume .*` plays it again"):
        open_results([str(folder)])
    (folder / "parts.sha256").write_text("")
    with pytest.raises(
        ResultError, match="is not finished, 0 of 1 parts are done; finish it with `standoff resume"
    ):
        open_results([str(folder)])


def test_a_sweep_lacking_any_entry_of_its_study_is_read_or_refused(copy):
    """With the setting as reported as reference, which not every sweep has."""
    folder = copy("as_reported")
    whole = content_of(folder)
    refused = set()
    for name in whole["sweep"]:
        write_json(folder / "manifest.json", whole)
        change_manifest(folder, lambda content, name=name: content["sweep"].pop(name))
        try:
            open_sweep(folder)
        except InputError:
            refused.add(name)
    assert refused == whole["sweep"].keys() - {"measures", "is_reference_reported"}


def test_a_point_that_failed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    swept = ("actors.vesper.positions.passage.low=0.1,0.9",)  # above high, which leaves nothing to accept
    assert invoke("sweep", *SMALL, *swept, f"out={tmp_path}/out", monkeypatch=monkeypatch) == 0
    with pytest.raises(ResultError, match=r"out:1: failed \((.|\n)*; compare another point"):
        open_results([f"{tmp_path}/out"])


def _lose_scenario(content: dict[str, Any]) -> None:
    content["config"]["scenario"]["name"] = content["scenario"]["address"] = "/nowhere"


def test_a_result_is_read_even_if_its_scenario_is_missing(results: Path, copy):
    folders = [copy(name) for name in ("base", "sums")]
    for folder in folders:
        change_manifest(folder, _lose_scenario)
    opened = open_results([str(folders[0]), f"{folders[1]}:0"])
    assert [one.sample.n for one in opened] == [30, 30]
    with pytest.raises(InputError, match="nowhere"):
        replay_point(opened[1], lambda n: None)
