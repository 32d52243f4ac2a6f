"""Sentences of a robust choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from standoff.analysis.robust.choice import RobustChoice
from standoff.analysis.robust.trade_off import Z_95
from standoff.config.levers import undecidable
from standoff.statistics.goals import Goal
from standoff.statistics.response import SHARE

__all__ = ["CRITERION_WORDS", "verdict", "warnings", "without_cost"]

CLEAR: Final = 0.95
"""Least share of resamples in which a stable choice is the best."""
CRITERION_WORDS: Final = {
    "mean": "mean",
    "p90": "reached in 90 % of states",
    "worst": "worst case",
    "regret_p90": "90th-percentile regret",
    "regret_max": "maximum regret",
    "satisficing": "satisficing",
}


def verdict(choice: RobustChoice) -> Iterator[str]:
    """Say which package each criterion chooses, and whether the choice is stable."""
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
    stable = "is stable" if share >= CLEAR else "is not stable"
    criterion = CRITERION_WORDS[choice.problem.criterion]
    yield (
        f"Robust package by {criterion}: {robust} ({choice.name(robust)}). The choice {stable}: this package "
        f"is the best in {100 * share:.1f} % of bootstrap resamples of the {choice.n_states} states."
    )


def _named(choice: RobustChoice, best: tuple[int, ...]) -> str:
    if len(best) == 1:
        return f"package {best[0]} ({choice.name(best[0])})"
    return f"packages {', '.join(map(str, best))} (tied)"


def without_cost(choice: RobustChoice) -> Iterator[str]:
    """Say where the robust package costs nothing because it is also the best there."""
    rivals = {"on average": choice.best_on_average, "as reported": choice.best_reported}
    if same := [why for why, rival in rivals.items() if rival == choice.robust]:
        yield (
            f"The robust package also has the best {choice.goal.name.replace('_', ' ')} "
            f"{' and '.join(same)}: robustness costs nothing there."
        )


def warnings(choice: RobustChoice) -> Iterator[str]:
    """Say what the number of runs and failures leave uncertain."""
    noise, goal = choice.noise, choice.goal
    how = (
        "compared run by run under the same chance"
        if noise.is_paired
        else "compared as independent runs, which is too wide, since packages share their chance"
    )
    yield (
        f"{noise.n_runs:,} runs of each package in each state: the difference between the two packages that "
        f"are best on average, {noise.first} and {noise.second}, is {_amount(goal, noise.gap)} "
        f"± {_amount(goal, Z_95 * noise.error)} (95 %, {how}). The intervals above cover the sampling of "
        "states, not the number of runs."
    )
    if noise.n_enough is None:
        yield f"Packages {noise.first} and {noise.second} are tied on average."
    elif noise.is_large:
        yield (
            f"Warning: this difference may be chance alone with so few runs; {noise.n_enough:,} runs would "
            "be enough. Regrets of this size may be noise as well."
        )
    if unset := undecidable(choice.packages[0]):
        yield f"Warning: {unset}"
    if choice.n_left_out:
        yield (
            f"Warning: {choice.n_left_out:,} states were left out because a package failed or has no value "
            "there."
        )
    if choice.best_reported is None:
        yield "The state as reported was not played, or has no value."


def _amount(goal: Goal, value: float) -> str:
    return f"{100 * value:.1f} percentage points" if goal.unit == SHARE else f"{value:.3g} {goal.unit}"
