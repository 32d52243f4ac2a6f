"""Sheet – a page with panels, a headline and one legend; and how it is written to files."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from standoff.plots.style import SHEET

__all__ = ["FORMATS", "Figure", "Panel", "draw_sheet", "save_sheet", "save_sheets"]

Panel = Callable[[Axes], Axes]
"""Draws one panel into its last argument, the axes, and gives them back."""

FORMATS: Final = ("png", "svg")
"""Formats that figures are written in unless others are asked for."""
UNDATED: Final[dict[str, dict[str, Any]]] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
"""What keeps the time of writing out of a file, by its suffix."""

WIDTH = 1000 / 150
"""Inches: 1000 pixels at the resolution of the files."""
DPI = 150
LINE = 105
"""Characters that fit a line of the legend."""
TITLE_LINE = 85
"""Characters that fit a line of the title."""
TITLE_HEIGHT = 0.17
"""Inches that a line of the title takes."""


def draw_sheet(
    panels: Sequence[Panel], headline: str, note: str, height: float, columns: int | None = None
) -> Figure:
    """Draw panels on a page.

    Parameters
    ----------
    panels : Sequence of Panel
        Functions that draw into given axes.
    headline : str
        What is seen.
    note : str
        Which runs, and how many; what more there is to say follows in lines of its own.
    height : float
        Height of a row of panels, inches.
    columns : int, optional
        Panels side by side; by default two from three panels on.

    Returns
    -------
    Figure
        With one legend for all panels below them.
    """
    columns = columns or (1 if len(panels) < 3 else 2)
    rows = math.ceil(len(panels) / columns)
    first, *more = (textwrap.wrap(line, TITLE_LINE) for line in note.splitlines())
    told = [line for lines in more for line in lines]
    size = (WIDTH, height * rows + 1.1 + TITLE_HEIGHT * len(told))
    figure = Figure(figsize=size, dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.subplots(rows, columns, squeeze=False).flatten()
    for panel, ax in zip(panels, grid, strict=False):
        panel(ax)
    for ax in grid[len(panels) :]:
        ax.set_axis_off()
    lines = [*textwrap.wrap(headline, TITLE_LINE), *first, *told]
    figure.suptitle("\n".join(lines), x=0.01, ha="left")
    figure.set_label(headline)  # where a page tells headline and note apart
    _legend(figure)
    return figure


def _legend(figure: Figure) -> None:
    """Put each labelled artist once into a legend outside the panels."""
    found = {
        label: handle
        for ax in figure.axes
        for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)
    }
    if found:
        longest = max(len(label) for label in found)
        columns = max(1, min(len(found), int(LINE / (longest + 7))))
        figure.legend(list(found.values()), list(found), loc="outside lower center", ncols=columns)


def save_sheet(figure: Figure, folder: Path, name: str, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write a figure; equal figures give equal bytes.

    Parameters
    ----------
    figure : Figure
        To be written.
    folder : Path
        An existing folder.
    name : str
        Name of the files without suffix.
    formats : Sequence of str
        ``png``, ``svg``, ``pdf``.

    Returns
    -------
    list of Path
        The files.
    """
    paths = [folder / f"{name}.{kind}" for kind in formats]
    for path in paths:
        figure.savefig(path, dpi=DPI, metadata=UNDATED.get(path.suffix, {}))
    return paths


def save_sheets(figures: Mapping[str, Figure], folder: Path, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write figures by name, ``NAME`` or ``FOLDER/NAME``, into a folder; folders are made if needed."""
    for name in figures:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with rc_context(SHEET):
        return [
            path for name, figure in figures.items() for path in save_sheet(figure, folder, name, formats)
        ]
