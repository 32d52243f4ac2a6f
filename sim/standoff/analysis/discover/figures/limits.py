"""Panel of the limits of boxes within the ranges of their factors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes

from standoff.analysis.discover.boxes import number_text
from standoff.analysis.discover.discovery import Discovery, ScoredBox
from standoff.analysis.discover.rows import limited_factors
from standoff.analysis.discover.words import estimate_text
from standoff.config.levers import title_of
from standoff.plots.labels import in_lines
from standoff.plots.style import INK, SHADE

__all__ = ["box_limits", "limits_height"]

INSIDE: Final = "#56B4E9"
NAME_WIDTH: Final = 34
"""Most characters of a line of a name."""
HEIGHT: Final = 0.62
"""Height of a bar, share of its row."""
NARROW: Final = 0.25
"""Share of the axis below which the ends of a bar are written beside it."""
ROW: Final = 0.36
"""Height of a row, inches."""

Boxes = Sequence[tuple[str, ScoredBox]]


def limits_height(boxes: Boxes) -> float:
    """Give the height of a panel with a row for each box and each of its factors, inches."""
    return 0.4 + ROW * sum(1 + len(scored.box.factors) for _, scored in boxes)


def box_limits(discovery: Discovery, boxes: Boxes, ax: Axes) -> Axes:
    """Draw the boxes below each other, with a bar for each limited factor over its range in the sweep.

    Parameters
    ----------
    discovery : Discovery
        The discovery.
    boxes : sequence of str and ScoredBox
        Names and boxes with limits; the most significant factors of each come first.
    """
    labels: list[tuple[int, str]] = []
    row = 0
    for name, scored in boxes:
        text = (
            f"density {estimate_text(scored.training.share)} in training, "
            f"{estimate_text(scored.held_out.share)} held out: {scored.verdict}"
        )
        labels.append((row, f"{name}:"))
        ax.text(0.0, row, text, va="center", fontsize=8, color=INK)
        for at, factor in enumerate(limited_factors(scored), row + 1):
            unit = discovery.cases.units[factor].replace("_", " ")
            labels.append((at, in_lines(f"{title_of(factor)} ({unit})".removesuffix(" ()"), NAME_WIDTH)))
            draw = _draw_span if discovery.cases.is_number(factor) else _draw_words
            draw(discovery, scored, factor, at, ax)
        row += 1 + len(scored.box.factors)
    ax.set_yticks([at for at, _ in labels], [label for _, label in labels])
    ax.set_ylim(row - 0.4, -0.5)
    ax.set_xlim(-0.01, 1.01)
    ax.set_xticks([0, 1], ["lowest in sweep", "highest in sweep"])
    first, last = ax.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    ax.grid(visible=False)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    return ax


def _draw_span(discovery: Discovery, scored: ScoredBox, factor: str, row: int, ax: Axes) -> None:
    """Draw the part of a range inside the box, with the values of its ends."""
    column = discovery.cases.columns[factor]
    least, most = float(column.min()), float(column.max())
    low, high = scored.box.span(factor)
    start, end = ((value - least) / (most - least)
                  for value in (least if low is None else low, most if high is None else high))  # fmt: skip
    ax.barh(row, 1.0, HEIGHT, color=SHADE)
    ax.barh(row, end - start, HEIGHT, left=start, color=INSIDE, edgecolor=INK, lw=0.8)
    ends = (
        (least if low is None else low, low is not None),
        (most if high is None else high, high is not None),
    )
    texts = [number_text(value) if is_limit else f"{value:.3g}".replace("-", "−") for value, is_limit in ends]
    if end - start < NARROW:  # both ends are written on the side with more room
        at, side = (start, "right") if start > 1.0 - end else (end, "left")
        _write(ax, " to ".join(texts), (at, row), side, is_bold=True)
        return
    for text, (_, is_limit), at, side in zip(texts, ends, (start, end), ("left", "right"), strict=True):
        _write(ax, text, (at, row), side, is_bold=is_limit)


def _write(ax: Axes, text: str, point: tuple[float, float], side: str, *, is_bold: bool) -> None:
    """Write a text next to a point, which the given side of the text touches."""
    ax.annotate(text, point, (3 if side == "left" else -3, 0), textcoords="offset points", ha=side,
                va="center", fontsize=8, color=INK, weight="bold" if is_bold else "normal")  # fmt: skip


def _draw_words(discovery: Discovery, scored: ScoredBox, factor: str, row: int, ax: Axes) -> None:
    """Draw a field for each option, filled if it is inside the box."""
    names = sorted(set(discovery.cases.columns[factor].tolist()))
    options, width = scored.box.options(factor), 1 / len(names)
    for index, word in enumerate(names):
        is_inside = word in options
        ax.barh(row, width, HEIGHT, left=index * width, color=INSIDE if is_inside else SHADE,
                edgecolor=INK if is_inside else "white", lw=0.8)  # fmt: skip
        ax.text((index + 0.5) * width, row, word, ha="center", va="center", fontsize=8, color=INK,
                weight="bold" if is_inside else "normal")  # fmt: skip
