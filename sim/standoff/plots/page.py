"""A figure with the numbers that it shows, and how both are written to files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.plots.readings import with_reading
from standoff.plots.sheet import FORMATS, save_sheet
from standoff.plots.style import SHEET
from standoff.store.write import write_csv

__all__ = ["FigureWithData", "Line", "save_sheets", "write_pages"]

Line = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class FigureWithData:
    """A figure and the numbers in it.

    Parameters
    ----------
    figure : Figure
        The figure.
    table : Sequence of Line
        Its numbers; at least one line, all with the same keys.
    """

    figure: Figure
    table: Sequence[Line]


def write_pages(
    folder: Path, pages: Iterable[tuple[str, FigureWithData]], formats: Sequence[str] = FORMATS
) -> list[Path]:
    """Write each figure, and its numbers as a CSV file; equal figures give equal bytes.

    Parameters
    ----------
    folder : Path
        Where to write; it is created if needed.
    pages : Iterable of (str, FigureWithData)
        Figures by name; each is written before the next one is drawn.
    formats : Sequence of str
        ``png``, ``svg``, ``pdf``.

    Returns
    -------
    list of Path
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with rc_context(SHEET):
        for name, page in pages:
            paths += save_sheet(with_reading(name, page.figure), folder, name, formats)
            paths.append(folder / f"{name}.csv")
            write_csv(paths[-1], page.table)
    return paths


def save_sheets(figures: Mapping[str, Figure], folder: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write figures by name, ``NAME`` or ``FOLDER/NAME``, into a folder, which is created if needed."""
    for name in figures:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with rc_context(SHEET):
        return [
            path
            for name, figure in figures.items()
            for path in save_sheet(with_reading(name, figure), folder, name, formats)
        ]
