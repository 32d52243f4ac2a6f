"""Differences – in what results differ from the first of them, each difference with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes

from standoff.plots.labels import in_percent
from standoff.plots.style import INK, SHADE, result_style, shown
from standoff.statistics.contrast import Contrast
from standoff.vocabulary import OUTCOME_SETS, share_title

__all__ = ["differences", "differences_height"]

GROUP: Final = 0.66
"""Height over which the results of a row spread, share of it."""


def differences_height(contrasts: Sequence[Contrast]) -> float:
    """Give the height of the panel, inches."""
    return 0.6 + 0.13 * len(contrasts) + 0.13 * len({line.of for line in contrasts})


def differences(contrasts: Sequence[Contrast], ax: Axes) -> Axes:
    """Draw differences of shares, or of means in units of how the measure spreads in the first result.

    A hollow mark has an interval that holds 0. A measure that does not spread is left out.

    Parameters
    ----------
    contrasts : sequence of Contrast
        Of outcomes alone, or of measures alone; against one and the same result.
    """
    names = list(dict.fromkeys(line.of for line in contrasts))
    results = list(dict.fromkeys(line.here for line in contrasts))
    are_shares = names[0] in OUTCOME_SETS
    step = GROUP / len(results)
    for line in contrasts:
        scale = 1.0 if are_shares else line.sd_there
        if not scale > 0.0:
            continue
        place = results.index(line.here)
        value, low, high = (end / scale for end in line.difference.ends)
        y = names.index(line.of) - GROUP / 2 + (place + 0.5) * step
        colour = result_style(place + 1)["color"]
        mark, method = ("o", "paired") if line.is_paired else ("s", "unpaired")
        reach = [[max(0.0, value - low)], [max(0.0, high - value)]]
        look = {"color": colour, "mfc": colour if line.is_clear else "white"}
        ax.errorbar([value], [y], xerr=reach, fmt=mark, ms=5, elinewidth=1.3, capsize=2.5, **look)
        ax.plot([], [], mark, color=colour, label=f"{line.here} ({method}{_runs_told(line)})")
    for edge in range(1, len(names)):
        ax.axhline(edge - 0.5, color=SHADE, lw=0.8)
    ax.axvline(0.0, color=INK, lw=1)
    ax.set_yticks(range(len(names)), [_named(name, contrasts) for name in names])
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")
    against = contrasts[0].there
    if are_shares:
        in_percent(ax.xaxis, most_ticks=8)
        ax.set_xlabel(f"less {against} (percentage points of runs) with 95 % interval")
    else:
        ax.set_xlabel(f"less {against} (standard deviations of its runs) with 95 % interval")
    if len(results) == 1:
        _in_figures(contrasts, ax)
    return ax


def _runs_told(line: Contrast) -> str:
    """Tell the number of runs, which is the same for all outcomes but not for all measures."""
    if line.of not in OUTCOME_SETS:
        return ""
    return (
        f", n = {line.n_here:,}"
        if line.n_here == line.n_there
        else f", n = {line.n_there:,} and {line.n_here:,}"
    )


def _named(name: str, contrasts: Sequence[Contrast]) -> str:
    if name in OUTCOME_SETS:
        return share_title(name).capitalize()
    unit = next(line.unit for line in contrasts if line.of == name)
    return f"{shown(name)} ({unit})"


def _in_figures(contrasts: Sequence[Contrast], ax: Axes) -> None:
    """Tell each difference in figures, in its own unit; the number of pairs where not all runs are some."""
    n = max(line.difference.n for line in contrasts)
    scale = 100 if contrasts[0].of in OUTCOME_SETS else 1
    told = []
    for line in contrasts:
        value, low, high = (f"{scale * end:+.3g}".replace("-", "−") for end in line.difference.ends)
        fewer = f", n = {line.difference.n:,}" if line.difference.n < n else ""
        told.append(f"{value} ({low} to {high}){fewer}")
    figures = ax.secondary_yaxis("right")
    figures.set_yticks(range(len(told)), told)
    figures.tick_params(length=0, labelsize=7.5)
    figures.spines["right"].set_visible(False)
