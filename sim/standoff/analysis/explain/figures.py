"""Figure of a decision: what each option was worth, and how probable it was."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.plots.labels import in_percent, percent_text
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, SHEET
from standoff.story.reasons import best_alternative
from standoff.story.trace import Row, RunTrace
from standoff.story.words import date_text

__all__ = [
    "ExplainedDecision",
    "by_utility",
    "explanation_title",
    "figure_of_explanation",
    "probabilities",
    "utilities",
]

WIDTH: Final = 30
"""Most characters of a line of the name of an option."""
BAR: Final = 0.62
OTHER: Final = "#B4B4B4"

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


def by_utility(options: list[Row]) -> list[Row]:
    """Return the options of a decision, those that are worth most first."""
    return sorted(options, key=lambda row: -row["expected_utility"])


def utilities(options: list[Row], titles: Titles, ax: Axes) -> Axes:
    """Draw how much more each option is worth than that everything stays as it is; the chosen one is dark.

    Parameters
    ----------
    options : list of Row
        All options of an actor in a turn, from top to bottom.
    titles : Mapping of str to str
        Title by option.
    """
    status_quo = next((row["status_quo"] for row in options if row["status_quo"] != 0.0), 0.0)
    _bars(options, [row["expected_utility"] - status_quo for row in options], ax)
    ax.axvline(0.0, color=INK, lw=0.8)
    ax.set_yticks(
        range(len(options)), ["\n".join(textwrap.wrap(titles[row["option"]], WIDTH)) for row in options]
    )
    for label, row in zip(ax.get_yticklabels(), options, strict=True):
        label.set_fontweight("bold" if row["is_chosen"] else "normal")
    _label_right(ax, [f"{row['expected_utility']:.3f}" for row in options])
    ax.set_xlabel(f"utility above the status quo\n({status_quo:.3f}; share of stakes)")
    ax.set_title("Expected utility")
    return ax


def probabilities(options: list[Row], ax: Axes) -> Axes:
    """Draw the probability of each option, given an opportunity to act; the chosen one is dark."""
    _bars(options, [row["probability"] for row in options], ax)
    ax.set_yticks(range(len(options)), [""] * len(options))
    _label_right(ax, [f"{100 * row['probability']:.1f} %" for row in options])
    in_percent(ax.xaxis)
    ax.set_xlabel("probability of\nthe choice (%)")
    ax.set_title("Probability")
    return ax


def _bars(options: list[Row], values: list[float], ax: Axes) -> None:
    colours = [INK if row["is_chosen"] else OTHER for row in options]
    ax.barh(range(len(options)), values, BAR, color=colours)
    ax.set_ylim(len(options) - 0.5, -0.5)
    ax.grid(visible=False, axis="y")


def _label_right(ax: Axes, numbers: list[str]) -> None:
    axis = ax.secondary_yaxis("right")
    axis.set_yticks(range(len(numbers)), numbers)
    axis.tick_params(length=0)
    axis.spines["right"].set_visible(False)


def explanation_title(options: list[Row], name: str, titles: Titles) -> str:
    """Say what an actor chose and by how much it was worth more than the best alternative.

    Parameters
    ----------
    options : list of Row
        All options of the actor in a turn.
    name : str
        The actor, for readers.
    titles : Mapping of str to str
        Title by option.
    """
    chosen = next((row for row in options if row["is_chosen"]), None)
    if chosen is None:
        best = by_utility(options)[0]
        return f"{name} had no opportunity to act; it would have been best to {titles[best['option']]}"
    said = f"{name} chose to {titles[chosen['option']]}"
    other = best_alternative(options, chosen)
    if other is None:
        return said
    gap = chosen["expected_utility"] - other["expected_utility"]
    return f"{said}, worth {abs(gap):.3f} {'more' if gap >= 0.0 else 'less'} than the best alternative"


def _how(options: list[Row], *, by_policy: bool) -> str:
    """Say what chose the option."""
    chosen = next((row for row in options if row["is_chosen"]), None)
    if chosen is None:
        return "Nothing was chosen."
    if any(row["is_injected"] for row in options):
        return "The act was injected; the probabilities were not used."
    if by_policy:
        return "A policy of your own chose; the probabilities were not used."
    return f"Chance drew the choice, which had a probability of {percent_text(chosen['probability'])}."


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
    options = by_utility(trace.rows("decisions", actor=decision.actor, turn=decision.turn))
    when = f"{date_text(trace.date(options[0]['day']))}, turn {decision.turn}"
    note = f"{title}, {when}\n{_how(options, by_policy=decision.by_policy)}"
    panels = [partial(utilities, options, decision.titles), partial(probabilities, options)]
    headline = explanation_title(options, trace.title(decision.actor), decision.titles)
    with rc_context(SHEET):
        return draw_sheet(panels, headline, note, 0.6 + 0.26 * len(options), columns=2)
