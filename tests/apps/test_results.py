"""Results are listed with their answers, whatever lies beside them, and are found by their names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from standoff.apps.results.catalogue import catalogue
from standoff.errors import ResultError
from standoff.interface.reading import read
from standoff.statistics.headline import frequency
from standoff.store.addresses import address_of, give_name
from standoff.sweep.stored import open_result
from standoff.vocabulary import ANY_WAR
from tests.commands import invoke
from tests.results import Results


@pytest.fixture
def here(stored: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with results of a run and a sweep, and things that are none."""
    monkeypatch.chdir(tmp_path)
    for name, place in (("open", "run/first"), ("sweep", "sweep/rates")):
        shutil.copytree(stored[name], Path("results", place))
    Path("results/run/bad").mkdir()
    Path("results/run/bad/manifest.json").write_text("{")
    Path("results/foreign").mkdir()
    Path("results/foreign/notes.txt").write_text("mine")
    return tmp_path


def test_the_list_says_what_each_result_is_and_what_is_none(here: Path, stored: Results):
    entries = {entry.folder.as_posix(): entry for entry in catalogue(Path("results"))}
    run = entries.pop("results/run/first")
    assert run.kind == "run"
    assert run.answer == frequency(open_result(stored["open"]).sample.share(ANY_WAR))
    assert "diplomacy=open" in run.settings.split("\n")
    assert run.size == sum(path.stat().st_size for path in stored["open"].rglob("*") if path.is_file())
    sweep = entries.pop("results/sweep/rates")
    shares = [open_result(stored["sweep"], point).sample.share(ANY_WAR).share for point in range(3)]
    assert sweep.answer == f"{100 * min(shares):.0f} to {100 * max(shares):.0f} of 100 runs at 3 points"
    assert "diplomacy.trust=0.2,0.5,0.9" in sweep.settings.split("\n")
    assert {entry.kind for entry in entries.values()} == {"damaged", "no result"}
    assert entries["results/run/bad"].answer.startswith("manifest.json: cannot be read")


@pytest.mark.parametrize("width", ["80", "100", "140", "200"])
def test_no_setting_and_no_folder_is_cut_at_any_width(here: Path, width: str, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", width)
    assert invoke("results", monkeypatch=monkeypatch) == 0
    words = capsys.readouterr().out.split()
    assert {"results/run/first", "diplomacy=open", "diplomacy.trust=0.2,0.5,0.9", "results/foreign"} <= set(
        words
    )


def test_nothing_there_says_what_to_do(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert invoke("results", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out == "results: holds no results; `standoff run` writes the first one\n"
    assert list(tmp_path.iterdir()) == []


def test_a_name_can_be_given_changed_used_as_an_address_and_taken_away(here: Path, monkeypatch, capsys):
    for words in (("results/sweep/rates", "name=calm"), ("calm", "name=trust")):
        assert invoke("results", *words, monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "results/sweep/rates: is called trust"
    assert address_of("trust:0,2") == address_of("results/sweep/rates:0,2")
    assert read("trust").outcomes().equals(read("results/sweep/rates").outcomes())
    assert invoke("compare", "trust:0,2", "figures=false", "out=compared", monkeypatch=monkeypatch) == 0
    words = ("trust", "--point", "1", "--run", "3", "figures=false")
    assert invoke("explain", *words, monkeypatch=monkeypatch) == 0
    with pytest.raises(ResultError, match="calm: there is no such folder"):
        address_of("calm")
    (entry,) = (entry for entry in catalogue(Path("results")) if entry.name)
    assert (entry.name, entry.folder) == ("trust", Path("results/sweep/rates"))
    assert invoke("results", "trust", "name=", monkeypatch=monkeypatch) == 0
    assert not any(entry.name for entry in catalogue(Path("results")))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("taken", "name=taken: is the name of results/run/first"),
        ("a/b", "name=a/b: not a name of a result; allowed: a letter"),
        ("x" * 41, "not a name of a result"),
        ("results", "there is a file or folder of this name here"),
    ],
)
def test_a_name_that_is_another_address_is_refused(here: Path, name: str, message: str, monkeypatch, capsys):
    give_name(Path("results/run/first"), "taken")
    before = Path("results/names.json").read_bytes()
    assert invoke("results", "results/sweep/rates", f"name={name}", monkeypatch=monkeypatch) == 2
    assert message in capsys.readouterr().err
    assert Path("results/names.json").read_bytes() == before


@pytest.mark.parametrize("content", ["{", "[]", '{"a": 1}', "\udc80"])
def test_damaged_names_are_reported_with_a_remedy(here: Path, content: str, monkeypatch, capsys):
    Path("results/names.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert invoke("results", monkeypatch=monkeypatch) == 2
    error = capsys.readouterr().err
    assert error.startswith("results/names.json: ")
    assert error.endswith("mend or remove the file\n")


def test_what_is_no_result_gets_no_name(here: Path, monkeypatch, capsys):
    assert invoke("results", "results/foreign", "name=mine", monkeypatch=monkeypatch) == 2
    assert "is not a result, it has no manifest.json" in capsys.readouterr().err
    assert not Path("results/names.json").exists()
