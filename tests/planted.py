"""Points with a box planted in them, to be found."""

from __future__ import annotations

import numpy as np

from standoff.analysis.discover.cases import Cases

N_RUNS = 50


def cases_of(columns: dict[str, np.ndarray], p: np.ndarray, n: int = N_RUNS, seed: int = 0) -> Cases:
    """Cases whose runs are so with a probability at each point."""
    hits = np.random.default_rng(1000 + seed).binomial(n, p)  # not the draws that spread the points
    return Cases(columns, dict.fromkeys(columns, "share"), hits, np.full(len(p), n))


def unit_cube(n_points: int, n_factors: int, seed: int = 0) -> dict[str, np.ndarray]:
    """Points spread at random over some factors from 0 to 1."""
    rng = np.random.default_rng(seed)
    return {f"x{number}": rng.random(n_points) for number in range(n_factors)}


def planted(n_points: int = 600, n_factors: int = 4, seed: int = 0) -> Cases:
    """A box x0 >= 0.6, x1 <= 0.5 in which 95 % of the runs are so, and 5 % elsewhere."""
    columns = unit_cube(n_points, n_factors, seed)
    inside = (columns["x0"] >= 0.6) & (columns["x1"] <= 0.5)
    return cases_of(columns, np.where(inside, 0.95, 0.05))


def planted_words(n_points: int = 600, seed: int = 0) -> Cases:
    """A box: rule is b or c, x0 >= 0.5."""
    columns = unit_cube(n_points, 2, seed)
    columns["rule"] = np.random.default_rng(seed + 1).choice(["a", "b", "c", "d"], n_points)
    inside = np.isin(columns["rule"], ["b", "c"]) & (columns["x0"] >= 0.5)
    return cases_of(columns, np.where(inside, 0.95, 0.05))


def noise(n_points: int = 200, n_factors: int = 4, seed: int = 0) -> Cases:
    """Points that go one way or the other by chance alone."""
    columns = unit_cube(n_points, n_factors, seed)
    coin = np.random.default_rng(seed + 1).integers(0, 2, n_points)
    return cases_of(columns, coin.astype(float))
