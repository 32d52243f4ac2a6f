"""The expected utility of an attacker's best option of each class, and its acts, over time."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes

from standoff.plots.over_time import edges, on_axis, over_time
from standoff.plots.style import INK, OPTION_COLOURS, OPTION_MARKS, words
from standoff.story.trace import Row, RunTrace
from standoff.vocabulary import TYPE_NAMES, OptionClass

__all__ = ["attackers", "decisions"]

WIDEST: Final = 4.2
"""Width of the first line, points; each further class has a thinner one, so that none hides another."""


def attackers(trace: RunTrace) -> list[str]:
    """Return the actors that may attack and had options."""
    facts = trace.stage.facts
    deciding = {row["actor"] for row in trace.tables.get("decisions", ())}
    return [
        name
        for row, name in enumerate(trace.stage.names.actors)
        if facts.actor[row].is_attacker == 1 and name in deciding
    ]


def decisions(trace: RunTrace, actor: str, ax: Axes) -> Axes:
    """Draw the expected utility of the best option of each class; marks are acts.

    Parameters
    ----------
    trace : RunTrace
        The run.
    actor : str
        An attacker.
    """
    rows = trace.rows("decisions", actor=actor)
    for option_class in OptionClass:
        best = _best(rows, option_class)
        if best:
            values = [best.get(day, float("nan")) for day in trace.days]
            colour, width = OPTION_COLOURS[option_class], WIDEST - 0.6 * option_class
            ax.stairs(values, edges(trace), baseline=None, lw=width, color=colour)
            mark = OPTION_MARKS[option_class]
            ax.plot([], [], color=colour, lw=width, marker=mark, mec=INK, mew=0.7, label=words(option_class))
    for row in rows:
        if row["is_chosen"]:
            _mark(trace, ax, row)
    ax.set_ylabel("expected utility (share of stakes)")
    kind = trace.rows("actors", actor=actor)[0]["type"]
    ax.set_title(f"{trace.title(actor)} (type: {TYPE_NAMES[kind]})")
    over_time(trace, ax, most_dates=8)
    return ax


def _best(rows: list[Row], option_class: OptionClass) -> dict[float, float]:
    best: dict[float, float] = {}
    for row in rows:
        if row["option_class"] == option_class.key:
            best[row["day"]] = max(best.get(row["day"], row["expected_utility"]), row["expected_utility"])
    return best


def _mark(trace: RunTrace, ax: Axes, row: Row) -> None:
    option_class = OptionClass[row["option_class"].upper()]
    ax.plot(
        [on_axis(trace, row["day"])],
        [row["expected_utility"]],
        OPTION_MARKS[option_class],
        color=OPTION_COLOURS[option_class],
        mec=INK,
        mew=0.7,
        ms=7,
        zorder=3,
    )
