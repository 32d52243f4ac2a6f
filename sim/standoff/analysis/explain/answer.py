"""The answer of ``standoff explain``: the options of an actor in a turn, its choice and the reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.table import Table

from standoff.analysis.explain.decisions import changes_of_course, how_peace_ended
from standoff.analysis.explain.screen import decisions_table, explanation
from standoff.answer import Answer
from standoff.errors import ArgumentError
from standoff.scenario.names import named, nearest
from standoff.story.peace import end_of_peace, first_attacker
from standoff.story.trace import NarratedTrace
from standoff.sweep.chosen_run import ChosenRun

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["actor_of", "explain_answer"]

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def actor_of(run: ChosenRun, actor: str) -> str:
    """Give the name of an actor of a run from its name or title.

    Raises
    ------
    ArgumentError
        If there is no such actor.
    """
    titles = {name: run.stage.names.titles.get(name, name) for name in run.stage.names.actors}
    name = named(actor, titles)
    if name is None:
        known = nearest(actor, [*titles, *titles.values()])
        raise ArgumentError(f"{{actor}}: unknown actor, {known}", actor=actor)
    return name


def explain_answer(
    run: ChosenRun,
    tables: Tables,
    actor: str | None = None,
    turn: int | None = None,
    *,
    policies: Collection[str] = (),
) -> Answer:
    """Explain a decision of a run, by default the one that ended its peace.

    Without a turn, a run in which nobody attacked and no package was drafted gives a list of the decisions.

    Parameters
    ----------
    run : ChosenRun
        The run.
    tables : Mapping of str to sequence of Mapping
        Its trace, at least up to the turn.
    actor : str, optional
        Name or title of the actor; default: the one whose decision explains the end of the peace.
    turn : int, optional
        Number of the turn; default: the one in which the peace ended.
    policies : collection of str
        Actors for which a policy of the user's own chose, and not the rules.

    Returns
    -------
    Answer
        Its record names the actor and the turn of the decision.

    Raises
    ------
    ArgumentError
        If there is no such actor or turn.
    """
    trace, title = NarratedTrace(run.stage, tables, run.scenario), f"{run.title}, run {run.replication}"
    end = end_of_peace(trace)
    given = actor_of(run, actor) if actor is not None else None
    lead = []
    if turn is None:
        if end is None:
            return _listed(trace, title, given)
        lead, turn = [how_peace_ended(trace, end)], end.turn
    if turn not in trace.turns:
        allowed = f"allowed range is 0 to {trace.turns[-1]}"
        raise ArgumentError(f"{{turn}}: the run has no such turn; {allowed}", turn=turn)
    who = given or (end.actor if end is not None and end.turn == turn else first_attacker(trace))
    by_policy = who in policies
    parts = [*lead, *explanation(trace, who, turn, by_policy=by_policy)]
    sentences, titled_tables = _separated(parts)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.explain.figures import (  # loads matplotlib
            ExplainedDecision,
            figure_of_explanation,
        )
        from standoff.story.trace import RunTrace

        decision = ExplainedDecision(who, turn, trace.act_titles, by_policy)
        return {"explanation": figure_of_explanation(RunTrace(run.stage, tables), decision, title)}

    return Answer(
        title=title,
        rows={"explanation": trace.rows("decisions", turn=turn, actor=who)},
        main="explanation",
        sentences=sentences,
        tables=titled_tables,
        screen=[title, *parts],
        record={"actor": who, "turn": turn},
        draw=draw,
    )


def _listed(trace: NarratedTrace, title: str, actor: str | None) -> Answer:
    """List the decisions by which actors changed course, in a run in which nothing ended the peace."""
    rows = list(changes_of_course(trace, actor))
    sentence = "Nobody attacked and no package was drafted. Decisions by which actors changed course:"
    return Answer(
        title=title,
        rows={"decisions": rows},
        main="decisions",
        sentences=[sentence],
        tables=[table := decisions_table(trace, rows)],
        screen=[title, sentence, table],
    )


def _separated(parts: Iterable[RenderableType]) -> tuple[list[str], list[Table]]:
    """Separate sentences and tables; a line that ends with a colon is the title of the table below it."""
    sentences: list[str] = []
    tables: list[Table] = []
    title = ""
    for part in parts:
        if isinstance(part, Table):
            titled = copy(part)
            titled.title = title
            tables.append(titled)
        elif (line := str(part).strip()).endswith(":"):
            title = line.removesuffix(":")
        else:
            sentences.append(line)
    return sentences, tables
