"""Robust words – which package is robust, and how surely, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from standoff.analysis.robust.choice import RobustChoice
from standoff.statistics.goals import Goal
from standoff.statistics.response import SHARE

__all__ = ["CRITERION_WORDS", "verdict", "warnings", "without_cost"]

CLEAR: Final = 0.95
"""Share of resamples from which on a best package is said to stay the best."""
CRITERION_WORDS: Final = {
    "mean": "mean",
    "p90": "kept in 90 % of states",
    "worst": "worst case",
    "regret_p90": "90 % regret",
    "regret_max": "greatest regret",
    "satisficing": "satisficing",
}


def verdict(choice: RobustChoice) -> Iterator[str]:
    """Say which package each criterion chooses, and how surely."""
    by_best: dict[tuple[int, ...], list[str]] = {}
    for criterion, score in choice.scores.items():
        by_best.setdefault(score.best, []).append(CRITERION_WORDS[criterion])
    if len(by_best) == 1:
        yield f"All criteria choose {_named(choice, next(iter(by_best)))}."
    else:
        yield "The criteria disagree:"
        for best, criteria in by_best.items():
            yield f"  {', '.join(criteria)}: {_named(choice, best)}"
    robust = choice.robust
    share = choice.scores[choice.problem.criterion].best_share[robust]
    stays = "stays the best" if share >= CLEAR else "does not surely stay the best"
    criterion = CRITERION_WORDS[choice.problem.criterion]
    yield (
        f"Robust, by {criterion}: {robust} ({choice.name(robust)}). It {stays}: "
        f"it is in {100 * share:.1f} % of bootstrap resamples of the {choice.n_states} states."
    )


def _named(choice: RobustChoice, best: tuple[int, ...]) -> str:
    if len(best) == 1:
        return f"{best[0]} ({choice.name(best[0])})"
    return f"packages {', '.join(map(str, best))}, which are level"


def without_cost(choice: RobustChoice) -> Iterator[str]:
    """Say what criteria choose the robust package as well."""
    others = {"on average": choice.best_on_average, "as reported": choice.best_reported}
    if same := [why for why, other in others.items() if other == choice.robust]:
        yield (
            f"By {choice.goal.name} the robust package is the best {' and '.join(same)}, too: against that, "
            "robustness costs nothing."
        )


def warnings(choice: RobustChoice) -> Iterator[str]:
    """Say what the number of runs and what failed leave open."""
    noise, goal = choice.noise, choice.goal
    per_state = _said(goal, 1.96 * noise.error)
    yield (
        f"{noise.n_runs:,} runs of each package in each state: a difference of two packages in one state is "
        f"uncertain by ± {per_state} at most. Packages share their chance, so that most of this cancels out; "
        "the intervals hold the draw of the states and not the number of runs."
    )
    if noise.n_enough is None:
        yield f"Packages {noise.first} and {noise.second} are level on average."
    elif noise.is_large:
        yield (
            f"Warning: the best two on average, {noise.first} and {noise.second}, differ by "
            f"{_said(goal, noise.gap)}, which so few runs may show by chance alone; {noise.n_enough:,} runs "
            "would surely do. Regrets of the same size are noise as well."
        )
    if choice.n_left_out:
        yield (
            f"Warning: {choice.n_left_out:,} states were left out, since a package failed there or lacks a "
            "value."
        )
    if choice.best_reported is None:
        yield "The state as reported was not played, or has no value there."


def _said(goal: Goal, value: float) -> str:
    return f"{100 * value:.1f} points" if goal.unit == SHARE else f"{value:.3g} {goal.unit}"
