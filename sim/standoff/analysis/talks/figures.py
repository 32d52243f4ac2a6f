"""The figure of talks: how often each party blocked over each issue, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.analysis.talks.talks import Block, Talks
from standoff.analysis.talks.words import actor_title, issue_title
from standoff.plots.actors import actor_colour
from standoff.plots.labels import in_lines
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, SHEET

__all__ = ["figure_of_talks", "frequencies", "shortfalls"]

WIDTH: Final = 30
"""Most characters of a line of the name of an issue."""
BAR: Final = 0.66


def frequencies(talks: Talks, blocks: Sequence[Block], ax: Axes) -> Axes:
    """Draw how often each party blocked over each issue.

    Parameters
    ----------
    talks : Talks
        The talks.
    blocks : sequence of Block
        Parties and issues from top to bottom, one or more.
    """
    for row, block in enumerate(blocks):
        colour = actor_colour(talks.stage, block.actor)
        ax.barh(row, block.n, BAR, color=colour, lw=0)
        ax.annotate(f" {block.n:,}", (block.n, row), va="center", size=8.5)
    labels = [
        in_lines(f"{actor_title(talks, block.actor)}: {issue_title(talks, block.issue)}", WIDTH)
        for block in blocks
    ]
    ax.set_yticks(range(len(blocks)), labels)
    ax.set_xlim(0, max(block.n for block in blocks) * 1.18)
    ax.set_xlabel("attempts blocked")
    ax.set_title("Who blocked, and over what")
    return _from_top(blocks, ax)


def shortfalls(talks: Talks, blocks: Sequence[Block], ax: Axes) -> Axes:
    """Draw by how much a party fell short when it blocked over an issue: median and quartiles."""
    for row, block in enumerate(blocks):
        low, middle, high = np.quantile(block.shortfall, (0.25, 0.5, 0.75))
        colour = actor_colour(talks.stage, block.actor)
        ax.plot([low, high], [row, row], color=colour, lw=3.5, solid_capstyle="butt")
        ax.plot(middle, row, "o", color=colour, mec=INK, mew=0.8, ms=6)
    ax.set_yticks(range(len(blocks)), [""] * len(blocks))
    ax.set_xlim(left=0.0)
    ax.set_xlabel("utility (share of its stakes)")
    ax.set_title("Short by: median and quartiles")
    return _from_top(blocks, ax)


def _from_top(blocks: Sequence[Block], ax: Axes) -> Axes:
    ax.set_ylim(len(blocks) - 0.4, -0.6)
    ax.grid(visible=False, axis="y")
    ax.tick_params(axis="y", length=0)
    return ax


def figure_of_talks(talks: Talks, blocks: Sequence[Block], headline: str, note: str) -> Figure:
    """Draw who blocked over what, and by how much.

    Parameters
    ----------
    talks : Talks
        The talks.
    blocks : sequence of Block
        Their blocks, one or more.
    headline, note : str
        What was found; which runs and how many attempts.
    """
    panels = [partial(frequencies, talks, blocks), partial(shortfalls, talks, blocks)]
    with rc_context(SHEET):
        return draw_sheet(panels, headline, note, 1.0 + 0.42 * len(blocks), 2)
