"""Scoring – the model and its baselines on the resolved crises, with intervals over crises.

Rule       a crisis is drawn with replacement as often as there are crises; all such samples are enumerated,
           so that an interval is exact. Runs are no independent evidence and are not resampled
Assumes    crises are exchangeable; with six of them an interval is wide, and too narrow: they were chosen
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from standoff.scenario.baselines import load_baselines
from standoff.vocabulary import Outcome
from tests.validation.logistic import forecast, left_out
from tests.validation.playing import Played
from tests.validation.scores import brier, concordance, log_score, ranked, skill

__all__ = ["BASELINES", "Card", "Interval", "by_chance", "cards", "classes_of", "ordering", "skill_over"]

GROUPS = tuple(group.outcomes for group in load_baselines()["icb_matched"].classes.values())
"""Ordered classes: no violence, clashes, full-scale war."""
RATE = tuple(group.count for group in load_baselines()["icb_matched"].classes.values())
MODEL, BASE_RATE, PEACE, LOGISTIC = "model", "base rate", "always peace", "logistic"
BASELINES = (BASE_RATE, PEACE, LOGISTIC)

Interval = tuple[float, float, float]


@dataclass(frozen=True)
class Card:
    """What one forecaster said of each crisis, and how it scored.

    Parameters
    ----------
    forecaster : str
        Who.
    forecasts : ndarray (n_crises, 3)
        Probabilities of no violence, clashes, full-scale war.
    brier, log, ranked : ndarray (n_crises,)
        Squared error and surprise on any war; ranked score on the three classes.
    """

    forecaster: str
    forecasts: np.ndarray
    brier: np.ndarray
    log: np.ndarray
    ranked: np.ndarray

    @property
    def war(self) -> np.ndarray:
        """Probability of any war by crisis."""
        return 1.0 - self.forecasts[:, 0]


def classes_of(played: Played) -> list[float]:
    """Give the share of runs in each class, half a run added to each so that no forecast is certain."""
    counts = [float(np.isin(played.rows["outcome"], group).sum()) + 0.5 for group in GROUPS]
    return [count / sum(counts) for count in counts]


def cards(
    table: Mapping[str, Played], happened: Mapping[str, Outcome], taught: Mapping[str, Outcome] | None = None
) -> list[Card]:
    """Score the model and its baselines.

    Parameters
    ----------
    table : Mapping
        Runs by crisis.
    happened : Mapping
        What happened, by crisis, in the order of the scores.
    taught : Mapping, optional
        Other crises, which the regression is fitted to; without them each crisis is left out of its own fit.
    """
    places = [next(row for row, group in enumerate(GROUPS) if one in group) for one in happened.values()]
    said = [classes_of(table[name]) for name in happened]
    rate = [count / sum(RATE) for count in RATE]
    known, came = _fitted_to(table, happened if taught is None else taught)
    cases, _ = _fitted_to(table, happened)
    fitted = left_out(known, came) if taught is None else [forecast(known, came, case) for case in cases]
    clashes = RATE[1] / (RATE[1] + RATE[2])
    forecasts = {
        MODEL: said,
        BASE_RATE: [rate] * len(places),
        PEACE: [[1.0, 0.0, 0.0]] * len(places),
        LOGISTIC: [[1 - p, p * clashes, p * (1 - clashes)] for p in fitted],
    }
    return [_card(name, rows, places) for name, rows in forecasts.items()]


def _fitted_to(table: Mapping[str, Played], happened: Mapping[str, Outcome]) -> tuple[np.ndarray, np.ndarray]:
    """Give what the regression knows of crises, and whether war came."""
    came = [one not in GROUPS[0] for one in happened.values()]
    return np.array([_features(table[name]) for name in happened]), np.array(came, float)


def _card(name: str, rows: Sequence[Sequence[float]], places: Sequence[int]) -> Card:
    events = [([row[0], 1.0 - row[0]], int(place > 0)) for row, place in zip(rows, places, strict=True)]
    return Card(
        name,
        np.array(rows),
        np.array([brier(*event) / 2 for event in events]),
        np.array([log_score(*event) for event in events]),
        np.array([ranked(row, place) for row, place in zip(rows, places, strict=True)]),
    )


def _features(played: Played) -> list[float]:
    """Give what the regression knows of a crisis: log of the ratio of forces, how public the demand is."""
    facts = played.stage.facts
    ours, theirs = (float(facts.force[actor]["now"].sum()) for actor in (played.attacker, played.target))
    return [math.log(ours / theirs), float(facts.actor[played.attacker].demand)]


def skill_over(card: Card, other: Card, score: str) -> Interval:
    """Give the skill of one forecaster against another with its 95 % interval over crises."""
    here, there = getattr(card, score), getattr(other, score)
    return _interval(len(here), lambda weights: skill(float(weights @ here), float(weights @ there)))


def ordering(forecast: Sequence[float], happened: Sequence[bool]) -> Interval:
    """Give the share of pairs, one with war and one without, in the right order; 95 % over crises."""

    def of(weights: np.ndarray) -> float:
        return concordance(np.repeat(forecast, weights).tolist(), np.repeat(happened, weights).tolist())

    return _interval(len(forecast), of)


def by_chance(forecast: Sequence[float], happened: Sequence[bool]) -> float:
    """Give the probability of an order at least as good if the forecasts meant nothing."""
    n = len(happened)
    share = concordance(forecast, happened)
    orders = [
        concordance(forecast, [case in came for case in range(n)])
        for came in itertools.combinations(range(n), sum(happened))
    ]
    return float(np.mean([one >= share for one in orders]))


def _interval(n: int, statistic: Callable[[np.ndarray], float]) -> Interval:
    """Give a statistic with the 2.5 and 97.5 % points of its distribution over samples in which it exists."""
    weighted = [(statistic(np.array(counts)), weight) for counts, weight in _resamples(n)]
    values, weights = np.array([pair for pair in weighted if math.isfinite(pair[0])]).T
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    low, high = (float(values[order][np.searchsorted(reached, end)]) for end in (0.025, 0.975))
    return statistic(np.ones(n, int)), low, high


def _resamples(n: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """Enumerate how often each of n crises can be drawn in n draws, with its probability."""
    for counts in _compositions(n, n):
        ways = math.factorial(n) / math.prod(math.factorial(count) for count in counts)
        yield counts, ways / n**n


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _compositions(total - first, parts - 1))
