"""Rows of the table of turning points: each option of each decision with its shares of outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from standoff.analysis.turning_points.continuations import Decision
from standoff.analysis.turning_points.ranking import WAR, TurningPoint
from standoff.arrays import Counts
from standoff.statistics.paired import Difference
from standoff.statistics.rows import Line
from standoff.sweep.chosen_run import ChosenRun
from standoff.vocabulary import Outcome

__all__ = ["date_of", "rows"]


def date_of(run: ChosenRun, decision: Decision) -> dt.date:
    """Give the date of a decision."""
    return run.stage.opens_at + dt.timedelta(days=int(decision.day))


def rows(run: ChosenRun, points: Sequence[TurningPoint]) -> Iterator[Line]:
    """Give a row for each option of each decision: the chosen one, then the others by distance."""
    names = run.stage.names
    for rank, point in enumerate(points, 1):
        decision = point.decision
        common = {
            "rank": rank,
            "turn": decision.turn,
            "day": decision.day,
            "date": date_of(run, decision),
            "actor": names.actors[decision.actor],
            "chosen": names.actions[decision.chosen],
        }
        chosen_probability = float(decision.probability[decision.chosen])
        yield {
            **common,
            **_option(names.actions[decision.chosen], chosen_probability, point.outcomes, None, None),
        }
        for each in point.alternatives:
            option = names.actions[each.option]
            yield {**common, **_option(option, each.probability, each.outcomes, each.war, each.distance)}


def _option(
    name: str, probability: float, outcomes: Counts, war: Difference | None, distance: Difference | None
) -> Line:
    n = int(outcomes.sum())
    shares = {f"share_{outcome.key}": outcomes[outcome] / n for outcome in Outcome}
    row = {"option": name, "probability": probability, "n": n, **shares, "share_any_war": outcomes @ WAR / n}
    for title, difference in (("any_war_difference", war), ("distance", distance)):
        row[title] = difference.value if difference else None
        row[f"{title}_low"] = difference.low if difference else None
        row[f"{title}_high"] = difference.high if difference else None
    return row
