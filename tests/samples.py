"""Samples made by hand, to be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from standoff.statistics.sample import Runs, Sample, sample_of
from standoff.vocabulary import Outcome

MEASURES = ("days", "days_to_violence", "position_strait", "position_tariffs")
HORIZON = 60.0


def made(
    name: str,
    outcomes: Sequence[int] | np.ndarray,
    seed: int = 1,
    chance: int = 0,
    types: Mapping[str, Sequence[int]] = MappingProxyType({}),
) -> Sample:
    """A sample whose runs end so; runs at war saw violence, the others ended at the horizon.

    ``chance`` decides all else that happens in the runs; ``types`` are the private types by actor.
    """
    ends = np.asarray(outcomes, np.int64)
    rng = np.random.default_rng(chance)
    violence = np.where(ends >= Outcome.LIMITED_INCURSION, rng.integers(0, 50, len(ends)), np.nan)
    days = np.where(np.isnan(violence), HORIZON, violence + 10)
    values = np.stack([days, violence, rng.random(len(ends)), np.full(len(ends), 0.5)])
    kinds = {actor: np.asarray(each, np.int64) for actor, each in types.items()}
    return sample_of(name, f"results/{name}", seed, MEASURES, Runs(ends, values, kinds))


def drawn(name: str, p_war: float, n: int, u: np.ndarray | None = None, seed: int = 1) -> Sample:
    """A sample in which war comes to the runs whose draw lies below a probability; common draws pair it."""
    draws = np.random.default_rng(seed).random(n) if u is None else u
    return made(name, np.where(draws < p_war, Outcome.FULL_INVASION, Outcome.STANDOFF), seed)
