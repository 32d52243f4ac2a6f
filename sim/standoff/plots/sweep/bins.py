"""Scales of colours in steps, so that each colour stands for a range of shares."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from matplotlib import colormaps
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, ListedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.typing import ColorType

from standoff.arrays import Numbers
from standoff.plots.labels import points_text

__all__ = ["Bins", "add_scale", "bins_around", "bins_between", "bins_for", "ink_on", "luminance"]

SEQUENTIAL: Final = "cividis"
"""Dark to light, perceptually uniform, and readable without seeing red or green."""
DIVERGING: Final = "coolwarm"
"""Blue over grey to red, also readable without seeing green: low and high shares stand out."""
SCALE: Final = "<colorbar>"
"""Label that matplotlib gives the axes of a scale."""
GAP: Final = 0.09
"""Height between the panels and a scale, inches."""
MOST_BINS: Final = 10
STEPS: Final = tuple(first * 10.0**power for power in (-3, -2, -1) for first in (1.0, 2.0, 2.5, 5.0))
"""Widths that a bin may have, share of runs."""
PARTS: Final = (0.25, 0.5, 0.75)
"""Parts of the scale near which the levels of contour lines lie."""


@dataclass(frozen=True)
class Bins:
    """Bins of equal width, each with a colour.

    Parameters
    ----------
    step : float
        Width of a bin, share of runs.
    n : int
        Number of bins, 1 to 10.
    first : int
        Number of bins between 0 and the first one; negative for bins below 0.
    palette : str
        Colour map.
    """

    step: float
    n: int
    first: int = 0
    palette: str = SEQUENTIAL

    @cached_property
    def edges(self) -> Numbers:
        """Edges of the bins, (n + 1,), share of runs."""
        edges: Numbers = np.round(self.step * np.arange(self.first, self.first + self.n + 1), 6)
        return edges

    @cached_property
    def colours(self) -> ListedColormap:
        """A colour for each bin."""
        return ListedColormap(
            [colormaps[self.palette](position) for position in np.linspace(0.0, 1.0, self.n)]
        )

    @cached_property
    def norm(self) -> BoundaryNorm:
        """Maps a share to its bin."""
        return BoundaryNorm(self.edges.tolist(), self.n)

    def colour(self, value: float) -> ColorType:
        """Return the colour of a number."""
        colour: ColorType = self.colours(self.norm(value))
        return colour

    @cached_property
    def levels(self) -> list[float]:
        """Levels of contour lines, up to three edges of bins."""
        inner = dict.fromkeys(round(part * self.n) for part in PARTS)
        return [float(self.edges[index]) for index in inner if 0 < index < self.n]

    @property
    def step_text(self) -> str:
        """The width of a bin in percentage points, as text."""
        return f"{100 * self.step:.4g} percentage point{'' if self.step == 0.01 else 's'}"


def bins_for(highest: float) -> Bins:
    """Return up to ten bins of round width from 0 up to a share.

    Examples
    --------
    >>> bins_for(0.83).edges.tolist()
    [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    """
    step = _step(highest)
    return Bins(step, max(1, math.ceil(_rounded(highest / step))))


def bins_between(lowest: float, highest: float) -> Bins:
    """Return up to ten bins of round width from one share to another, with diverging colours.

    Examples
    --------
    >>> bins_between(0.41, 0.58).edges.tolist()
    [0.4, 0.42, 0.44, 0.46, 0.48, 0.5, 0.52, 0.54, 0.56, 0.58]
    """
    step = _step(highest - lowest)
    first, end = math.floor(_rounded(lowest / step)), math.ceil(_rounded(highest / step))
    if end - first > MOST_BINS:  # the shares lie inside bins
        step = next(wider for wider in STEPS if wider > step)
        first, end = math.floor(_rounded(lowest / step)), math.ceil(_rounded(highest / step))
    return Bins(step, max(1, end - first), first, DIVERGING)


def bins_around(reach: float) -> Bins:
    """Return bins of round width on both sides of 0, with diverging colours.

    Examples
    --------
    >>> bins_around(0.13).edges.tolist()
    [-0.15, -0.1, -0.05, 0.0, 0.05, 0.1, 0.15]
    """
    step = _step(2.0 * reach)
    n = max(1, math.ceil(_rounded(reach / step)))
    return Bins(step, 2 * n, -n, DIVERGING)


def _step(span: float) -> float:
    return next(step for step in STEPS if _rounded(span / step) <= MOST_BINS)


def _rounded(bins: float) -> float:
    """Remove the rounding error of a division, which would add a bin."""
    return round(bins, 6)


def luminance(colour: ColorType) -> float:
    """Return the relative luminance of a colour as WCAG 2.1 defines it, 0..1."""
    coded: Numbers = np.array(to_rgb(colour))
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def ink_on(colour: ColorType) -> str:
    """Return black or white, whichever has the higher contrast with a colour."""
    light = luminance(colour)
    return "black" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "white"


def add_scale(figure: Figure, bins: Bins, label: str) -> None:
    """Put a scale of colours below the panels of a sheet, with signs if it reaches below 0."""
    panels = [ax for ax in figure.axes if ax.axison and ax.get_label() != SCALE]
    # The pad is a share of the height of the page: the same share would push the scale off a tall page.
    pad = GAP / figure.get_size_inches()[1]
    bar = figure.colorbar(
        ScalarMappable(bins.norm, bins.colours), ax=panels, location="bottom", shrink=0.6, aspect=45, pad=pad
    )
    edges = bins.edges.tolist()
    labels = [points_text(edge, ".4g") if bins.first < 0 else f"{100 * edge:.4g}" for edge in edges]
    bar.set_ticks(edges, labels=labels)
    bar.minorticks_off()
    bar.set_label(label)
    bar.outline.set_visible(False)
