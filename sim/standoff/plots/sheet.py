"""A figure as a page of panels: title and subtitle above, legend and caption below; and its files."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter

from standoff.errors import printable_lines
from standoff.plots.style import CAPTION_COLOUR

__all__ = ["FORMATS", "Figure", "Panel", "Sheet", "draw_sheet", "save_sheet", "settle"]

Panel = Callable[[Axes], Axes]
"""Draws one panel into its last argument, the axes, and returns them."""

FORMATS: Final = ("png", "svg")
"""Default formats of figures."""
UNDATED: Final[dict[str, dict[str, Any]]] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
"""Metadata that keep the time of writing out of a file, by suffix."""

WIDTH = 1000 / 150
"""Inches: 1000 pixels at the resolution of the files."""
DPI = 150
PLACES = 6
"""Decimals of the places of panels, as shares of the figure: finer than a pixel, coarser than the noise."""
LEGEND_LINE = 105
TITLE_LINE = 66
SUBTITLE_LINE = 98
CAPTION_LINE = 108
"""Characters that fit a line of each text."""
TITLE_HEIGHT = 0.2
SUBTITLE_HEIGHT = 0.15
CAPTION_HEIGHT = 0.14
"""Inches per line of each text."""
EDGE = 0.06
"""Inches between a text and the edge of the page or the panels."""
LEGEND_ROOM = 0.6
"""Inches of each page for the legend and the labels of the lowest axis."""


class Sheet(Figure):
    """A page of panels with a title and a subtitle above them, a legend and a caption below them.

    Parameters
    ----------
    title : str
        What the figure shows.
    subtitle : str
        Which runs, and how many.
    caption : str
        Method and caveats; empty = none.
    height : float
        Height of the panels together, inches.
    """

    def __init__(self, title: str, subtitle: str, caption: str, height: float) -> None:
        self.title, self.subtitle, self.caption = map(printable_lines, (title, subtitle, caption))
        self.reading = ""
        heads = textwrap.wrap(self.title, TITLE_LINE), textwrap.wrap(self.subtitle, SUBTITLE_LINE)
        self._title_height = TITLE_HEIGHT * len(heads[0])
        self._head = EDGE + self._title_height + SUBTITLE_HEIGHT * len(heads[1])
        self._foot = self._foot_height()
        self._engine = ConstrainedLayoutEngine()
        total = height + LEGEND_ROOM + self._head + self._foot
        super().__init__(figsize=(WIDTH, total), dpi=DPI, layout=self._engine)
        FigureCanvasAgg(self)
        place: dict[str, Any] = {"x": 0.01, "ha": "left"}
        self._above = self.suptitle("\n".join(heads[0]), va="top", **place)
        self._above.set_in_layout(False)
        look: dict[str, Any] = {**place, "color": CAPTION_COLOUR, "in_layout": False}
        self._below_title = self.text(y=1, s="\n".join(heads[1]), va="top", size=8.5, **look)
        self._below_panels = self.text(y=0, s="", va="bottom", size=8, **look)
        self._place_texts()

    def _caption_lines(self) -> list[str]:
        parts = [*self.reading.splitlines(), *self.caption.splitlines()]
        return [line for part in parts for line in textwrap.wrap(part, CAPTION_LINE)]

    def _foot_height(self) -> float:
        n_lines = len(self._caption_lines())
        return CAPTION_HEIGHT * n_lines + (EDGE if n_lines else 0.0)

    def _place_texts(self) -> None:
        """Put title and subtitle at the upper edge of the page and the caption at the lower one."""
        total = self.get_size_inches()[1]
        self._above.set_y(1 - EDGE / total)
        self._below_title.set_y(1 - (EDGE + self._title_height) / total)
        self._below_panels.set_y(EDGE / total)
        self._below_panels.set_text("\n".join(self._caption_lines()))

    def add_reading(self, reading: str) -> None:
        """Begin the caption with how to read the figure; the page grows by its lines."""
        self.reading = printable_lines(reading)
        width, total = self.get_size_inches()
        before, self._foot = self._foot, self._foot_height()
        self.set_size_inches(width, total + self._foot - before)
        self._place_texts()
        self.arrange()

    def arrange(self) -> None:
        """Leave room for the texts and put the legend between panels and caption."""
        total = self.get_size_inches()[1]
        bottom = self._foot
        for legend in self.legends:
            legend.set_bbox_to_anchor((0, self._foot / total, 1, 1 - self._foot / total), self.transFigure)
            bottom += legend.get_window_extent().height / self.dpi + EDGE
        self._engine.set(rect=(0, bottom / total, 1, 1 - (bottom + self._head) / total))

    def remove_texts(self) -> None:
        """Remove title, subtitle and caption with their room, for a page that prints them itself."""
        width, total = self.get_size_inches()
        self.suptitle("")
        for text in list(self.texts):
            text.remove()
        self.set_size_inches(width, total - self._head - self._foot + EDGE)
        self._head, self._foot = EDGE, 0.0
        self.set_layout_engine(self._engine)  # anew, where the figure was laid out before
        self.arrange()


def draw_sheet(
    panels: Sequence[Panel], headline: str, note: str, height: float, columns: int | None = None
) -> Figure:
    """Draw panels on a page.

    Parameters
    ----------
    panels : Sequence of Panel
        Functions that draw into given axes.
    headline : str
        Title: what the figure shows.
    note : str
        First line: the subtitle, which runs and how many. Further lines: the caption, method and caveats.
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
    subtitle, _, caption = note.partition("\n")
    figure = Sheet(headline, subtitle, caption, height * rows)
    grid = figure.subplots(rows, columns, squeeze=False).flatten()
    for panel, ax in zip(panels, grid, strict=False):
        panel(ax)
    for ax in grid[len(panels) :]:
        ax.set_axis_off()
    _add_legend(figure)
    _make_printable(figure)
    figure.arrange()
    return figure


def _add_legend(figure: Figure) -> None:
    """List each labelled artist once in a legend below the panels."""
    handles = {
        label: handle
        for ax in figure.axes
        for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)
    }
    if handles:
        longest = max(len(label) for label in handles)
        columns = max(1, min(len(handles), int(LEGEND_LINE / (longest + 7))))
        figure.legend(list(handles.values()), list(handles), loc="lower center", ncols=columns)


def settle(figure: Figure) -> None:
    """Lay a figure out for good, at places that are the same in every process.

    The solver of the layout sums in the order of addresses, so that its last bits differ between processes.
    A line that falls between two pixels would then be drawn on the one or the other.
    """
    _make_printable(figure)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    places = {ax: np.round(ax.get_position(original=True).bounds, PLACES) for ax in figure.axes}
    figure.set_layout_engine(None)  # not "none", which leaves an engine for which saving draws once more
    for ax, bounds in places.items():
        ax.set_position(tuple(bounds.tolist()), which="original")
        ax.set_in_layout(True)  # setting a position revokes it, and the page may be laid out anew


def _make_printable(figure: Figure) -> None:
    """Escape what does not print in all texts: a control character is no glyph, and breaks an SVG."""
    for text in figure.findobj(Text):
        text.set_text(printable_lines(text.get_text()))
    for axis in (axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)):
        formatter = axis.get_major_formatter()  # writes the labels anew whenever the axis is drawn
        if isinstance(formatter, FuncFormatter):
            formatter.func = partial(_printable_label, formatter.func)


def _printable_label(write: Callable[..., str], value: float, position: int | None = None) -> str:
    return printable_lines(write(value, position))


def save_sheet(figure: Figure, folder: Path, name: str, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write a figure to files; equal figures give equal bytes.

    Parameters
    ----------
    figure : Figure
        The figure.
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
    settle(figure)
    for path in paths:
        figure.savefig(path, dpi=DPI, metadata=UNDATED.get(path.suffix, {}))
    return paths
