"""Rows of the tables of a search: all trials, and the verified settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from standoff.analysis.search.trials import Search
from standoff.statistics.rows import Line, with_gaps

__all__ = ["rows"]


def rows(result: Search) -> dict[str, list[Line]]:
    """Give the rows of each table, under the name of the figure that shows it."""
    return {"trials": list(_trials(result)), "verified": list(_verified(result))}


def _trials(result: Search) -> Iterator[Line]:
    for trial, best in zip(result.trials, result.best_so_far().tolist(), strict=True):
        values = {goal.name: value for goal, value in zip(result.goals, trial.values, strict=True)}
        yield with_gaps({"trial": trial.number, **trial.package, **values,
                         f"best_{result.goals[0].name}": best, "failure": trial.failure})  # fmt: skip


def _verified(result: Search) -> Iterator[Line]:
    for setting, is_front in zip(result.verified, result.on_front.tolist(), strict=True):
        package: Mapping[str, float | str | None] = (
            dict.fromkeys(result.trials[0].package) if setting.trial is None else setting.trial.package
        )
        for index, (goal, verdict) in enumerate(zip(result.goals, setting.verdicts, strict=True)):
            searched, fresh = result.gains(setting, index)
            yield {
                "setting": setting.name, **package, "of": goal.name, "unit": goal.unit,
                "better": goal.better, "searched": setting.searched[index],
                "verified": verdict.value, "low": verdict.low, "high": verdict.high,
                "gain_searched": searched, "gain_verified": fresh, "less_reported": verdict.difference,
                "less_reported_low": verdict.difference_low,
                "less_reported_high": verdict.difference_high, "is_front": is_front,
            }  # fmt: skip
