"""Album – the figures of a report: each inside of the page, its data beside as CSV, and as files if asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from sim.plots import Figure, inline_svg, save_sheet
from sim.report.page import Picture
from sim.report.readings import reading_of
from sim.store.write import write_csv

__all__ = ["Album"]


class Album:
    """The figures of a report.

    Parameters
    ----------
    folder : pathlib.Path
        Where data and files of figures are written; it is made if need be.
    kinds : sequence of str
        ``png``, ``pdf``, ``svg``: files to write of each figure.
    """

    def __init__(self, folder: Path, kinds: Sequence[str] = ()) -> None:
        self.folder, self.kinds = folder, kinds
        self.glyphs: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def add(
        self, name: str, figure: Figure, lines: Iterable[Mapping[str, Any]] = (), reading: str = ""
    ) -> Picture:
        """Take in a figure.

        Parameters
        ----------
        name : str
            No other figure of the report has it.
        figure : Figure
            It is not to be drawn again afterwards: it loses its headline.
        lines : iterable of Mapping
            Its data, records with equal keys.
        reading : str
            How to read it; default: by its name.
        """
        links = {}
        rows = iter(lines)
        for first in rows:
            write_csv(self.folder / f"{name}.csv", chain([first], rows))
            links["data (CSV)"] = f"{self.folder.name}/{name}.csv"
        for path in save_sheet(figure, self.folder, name, self.kinds):
            links[path.suffix[1:].upper()] = f"{self.folder.name}/{path.name}"
        drawn = inline_svg(figure, name)
        self.glyphs |= drawn.glyphs
        return Picture(name, drawn.headline, drawn.note, reading or reading_of(name), drawn.markup, links)
