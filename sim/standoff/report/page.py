"""The parts of a report, and how they are rendered as one HTML file that needs no network."""

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

from standoff.errors import printable_lines

__all__ = ["Bar", "Fold", "Page", "Picture", "Section", "Table", "render"]

NUMBER: Final = re.compile(r"[-−+]?[\d,.]+( ?%)?([–-][-−\d,.]+)?( \(.*\))?|")
"""Cells that are aligned right: a number, a range of numbers, a number with its interval, or nothing."""


@dataclass(frozen=True)
class Bar:
    """A share as a bar with its interval, 0..1, and a tick for the share of past cases.

    Parameters
    ----------
    share, low, high : float
        The share and the ends of its interval; or a mean and the ends of a range.
    colour : str
        Colour of the bar.
    mark : float or None
        Position of the tick; None = no tick.
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
        Caption above the table.
    columns : sequence of str
        Headings.
    rows : sequence of sequence of str
        Cells as shown.
    note : str
        Note below the table.
    strong : collection of int
        Indices of the rows in bold.
    bars : sequence of Bar
        A bar for each row, after its name; empty = none.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    strong: frozenset[int] = frozenset()
    bars: Sequence[Bar] = ()

    @cached_property
    def numeric(self) -> list[bool]:
        """Which columns hold only numbers; the first column names the rows."""
        return [
            index > 0 and all(NUMBER.fullmatch(row[index]) for row in self.rows)
            for index in range(len(self.columns))
        ]


@dataclass(frozen=True)
class Picture:
    """A figure.

    Parameters
    ----------
    name : str
        Name, unique on the page.
    headline, note : str
        Title; subtitle and caption.
    reading : str
        How to read it.
    markup : str
        The ``<svg>`` element.
    links : Mapping of str to str
        Address relative to the page, by link text.
    """

    name: str
    headline: str
    note: str
    reading: str
    markup: str
    links: Mapping[str, str]


@dataclass(frozen=True)
class Fold:
    """A part that is collapsed until the reader opens it: a text, tables, or both.

    Parameters
    ----------
    title : str
        Heading of the part.
    text : str
        Preformatted text.
    tables : sequence of Table
        Tables.
    """

    title: str
    text: str = ""
    tables: Sequence[Table] = ()


@dataclass(frozen=True)
class Section:
    """A section of a report.

    Parameters
    ----------
    anchor : str
        Id on the page; letters, digits and ``-``.
    title : str
        Heading.
    prose : sequence of str
        Paragraphs.
    tables : sequence of Table
        Tables.
    pictures : sequence of Picture
        Figures.
    closing : sequence of str
        Paragraphs below the tables.
    folds : sequence of Fold
        Collapsed parts.
    command : str
        Command that reproduces the result; empty = none.
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
        Title of the crisis.
    kicker : str
        Kind of result, number of runs and date.
    question : str
        Question that the report answers.
    summary : str
        Summary of the crisis.
    sections : sequence of Section
        Sections; the answer comes first.
    glyphs : Mapping of str to str
        Glyphs that the figures share, by id.
    """

    title: str
    kicker: str
    question: str
    summary: str
    sections: Sequence[Section]
    glyphs: Mapping[str, str] = field(default_factory=dict)


def _shown(value: object) -> object:
    """Escape what does not print in a text, and leave markup and other values as they are."""
    return printable_lines(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def render(page: Page) -> str:
    """Render a report as one HTML file without references to other files or the network.

    All texts are escaped. The only markup that is inserted unescaped is that of figures, which
    `standoff.plots.inline` draws as outlines.
    """
    templates = files("standoff.report") / "templates"
    style, script = (
        Markup((templates / name).read_text(encoding="utf-8")) for name in ("style.css", "page.js")
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader("standoff.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_shown,
    )  # fmt: skip
    return environment.get_template("report.html.j2").render(
        page=page, style=style, script=script, script_digest=digest, svg=Markup
    )
