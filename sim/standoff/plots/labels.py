"""Names, units and shares as labels of axes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, MaxNLocator

from standoff.design.factors import Factor

__all__ = [
    "EQUALS",
    "STEPS",
    "in_lines",
    "in_percent",
    "points_text",
    "range_text",
    "setting_text",
    "with_unit",
]

NO_BREAK = "\u00a0"
EQUALS = f"{NO_BREAK}={NO_BREAK}"
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
    return in_lines(f"{factor.name} ({unit})" if unit else factor.name, width)


def range_text(unit: str, low: float, high: float) -> str:
    """Format the range of a factor with its unit."""
    unit = _words(unit)
    return f"{low:.4g} to {high:.4g} ({unit})" if unit else f"{low:.4g} to {high:.4g}"


def in_percent(axis: Axis, most_ticks: int = 6) -> None:
    """Format the shares along an axis as per cent."""
    axis.set_major_locator(MaxNLocator(most_ticks, steps=STEPS))
    axis.set_major_formatter(FuncFormatter(lambda share, _: f"{100 * share:.4g}".replace("-", "−")))


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
        f"{factor.name}{EQUALS}{value}"
        if isinstance(value, str)
        else f"{factor.name}{EQUALS}{value:.4g}{NO_BREAK}{_words(factor.unit)}".rstrip()
        for factor, value in pairs
    )


def _words(unit: str) -> str:
    return unit.replace("_", NO_BREAK)
