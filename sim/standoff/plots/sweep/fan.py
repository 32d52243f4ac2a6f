"""Fan – how a gauge spreads over the runs of a point, turn by turn."""

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
    ((0.05, 0.95), "#CBD9EE", "90 % of the runs"),
    ((0.25, 0.75), "#86A6D6", "50 % of the runs"),
)
"""Quantiles between which a band lies, its colour and its name, the widest first."""
MIDDLE: Final = "#14264D"
TITLES: Final = {
    Gauge.RUNG: ("Rung: the highest of any actor", "rung (Kahn's ladder, 1–16)"),
    Gauge.FORCE: ("Force: the largest of an attacker", "share of the force required"),
    Gauge.TENSION: ("Tension: the highest of any pair", "share of full tension"),
    Gauge.FEAR: ("Fear: the most that any actor expects", "probability of attack"),
}


def fan(gauges: GaugeCounts, gauge: Gauge, ax: Axes) -> Axes:
    """Draw median and bands of a gauge over the days.

    Parameters
    ----------
    gauges : GaugeCounts
        The gauges over time at a point.
    gauge : Gauge
        What is watched.
    """
    found = quantiles(gauges.counts[gauge], 0.0, TOPS[gauge])
    days = gauges.turn_days * np.arange(1, len(found) + 1)
    for ends, colour, label in BANDS:
        low, high = (found[:, QUANTILES.index(end)] for end in ends)
        ax.fill_between(days, low, high, color=colour, lw=0, label=label)
    ax.plot(days, found[:, MEDIAN], color=MIDDLE, lw=1.8, label="median")
    return gauge_axes(gauge, days[-1], ax)


def gauge_axes(gauge: Gauge, last_day: float, ax: Axes) -> Axes:
    """Give axes the scale, the units and the title of a gauge over the days."""
    ax.set_xlim(0, last_day)
    ax.set_xlabel("days since the start")
    ax.set_ylim(0, TOPS[gauge])
    ax.yaxis.set_major_locator(MultipleLocator(TOPS[gauge] / 4))
    title, unit = TITLES[gauge]
    ax.set_ylabel(unit)
    ax.set_title(title)
    return ax
