"""Writing: what an analysis leaves in its folder, and what it does not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from standoff.answer import Answer
from standoff.errors import ConfigError, ResultError
from standoff.terminal.writing import Output, write_answer

LINES = {"ends": [{"end": "war", "n": 1}], "none": []}


def answer(manifest: Mapping[str, str], *names: str) -> Callable[[], Answer]:
    return lambda: Answer(
        title="Ends",
        rows=LINES,
        main="ends",
        screen=("It is so.",),
        record=manifest,
        draw=lambda: {name: Figure() for name in names},
    )


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_tables_figures_and_manifest_are_written_and_the_folder_is_printed(tmp_path: Path, capsys):
    place = tmp_path / "out"
    write_answer(answer({"kind": "trial"}, "ends", "more/ends"), Output(place, may_rename=False))
    figures = {f"{name}.{kind}" for name in ("ends", "more/ends") for kind in ("png", "svg")}
    assert names(place) == figures | {"ends.csv", "manifest.json"}
    assert (place / "ends.csv").read_text() == "end,n\nwar,1\n"
    assert capsys.readouterr().out == f"It is so.\nWritten to {place}\n"


def test_an_empty_manifest_is_not_written_and_figures_have_the_requested_formats(tmp_path: Path):
    write_answer(answer({}, "ends"), Output(tmp_path / "out", may_rename=False, formats=("pdf",)))
    assert names(tmp_path / "out") == {"ends.csv", "ends.pdf"}


def test_without_figures_nothing_is_drawn(tmp_path: Path):
    def refuse() -> dict[str, Figure]:
        raise AssertionError("drawn")

    output = Output(tmp_path / "out", may_rename=False, figures=False)
    write_answer(lambda: Answer("Ends", LINES, "ends", draw=refuse), output)
    assert names(tmp_path / "out") == {"ends.csv"}


def test_an_existing_folder_is_refused_before_the_analysis(tmp_path: Path):
    (tmp_path / "kept").touch()

    def work() -> Answer:
        raise AssertionError("worked")

    with pytest.raises(ResultError, match="is not empty"):
        write_answer(work, Output(tmp_path, may_rename=False, figures=False))


def test_a_failed_analysis_leaves_nothing_and_prints_no_folder(tmp_path: Path, capsys):
    def fail() -> Answer:
        raise ConfigError("nothing to find")

    with pytest.raises(ConfigError, match="nothing to find"):
        write_answer(fail, Output(tmp_path / "new" / "out", may_rename=True, figures=False))
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr().out == ""


def test_the_heading_comes_first_and_the_manifest_holds_further_content(tmp_path: Path, capsys):
    place = tmp_path / "out"
    write_answer(
        answer({"found": 1}),
        Output(place, may_rename=False),
        heading=("A crisis",),
        manifest=lambda made: {"kind": "trial", **made.record},
    )
    assert capsys.readouterr().out == f"A crisis\nIt is so.\nWritten to {place}\n"
    content = json.loads((place / "manifest.json").read_text())
    assert (content.pop("kind"), content.pop("found")) == ("trial", 1)
    assert content.keys() == {"files", "sha256"}
    assert content["files"].keys() == {path.name for path in place.iterdir()} - {"manifest.json"}
