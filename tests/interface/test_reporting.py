"""Reports from Python: the page of the command line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import standoff
from standoff.errors import ConfigError, InputError, ResultError
from tests.commands import STRAIT, invoke
from tests.manifests import as_of_other_rules, change_manifest


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of which a report plays nothing again, for speed: other rules played it."""
    place = tmp_path_factory.mktemp("results") / "played"
    arguments = ("run", f"scenario.name={STRAIT}", "replications=30", "figures=false", f"out={place}")
    with pytest.MonkeyPatch.context() as patch:
        assert invoke(*arguments, monkeypatch=patch) == 0
    change_manifest(place, as_of_other_rules)
    return place


def files_of(page: Path) -> dict[str, bytes]:
    """A page, without the day on which it was written, and the data of its figures."""
    figures = sorted(page.with_name(f"{page.stem}-figures").iterdir())
    text = re.sub(r"written on [\d-]+", "", page.read_text(encoding="utf-8"))
    return {"page": text.encode(), **{path.name: path.read_bytes() for path in figures}}


def test_a_report_is_that_of_the_command_line(played: Path, tmp_path: Path, monkeypatch, capsys):
    (tmp_path / "command").mkdir()
    there = tmp_path / "command" / "page.html"
    assert invoke("report", str(played), f"out={there}", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out == f"Written to {there}\n"
    for place, result in {"folder": played, "opened": standoff.read(played)}.items():
        page = standoff.write_report(result, out=tmp_path / place / "page.html")
        assert page == tmp_path / place / "page.html"
        assert files_of(page) == files_of(there)
    assert capsys.readouterr() == ("", "")
    assert "standoff.report" in sys.modules  # the package does not stand in the way of the function


def test_by_default_a_report_goes_to_a_folder_of_its_own(played: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = standoff.write_report(str(played))
    assert page.is_file()
    assert page.parent.parent == Path("results/report")


def test_a_path_without_a_folder_or_already_used_is_refused(played: Path, tmp_path: Path):
    here = standoff.load(STRAIT)
    with pytest.raises(ConfigError, match="there is no result; give the folder of one, or several"):
        standoff.write_report(out=tmp_path / "page.html")
    for result in (here.run_many(5), here.sweep({"diplomacy.trust": [0, 1]}, replications=2)):
        with pytest.raises(ResultError, match="was played from Python and lies in no folder"):
            standoff.write_report(played, result, out=tmp_path / "page.html")
    with pytest.raises(
        ConfigError, match=r"page.txt.: not the name of an HTML file; give a name that ends with .html"
    ):
        standoff.write_report(played, out=tmp_path / "page.txt")
    with pytest.raises(InputError, match="nowhere: no such folder"):
        standoff.write_report(tmp_path / "nowhere", out=tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "page.html").touch()
    with pytest.raises(ResultError, match="the file exists and is not overwritten"):
        standoff.write_report(played, out=str(tmp_path / "page.html"))
