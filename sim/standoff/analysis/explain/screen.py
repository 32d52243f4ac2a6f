"""Explanation – one decision in words and tables: what was open, what it was worth, why this was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from standoff.rules.incident import hazard_probability
from standoff.story.reasons import reason
from standoff.story.trace import NarratedTrace, Row
from standoff.story.words import because, date_told, percent
from standoff.vocabulary import TYPE_NAMES, Term

__all__ = ["explanation"]


def explanation(
    trace: NarratedTrace, actor: str, turn: int, *, by_policy: bool = False
) -> Iterator[RenderableType]:
    """Explain what an actor weighed and chose in a turn.

    Parameters
    ----------
    trace : NarratedTrace
        A run, told at least up to this turn.
    actor : str
        Name of an actor of the scenario.
    turn : int
        A turn of the run.
    by_policy : bool
        Whether a policy of the user's own chose for the actor, and not the rules.

    Yields
    ------
    RenderableType
        Lines and tables, from the situation to what the others did.
    """
    options = trace.rows("decisions", turn=turn, actor=actor)
    yield from _situation(trace, actor, turn)
    yield "\nWhat it believes of the others' types, %, before and after it saw their last acts:"
    yield _beliefs(trace, actor, turn)
    yield "\nWhat it expects each rival to do next, %:"
    yield _forecasts(trace, actor, turn)
    yield "\nIts options, with their expected utility by term (shares of its stakes):"
    yield _options(trace, options)
    yield from _choice(trace, options, by_policy=by_policy)
    yield "\nWhat all did:"
    yield _acts(trace, turn)
    for when in (turn - 1, turn):
        yield from (f"turn {when}: {row['text']}" for row in trace.rows("events", turn=when))


def _situation(trace: NarratedTrace, actor: str, turn: int) -> Iterator[str]:
    (row,) = trace.rows("actors", turn=turn, actor=actor)
    cost = float(trace.stage.facts.type_cost[row["type"]])
    kind = f"{TYPE_NAMES[row['type']]} (cost of war × {cost:.1f})"
    yield f"{trace.title(actor)} on {date_told(trace.date(row['day']))}, turn {turn}; privately {kind}."
    days = float(trace.stage.facts.rules.planning_days)
    yield (
        f"At the end of the turn: {row['force']:.1f} thousand troops, rung {row['rung']:g}, "
        f"audience cost {row['audience']:.3f}, {row['table_days']:g} days left at the table."
    )
    if row["odds"] == row["odds"]:  # an attacker's
        limited = row["limited_odds"]
        also = f", for a limited one of {percent(limited)}" if limited == limited else ""
        yield (
            f"An attack now is worth {row['war_now']:.3f} to it, its best peace {row['best_peace']:.3f}; "
            f"it sees odds of {percent(row['odds'])} for a full attack{also}."
        )
    else:
        yield f"It expects an attack within {days:g} days with {percent(row['fear'])}."


def _beliefs(trace: NarratedTrace, actor: str, turn: int) -> Table:
    table = _table("about")
    for name in TYPE_NAMES:
        table.add_column(name, justify="right")
    for other in trace.stage.names.actors:
        held = trace.rows("beliefs", turn=turn, observer=actor, subject=other)
        if held:
            cells = (f"{100 * row['before']:.1f} → {100 * row['after']:.1f}" for row in held)
            table.add_row(trace.title(other), *cells)
    return table


def _forecasts(trace: NarratedTrace, actor: str, turn: int) -> Table:
    table = _table("rival")
    for column in ("talk", "stand", "coerce"):
        table.add_column(column, justify="right")
    for row in trace.rows("forecasts", turn=turn, actor=actor):
        cells = (f"{100 * row[name]:.1f}" for name in ("p_talk", "p_stand", "p_coerce"))
        table.add_row(trace.title(row["rival"]), *cells)
    return table


def _options(trace: NarratedTrace, options: Sequence[Row]) -> Table:
    """Show the options in the order of the actions, in which the draw counts off their probabilities."""
    table = _table("to ...")
    terms = [term for term in Term if any(row[term.key] != 0.0 for row in options)]
    for column in (
        *(term.title for term in terms),
        "utility",
        "weight",
        "%",
        "draw",
    ):
        table.add_column(column, justify="right")
    passed = 0.0
    for row in options:
        begins, passed = passed, passed + row["probability"]
        table.add_row(
            Text(trace.act_titles[row["option"]]),
            *(f"{row[term.key]:z.3f}" if row[term.key] != 0.0 else "" for term in terms),
            f"{row['expected_utility']:.3f}",
            f"{row['weight']:.2f}",
            f"{100 * row['probability']:.1f}",
            f"{begins:.3f}–{passed:.3f}",
            style="bold reverse" if row["is_chosen"] else "",
        )
    return table


def _choice(trace: NarratedTrace, options: Sequence[Row], *, by_policy: bool) -> Iterator[str]:
    """Say what the draws of chance came to, and why the chosen option was taken."""
    rules = trace.stage.facts.rules
    chance = float(hazard_probability(rules.tempo, rules.turn_days))
    first = options[0]
    drawn = f"{first['u_opportunity']:.3f} against {chance:.3f} ({float(rules.tempo):g} a day)"
    chosen = next((row for row in options if row["is_chosen"]), None)
    if chosen is None:
        yield f"Opportunity to act: drawn {drawn}: none this turn. This is what it would have weighed."
        return
    if chosen["is_injected"]:
        yield (
            f"An inject makes it {trace.act_titles[chosen['option']]}; no draw counts. "
            f"By itself it chooses this with {percent(chosen['probability'])}."
        )
        return
    yield f"Opportunity to act: drawn {drawn}: it acts."
    if by_policy:
        yield (
            f"A policy chooses for it, to {trace.act_titles[chosen['option']]}; the draw of the choice does "
            f"not count. By the rules it chooses this with {percent(chosen['probability'])}."
        )
        return
    why = because(reason(options, chosen), chosen["option"], trace.act_titles)
    yield (
        f"Choice: drawn {first['u_choice']:.3f}. It decides to {trace.act_titles[chosen['option']]} "
        f"({percent(chosen['probability'])}), {why}."
    )


def _acts(trace: NarratedTrace, turn: int) -> Table:
    table = _table("actor")
    table.add_column("last turn")
    table.add_column("this turn")
    for name in trace.stage.names.actors:
        taken = (trace.chosen(name, when) for when in (turn - 1, turn))
        table.add_row(trace.title(name), *(_taken(trace, row) for row in taken))
    return table


def _taken(trace: NarratedTrace, row: Row | None) -> Text:
    if row is None:
        return Text("–")
    return Text(trace.act_titles[row["option"]] + (" (injected)" if row["is_injected"] else ""))


def _table(first: str) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(first, min_width=12)
    return table
