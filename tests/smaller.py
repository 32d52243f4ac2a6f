"""The commands of a page with fewer runs and points, for speed: what they write is of the same kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["smaller"]

RUNS: Final = {
    "run": ["replications=60"],
    "sweep": ["replications=10"],
    "search": ["trials=8", "replications=10", "verify.replications=20"],
    "branch": ["--continuations", "20"],
    "turning-points": ["--continuations", "20"],
}
"""What is said instead of the numbers of runs and trials of a command."""
POINTS: Final = {
    "design.points=256": ["design.points=128"],
    "design.trajectories=16": ["design.trajectories=4"],
    "experiment=what_we_do_not_know": ["experiment=what_we_do_not_know", "design.points=16"],
    "experiment=robust_package": ["experiment=robust_package", "design.points=8"],
}
"""What is said instead of a number of points, or beside a preset that has many."""


def smaller(name: str, words: Iterable[str]) -> list[str]:
    """Give the words after the name of a command, with those that make it smaller.

    Parameters
    ----------
    name : str
        Name of the command.
    words : iterable of str
        What a page shows after it.
    """
    runs = RUNS.get(name, [])
    replaced = tuple(f"{word.partition('=')[0]}=" for word in runs if "=" in word)
    kept = [word for word in words if not word.startswith(replaced)] if replaced else list(words)
    return [each for word in kept for each in POINTS.get(word, [word])] + runs
