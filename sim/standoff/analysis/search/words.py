"""Sentences of a search: what was gained, and how much of that was luck."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from standoff.analysis.search.trials import Search
from standoff.statistics.goals import Goal
from standoff.statistics.response import SHARE, shown

__all__ = ["failures", "verdict"]


def verdict(result: Search) -> Iterator[str]:
    """Say what was gained, and how much of what the search saw was luck."""
    for place, goal in enumerate(result.goals):
        best = min(result.verified[1:], key=lambda one: goal.sign * one.verdicts[place].value)
        gap = best.verdicts[place]
        ends = (shown(end, goal.unit) for end in (gap.difference_low, gap.difference_high))
        span = f"{_reached(goal, gap.difference)} ({' to '.join(ends)})"
        if gap.is_better(goal):
            yield f"{goal.told}: {best.name} is better than as reported, on fresh chance by {span}."
        else:
            yield (
                f"{goal.told}: nothing that was found is surely better than as reported; of what was "
                f"verified {best.name} is best, and differs by {span}."
            )
        gains = np.mean([result.gains(one, place) for one in result.verified[1:]], axis=0)
        searched, fresh = (_reached(goal, gain) for gain in gains.tolist())
        luck = " The rest was luck, of which the best of many trials has more than others."
        yield (
            f"  Gain over the setting as reported, on average over the {len(result.verified) - 1} that were "
            f"verified: {searched} in the search, {fresh} on fresh chance.{luck * bool(gains[1] < gains[0])}"
        )


def failures(result: Search) -> Iterator[str]:
    """Say how many trials failed, and why the first of them did."""
    if failed := [trial for trial in result.trials if trial.failure]:
        yield f"{len(failed):,} trials failed, told in trials.csv; the first: {failed[0].failure}"


def _reached(goal: Goal, value: float) -> str:
    """Give a difference with its unit."""
    return f"{shown(value, goal.unit)} {'points' if goal.unit == SHARE else goal.unit}"
