"""Sentences of a search: the gain, and how much of it was luck."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from standoff.analysis.search.trials import Search
from standoff.statistics.goals import Goal
from standoff.statistics.response import SHARE, shown

__all__ = ["failures", "verdict"]


def verdict(result: Search) -> Iterator[str]:
    """Give the gain over the setting as reported, in the search and with fresh chance."""
    for index, goal in enumerate(result.goals):
        best = min(result.verified[1:], key=lambda setting: goal.sign * setting.verdicts[index].value)
        gap = best.verdicts[index]
        ends = (shown(end, goal.unit) for end in (gap.difference_low, gap.difference_high))
        span = f"{_amount(goal, gap.difference)} (95 % interval {' to '.join(ends)})"
        if gap.is_better(goal):
            yield (
                f"{goal.as_text}: {best.name} is better than the setting as reported with fresh chance; the "
                f"difference is {span}."
            )
        else:
            yield (
                f"{goal.as_text}: no verified trial is clearly better than the setting as reported; the "
                f"best, {best.name}, differs by {span}."
            )
        gains = np.mean([result.gains(setting, index) for setting in result.verified[1:]], axis=0)
        searched, fresh = (_amount(goal, gain) for gain in gains.tolist())
        luck = " The rest was luck, which favours the best of many trials."
        yield (
            f"  Mean gain of the {len(result.verified) - 1} verified trials over the setting as reported: "
            f"{searched} in the search, {fresh} with fresh chance.{luck * bool(gains[1] < gains[0])}"
        )


def failures(result: Search) -> Iterator[str]:
    """Give the number of trials that failed, and the reason of the first."""
    if failed := [trial for trial in result.trials if trial.failure]:
        yield f"{len(failed):,} trials failed (see trials.csv); the first because: {failed[0].failure}"


def _amount(goal: Goal, value: float) -> str:
    """Format a difference with its unit."""
    return f"{shown(value, goal.unit)} {'percentage points' if goal.unit == SHARE else goal.unit}"
