"""Composing – milliseconds per job of a multirun: stock Hydra, and the composer, which checks as well."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from standoff.config.composer import Composer, register
from standoff.config.flags import read_flags
from standoff.config.settings import RunSettings
from standoff.scenario.locate import data_root
from tests.benchmarks.timing import Effort, Spread, spread

__all__ = ["milliseconds_per_point"]

Compose = Callable[[Mapping[str, object]], object]


def milliseconds_per_point(n_points: int, effort: Effort) -> dict[str, Spread]:
    """Compose points by both, round by round; a point sets two presets and two levers.

    Parameters
    ----------
    n_points : int
        Points per round.
    effort : Effort
        How many rounds.
    """
    points = list(_points(n_points))
    times: dict[str, list[float]] = {"stock Hydra": [], "standoff": []}
    with _stock() as stock:
        for one in (stock, _own()):
            one(points[0])
        for _ in range(effort.rounds):
            times["stock Hydra"].append(_measure(lambda: stock, points))
            times["standoff"].append(_measure(_own, points))
    return {name: spread(values) for name, values in times.items()}


def _points(n_points: int) -> Iterator[dict[str, object]]:
    presets = [
        {"diplomacy": diplomacy, "rules": rules}
        for diplomacy in ("reported", "open")
        for rules in ("base", "true_odds")
    ]
    for number in range(n_points):
        share = number / n_points
        levers = {"diplomacy.offer_rate": 0.01 + 0.1 * share, "escalation.incident_rate": 0.01 + 0.05 * share}
        yield presets[number % len(presets)] | levers


@contextmanager
def _stock() -> Iterator[Compose]:
    """Hydra's own way to compose a configuration from a program, to plain data."""
    register(RunSettings)

    def one(point: Mapping[str, object]) -> object:
        return OmegaConf.to_object(compose("config", [f"{key}={value}" for key, value in point.items()]))

    with initialize_config_dir(version_base="1.3", config_dir=str(data_root() / "conf")):
        yield one


def _own() -> Compose:
    """What the engine makes once for a command line."""
    return Composer(read_flags([], "standoff run"), "config", RunSettings).settings


def _measure(make: Callable[[], Compose], points: list[dict[str, object]]) -> float:
    started = time.perf_counter()
    one = make()
    for point in points:
        one(point)
    return 1e3 * (time.perf_counter() - started) / len(points)
