"""Targets – the ranges of ``targets.yaml``, and how far a figure lies outside its own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.documents import read_yaml

__all__ = ["HELD_OUT_FILE", "Target", "load_targets", "log_odds"]

FILE = Path(__file__).with_name("targets.yaml")
HELD_OUT_FILE = Path(__file__).with_name("held_out.yaml")


@dataclass(frozen=True)
class Target:
    """One range, fixed before tuning.

    Parameters
    ----------
    crisis, measure : str
        What it is about.
    why : str
        What it rests on.
    low, high : float
        The range; 0 and 1 if an end of runs is asked for.
    among : tuple of str
        Ends of runs of which one shall be the most frequent; empty for a range.
    """

    crisis: str
    measure: str
    why: str
    low: float = 0.0
    high: float = 1.0
    among: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The range in words."""
        return " or ".join(self.among).replace("_", "-") or f"{self.low:g} – {self.high:g}"

    def holds(self, value: float) -> bool:
        """Tell whether a number lies in the range."""
        return self.low <= value <= self.high

    def distance(self, value: float, n: int) -> float:
        """Say how far a share lies outside the range, in natural log odds.

        Parameters
        ----------
        value : float
            Share, or difference of shares, 0..1.
        n : int
            Runs that it rests on; keeps 0 and 1 finite.
        """
        if self.holds(value):
            return 0.0
        end = self.low if value < self.low else self.high
        return abs(log_odds(value, n) - log_odds(end, n))

    def ratio_distance(self, ratio: float) -> float:
        """Say how far a ratio > 0 lies outside the range, in natural logs."""
        if self.holds(ratio):
            return 0.0
        return abs(math.log(ratio / (self.low if ratio < self.low else self.high)))


def log_odds(share: float, n: int) -> float:
    """Give the log odds of a share of n runs, half a run added to each side."""
    return math.log((share * n + 0.5) / ((1.0 - share) * n + 0.5))


@cache
def load_targets(file: Path = FILE) -> tuple[Target, ...]:
    """Read all ranges of a file, in its order."""
    tree: Mapping[str, Mapping[str, Mapping[str, object]]] = read_yaml(file.read_text(encoding="utf-8"))
    return tuple(
        Target(
            crisis, measure, **{key: tuple(value) if key == "among" else value for key, value in row.items()}
        )
        for crisis, rows in tree.items()
        for measure, row in rows.items()
    )
