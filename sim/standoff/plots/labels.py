"""Names, units and shares as labels of axes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, MaxNLocator

from standoff.design.factors import Factor

__all__ = [
    "EQUALS",
    "STEPS",
    "direct_labels",
    "in_lines",
    "in_percent",
    "percent_text",
    "points_text",
    "range_text",
    "setting_text",
    "spread",
    "with_unit",
]

NO_BREAK = "\u00a0"
EQUALS = f"{NO_BREAK}={NO_BREAK}"
LABEL_GAP = 0.075
"""Least distance between two labels beside a panel, share of its height."""
STEPS = (1, 2, 2.5, 5, 10)
"""Leading digits that the distance between ticks may have."""


def in_lines(name: str, width: int) -> str:
    """Break a name into lines, after its dots where possible.

    Examples
    --------
    >>> in_lines("actors.blue.forces.groups.northern_division_1.troops", 30).splitlines()
    ['actors.blue.forces.groups.', 'northern_division_1.troops']
    """
    lines = textwrap.wrap(re.sub(r"\.(?=[^\d ])", ". ", name), width, break_on_hyphens=False)
    return "\n".join(line.replace(". ", ".") for line in lines)


def with_unit(factor: Factor, width: int) -> str:
    """Format the name of a factor with its unit, in lines of a given width in characters.

    Examples
    --------
    >>> from standoff.design.factors import FactorKind
    >>> with_unit(Factor("diplomacy.offer_rate", FactorKind.LEVER, "per_day", low=0.0, high=1.0), 40)
    'diplomacy.offer_rate (per\xa0day)'
    """
    unit = _words(factor.unit)
    return in_lines(f"{factor.shown} ({unit})" if unit else factor.shown, width)


def range_text(unit: str, low: float, high: float) -> str:
    """Format the range of a factor with its unit."""
    unit = _words(unit)
    return f"{low:.4g} to {high:.4g} ({unit})" if unit else f"{low:.4g} to {high:.4g}"


def in_percent(axis: Axis, most_ticks: int = 6) -> None:
    """Format the shares along an axis as per cent."""
    axis.set_major_locator(MaxNLocator(most_ticks, steps=STEPS))
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.4g}".replace("-", "−")))


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart so that each is a gap from the next, as little as that takes.

    Parameters
    ----------
    places : sequence of float
        In any order.
    gap : float
        Least distance between two of them.
    low, high : float
        Ends between which they stay, if there is room.

    Examples
    --------
    >>> spread([0.5, 0.52, 0.0], 0.1, 0.0, 1.0)
    [0.46, 0.56, 0.0]
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    groups: list[tuple[float, list[int]]] = []  # middle, members
    for index in order:
        middle, members = places[index], [index]
        while groups and groups[-1][0] + gap * (len(groups[-1][1]) + len(members)) / 2 > middle + 1e-12:
            before, others = groups.pop()
            total = len(others) + len(members)
            middle, members = (before * len(others) + middle * len(members)) / total, others + members
        half = gap * (len(members) - 1) / 2
        groups.append((min(max(middle, low + half), high - half), members))
    moved = dict.fromkeys(order, 0.0)
    for middle, members in groups:
        for place, index in enumerate(members):
            moved[index] = round(middle + gap * (place - (len(members) - 1) / 2), 12)
    return [moved[index] for index in range(len(places))]


def direct_labels(ends: Mapping[str, tuple[float, str]], ax: Axes) -> None:
    """Write labels to the right of a panel, where its lines end; labels do not touch each other.

    Parameters
    ----------
    ends : Mapping of str to (float, str)
        Height and colour of each label.
    """
    low, high = ax.get_ylim()
    names = list(ends)
    axis = ax.secondary_yaxis("right")
    gap = LABEL_GAP * (high - low)
    places = spread([ends[name][0] for name in names], gap, low + gap / 2, high - gap / 2)
    axis.set_yticks(places, names)
    axis.tick_params(length=0, labelsize=8.5)
    axis.spines["right"].set_visible(False)
    for text, name in zip(axis.get_yticklabels(), names, strict=True):
        text.set_color(ends[name][1])


def percent_text(share: float) -> str:
    """Format a share in whole per cent; what is not none is not called so.

    Examples
    --------
    >>> percent_text(0.58), percent_text(0.004), percent_text(0.0)
    ('58 %', '<1 %', '0 %')
    """
    return "<1 %" if 0.0 < share < 0.005 else f"{100 * share:.0f} %"


def points_text(difference: float, digits: str = ".0f") -> str:
    """Format a difference between shares in percentage points, with its sign.

    Examples
    --------
    >>> points_text(0.104), points_text(-0.064), points_text(0.001)
    ('+10', '−6', '0')
    """
    text = f"{100 * difference:+{digits}}"
    return text.lstrip("+-") if float(text) == 0.0 else text.replace("-", "−")


def setting_text(factors: Sequence[Factor], values: Sequence[str | float]) -> str:
    """Format the values of factors as a list of settings.

    Examples
    --------
    >>> from standoff.design.factors import FactorKind
    >>> setting_text([Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))], ["base"])
    'rules\xa0=\xa0base'
    """
    pairs = zip(factors, values, strict=True)
    return ", ".join(
        f"{factor.shown}{EQUALS}{value}"
        if isinstance(value, str)
        else f"{factor.shown}{EQUALS}{value:.4g}{NO_BREAK}{_words(factor.unit)}".rstrip()
        for factor, value in pairs
    )


def _words(unit: str) -> str:
    return unit.replace("_", NO_BREAK)
