"""Box limits – where the limits of a box lie in the ranges of its factors."""

from __future__ import annotations

import textwrap
from typing import Final

from matplotlib.axes import Axes

from sim.analysis.boxes import number_told
from sim.analysis.discovery import Discovery, Found
from sim.analysis.discovery_tables import closest_factors
from sim.analysis.discovery_words import estimate_told
from sim.plots.labels import in_lines
from sim.plots.style import INK, SHADE

__all__ = ["box_limits", "limits_height"]

INSIDE: Final = "#56B4E9"
NAME_WIDTH: Final = 34
"""Characters of a line of a name."""
TITLE_WIDTH: Final = 100
HEIGHT: Final = 0.42
"""Height of a bar, share of its row."""


def limits_height(boxes: list[Found]) -> float:
    """Give the height of a panel that has room for the factors of each box, inches."""
    return 0.75 + 0.5 * max(len(one.box.factors) for one in boxes)


def box_limits(found: Discovery, one: Found, name: str, ax: Axes) -> Axes:
    """Draw a bar for each limited factor over its range in the sweep, the surest factor on top.

    Parameters
    ----------
    found : Discovery
        What was found.
    one : Found
        A box with limits.
    name : str
        What it is called.
    ax : Axes
        Where to draw.

    Returns
    -------
    Axes
        The same.
    """
    factors = closest_factors(one)
    labels = []
    for row, factor in enumerate(factors):
        unit = found.cases.units[factor].replace("_", " ")
        labels.append(in_lines(f"{factor} ({unit})" if unit else factor, NAME_WIDTH))
        if found.cases.is_number(factor):
            _draw_span(found, one, factor, row, ax)
        else:
            _draw_words(found, one, factor, row, ax)
    ax.set_yticks(range(len(factors)), labels)
    ax.set_ylim(len(factors) - 0.4, -0.6)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 1], ["least", "most of the sweep"])
    ax.xaxis.get_majorticklabels()[1].set_horizontalalignment("right")
    ax.grid(visible=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    told = (
        f"{name}: density {estimate_told(one.training.share)} in training, "
        f"{estimate_told(one.held_out.share)} held out; it {one.verdict}"
    )
    ax.set_title(textwrap.fill(told, TITLE_WIDTH), loc="left", x=0, fontsize=8.5)
    return ax


def _draw_span(found: Discovery, one: Found, factor: str, row: int, ax: Axes) -> None:
    """Draw the part of a range that lies inside, with the values of its ends."""
    column = found.cases.columns[factor]
    least, most = float(column.min()), float(column.max())
    low, high = one.box.span(factor)
    start, end = ((value - least) / (most - least)
                  for value in (least if low is None else low, most if high is None else high))  # fmt: skip
    ax.barh(row, 1.0, HEIGHT, color=SHADE)
    ax.barh(row, end - start, HEIGHT, left=start, color=INSIDE, edgecolor=INK, lw=0.8)
    for value, is_limit, at, side in (
        (least if low is None else low, low is not None, start, "left"),
        (most if high is None else high, high is not None, end, "right"),
    ):
        told = number_told(value) if is_limit else f"{value:.3g}".replace("-", "−")
        ax.annotate(told, (at, row), (3 if side == "left" else -3, 0), textcoords="offset points", ha=side,
                    va="center", fontsize=8, color=INK, weight="bold" if is_limit else "normal")  # fmt: skip


def _draw_words(found: Discovery, one: Found, factor: str, row: int, ax: Axes) -> None:
    """Draw a field for each word, filled if it lies inside."""
    names = sorted(set(found.cases.columns[factor].tolist()))
    options, width = one.box.options(factor), 1 / len(names)
    for place, word in enumerate(names):
        is_inside = word in options
        ax.barh(row, width, HEIGHT, left=place * width, color=INSIDE if is_inside else SHADE,
                edgecolor=INK if is_inside else "white", lw=0.8)  # fmt: skip
        ax.text((place + 0.5) * width, row, word, ha="center", va="center", fontsize=8, color=INK,
                weight="bold" if is_inside else "normal")  # fmt: skip
