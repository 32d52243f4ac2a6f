"""A figure with the numbers that it shows; both are written under one name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.plots.sheet import FORMATS, save_sheet
from standoff.plots.style import SHEET
from standoff.store.write import write_csv

__all__ = ["FigureWithData", "Line", "write_pages"]

Line = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class FigureWithData:
    """A figure and its table.

    Parameters
    ----------
    figure : Figure
        What is seen.
    table : Sequence of Line
        The numbers drawn, one line or more with equal keys.
    """

    figure: Figure
    table: Sequence[Line]


def write_pages(
    folder: Path, pages: Iterable[tuple[str, FigureWithData]], formats: Sequence[str] = FORMATS
) -> list[Path]:
    """Write each figure in some formats, and its table as CSV beside it; equal pages give equal bytes.

    Parameters
    ----------
    folder : Path
        Where to write; it is made if needed.
    pages : Iterable of (str, FigureWithData)
        Pages by name; each is written before the next is asked for.
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
            paths += save_sheet(page.figure, folder, name, formats)
            paths.append(folder / f"{name}.csv")
            write_csv(paths[-1], page.table)
    return paths
