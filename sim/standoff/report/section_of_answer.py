"""The answer to a question as a section of the page: what the command shows on a screen."""

from __future__ import annotations

from standoff.answer import Answer
from standoff.plots.page import FigureWithData
from standoff.report.album import Album
from standoff.report.page import Section
from standoff.report.tables import of_screen

__all__ = ["pages_of", "section_of_answer"]


def section_of_answer(anchor: str, title: str, answer: Answer, album: Album, prefix: str = "") -> Section:
    """Give the sentences, tables and figures of an answer as a section.

    Parameters
    ----------
    anchor : str
        Where links lead.
    title : str
        Heading of the section.
    answer : Answer
        What is shown.
    album : Album
        Takes in the figures.
    prefix : str
        Sets the names of the figures apart from those of other sections.
    """
    pictures = [album.add(f"{prefix}{name}", page) for name, page in pages_of(answer).items()]
    tables = [of_screen(table) for table in answer.tables]
    return Section(anchor, title, list(answer.sentences), tables, pictures, closing=list(answer.caveats))


def pages_of(answer: Answer) -> dict[str, FigureWithData]:
    """Give each figure of an answer with the rows that it shows."""
    return {name: FigureWithData(figure, answer.rows[name]) for name, figure in answer.draw().items()}
