"""Figures looked at without eyes."""

from __future__ import annotations

from matplotlib.figure import Figure


def texts_of(figure: Figure) -> str:
    """Return title, subtitle and caption of a sheet in one line."""
    texts = [figure.get_suptitle(), *(text.get_text() for text in figure.texts)]
    return " ".join(" ".join(texts).split())


def is_within_page(figure: Figure) -> bool:
    """Tell whether everything that is drawn lies within the page, to a pixel."""
    figure.draw_without_rendering()
    width, height = figure.canvas.get_width_height()
    boxes = [ax.get_tightbbox() for ax in figure.axes]
    return all(
        min(box.x0, box.y0) >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1 for box in boxes if box
    )
