"""The answer to a question as a section of the page, with what its command shows on the screen."""

from __future__ import annotations

from standoff.answer import Answer
from standoff.plots.page import FigureWithData
from standoff.report.album import Album
from standoff.report.page import Section
from standoff.report.tables import of_screen

__all__ = ["pages_of", "section_of_answer"]


def section_of_answer(anchor: str, title: str, answer: Answer, album: Album, prefix: str = "") -> Section:
    """Turn the sentences, tables and figures of an answer into a section.

    Parameters
    ----------
    anchor : str
        Id on the page.
    title : str
        Heading.
    answer : Answer
        The answer.
    album : Album
        Collects the figures.
    prefix : str
        Prefix of the names of figures, to keep them unique on the page.
    """
    pictures = [album.add(f"{prefix}{name}", page) for name, page in pages_of(answer).items()]
    tables = [of_screen(table) for table in answer.tables]
    return Section(anchor, title, list(answer.sentences), tables, pictures, closing=list(answer.caveats))


def pages_of(answer: Answer) -> dict[str, FigureWithData]:
    """Draw the figures of an answer and return each with its numbers, by name."""
    return {name: FigureWithData(figure, answer.rows[name]) for name, figure in answer.draw().items()}
