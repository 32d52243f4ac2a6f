"""The spread of a gauge over the runs of a point, turn by turn."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from standoff.rules.gauge import TOPS
from standoff.statistics.bands import QUANTILES, GaugeCounts, quantiles
from standoff.vocabulary import Gauge

__all__ = ["fan", "gauge_axes"]

MEDIAN: Final = QUANTILES.index(0.5)
BANDS: Final = (
    ((0.05, 0.95), "#CBD9EE", "90 % of runs"),
    ((0.25, 0.75), "#86A6D6", "50 % of runs"),
)
"""Lower and upper quantile, colour and label of each band, the widest first."""
MIDDLE: Final = "#14264D"
TITLES: Final = {
    Gauge.RUNG: ("Rung: highest of any actor", "rung (Kahn's ladder, 1–16)"),
    Gauge.FORCE: ("Force: largest of any attacker", "share of required force"),
    Gauge.TENSION: ("Tension: highest of any pair", "tension (share of maximum)"),
    Gauge.FEAR: ("Fear: highest of any actor", "expected probability of attack"),
}


def fan(gauges: GaugeCounts, gauge: Gauge, ax: Axes) -> Axes:
    """Draw median and bands of a gauge over the days.

    Parameters
    ----------
    gauges : GaugeCounts
        The gauges over time at a point.
    gauge : Gauge
        Which of them to draw.
    """
    levels = quantiles(gauges.counts[gauge], 0.0, TOPS[gauge])
    days = gauges.turn_days * np.arange(1, len(levels) + 1)
    for ends, colour, label in BANDS:
        low, high = (levels[:, QUANTILES.index(end)] for end in ends)
        ax.fill_between(days, low, high, color=colour, lw=0, label=label)
    ax.plot(days, levels[:, MEDIAN], color=MIDDLE, lw=1.8, label="median")
    return gauge_axes(gauge, days[-1], ax)


def gauge_axes(gauge: Gauge, last_day: float, ax: Axes) -> Axes:
    """Set the scale, labels and title of the axes of a gauge over the days."""
    ax.set_xlim(0, last_day)
    ax.set_xlabel("days since the start")
    ax.set_ylim(0, TOPS[gauge])
    ax.yaxis.set_major_locator(MultipleLocator(TOPS[gauge] / 4))
    title, unit = TITLES[gauge]
    ax.set_ylabel(unit)
    ax.set_title(title)
    return ax
