"""Typed settings of ``standoff search``; their values are in ``conf/search.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from omegaconf import MISSING

from standoff.config.settings import RANGES, Settings
from standoff.config.sweep_settings import SAMPLINGS

__all__ = ["STATISTICS", "DrawChoice", "SearchSettings", "VerifyChoice"]

STATISTICS = ("mean", "worst_decile")
"""Summary of a goal over the states of the world: its mean, or its mean over the worst tenth of them."""

MOST_GOALS = 2


@dataclass
class DrawChoice:
    """Uncertainties to draw, number of draws, and method."""

    points: int = 16
    sampling: str = SAMPLINGS[0]
    uncertainties: list[str] = field(default_factory=list)


@dataclass
class VerifyChoice:
    """Number of best trials played again, their number of runs, and their seed."""

    best: int = 3
    replications: int = 4000
    seed: int | None = None


@dataclass
class SearchSettings(Settings):
    """Settings of a search."""

    takes_quantities: ClassVar[bool] = True
    ranges: ClassVar[Mapping[str, tuple[float, float, str]]] = {
        **RANGES,
        "replications": (1, 10_000_000, "a whole number of runs of each trial in each state"),
        "trials": (1, 100_000, "a whole number"),
        "design.points": (1, 2**16, "a whole number"),
        "verify.best": (1, 100, "a whole number"),
        "verify.replications": (20, 10_000_000, "a whole number of runs in each state"),
        "verify.seed": (0, 2**63 - 1, "a whole number, or null for the search's seed plus 1"),
    }
    words: ClassVar[Mapping[str, str]] = {
        **Settings.words,
        "goals": "a list of one or two goals, such as [any_war] or [any_war,payoff_A],",
        "statistic": f"one of {', '.join(STATISTICS)}",
        "design.sampling": f"one of {', '.join(SAMPLINGS)}",
        "design.uncertainties": "a list of quantities or patterns, such as [actors.*.costs.*, rules.*],",
    }

    goals: list[str] = field(default_factory=list)
    trials: int = MISSING
    statistic: str = MISSING
    design: DrawChoice = field(default_factory=DrawChoice)
    verify: VerifyChoice = field(default_factory=VerifyChoice)

    @property
    def fresh_seed(self) -> int:
        """Seed with which the best trials are played again."""
        return (self.seed + 1) % 2**63 if self.verify.seed is None else self.verify.seed

    def faults(self) -> list[str]:
        """List the values that are not allowed, one line each."""
        wrong = [f"{key} = {value}: must be one of {', '.join(allowed)}"
                 for key, value, allowed in (("statistic", self.statistic, STATISTICS),
                                             ("design.sampling", self.design.sampling, SAMPLINGS))
                 if value not in allowed]  # fmt: skip
        if not 1 <= len(self.goals) <= MOST_GOALS:
            wrong.append(f"goals = {self.goals}: give one or two, such as [any_war]")
        if self.fresh_seed == self.seed:
            wrong.append(f"verify.seed = {self.seed}: is the seed of the search; give another")
        return super().faults() + wrong
