"""Figure of the survival curves of several results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from standoff.analysis.compare.survival import Survival
from standoff.plots.labels import in_percent
from standoff.plots.style import result_style

__all__ = ["survival_curves"]


def survival_curves(names: Sequence[str], curves: Mapping[str, Survival], ax: Axes) -> Axes:
    """Draw survival curves with their bands.

    Parameters
    ----------
    names : sequence of str
        All results, in the order of their colours.
    curves : Mapping
        Curve by name of the results that have one.
    """
    last_day = 0.0
    for index, name in enumerate(names):
        if name not in curves:
            continue
        curve, look = curves[name], result_style(index)
        label = f"{name} ({curve.n_events:,} of {curve.n:,} runs with violence)"
        # Where the curve reaches 0 the band has no end: the last step before is drawn up to that day.
        low, high = (
            np.append(side[:-1], side[-2:][~np.isnan(side[-2:])][-1]) for side in (curve.low, curve.high)
        )
        ax.fill_between(curve.days, low, high, step="post", color=look["color"], alpha=0.2, lw=0)
        ax.step(curve.days, curve.share, where="post", lw=1.8, label=label, **look)
        last_day = max(last_day, float(curve.days[-1]))
    ax.set_xlim(0, last_day)
    ax.set_xlabel("days since the start")
    ax.set_ylim(0, 1.02)
    in_percent(ax.yaxis)
    ax.set_ylabel("without violence (%)")
    return ax
