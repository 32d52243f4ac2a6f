from __future__ import annotations

from rich.console import Group
from rich.table import Table as Shown
from rich.text import Text

from standoff.report.tables import of_screen, parts_of


def shown() -> Shown:
    table = Shown("outcome", "base rate\n(59 cases)", title=Text("Outcomes [%]"), caption="Wilson.")
    table.add_row(Text("no [bold]violence[/]"), "39.5", style="bold")
    table.add_section()
    table.add_row(" standoff", "14.4")
    return table


def test_a_table_of_the_screen_keeps_its_text_brackets_and_emphasis():
    table = of_screen(shown())
    assert table.title == "Outcomes [%]"
    assert list(table.columns) == ["outcome", "base rate (59 cases)"]
    assert [list(row) for row in table.rows] == [["no [bold]violence[/]", "39.5"], [" standoff", "14.4"]]
    assert (table.note, table.strong) == ("Wilson.", {0})


def test_a_group_is_split_into_its_tables_without_the_lines_between():
    assert [part.title for part in parts_of(Group("a line", shown(), shown()))] == ["Outcomes [%]"] * 2
