"""The points of a sweep with the lowest and the highest share of each outcome, compared run by run.

A sweep keeps sums, with pairs only for its reference. Two other points are played again to pair their runs,
up to a number of runs; beyond it, or if the rules have changed, they are compared as independent runs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from standoff.analysis.compare.answer import with_rows
from standoff.statistics.contrast import Contrast, extreme_contrast
from standoff.statistics.surface import Surface
from standoff.sweep.replayed import MOST_REPLAYED
from standoff.sweep.stored import open_result
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["Extremes", "extremes_of"]

MAIN = "any_war"
"""The outcome whose extremes are played again first."""


@dataclass(frozen=True)
class Extremes:
    """The points with the lowest and the highest share of an outcome.

    Parameters
    ----------
    lowest, highest : int
        The points; of tied ones the first.
    contrast : Contrast or None
        The highest against the lowest, with an interval that allows for the pick; None if the share is the
        same at all points.
    """

    lowest: int
    highest: int
    contrast: Contrast | None


def extremes_of(
    folder: Path,
    surface: Surface,
    tell: Callable[[str], None],
    names: Collection[str] = tuple(OUTCOME_SETS),
    most: int | None = None,
) -> dict[str, Extremes]:
    """Compare the extremes of each outcome over the points of a sweep.

    Parameters
    ----------
    folder : pathlib.Path
        The sweep.
    surface : Surface
        Its results, with two points or more that did not fail.
    tell : callable
        Receives messages on what is going on.
    names : collection of str
        Of ``OUTCOME_SETS``; default: all.
    most : int, optional
        Most runs that are played again where only sums were kept, so that they can be paired; default:
        `MOST_REPLAYED`.
    """
    picked = {name: _picked(surface, name) for name in names}
    opened = {point: open_result(folder, point) for point in _points(picked)}
    samples = {point: result.sample for point, result in opened.items()}
    unpaired = {
        name: pair for name, pair in picked.items() if surface.reference not in pair and pair[0] != pair[1]
    }
    needed = _points(unpaired)
    most = MOST_REPLAYED if most is None else most
    if sum(samples[point].n for point in needed) > most:
        needed = sorted(unpaired.get(MAIN, ()))
    may_replay = sum(samples[point].n for point in needed) <= most
    played = with_rows([opened[point] for point in needed], None if may_replay else False, tell)
    samples |= {point: result.sample for point, result in zip(needed, played, strict=True)}
    n = len(surface.played)
    return {
        name: Extremes(
            low, high, None if low == high else extreme_contrast(samples[low], samples[high], name, n)
        )
        for name, (low, high) in picked.items()
    }


def _points(pairs: Mapping[str, tuple[int, int]]) -> list[int]:
    return sorted({point for pair in pairs.values() for point in pair})


def _picked(surface: Surface, name: str) -> tuple[int, int]:
    shares = surface.response(name).value
    return int(np.nanargmin(shares)), int(np.nanargmax(shares))
