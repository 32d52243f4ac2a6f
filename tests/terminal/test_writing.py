"""Writing: what an analysis leaves in its folder, and what it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from standoff.errors import ConfigError, ResultError
from standoff.terminal.writing import Analysis, write_analysis

LINES = {"ends": [{"end": "war", "n": 1}], "none": []}


def analysis(manifest: Mapping[str, str], *names: str) -> Callable[[], Analysis]:
    return lambda: Analysis(LINES, ("It is so.",), manifest, lambda: {name: Figure() for name in names})


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_tables_with_lines_figures_and_manifest_are_written_and_the_place_is_told(tmp_path: Path, capsys):
    place = tmp_path / "out"
    write_analysis(analysis({"kind": "trial"}, "ends", "more/ends"), place, may_rename=False, figures=True)
    figures = {f"{name}.{kind}" for name in ("ends", "more/ends") for kind in ("png", "svg")}
    assert names(place) == figures | {"ends.csv", "manifest.json"}
    assert (place / "ends.csv").read_text() == "end,n\nwar,1\n"
    assert capsys.readouterr().out == f"It is so.\nWritten to {place}\n"


def test_an_empty_manifest_is_not_written_and_figures_come_in_the_formats_asked_for(tmp_path: Path):
    write_analysis(analysis({}, "ends"), tmp_path / "out", ("pdf",), may_rename=False, figures=True)
    assert names(tmp_path / "out") == {"ends.csv", "ends.pdf"}


def test_without_figures_nothing_is_drawn(tmp_path: Path):
    def refuse() -> dict[str, Figure]:
        raise AssertionError("drawn")

    write_analysis(lambda: Analysis(LINES, (), {}, refuse), tmp_path / "out", may_rename=False, figures=False)
    assert names(tmp_path / "out") == {"ends.csv"}


def test_a_taken_place_is_refused_before_anything_is_analysed(tmp_path: Path):
    (tmp_path / "kept").touch()

    def work() -> Analysis:
        raise AssertionError("worked")

    with pytest.raises(ResultError, match="holds something already"):
        write_analysis(work, tmp_path, may_rename=False, figures=False)


def test_work_that_fails_leaves_nothing_and_tells_no_place(tmp_path: Path, capsys):
    def fail() -> Analysis:
        raise ConfigError("nothing to find")

    with pytest.raises(ConfigError, match="nothing to find"):
        write_analysis(fail, tmp_path / "new" / "out", may_rename=True, figures=False)
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().out == ""
