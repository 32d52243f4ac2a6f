"""What every question keeps to: equal bytes, figures with their data, places, words on bad results."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from matplotlib.image import imread

from standoff.checks import all as every
from standoff.store.parts import Parts
from tests.analysis.questions import ASKED_OF_RUNS, QUESTIONS, WITH_RESULTS, Question
from tests.commands import content, environment, invoke
from tests.manifests import change_manifest, edit_manifest
from tests.results import Results

WIDTH_PIXELS: Final = 1000


N_CHECKS: Final = 1
"""Checks that ``check`` makes here; tests of their own make the others."""

ALL_IN_TURN = f"""
import json, sys
from standoff.apps.cli import standoff
from standoff.checks import all as every
every.CHECKS = every.CHECKS[:{N_CHECKS}]
for words in json.loads(sys.argv[1]):
    standoff(words, standalone_mode=False)
"""
"""A program that asks all questions."""


@pytest.fixture(autouse=True)
def _few_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "CHECKS", every.CHECKS[:N_CHECKS])


@pytest.fixture(scope="module")
def apart(stored: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the answers to all questions, by their names, asked in a process of its own."""
    folder = tmp_path_factory.mktemp("apart")
    for question in QUESTIONS.values():
        for name in question.results:
            if not (folder / name).exists():
                (folder / name).symlink_to(stored[name])
    commands = [question.words(f"answers/{name}") for name, question in QUESTIONS.items()]
    command = [sys.executable, "-c", ALL_IN_TURN, json.dumps(commands)]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "answers"


@pytest.fixture
def copies(stored: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Question], Path]:
    """Go to a folder with copies of the results of a question, to be written to and harmed."""

    def copied(question: Question) -> Path:
        for name in question.results:
            shutil.copytree(stored[name], tmp_path / name)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return copied


def figures_of(folder: Path) -> Iterator[Path]:
    return folder.rglob("*.png")


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_same_command_gives_the_same_bytes_in_another_process(
    name: str, apart: Path, link_results: Callable[..., Path], monkeypatch, capsys
):
    question = QUESTIONS[name]
    folder = link_results(*question.results)
    assert invoke(*question.words("out"), monkeypatch=monkeypatch) == 0
    screen = capsys.readouterr()
    assert screen.err == question.phases
    assert screen.out.splitlines()[-1].startswith("Written to out")
    assert content(folder / "out") == content(apart / name)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_is_written_as_tables_and_figures_in_two_formats_with_their_data(name: str, apart: Path):
    question = QUESTIONS[name]
    written = {path.name: path for path in (apart / name).rglob("*") if path.is_file()}
    assert written.keys() - {"manifest.json"} == question.files()
    assert all(imread(path).shape[1] == WIDTH_PIXELS for path in figures_of(apart / name))
    for figure in question.figures:
        table = question.data or figure
        assert table == "-" or len(written[f"{table}.csv"].read_text().splitlines()) > 1
    if "manifest.json" in written:
        manifest = json.loads(written["manifest.json"].read_text())
        assert manifest["kind"]
        assert manifest["created"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_by_default_an_answer_goes_to_a_folder_of_its_kind(
    name: str, copies: Callable[[Question], Path], monkeypatch
):
    question = QUESTIONS[name]
    folder = copies(question)
    n_times = 1 if name in ("search", "check") else 2  # they take long, and find their place as others do
    for _ in range(n_times):
        assert invoke(*question.words(figures=False), monkeypatch=monkeypatch) == 0
    places = list(folder.glob(question.home))
    assert len(places) == (1 if name == "explain" else n_times)
    assert all(any(place.iterdir()) for place in places)


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "explain"])
def test_an_existing_folder_is_refused_and_not_changed(
    name: str, link_results: Callable[..., Path], monkeypatch, capsys
):
    question = QUESTIONS[name]
    folder = link_results(*question.results)
    (folder / "taken").mkdir()
    (folder / "taken/file").write_text("precious")
    before = content(folder)
    for place, expected in (
        ("taken", "is not empty, and nothing is overwritten"),
        ("taken/file", "is not a folder"),
    ):
        assert invoke(*question.words(place, figures=False), monkeypatch=monkeypatch) == 2
        assert f"{place}: {expected}" in capsys.readouterr().err
        assert content(folder) == before


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def forget(manifest: dict[str, Any]) -> None:
    """Leave out what every question needs of a sweep, or of a run."""
    if "sweep" in manifest:
        del manifest["sweep"]["reference"]
    else:
        del manifest["config"]


OF_ALL: Final[dict[str, tuple[Callable[[Path], object], str]]] = {
    "gone": (shutil.rmtree, "is not a result|there is no such folder"),
    "no manifest": (
        lambda folder: (folder / "manifest.json").unlink(),
        "is not a result, it has no manifest",
    ),
    "cut manifest": (lambda folder: cut(folder / "manifest.json"), "manifest.json: cannot be read"),
    "torn manifest": (lambda folder: change_manifest(folder, forget), "manifest.json: is damaged;"),
    "edited manifest": (
        lambda folder: edit_manifest(folder, lambda manifest: manifest.update(experiment="mine")),
        "manifest.json: was changed since it was written",
    ),
    "newer": (
        lambda folder: edit_manifest(folder, lambda manifest: manifest.update(schema="9")),
        "unknown layout 9",
    ),
}
OF_SWEEPS: Final[dict[str, tuple[Callable[[Path], object], str]]] = {
    "unfinished": (lambda folder: Parts(folder).discard([0]), "is not finished"),
    "damaged part": (lambda folder: cut(folder / "parts/00000.parquet"), "parts/00000.parquet"),
}
HARMS: Final = OF_ALL | OF_SWEEPS
"""What is done to a result, and what is said of it."""


@pytest.mark.parametrize(
    ("name", "harm"),
    [(name, harm) for name in WITH_RESULTS for harm in (OF_ALL if name in ASKED_OF_RUNS else HARMS)],
)
def test_a_result_that_cannot_be_used_ends_with_status_2_and_a_message(
    name: str, harm: str, copies: Callable[[Question], Path], monkeypatch, capsys
):
    question = QUESTIONS[name]
    folder = copies(question)
    make, expected = HARMS[harm]
    make(folder / question.results[0])
    before = content(folder)
    assert invoke(*question.words(figures=False), monkeypatch=monkeypatch) == 2
    message = capsys.readouterr().err
    assert any(words in message for words in expected.split("|"))
    assert question.results[0] in message
    assert "Traceback" not in message
    assert content(folder) == before


@pytest.mark.parametrize("name", WITH_RESULTS)
def test_an_answer_cannot_be_analysed_as_a_result(
    name: str, apart: Path, copies: Callable[[Question], Path], monkeypatch, capsys
):
    question = QUESTIONS[name]
    folder = copies(question)
    shutil.rmtree(folder / question.results[0])
    shutil.copytree(apart / "compare", folder / question.results[0])
    before = content(folder)
    assert invoke(*question.words(figures=False), monkeypatch=monkeypatch) == 2
    message = capsys.readouterr().err
    assert message.startswith(question.results[0])
    assert "Traceback" not in message
    assert content(folder) == before
