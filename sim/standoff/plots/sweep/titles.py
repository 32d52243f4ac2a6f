"""Titles of the figures of a sweep: what was found, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from standoff.design.factorial import BASE, Ends
from standoff.plots.labels import percent_text, setting_text
from standoff.statistics.association import Association
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import ANY_WAR, OUTCOME_SETS, share_title

__all__ = ["curve_title", "option_title", "point_title", "range_title", "ranking_title"]

WAR: Final = "War of any kind"


def _kind(kind: str) -> str:
    return WAR if kind == "any_war" else share_title(kind).capitalize()


def _ends(surface: Surface, points: Points, kind: str) -> tuple[int, int, str]:
    """Give the points with the lowest and the highest share, and both shares as text."""
    played = points[surface.n[points] > 0]
    shares = surface.share(OUTCOME_SETS[kind], played)
    low, high = int(np.argmin(shares)), int(np.argmax(shares))
    ends = percent_text(float(shares[low])), percent_text(float(shares[high]))
    text = ends[0] if ends[0] == ends[1] else f"{ends[0].removesuffix(' %')} to {ends[1]}"
    return int(played[low]), int(played[high]), text


def range_title(surface: Surface, points: Points, names: Sequence[str], kind: str = "any_war") -> str:
    """Say between which shares of runs an outcome lies over some factors."""
    *_, span = _ends(surface, points, kind)
    return f"{_kind(kind)} in {span} of runs over {' and '.join(names)}"


def curve_title(surface: Surface, points: Points) -> str:
    """Say how often there is war at both ends of the only number that varies, for a single line."""
    factor = surface.numbers[0]
    values = surface.values(factor)[points].astype(float)
    first, last = (int(points[index(values)]) for index in (np.argmin, np.argmax))
    if not (surface.n[first] and surface.n[last]):
        return range_title(surface, points, [factor.shown])
    shares = [percent_text(surface.share_at(ANY_WAR, point).share) for point in (first, last)]
    low, high = f"{values.min():.4g}", f"{values.max():.4g}"
    return f"{WAR} in {shares[0]} of runs at {factor.shown} {low}, in {shares[1]} at {high}"


def option_title(surface: Surface, points: Points) -> str:
    """Say under which combination of options there is war least and most often."""
    low, high, span = _ends(surface, points, "any_war")
    if " to " not in span:
        return f"{WAR} in {span} of runs under every choice"
    names = [_chosen(surface, point) for point in (low, high)]
    return f"{WAR} in {span} of runs: least with {names[0]}, most with {names[1]}"


def _chosen(surface: Surface, point: int) -> str:
    values = surface.design.point(point)
    factors = surface.design.factors
    return setting_text(factors, [values[factor.name] for factor in factors])


def ranking_title(surface: Surface, ranked: Sequence[Ends], kind: str) -> str:
    """Say which factor moves an outcome most, and between which shares."""
    spans = {ends: np.array([BASE, ends.low, ends.high]) for ends in ranked}
    widths = {ends: np.ptp(surface.share(OUTCOME_SETS[kind], points)) for ends, points in spans.items()}
    known = {ends: width for ends, width in widths.items() if not np.isnan(width)}
    if not known:
        return f"{_kind(kind)} by factor, one at a time"
    widest = max(known, key=lambda ends: known[ends])
    *_, span = _ends(surface, spans[widest], kind)
    return f"{widest.factor.shown.capitalize()} moves {_kind(kind).lower()} most: {span} of runs"


def point_title(ranked: Sequence[Association]) -> str:
    """Say with which factor war goes most."""
    first = ranked[0]
    return f"{WAR} goes most with {first.factor.shown}: rank correlation {_signed(first.value)}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
