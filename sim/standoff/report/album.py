"""The figures of a report: inside the page, with CSV files of their data and optional picture files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from standoff.plots.inline import inline_svg
from standoff.plots.page import FigureWithData, write_pages
from standoff.plots.readings import reading_of
from standoff.report.page import Picture
from standoff.terminal.progress import phase

__all__ = ["Album"]


class Album:
    """The figures of a report.

    Parameters
    ----------
    folder : pathlib.Path
        Where data and files of figures are written; it is created if needed.
    kinds : sequence of str
        Formats of picture files to write: ``png``, ``pdf``, ``svg``.
    """

    def __init__(self, folder: Path, kinds: Sequence[str] = ()) -> None:
        self.folder, self.kinds = folder, kinds
        self.glyphs: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, name: str, drawn: FigureWithData, reading: str = "") -> Picture:
        """Add a figure to the report.

        Parameters
        ----------
        name : str
            Name, unique in the report.
        drawn : FigureWithData
            The figure, which loses its title, subtitle and caption, and its numbers.
        reading : str
            How to read it; default: the reading of its name.
        """
        links = {}
        with phase(f"drawing {name.replace('_', ' ')}"):
            for path in write_pages(self.folder, [(name, drawn)], self.kinds):
                title = "data (CSV)" if path.suffix == ".csv" else path.suffix[1:].upper()
                links[title] = f"{self.folder.name}/{path.name}"
            inline = inline_svg(drawn.figure, name)
        self.glyphs |= inline.glyphs
        return Picture(name, inline.headline, inline.note, reading or reading_of(name), inline.markup, links)
