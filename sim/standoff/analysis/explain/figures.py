"""Figure of a decision: the utility of each option by term, and the draw of the choice."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, SHEET, TERM_COLOURS
from standoff.story.reasons import best_alternative, contributions
from standoff.story.trace import Row, RunTrace

__all__ = [
    "ExplainedDecision",
    "figure_of_explanation",
    "options_height",
    "probabilities",
    "utilities",
]

WIDTH: Final = 27
"""Most characters of a line of the name of an option."""
BAR: Final = 0.62

Titles = Mapping[str, str]


@dataclass(frozen=True)
class ExplainedDecision:
    """A decision to be drawn.

    Parameters
    ----------
    actor : str
        Name of the actor.
    turn : int
        Number of the turn.
    titles : Mapping of str to str
        Title by option.
    by_policy : bool
        Whether a policy of the user's own chose, so that the draw does not count.
    """

    actor: str
    turn: int
    titles: Titles
    by_policy: bool = False


def options_height(options: list[Row]) -> float:
    """Give the height of a panel of options, inches."""
    return 0.9 + 0.34 * len(options)


def utilities(options: list[Row], titles: Titles, ax: Axes) -> Axes:
    """Draw the expected utility of each option relative to the status quo, by term, with a mark at the total.

    Parameters
    ----------
    options : list of Row
        All options of an actor in a turn.
    titles : Mapping of str to str
        Title by option.
    """
    status_quo = next((row["status_quo"] for row in options if row["status_quo"] != 0.0), 0.0)
    for index, row in enumerate(options):
        ends = {True: 0.0, False: 0.0}
        for term, value in contributions(row, status_quo).items():
            label = "war, relative to the status quo" if term.name == "WAR" else _words(term.name)
            if value != 0.0:
                ax.barh(index, value, BAR, left=ends[value > 0.0], color=TERM_COLOURS[term], label=label)
                ends[value > 0.0] += value
        total = row["expected_utility"] - status_quo
        face = INK if row["is_chosen"] else "white"
        label = "total (filled: chosen)"
        ax.plot(total, index, "D", color=face, mec=INK, mew=1.2, ms=6, zorder=3, label=label)
    _mark_alternative(options, status_quo, ax)
    ax.axvline(0.0, color=INK, lw=0.8)
    _name_rows(options, [_lines(titles[row["option"]]) for row in options], ax)
    _label_right(ax, options, [f"{row['expected_utility']:.3f}" for row in options])
    ax.set_xlabel(f"utility relative to the status quo ({status_quo:.3f})\n(shares of its stakes)")
    ax.set_title("Expected utility by term (right: total)")
    return ax


def _mark_alternative(options: list[Row], status_quo: float, ax: Axes) -> None:
    """Draw a line at the utility of the best alternative to the option that was chosen, if one was."""
    chosen = next((row for row in options if row["is_chosen"]), None)
    alternative = best_alternative(options, chosen) if chosen else None
    if alternative:
        at = alternative["expected_utility"] - status_quo
        ax.axvline(at, color=INK, lw=1.0, ls=":", label="best alternative to the chosen option")


def probabilities(options: list[Row], ax: Axes, *, by_policy: bool = False) -> Axes:
    """Draw the probabilities end to end in the order of the draw, and the draw itself."""
    total = 0.0
    for index, row in enumerate(options):
        colour = "#4C4C4C" if row["is_chosen"] else "#BBBBBB"
        ax.barh(index, row["probability"], BAR, left=total, color=colour)
        total += row["probability"]
    unused = "" if any(row["is_chosen"] for row in options) else " (no opportunity to act)"
    if by_policy and not unused:
        unused = " (not used: a policy chooses)"
    if any(row["is_injected"] for row in options):
        unused = " (not used: the act was injected)"
    label = f"draw of the choice{unused}"
    ax.axvline(options[0]["u_choice"], color=INK, lw=1.4, ls=":" if unused else "-", label=label)
    _name_rows(options, [""] * len(options), ax)
    _label_right(ax, options, [f"{100 * row['probability']:.1f} %" for row in options])
    ax.set_xlim(0, 1)
    ax.set_xlabel("cumulative probability")
    ax.set_title("Choice probability (right: by option)")
    return ax


def _name_rows(options: list[Row], names: list[str], ax: Axes) -> None:
    ax.set_yticks(range(len(options)), names)
    for label, row in zip(ax.get_yticklabels(), options, strict=True):
        label.set_fontweight("bold" if row["is_chosen"] else "normal")
    ax.set_ylim(len(options) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")


def _label_right(ax: Axes, options: list[Row], numbers: list[str]) -> None:
    axis = ax.secondary_yaxis("right")
    axis.set_yticks(range(len(options)), numbers)
    axis.tick_params(length=0)
    axis.spines["right"].set_visible(False)


def _lines(title: str) -> str:
    return "\n".join(textwrap.wrap(title, WIDTH))


def _words(name: str) -> str:
    return name.lower().replace("_", " ")


def figure_of_explanation(trace: RunTrace, decision: ExplainedDecision, title: str) -> Figure:
    """Draw the figure of a decision.

    Parameters
    ----------
    trace : RunTrace
        The run.
    decision : ExplainedDecision
        The decision.
    title : str
        Title of the run.
    """
    options = trace.rows("decisions", actor=decision.actor, turn=decision.turn)
    day = options[0]["day"]
    when = trace.stage.opens_at + dt.timedelta(days=int(day))
    headline = f"Options of {trace.title(decision.actor)} in turn {decision.turn}, {when.isoformat()}"
    panels = [
        partial(utilities, options, decision.titles),
        partial(probabilities, options, by_policy=decision.by_policy),
    ]
    with rc_context(SHEET):
        return draw_sheet(panels, headline, title, options_height(options), columns=2)
