"""The questions as tests ask them: command, results, and what an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.commands import STRAIT

__all__ = ["ASKED_OF_RUNS", "QUESTIONS", "WITH_RESULTS", "Question"]


@dataclass(frozen=True)
class Question:
    """A question as it is asked here, and what its answer is made of.

    Parameters
    ----------
    command : tuple of str
        Its command, the names of the results that it is asked of, and its options.
    n_results : int
        How many of the words after the first are results.
    figures, tables : tuple of str
        Names of what it writes; a figure has a table of its own name unless ``data`` names another one.
    data : str
        Table that holds the numbers of all figures; "-" = there is none.
    home : str
        Where it writes if no place is given, by a pattern.
    can_be_plain : bool
        Whether it can be told to draw no figures.
    phases : str
        What it says on standard error of phases that take long.
    """

    command: tuple[str, ...]
    n_results: int = 1
    figures: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    data: str = ""
    home: str = ""
    can_be_plain: bool = True
    phases: str = ""

    @property
    def results(self) -> tuple[str, ...]:
        """Names of the results that it is asked of."""
        return self.command[1 : 1 + self.n_results]

    def words(self, out: str = "", *, figures: bool = True) -> list[str]:
        """Give the words of the command."""
        plain = ["figures=false"] if self.can_be_plain else []
        return [*self.command, *([f"out={out}"] if out else []), *([] if figures else plain)]

    def files(self) -> set[str]:
        """Names of all that it writes, but for the manifest."""
        drawn = {f"{name}.{kind}" for name in self.figures for kind in ("png", "svg")}
        return drawn | {f"{name}.csv" for name in (*self.tables, *(() if self.data else self.figures))}


QUESTIONS: Final = {
    "compare": Question(
        ("compare", "run", "open", "other_seed"), 3,
        ("outcomes", "differences", "measures", "flows", "war_by_day", "settlements"),
        ("ranking", "types"),
        home="results/compare/*",
    ),
    "discover": Question(
        ("discover", "drawn", "--at-least", "0.7"), 1, ("trajectory", "limits", "scatter"), ("boxes",),
        home="results/discovery/*",
    ),
    "sensitivity": Question(
        ("sensitivity", "saltelli", "--of", "any_war"), 1, ("indices", "convergence"), ("factors", "spread"),
        home="results/sensitivity/*",
    ),
    "robust": Question(
        ("robust", "crossed", "--aim", "any_war<=0.9"), 1, ("robustness", "pareto", "states"),
        ("packages", "costs"), home="results/robust/*",
        phases="Playing 240 runs again, to compare two packages run by run\n",
    ),
    "search": Question(
        ("search", f"scenario.name={STRAIT}", "trials=5", "replications=10", "verify.replications=20",
         "verify.best=2", "escalation.attack_cost=interval(0,1)", "diplomacy=reported,open"),
        0, ("history", "levers"), ("trials", "verified"), data="trials",
        home="results/search/*",
    ),
    "turning-points": Question(
        ("turning-points", "run", "--continuations", "60"), 1, ("turning_points",), ("turning_points",),
        data="turning_points", home="run/turning-points/run-15*",
    ),
    "branch": Question(
        ("branch", "run", "--turn", "3", "--set", "vesper: withdraw", "--continuations", "60"), 1, ("flows",),
        ("outcomes",), home="run/branch/run-15-turn-3*",
    ),
    "talks": Question(
        ("talks", "run"), 1, ("blocked",), ("parties", "issues", "runs", "attempts", "concessions"),
        home="run/talks/runs*",
    ),
    "explain": Question(
        ("explain", "run", "--actor", "vesper", "--turn", "17"), 1, ("vesper-turn-17",), data="-",
        home="run/explain", can_be_plain=False,
    ),
    "check": Question(
        ("check", str(STRAIT), "replications=100"), 0, tables=("checks", "findings"),
        home="results/check/*", can_be_plain=False,
    ),
}  # fmt: skip
WITH_RESULTS: Final = [name for name, question in QUESTIONS.items() if question.n_results]
ASKED_OF_RUNS: Final = ("branch", "compare", "turning-points", "talks", "explain")
