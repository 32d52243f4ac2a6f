"""Page – what a report consists of, and how it becomes one file that opens anywhere, offline."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

__all__ = ["Bar", "Fold", "Page", "Picture", "Section", "Table", "render"]

NUMBER: Final = re.compile(r"[-−+]?[\d,.]+( ?%)?([–-][-−\d,.]+)?( \(.*\))?|")
"""What is set flush right: a number, a span of numbers, a number with its interval, nothing."""


@dataclass(frozen=True)
class Bar:
    """A share as a bar with its interval, 0..1; a tick marks a share of past cases.

    Parameters
    ----------
    share, low, high : float
        The share and the ends of its interval; or a mean and the ends of a range.
    colour : str
        Of the bar.
    mark : float or None
        Where the tick stands.
    """

    share: float
    low: float
    high: float
    colour: str
    mark: float | None = None


@dataclass(frozen=True)
class Table:
    """A table.

    Parameters
    ----------
    title : str
        What it shows.
    columns : sequence of str
        Heads.
    rows : sequence of sequence of str
        Cells as they are shown.
    note : str
        What stands below it.
    strong : collection of int
        Numbers of the rows that stand out.
    bars : sequence of Bar
        A bar in each row, behind its name; empty = none.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    strong: frozenset[int] = frozenset()
    bars: Sequence[Bar] = ()

    @cached_property
    def numeric(self) -> list[bool]:
        """Which columns hold numbers alone; the first one names the rows."""
        return [
            place > 0 and all(NUMBER.fullmatch(row[place]) for row in self.rows)
            for place in range(len(self.columns))
        ]


@dataclass(frozen=True)
class Picture:
    """A figure.

    Parameters
    ----------
    name : str
        No other figure of the page has it.
    headline, note : str
        What is seen; which runs and how many.
    reading : str
        How to read it.
    markup : str
        The ``<svg>`` element.
    links : Mapping of str to str
        Address, relative to the page, by what it leads to.
    """

    name: str
    headline: str
    note: str
    reading: str
    markup: str
    links: Mapping[str, str]


@dataclass(frozen=True)
class Fold:
    """A part that is folded until somebody opens it: a text, tables, or both.

    Parameters
    ----------
    title : str
        What is inside.
    text : str
        Lines that keep their breaks.
    tables : sequence of Table
        Tables.
    """

    title: str
    text: str = ""
    tables: Sequence[Table] = ()


@dataclass(frozen=True)
class Section:
    """A section of a report: what is said, shown and told, in this order.

    Parameters
    ----------
    anchor : str
        Its address on the page; letters, digits and ``-``.
    title : str
        Its heading.
    prose : sequence of str
        Paragraphs.
    tables : sequence of Table
        Tables.
    pictures : sequence of Picture
        Figures.
    closing : sequence of str
        Paragraphs below the tables.
    folds : sequence of Fold
        What is long.
    command : str
        A command to be copied.
    """

    anchor: str
    title: str
    prose: Sequence[str] = ()
    tables: Sequence[Table] = ()
    pictures: Sequence[Picture] = ()
    closing: Sequence[str] = ()
    folds: Sequence[Fold] = ()
    command: str = ""


@dataclass(frozen=True)
class Page:
    """A report.

    Parameters
    ----------
    title : str
        Of the crisis.
    kicker : str
        What kind of result it is, how many runs, and when.
    question : str
        What was asked.
    summary : str
        What the crisis is about.
    sections : sequence of Section
        The answer first.
    glyphs : Mapping of str to str
        Shapes that the figures share, by id.
    """

    title: str
    kicker: str
    question: str
    summary: str
    sections: Sequence[Section]
    glyphs: Mapping[str, str] = field(default_factory=dict)


def render(page: Page) -> str:
    """Give a report as one HTML file, which asks for nothing from anywhere.

    All texts are escaped. The only markup that is taken over is that of figures, which
    `standoff.plots.inline` makes of outlines.
    """
    templates = files("standoff.report") / "templates"
    style, script = (
        Markup((templates / name).read_text(encoding="utf-8")) for name in ("style.css", "page.js")
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader("standoff.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("report.html.j2").render(
        page=page, style=style, script=script, script_digest=digest, svg=Markup
    )
