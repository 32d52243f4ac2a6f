"""Figure of the differences from the first result, with their intervals."""

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
"""Height that the results of a row take up, share of the row."""


def differences_height(contrasts: Sequence[Contrast]) -> float:
    """Give the height of the panel, inches."""
    return 0.6 + 0.13 * len(contrasts) + 0.13 * len({line.of for line in contrasts})


def differences(contrasts: Sequence[Contrast], ax: Axes) -> Axes:
    """Draw differences in shares, or in means divided by the standard deviation in the first result.

    A hollow mark has an interval that includes 0. A measure that does not vary is left out.

    Parameters
    ----------
    contrasts : sequence of Contrast
        Of outcomes only or of measures only; all against the same result.
    """
    names = list(dict.fromkeys(line.of for line in contrasts))
    results = list(dict.fromkeys(line.result for line in contrasts))
    are_shares = names[0] in OUTCOME_SETS
    step = GROUP / len(results)
    for line in contrasts:
        scale = 1.0 if are_shares else line.sd_reference
        if not scale > 0.0:
            continue
        index = results.index(line.result)
        value, low, high = (end / scale for end in line.difference.ends)
        y = names.index(line.of) - GROUP / 2 + (index + 0.5) * step
        colour = result_style(index + 1)["color"]
        mark, method = ("o", "paired") if line.is_paired else ("s", "unpaired")
        reach = [[max(0.0, value - low)], [max(0.0, high - value)]]
        look = {"color": colour, "mfc": colour if line.is_clear else "white"}
        ax.errorbar([value], [y], xerr=reach, fmt=mark, ms=5, elinewidth=1.3, capsize=2.5, **look)
        ax.plot([], [], mark, color=colour, label=f"{line.result} ({method}{_runs_label(line)})")
    for edge in range(1, len(names)):
        ax.axhline(edge - 0.5, color=SHADE, lw=0.8)
    ax.axvline(0.0, color=INK, lw=1)
    ax.set_yticks(range(len(names)), [_title(name, contrasts) for name in names])
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")
    against = contrasts[0].reference
    if are_shares:
        in_percent(ax.xaxis, most_ticks=8)
        ax.set_xlabel(f"difference from {against} (percentage points) with 95 % interval")
    else:
        ax.set_xlabel(f"difference from {against} (its standard deviations), 95 % interval")
    if len(results) == 1:
        _label_values(contrasts, ax)
    return ax


def _runs_label(line: Contrast) -> str:
    """Give the number of runs, which is the same for all outcomes but not for all measures."""
    if line.of not in OUTCOME_SETS:
        return ""
    return (
        f", n = {line.n_result:,}"
        if line.n_result == line.n_reference
        else f", n = {line.n_reference:,} and {line.n_result:,}"
    )


def _title(name: str, contrasts: Sequence[Contrast]) -> str:
    if name in OUTCOME_SETS:
        return share_title(name).capitalize()
    unit = next(line.unit for line in contrasts if line.of == name)
    return f"{shown(name)} ({unit})"


def _label_values(contrasts: Sequence[Contrast], ax: Axes) -> None:
    """Write each difference on the right in its own unit, with its n where that is smaller."""
    n = max(line.difference.n for line in contrasts)
    scale = 100 if contrasts[0].of in OUTCOME_SETS else 1
    labels = []
    for line in contrasts:
        value, low, high = (f"{scale * end:+.3g}".replace("-", "−") for end in line.difference.ends)
        fewer = f", n = {line.difference.n:,}" if line.difference.n < n else ""
        labels.append(f"{value} ({low} to {high}){fewer}")
    axis = ax.secondary_yaxis("right")
    axis.set_yticks(range(len(labels)), labels)
    axis.tick_params(length=0, labelsize=7.5)
    axis.spines["right"].set_visible(False)
