"""Texts of a stored result may hold anything: they reach no terminal raw and break no figure or page."""

from __future__ import annotations

import csv
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from matplotlib.axes import Axes
from rich.table import Table

from standoff.plots.inline import inline_svg
from standoff.plots.sheet import draw_sheet, save_sheet
from standoff.report.page import Page, Section, render
from standoff.store.write import write_csv, write_text
from standoff.terminal.screen import as_text, show
from tests.commands import invoke
from tests.manifests import as_of_other_rules, change_manifest
from tests.results import Results

HOSTILE = "red \x1b[31m\x1b]0;title\x07 \x01\x08\x9b2J\u202e\u2028 end"
SHOWN = "red \\x1b[31m\\x1b]0;title\\x07 \\x01\\x08\\x9b2J\\u202e\\u2028 end"


def controls(text: str) -> set[str]:
    """The characters of a text that do something instead of being seen."""
    return {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")} - {"\n"}


def test_a_screen_shows_them_in_lines_and_tables(capsys):
    table = Table(title=HOSTILE)
    table.add_column(HOSTILE, overflow="fold")
    table.add_row(HOSTILE)
    show(HOSTILE, table)
    for text in (capsys.readouterr().out, as_text([HOSTILE, table])):
        assert not controls(text)
        assert text.startswith("red \\x1b[31m\\x1b]0;title")  # rich leaves some others out


def hostile_panel(ax: Axes) -> Axes:
    ax.plot([0, 1], [0, 1], label=HOSTILE)
    ax.set_yticks([0, 1], ["a\x1b\x01", "b"])
    ax.set_xlabel(HOSTILE)
    ax.annotate(HOSTILE, (0.5, 0.5))
    return ax


def test_figures_are_drawn_with_them_in_every_text(tmp_path: Path):
    """A control character is no glyph, which is a warning, and breaks the SVG."""
    figure = draw_sheet([hostile_panel], HOSTILE, f"{HOSTILE}\n{HOSTILE}", 2.0)
    save_sheet(figure, tmp_path, "figure")
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    ElementTree.fromstring(svg)
    assert not controls(svg)
    inline = inline_svg(draw_sheet([hostile_panel], HOSTILE, HOSTILE, 2.0), "figure")
    assert not controls(inline.markup + inline.headline + inline.note)


def test_a_page_shows_them():
    page = render(Page(HOSTILE, HOSTILE, HOSTILE, HOSTILE, [Section("a", HOSTILE, [HOSTILE])]))
    assert not controls(page)
    assert SHOWN in page


def test_files_of_text_hold_them_escaped(tmp_path: Path):
    write_csv(tmp_path / "a.csv", [{HOSTILE: HOSTILE, "lines": "one\ntwo"}])
    write_text(tmp_path / "a.txt", f"{HOSTILE}\n")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{SHOWN: SHOWN, "lines": "one\ntwo"}]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == f"{SHOWN}\n"


def strings_in(content: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the texts of a manifest that are only shown, with their holders."""
    for key in ("command", "experiment"):
        yield content, key
    for key in ("title", "version", "frozen_at"):
        yield content["scenario"], key
    yield content["code"], "standoff"


def rename(content: dict[str, Any]) -> None:
    as_of_other_rules(content)  # for speed: nothing is played again
    for holder, key in strings_in(content):
        holder[key] = f"{holder[key]} {HOSTILE}"


def test_a_result_with_such_texts_is_reported_and_compared(
    stored: Results, tmp_path: Path, monkeypatch, capsys
):
    for name in ("run", "other_seed"):
        shutil.copytree(stored[name], tmp_path / name)
        change_manifest(tmp_path / name, rename)
    monkeypatch.chdir(tmp_path)
    assert invoke("report", "run", "out=page.html", monkeypatch=monkeypatch) == 0
    assert invoke("compare", "run", "other_seed", "figures=false", "out=c", monkeypatch=monkeypatch) == 0
    assert invoke("explain", "run", "--actor", "vesper", "--turn", "1", monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for text in (output.out, output.err, page):
        assert not controls(re.sub(r"[\t\r]", "", text))
        assert "\\x1b[31m" in text
