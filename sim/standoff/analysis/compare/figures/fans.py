"""Figure of a gauge over time for several results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes

from standoff.plots.style import result_style
from standoff.plots.sweep.fan import MEDIAN, gauge_axes
from standoff.statistics.bands import QUANTILES
from standoff.statistics.sample import Sample
from standoff.vocabulary import Gauge

__all__ = ["compared_fans"]

MOST_EDGES: Final = 3
"""Results up to which the edges of 90 % of the runs are drawn as well."""
WIDE: Final = (QUANTILES.index(0.05), QUANTILES.index(0.95))
NARROW: Final = (QUANTILES.index(0.25), QUANTILES.index(0.75))


def compared_fans(samples: Sequence[Sample], gauge: Gauge, ax: Axes) -> Axes:
    """Draw the median of each result, the band of 50 % of its runs, and the edges of 90 % of them.

    Parameters
    ----------
    samples : sequence of Sample
        The results; those without a fan are left out, at least one has a fan.
    gauge : Gauge
        The gauge.
    """
    last_day = 0.0
    for index, sample in enumerate(samples):
        if sample.fan is None:
            continue
        look, days, bands = result_style(index), sample.fan.days, sample.fan.bands[gauge]
        low, high = (bands[:, end] for end in NARROW)
        ax.fill_between(days, low, high, color=look["color"], alpha=0.18, lw=0)
        for end in NARROW:
            ax.plot(days, bands[:, end], color=look["color"], lw=0.5, alpha=0.6)
        if len(samples) <= MOST_EDGES:
            for end in WIDE:
                ax.plot(days, bands[:, end], color=look["color"], lw=0.8, ls=(0, (1, 1.5)))
        ax.plot(days, bands[:, MEDIAN], lw=1.8, label=f"{sample.name} (n = {sample.n:,})", **look)
        last_day = max(last_day, float(days[-1]))
    return gauge_axes(gauge, last_day, ax)
