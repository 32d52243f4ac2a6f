"""Panel of the convergence of Sobol indices."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from standoff.analysis.sensitivity.sobol import SobolIndices
from standoff.config.levers import title_of
from standoff.plots.labels import in_percent
from standoff.plots.style import INK, RESULT_COLOURS, RESULT_DASHES

__all__ = ["convergence", "strongest"]

MOST_LINES: Final = 7
"""Most factors whose convergence is drawn."""
LEAST_SHOWN: Final = -0.4
MOST_SHOWN: Final = 1.4
"""Widest scale on which convergence is drawn."""
LABEL: Final = 95
"""Most characters of a name in a legend."""


def strongest(lasts: Sequence[SobolIndices]) -> list[str]:
    """Name the factors whose convergence is drawn: those with the greatest totals for any response."""
    totals = np.max([last.total for last in lasts], axis=0)
    return [lasts[0].names[index] for index in np.argsort(-totals, kind="stable")[:MOST_LINES]]


def convergence(steps: Sequence[SobolIndices], names: Sequence[str], kind: str, ax: Axes) -> Axes:
    """Draw indices by number of blocks.

    Parameters
    ----------
    steps : sequence of SobolIndices
        From few blocks to all.
    names : sequence of str
        Factors to draw; a name has the same colour in all panels.
    kind : str
        ``first`` or ``total``.
    """
    n = np.array([step.n for step in steps])
    for row, name in enumerate(names):
        index = steps[-1].names.index(name)
        values = np.array([getattr(step, kind)[index] for step in steps])
        reach = np.array([getattr(step, f"{kind}_reach")[index] for step in steps])
        shift = 2.0 ** (0.06 * (row - len(names) / 2))  # so that whiskers do not overlap
        look: dict[str, Any] = {"color": RESULT_COLOURS[row], "ls": RESULT_DASHES[row % len(RESULT_DASHES)]}
        label = textwrap.shorten(title_of(name), LABEL, placeholder=" …")
        ax.errorbar(n * shift, values, yerr=reach, marker="o", ms=3, lw=1.2, capsize=2, label=label, **look)
    ax.set_xscale("log", base=2)
    ax.set_xticks(n, [f"{count:,}" for count in n])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.axhline(0.0, color=INK, lw=0.8)
    low, high = ax.get_ylim()
    ax.set_ylim(max(low, LEAST_SHOWN), min(high, MOST_SHOWN))  # with few points, intervals can be very wide
    in_percent(ax.yaxis)
    ax.set_xlabel("points in each sample (n)")
    ax.set_ylabel({"first": "first order (% of the variance)", "total": "total (% of the variance)"}[kind])
    return ax
