"""One chain from the manifest to the parts: nothing of another sweep or place is mixed in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from standoff.errors import ResultError
from standoff.store.checksums import digest_of_file
from standoff.store.manifest_file import sealed
from standoff.store.parts import Parts
from standoff.store.write import write_json
from standoff.sweep.result import open_sweep
from standoff.sweep.surface import read_surface
from standoff.sweep.work import repair
from tests.manifests import as_older, change_manifest, content_of, edit_manifest
from tests.studies import cut_small, finished, opened, results, study
from tests.sweeps import part

ROWS = {"diplomacy.offer_rate": [0.0, 0.5, 1.0]}
FOREIGN = r"00001\.parquet: belongs to another sweep, or is another part; `standoff resume .*` plays it again"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch, part_runs=10)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep; not to be changed."""
    place = tmp_path_factory.mktemp("whole") / "sweep"
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch, part_runs=10)
        finished(opened(study(ROWS), place))
    return place


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed at will."""
    return Path(shutil.copytree(whole, tmp_path / "sweep"))


def put(source: Path, folder: Path, number: int) -> None:
    """Put a part in the place of another one, with its checksum in the list."""
    before = Parts(folder).done()
    shutil.copy(source, part(folder, number))
    lines = {n: f"{digest_of_file(part(folder, n))}  parts/{n:05d}.parquet\n" for n in before}
    (folder / "parts.sha256").write_text("".join(lines[n] for n in sorted(lines)))


def test_a_part_of_another_sweep_is_detected_and_played_again(whole: Path, folder: Path, tmp_path: Path):
    finished(opened(study({"diplomacy.offer_rate": [0.0, 0.25, 1.0]}), tmp_path / "other"))
    put(part(tmp_path / "other", 1), folder, 1)
    with pytest.raises(ResultError, match=FOREIGN):
        read_surface(folder)
    assert finished(open_sweep(folder)) == [1]
    assert results(folder) == results(whole)


def test_a_part_in_place_of_another_is_detected(whole: Path, folder: Path):
    put(part(whole, 4), folder, 1)
    with pytest.raises(ResultError, match=FOREIGN):
        read_surface(folder)
    assert repair(open_sweep(folder)) == [1]


@pytest.mark.parametrize("key", ["seed", "turn_days"])
def test_a_manifest_with_other_settings_takes_no_part(folder: Path, key: str):
    edit_manifest(folder, lambda content: content["sweep"].update({key: 3}))
    write_json(folder / "manifest.json", sealed(content_of(folder)))
    with pytest.raises(ResultError, match="belongs to another sweep"):
        read_surface(folder)
    assert repair(open_sweep(folder)) == list(range(6))


def test_the_display_settings_of_a_sweep_are_not_part_of_its_plan(whole: Path, folder: Path):
    edit_manifest(folder, lambda content: content.update(experiment="mine", command="other"))
    write_json(folder / "manifest.json", sealed(content_of(folder)))
    assert repair(open_sweep(folder)) == []


def test_surplus_parts_are_left_out(whole: Path, folder: Path):
    """A list may name more parts than the manifest has."""
    shutil.copy(part(whole, 0), part(folder, 9))
    with (folder / "parts.sha256").open("a") as file:
        file.write(f"{digest_of_file(part(whole, 0))}  parts/00009.parquet\n")
    assert repair(open_sweep(folder)) == []
    assert Parts(folder).done() == set(range(6))


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("point", r"part 0 of parts is damaged \(point does not hold 0 to 0\)"),
        ("outcomes", r"part 0 of parts is damaged \(outcomes is not an array of int64, 6\)"),
        ("moments_mean", r"\(moments_mean is not an array of float64, 1[0-9]\)"),
        ("failure", r"\(failure is no text\)"),
    ],
)
@pytest.mark.filterwarnings("ignore::standoff.errors.Notice")
def test_sums_of_older_versions_are_checked_by_their_shapes(folder: Path, column: str, expected: str):
    as_older(folder)
    table = Parts(folder).read(0)
    Parts(folder).write(0, table.drop_columns([column]))
    with pytest.raises(ResultError, match=expected):
        read_surface(folder)


def test_an_older_sweep_is_resumed_without_checksums(folder: Path, whole: Path):
    change_manifest(folder, lambda content: None)
    as_older(folder)
    Parts(folder).discard([2])
    with pytest.warns(match="without checksums"):
        finished(open_sweep(folder))
    assert b"plan" not in (Parts(folder).read(2).schema.metadata or {})
    assert (folder / "outcomes.csv").read_bytes() == (whole / "outcomes.csv").read_bytes()


def test_the_list_of_the_tables_for_readers_holds_their_checksums(whole: Path):
    lines = (whole / "tables.sha256").read_text().splitlines()
    assert [line.split("  ")[1] for line in lines] == [
        "design.csv", "fans.parquet", "measures.csv", "outcomes.csv",
    ]  # fmt: skip
    assert all(line.split("  ")[0] == digest_of_file(whole / line.split("  ")[1]) for line in lines)
