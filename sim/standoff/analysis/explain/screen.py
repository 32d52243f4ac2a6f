"""Explanation of a decision in words and tables: situation, beliefs, options, choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from standoff.rules.incident import hazard_probability
from standoff.story.reasons import best_option, reason
from standoff.story.trace import NarratedTrace, Row
from standoff.story.words import because, date_text, percent
from standoff.vocabulary import TYPE_NAMES, OptionClass, Term

__all__ = ["decisions_table", "explanation"]

ATTACKS = (OptionClass.LIMITED_ATTACK, OptionClass.FULL_ATTACK)


def explanation(
    trace: NarratedTrace, actor: str, turn: int, *, by_policy: bool = False
) -> Iterator[RenderableType]:
    """Explain the decision of an actor in a turn.

    Parameters
    ----------
    trace : NarratedTrace
        A run, traced at least up to this turn.
    actor : str
        Name of an actor of the scenario.
    turn : int
        A turn of the run.
    by_policy : bool
        Whether a policy of the user's own chose for the actor, and not the rules.

    Yields
    ------
    RenderableType
        Lines and tables, from the situation to the acts of all actors.
    """
    options = trace.rows("decisions", turn=turn, actor=actor)
    yield from _situation(trace, actor, turn)
    if trace.stage.facts.actor[trace.stage.names.actors.index(actor)].is_attacker:
        yield _weighed(trace, options)
    yield "\nBeliefs about the types of the others (%), before and after their last acts:"
    yield _beliefs(trace, actor, turn)
    yield "\nForecast of the next act of each rival (%):"
    yield _forecasts(trace, actor, turn)
    yield "\nOptions with their expected utility by term (shares of its stakes):"
    yield _options(trace, options)
    yield from _choice(trace, options, by_policy=by_policy)
    yield "\nActs of all actors:"
    yield _acts(trace, turn)
    for when in (turn - 1, turn):
        yield from (f"Turn {when}: {row['text']}" for row in trace.rows("events", turn=when))


def _situation(trace: NarratedTrace, actor: str, turn: int) -> Iterator[str]:
    (row,) = trace.rows("actors", turn=turn, actor=actor)
    cost = float(trace.stage.facts.type_cost[row["type"]])
    kind = f"{TYPE_NAMES[row['type']]} (cost of war × {cost:.1f})"
    yield f"{trace.title(actor)} on {date_text(trace.date(row['day']))}, turn {turn}; private type: {kind}."
    days = float(trace.stage.facts.rules.planning_days)
    yield (
        f"At the end of the turn: {row['force']:.1f} thousand troops, rung {row['rung']:g}, "
        f"audience cost {row['audience']:.3f}, {row['table_days']:g} days left at the negotiating table."
    )
    if row["odds"] == row["odds"]:  # an attacker's
        limited = row["limited_odds"]
        also = f", {percent(limited)} for a limited one" if limited == limited else ""
        yield f"Perceived odds of success: {percent(row['odds'])} for a full attack{also}."
    else:
        yield f"Expected probability of an attack within {days:g} days: {percent(row['fear'])}."


def _weighed(trace: NarratedTrace, options: Sequence[Row]) -> str:
    """Say what the best attack is worth, and the best option without one, as in the table of options."""
    attacks = [row for row in options if trace.option_class(row["option"]) in ATTACKS]
    attack, other = best_option(attacks), best_option([row for row in options if row not in attacks])
    said = [
        f"{name}: {trace.act_titles[row['option']]}, worth {row['expected_utility']:.3f}"
        for name, row in (("Best attack", attack), ("Best option without an attack", other))
        if row is not None
    ]
    return ". ".join(said if attack else ["No attack is open to it", *said]) + "."


def _beliefs(trace: NarratedTrace, actor: str, turn: int) -> Table:
    table = _table("about")
    for name in TYPE_NAMES:
        table.add_column(name, justify="right")
    for subject in trace.stage.names.actors:
        beliefs = trace.rows("beliefs", turn=turn, observer=actor, subject=subject)
        if beliefs:
            cells = (f"{100 * row['before']:.1f} → {100 * row['after']:.1f}" for row in beliefs)
            table.add_row(trace.title(subject), *cells)
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
    """Show the options in the order of the actions, which is that of the draw."""
    table = _table("option")
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
    """Give the draws of chance, and the reason for the choice."""
    rules = trace.stage.facts.rules
    chance = float(hazard_probability(rules.tempo, rules.turn_days))
    first = options[0]
    draw = f"draw {first['u_opportunity']:.3f}, probability {chance:.3f} ({float(rules.tempo):g} per day)"
    chosen = next((row for row in options if row["is_chosen"]), None)
    if chosen is None:
        yield f"Opportunity to act: {draw}; none this turn. The table shows what it would have weighed."
        return
    if chosen["is_injected"]:
        yield (
            f"An inject makes it {trace.act_titles[chosen['option']]}, so the draw is not used. "
            f"Its own probability of this choice is {percent(chosen['probability'])}."
        )
        return
    yield f"Opportunity to act: {draw}; it acts."
    if by_policy:
        yield (
            f"A policy chooses for it, to {trace.act_titles[chosen['option']]}, so the draw of the choice is "
            f"not used. By the rules, the probability of this choice is {percent(chosen['probability'])}."
        )
        return
    why = because(reason(options, chosen), chosen["option"], trace.act_titles)
    yield (
        f"Choice: draw {first['u_choice']:.3f}. It decides to {trace.act_titles[chosen['option']]} "
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


def decisions_table(trace: NarratedTrace, decisions: Sequence[Row]) -> Table:
    """Tabulate decisions: when, whose, and with what probability."""
    table = Table(show_edge=False, pad_edge=False)
    for column in ("turn", "date", "actor", "decides to", "%"):
        table.add_column(column, justify="right" if column in ("turn", "%") else "left")
    for row in decisions:
        when, who = date_text(trace.date(row["day"])), trace.title(row["actor"])
        table.add_row(str(row["turn"]), when, who, _taken(trace, row), f"{100 * row['probability']:.1f}")
    return table


def _taken(trace: NarratedTrace, row: Row | None) -> Text:
    if row is None:
        return Text("–")
    return Text(trace.act_titles[row["option"]] + (" (injected)" if row["is_injected"] else ""))


def _table(first: str) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(first, min_width=12)
    return table
