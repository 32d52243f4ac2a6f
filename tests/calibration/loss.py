"""Loss – how far the model is from the ranges and from what happened, by crisis.

Rule       loss of a crisis = mean over its ranges of the distance to them, natural log odds (ratios: natural
           logs; the wrong end of runs: log of how much more often it came) + mean log score of any war, nats;
           loss = mean over crises, the days of one crisis together being one
Assumes    a crisis weighs as much as another, however many ranges it has; two abstract ones have ranges only
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from standoff.vocabulary import ANY_WAR
from tests.validation.observed import outcomes
from tests.validation.playing import Played
from tests.validation.reached import Figure, reached, war
from tests.validation.scores import log_score
from tests.validation.targets import load_targets

__all__ = ["GROUPS", "Loss", "group_of", "losses"]

Losses = np.ndarray


def group_of(name: str) -> str:
    """Give the crisis that a dated variant belongs to."""
    return name.partition("@")[0]


GROUPS = tuple(dict.fromkeys(group_of(target.crisis) for target in load_targets()))
"""What is left out one at a time, in the order of the ranges."""


@dataclass(frozen=True)
class Loss:
    """The figures of all crises, and their losses.

    Parameters
    ----------
    figures : list of Figure
        What was reached.
    by_crisis : ndarray (n_groups,)
        Loss of each of ``GROUPS``.
    """

    figures: list[Figure]
    by_crisis: Losses


def losses(table: Mapping[str, Played]) -> Loss:
    """Give the loss of each crisis from its runs."""
    figures = reached(load_targets(), table)
    surprise = {
        name: _surprise(table[name], happened in ANY_WAR)
        for name, happened in {**outcomes(), **outcomes("dates")}.items()
    }
    by_crisis = []
    for group in GROUPS:
        parts = (
            [figure.distance for figure in figures if group_of(figure.target.crisis) == group],
            [score for name, score in surprise.items() if group_of(name) == group],
        )
        by_crisis.append(sum(float(np.mean(part)) for part in parts if part))
    return Loss(figures, np.array(by_crisis))


def _surprise(played: Played, came: bool) -> float:
    """Give the log score of any war, half a run added to each side."""
    n = len(played.rows)
    p = (float(war(played.rows).sum()) + 0.5) / (n + 1)
    return log_score([1.0 - p, p], int(came))
