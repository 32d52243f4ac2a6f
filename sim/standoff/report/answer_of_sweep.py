"""What the first section of a report says of a sweep: the range of each outcome over the points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from standoff.plots.style import OUTCOME_COLOURS
from standoff.report.extremes import Extremes
from standoff.report.page import Bar, Table
from standoff.statistics.contrast import Contrast
from standoff.statistics.summary import OutcomeShare, Share
from standoff.statistics.surface import Surface
from standoff.terminal.cells import interval, percent, signed, with_interval
from standoff.vocabulary import ANY_WAR, OUTCOME_SETS, share_title

__all__ = ["GROUP_COLOUR", "MOST_NAMED", "range_lead", "range_table", "share_text", "short_names"]

GROUP_COLOUR: Final = "#6b7280"
"""Colour of bars of several outcomes together."""
MOST_NAMED: Final = 4
"""Largest number of factors that are named with their values."""


def range_lead(surface: Surface, extremes: Mapping[str, Extremes]) -> str:
    """Say where war is least and most frequent, and whether chance alone would explain the difference."""
    war = extremes["any_war"]
    low, high = (surface.share_at(ANY_WAR, point) for point in (war.lowest, war.highest))
    n_points = len(surface.counts) - len(surface.failures)
    sweep = f"The sweep has {surface.n_runs:,} runs at {n_points:,} points."
    if war.contrast is None:
        return f"The share of runs that end in war of any kind is {share_text(low)} at all points. {sweep}"
    return (
        "The share of runs that end in war of any kind is lowest with "
        f"{_setting(surface, war.lowest)}: {share_text(low)}. It is highest with "
        f"{_setting(surface, war.highest)}: {share_text(high)}. {_verdict(war.contrast, n_points)} {sweep}"
    )


def _verdict(gap: Contrast, n_points: int) -> str:
    """Say how far the two extremes lie apart, and whether chance alone would explain it."""
    how = "Run by run under the same chance" if gap.is_paired else "Compared as independent runs"
    picked = f", allowing for the pick of two out of {n_points:,} points" if n_points > 2 else ""
    value, low, high = map(_points, gap.difference.ends)
    chance = (
        "this is more than chance alone would explain" if gap.is_clear else "chance alone could explain it"
    )
    return f"{how}, they differ by {value} percentage points (95\u00a0%{picked}: {low} to {high}); {chance}."


def range_table(surface: Surface, extremes: Mapping[str, Extremes]) -> Table:
    """Show the lowest and the highest share of each outcome, where they occur, and their difference."""
    rows, bars = [], []
    for name, outcomes in OUTCOME_SETS.items():
        points = extremes[name].lowest, extremes[name].highest
        low, high = (surface.share_at(outcomes, point) for point in points)
        cells = ((with_interval(share.share, share.low, share.high), _setting(surface, point))
                 for share, point in zip((low, high), points, strict=True))  # fmt: skip
        rows.append([share_title(name), *(text for pair in cells for text in pair), _gap(extremes[name])])
        colour = OUTCOME_COLOURS[outcomes[0]] if len(outcomes) == 1 else GROUP_COLOUR
        bars.append(Bar(0.0, low.share, high.share, colour))
    columns = ["outcome", "lowest, % (95 %)", "at", "highest, % (95 %)", "at", "difference, % points (95 %)"]
    strong = frozenset({0})
    return Table("Range of the shares over the points", columns, rows, _note(surface, extremes), strong, bars)


def _gap(each: Extremes) -> str:
    if each.contrast is None:
        return "0"
    value, low, high = map(_points, each.contrast.difference.ends)
    return f"{value} ({low} to {high})" + ("" if each.contrast.is_paired else " *")


def _note(surface: Surface, extremes: Mapping[str, Extremes]) -> str:
    n = surface.n[surface.played]
    contrasts = [each.contrast for each in extremes.values() if each.contrast]
    apart = " * Compared as independent runs, which makes the interval too wide: points share their chance."
    return (
        f"Bars: from the lowest to the highest share. n = {n.min():,} runs at each point. The interval of a "
        "share is that of its point alone. Differences are paired run by run; their intervals hold at once "
        "for all pairs of points (Bonferroni), so also for the two that were picked. The difference itself "
        "does not allow for the pick: extremes of many shares are partly due to chance."
        + apart
        * any(not contrast.is_paired for contrast in contrasts)
    )


def _points(difference: float) -> str:
    return signed(f"{100 * difference:.1f}", difference)


def _setting(surface: Surface, point: int) -> str:
    """Format the setting of a point; with many factors, only its number."""
    values = surface.design.point(point)
    if len(values) > MOST_NAMED:
        return f"point {point}"
    names = short_names(list(values))
    texts = (value if isinstance(value, str) else f"{value:.4g}" for value in values.values())
    return ", ".join(f"{names[name]}\u00a0=\u00a0{text}" for name, text in zip(values, texts, strict=True))


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Give names of factors without their groups, if they remain distinct; by full name."""
    short = {name: name.rpartition(".")[2] for name in names}
    return short if len(set(short.values())) == len(short) else dict(zip(names, names, strict=True))


def share_text(share: Share | OutcomeShare) -> str:
    """Format a share in per cent with its interval, for a sentence."""
    return f"{percent(share.share)}\u00a0% (95\u00a0%: {interval(share.low, share.high)})"
