from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from standoff.errors import ResultError
from standoff.store.drafts import added_files, require_free, result_folder
from standoff.store.write import write_csv, write_json, write_tables


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_appears_whole_and_only_at_the_end(tmp_path: Path):
    place = tmp_path / "a" / "b"
    with result_folder(place) as draft:
        (draft.folder / "file").write_text("content")
        assert not place.exists()
    assert draft.place == place
    assert everything(tmp_path) == ["a", "a/b", "a/b/file"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_nothing_stays_of_a_folder_whose_writing_fails(tmp_path: Path, error: type[BaseException]):
    def write() -> None:
        with result_folder(tmp_path / "a" / "b") as draft:
            (draft.folder / "file").write_text("content")
            raise error

    with pytest.raises(error):
        write()
    assert everything(tmp_path) == []


def test_a_full_disk_is_reported_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(ResultError, match="no space left on device"), result_folder(tmp_path / "a"):
        raise OSError(28, "No space left on device")
    assert everything(tmp_path) == []


def test_an_empty_folder_may_exist_at_the_path(tmp_path: Path):
    place = tmp_path / "a"
    place.mkdir()
    with result_folder(place) as draft:
        (draft.folder / "file").write_text("content")
    assert everything(tmp_path) == ["a", "a/file"]


def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "old").write_text("content")
    with pytest.raises(ResultError, match="is not empty"), result_folder(tmp_path / "a"):
        pytest.fail("nothing may be played for it")
    assert everything(tmp_path) == ["a", "a/old"]


def test_a_folder_that_another_process_fills_meanwhile_is_not_overwritten(tmp_path: Path):
    place = tmp_path / "a"

    def write() -> None:
        with result_folder(place):
            place.mkdir()
            (place / "theirs").write_text("content")

    with pytest.raises(ResultError, match="cannot be written"):
        write()
    assert everything(tmp_path) == ["a", "a/theirs"]


def test_a_folder_named_by_time_gets_another_name_if_it_exists(tmp_path: Path):
    places = []
    for _ in range(3):
        with result_folder(tmp_path / "a", may_rename=True) as draft:
            (draft.folder / "file").write_text("content")
        places.append(draft.place.name)
    assert places == ["a", "a-2", "a-3"]


def test_a_path_below_a_file_cannot_be_written(tmp_path: Path):
    (tmp_path / "file").write_text("content")
    with (
        pytest.raises(ResultError, match=r"file/a: cannot be written .* out=PATH"),
        result_folder(tmp_path / "file" / "a"),
    ):
        pytest.fail("nothing may be played for it")
    with pytest.raises(ResultError, match="is not a folder"):
        require_free(tmp_path / "file")
    assert everything(tmp_path) == ["file"]


def test_what_is_written_can_be_read(tmp_path: Path):
    write_json(tmp_path / "a.json", {"title": "Großmächte", "n": 3})
    write_csv(tmp_path / "a.csv", [{"point": 0, "share": 0.5}, {"point": 1, "share": 0.25}])
    write_tables(tmp_path / "t", {"one": [{"day": 0.0, "who": "x"}, {"day": 1.0, "who": "y"}]})
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == {"title": "Großmächte", "n": 3}
    assert (tmp_path / "a.csv").read_text() == "point,share\n0,0.5\n1,0.25\n"
    assert pq.read_table(tmp_path / "t" / "one.parquet").to_pylist()[1] == {"day": 1.0, "who": "y"}


def test_nan_is_not_written_to_json(tmp_path: Path):
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(tmp_path / "a.json", {"share": float("nan")})


def test_added_files_keep_the_others_and_replace_those_of_the_same_name(tmp_path: Path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "both").write_text("old")
    with added_files(tmp_path) as draft:
        (draft / "both").write_text("new")
        (draft / "new").write_text("new")
        assert (tmp_path / "both").read_text() == "old"
    assert {path: (tmp_path / path).read_text() for path in everything(tmp_path)} == {
        "old": "old", "both": "new", "new": "new"
    }  # fmt: skip


def test_nothing_is_added_if_the_writing_fails(tmp_path: Path):
    def write() -> None:
        with added_files(tmp_path / "place") as draft:
            (draft / "file").write_text("content")
            raise OSError(28, "No space left on device")

    with pytest.raises(ResultError, match="no space left on device"):
        write()
    assert everything(tmp_path) == []
