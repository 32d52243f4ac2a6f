"""Reached – the figure that runs reach for each range."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from standoff.arrays import Rows
from standoff.statistics.summary import share_of, wilson
from standoff.vocabulary import Outcome
from tests.validation.abstract import BALANCES
from tests.validation.playing import CLOSED, HALF_DAY, OTHER_ISSUE, TERRITORY, Played, satisfied_name
from tests.validation.targets import Target, log_odds

__all__ = ["Figure", "by_choice", "by_noise", "odds_ratio", "reached", "war"]

PEACE = (Outcome.STANDOFF, Outcome.DE_ESCALATION, Outcome.SETTLEMENT)
Table = Mapping[str, Played]
Flags = np.ndarray


@dataclass(frozen=True)
class Figure:
    """What was reached for a range.

    Parameters
    ----------
    target : Target
        The range.
    value : float
        The figure: a share, a difference, a ratio; of the most frequent end, its share.
    shown : str
        The figure in words.
    is_met : bool
        Whether it lies in the range.
    distance : float
        How far outside, natural logs; 0 inside.
    """

    target: Target
    value: float
    shown: str
    is_met: bool
    distance: float


def war(rows: Rows) -> Flags:
    """Which runs ended with any war."""
    return np.asarray(rows["outcome"] >= Outcome.LIMITED_INCURSION)


def by_choice(played: Played) -> Flags:
    """In which runs somebody attacked by choice, and not only by an incident that grew."""
    return np.asarray(played.rows["chose_war"][:, : played.stage.facts.n_actors].any(axis=1))


def by_noise(played: Played) -> Flags:
    """In which runs an actor attacked whose type never preferred war to its best peace."""
    n = played.stage.facts.n_actors
    rows = played.rows
    return np.asarray(((rows["chose_war"][:, :n] == 1) & (rows["preferred_war"][:, :n] == 0)).any(axis=1))


SHARES: Mapping[str, Callable[[Played], Flags]] = {
    "any_war": lambda played: war(played.rows),
    "wider_war": lambda played: played.rows["outcome"] == Outcome.WIDER_WAR,
    "settlement": lambda played: played.rows["outcome"] == Outcome.SETTLEMENT,
    "full_scale": lambda played: played.rows["outcome"] >= Outcome.FULL_INVASION,
    "none_or_minor": lambda played: (
        ~war(played.rows) | ((played.rows["outcome"] == Outcome.LIMITED_INCURSION) & ~by_choice(played))
    ),
    "war_by_noise": by_noise,
}
"""Measures that are shares of runs. Minor violence is an incident that grew, without an attack by choice."""

MODES: Mapping[str, tuple[Outcome, ...]] = {"modal_peaceful_end": PEACE, "modal_end": tuple(Outcome)}
"""Measures that name the most frequent of some ends."""


def reached(targets: Iterable[Target], table: Table, gap: float | None = None) -> list[Figure]:
    """Give the figure for each range that these runs tell something about.

    Parameters
    ----------
    targets : iterable of Target
        The ranges.
    table : Mapping
        Runs by what was played; ranges on what was not played are left out.
    gap : float, optional
        Largest gap between forecasts of rivals and what these do.
    """
    values = (_figure(target, table, gap) for target in targets)
    return [figure for figure in values if figure is not None]


def _figure(target: Target, table: Table, gap: float | None) -> Figure | None:
    if target.measure == "forecast_gap":
        return None if gap is None else Figure(target, gap, f"{gap:.3f}", target.holds(gap), 0.0)
    if target.measure in BETWEEN:
        return (
            BETWEEN[target.measure](target, table) if HALF_DAY in table or target.crisis == "dyad" else None
        )
    played = table[target.crisis]
    if target.measure in MODES:
        return _mode(target, played.rows)
    hits = SHARES[target.measure](played)
    result = share_of(int(hits.sum()), len(hits))
    shown = f"{result.share:.3f} ({result.low:.3f}–{result.high:.3f})"
    distance = target.distance(result.share, result.n)
    return Figure(target, result.share, shown, distance == 0.0, distance)


def _mode(target: Target, rows: Rows) -> Figure:
    counts = {one.name.lower(): int((rows["outcome"] == one).sum()) for one in MODES[target.measure]}
    most = max(counts, key=lambda name: counts[name])
    wanted = max(counts[name] for name in target.among)
    distance = math.log((counts[most] + 0.5) / (wanted + 0.5))
    share = counts[most] / len(rows)
    low, high = wilson(counts[most], len(rows))
    shown = f"{most.replace('_', ' ')}: {share:.3f} ({low:.3f}–{high:.3f})"
    return Figure(target, share, shown, most in target.among, distance)


def _difference(target: Target, value: float, n: int) -> Figure:
    return Figure(target, value, f"{value:.3f}", target.holds(value), target.distance(max(0.0, value), n))


def _power_effect(target: Target, table: Table) -> Figure:
    shares = [float(war(table[satisfied_name(balance)].rows).mean()) for balance in BALANCES]
    return _difference(target, max(shares) - min(shares), len(table[satisfied_name(BALANCES[0])].rows))


def _half_day_gap(target: Target, table: Table) -> Figure:
    daily, half = (table[name].rows["outcome"] for name in (target.crisis, HALF_DAY))
    return _difference(
        target, max(abs(float((daily == one).mean() - (half == one).mean())) for one in Outcome), len(half)
    )


def _access_effect(target: Target, table: Table) -> Figure:
    here, closed = (war(table[name].rows) for name in (target.crisis, CLOSED))
    return _difference(target, float(here.mean() - closed.mean()), len(here))


def odds_ratio(one: Rows, other: Rows) -> float:
    """Give the ratio of the odds of war, half a run added to each cell."""
    shares = (float(war(rows).mean()) for rows in (one, other))
    here, there = (log_odds(share, len(rows)) for share, rows in zip(shares, (one, other), strict=True))
    return math.exp(here - there)


def _territory(target: Target, table: Table) -> Figure:
    here, there = table[TERRITORY].rows, table[OTHER_ISSUE].rows
    ratio = odds_ratio(here, there)
    shown = f"{ratio:,.3g} (war {war(here).mean():.3f} against {war(there).mean():.3f})"
    return Figure(target, ratio, shown, target.holds(ratio), target.ratio_distance(ratio))


BETWEEN: Mapping[str, Callable[[Target, Table], Figure]] = {
    "power_ratio_effect": _power_effect,
    "half_day_gap": _half_day_gap,
    "access_effect": _access_effect,
    "territory_odds_ratio": _territory,
}
"""Measures that compare runs of several settings."""
