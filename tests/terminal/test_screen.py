"""Tables keep their numbers on terminals of any width, and next to names of any length."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from standoff.terminal import screen
from standoff.terminal.screen import show, titled_table

LONG = "the_" + "very_" * 9 + "long_name"
SHARES = ("10.1", "9.9–100.0", "1,000,000")


def outcomes(name: str) -> Table:
    table = titled_table("Share of runs by outcome (%)")
    table.add_column("outcome", no_wrap=True)
    for heading in ("share of runs", "95 %", "number"):
        table.add_column(heading, justify="right")
    table.add_row(name, *SHARES)
    return table


def described(name: str) -> Group:
    table = Table(title=Text("Sources"), show_edge=False)
    for heading in ("quantity", "value", "low–high", "reason"):
        table.add_column(Text(heading), overflow="fold")
    table.add_row(
        Text(name), Text("10.1"), Text("9.9–100.0"), Text("because 1,000,000 say so, and a word_" * 3)
    )
    return Group(Text("head"), table)


def test_a_table_without_room_becomes_records_that_leave_nothing_out(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setenv("COLUMNS", "30")
    show(outcomes("war"), Group("head", outcomes("2")))
    record = ["  share of runs  10.1", "  95 %           9.9–100.0", "  number         1,000,000"]
    title = "Share of runs by outcome (%)"
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [title, "war", *record, "head", title, "outcome 2", *record]


def test_a_pipe_is_as_wide_as_the_environment_says(monkeypatch: pytest.MonkeyPatch, capsys):
    for columns, width in (("80", 80), ("", 200), ("0", 200), ("wide", 200)):
        monkeypatch.setenv("COLUMNS", columns)
        show(" ".join("x" * 500))
        assert len(capsys.readouterr().out.splitlines()[0].strip()) in (width, width - 1)


@pytest.mark.parametrize("make", [outcomes, described])
@pytest.mark.parametrize("name", ["war", LONG, "2022-02-08", "# no comment", "1e3"])
@pytest.mark.parametrize("width", [20, 40, 60, 71, 80, 200])
def test_no_number_is_cut_or_runs_into_a_name(make, name: str, width: int, monkeypatch: pytest.MonkeyPatch):
    page = io.StringIO()
    console = Console(file=page, width=width, highlight=False, markup=False)
    monkeypatch.setattr(screen, "Console", lambda **_: console)
    show(make(name))
    shown = page.getvalue()
    assert "…" not in shown
    words = shown.split()
    assert max(map(len, shown.splitlines())) <= max(width, 110)
    for number in SHARES:
        assert number in words
    assert name.replace(" ", "") in "".join(shown.replace("│", " ").split()) or make is described
