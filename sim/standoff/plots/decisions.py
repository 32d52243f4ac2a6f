"""What an attack was worth to an attacker beside its best peace, over time, with its acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes

from standoff.plots.over_time import on_axis, over_time
from standoff.plots.style import INK, OPTION_COLOURS, OPTION_MARKS, OUTCOME_COLOURS, words
from standoff.story.trace import RunTrace
from standoff.story.words import date_text
from standoff.vocabulary import OptionClass, Outcome

__all__ = ["Gap", "attackers", "decisions", "decisions_title", "gaps"]

ATTACKS: Final = (OptionClass.LIMITED_ATTACK, OptionClass.FULL_ATTACK)
FEWEST_DAYS: Final = 7.0
"""Days that are shown at least."""
WAR, PEACE = OUTCOME_COLOURS[Outcome.FULL_INVASION], OUTCOME_COLOURS[Outcome.DE_ESCALATION]


@dataclass(frozen=True)
class Gap:
    """A turn in which an attacker could attack.

    Parameters
    ----------
    day : float
        Day on which the turn begins.
    attack, peace : float
        Expected utility of its best attack and of its best other option.
    act : OptionClass or None
        Class of what it did; None = it had no opportunity.
    """

    day: float
    attack: float
    peace: float
    act: OptionClass | None

    @property
    def value(self) -> float:
        """By how much the attack is worth more than the best other option, share of its stakes."""
        return self.attack - self.peace


def attackers(trace: RunTrace) -> list[str]:
    """Return the actors that may attack and could do so in some turn."""
    actors = trace.stage.facts.actor
    names = [name for row, name in enumerate(trace.stage.names.actors) if actors[row].is_attacker == 1]
    return [name for name in names if gaps(trace, name)]


def gaps(trace: RunTrace, actor: str) -> list[Gap]:
    """Return the turns in which an actor could attack, until it does: later it only wages its war."""
    by_day: dict[float, dict[str, float]] = {}
    acts: dict[float, OptionClass] = {}
    for row in trace.rows("decisions", actor=actor):
        kind = OptionClass[row["option_class"].upper()]
        side = "attack" if kind in ATTACKS else "peace"
        best = by_day.setdefault(row["day"], {})
        best[side] = max(row["expected_utility"], best.get(side, -np.inf))
        if row["is_chosen"]:
            acts[row["day"]] = kind
    listed = []
    for day, best in by_day.items():
        if len(best) == 2:
            listed.append(Gap(day, best["attack"], best["peace"], acts.get(day)))
        if acts.get(day) in ATTACKS:
            break
    return listed


def decisions_title(trace: RunTrace, actor: str) -> str:
    """Say whether the actor attacked, and what the attack was worth then, or at most."""
    turns, name = gaps(trace, actor), trace.title(actor)
    last = turns[-1]
    if last.act in ATTACKS:
        more = "more" if last.value > 0.0 else "less"
        when = date_text(trace.date(last.day))
        return f"{name} attacks on {when}, worth {abs(last.value):.3f} {more} than its best peace"
    best = max(turns, key=lambda turn: turn.value)
    when = date_text(trace.date(best.day))
    if best.value > 0.0:
        return f"{name} does not attack, though it is worth {best.value:.3f} more than peace on {when}"
    return f"To {name} an attack is never worth its best peace; on {when} it lacks {-best.value:.3f}"


def decisions(trace: RunTrace, actor: str, ax: Axes) -> Axes:
    """Draw by how much the best attack is worth more than the best peace; marks are acts.

    Parameters
    ----------
    trace : RunTrace
        The run.
    actor : str
        An attacker.
    """
    turns, length = gaps(trace, actor), float(trace.stage.facts.rules.turn_days)
    days = np.array([turn.day for turn in turns for turn_end in (0, 1)])
    days[1::2] += length
    dates, values = on_axis(trace, 0.0) + days, np.repeat([turn.value for turn in turns], 2)
    for side, colour, label in (
        (values > 0.0, WAR, "attack worth more"),
        (values < 0.0, PEACE, "peace worth more"),
    ):
        ax.fill_between(dates, values, where=side, color=colour, alpha=0.35, lw=0, label=label)
    ax.plot(dates, values, color=INK, lw=1.4)
    ax.axhline(0.0, color=INK, lw=1)
    for kind in sorted({turn.act for turn in turns if turn.act is not None}):
        taken = [turn for turn in turns if turn.act is kind]
        look: dict[str, Any] = {
            "color": OPTION_COLOURS[kind],
            "mec": INK,
            "mew": 0.7,
            "ms": 7,
            "ls": "",
            "zorder": 3,
        }
        places = [on_axis(trace, turn.day + length / 2) for turn in taken]
        ax.plot(
            places, [turn.value for turn in taken], OPTION_MARKS[kind], label=f"act: {words(kind)}", **look
        )
    ax.margins(y=0.18)
    ax.set_ylabel("attack less peace (share of stakes)")
    if len(attackers(trace)) > 1:
        ax.set_title(trace.title(actor))
    last = turns[-1]
    shown = 1.15 * max(last.day + length, FEWEST_DAYS)
    over_time(trace, ax, most_dates=8, end=min(trace.end, shown))
    ax.annotate(
        f"{last.value:+.3f}".replace("-", "−"), (on_axis(trace, last.day + length), last.value), (6, 0),
        textcoords="offset points", va="center", weight="bold",
    )  # fmt: skip
    return ax
