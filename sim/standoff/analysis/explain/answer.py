"""The answer of ``standoff explain``: the options of an actor in a turn, its choice and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.table import Table

from standoff.analysis.explain.screen import explanation
from standoff.answer import Answer
from standoff.errors import ArgumentError
from standoff.scenario.names import named, nearest
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
    run: ChosenRun, tables: Tables, actor: str, turn: int, *, by_policy: bool = False
) -> Answer:
    """Explain a decision of a run.

    Parameters
    ----------
    run : ChosenRun
        The run.
    tables : Mapping of str to sequence of Mapping
        Its trace, at least up to the turn.
    actor : str
        Name or title of the actor.
    turn : int
        Number of the turn.
    by_policy : bool
        Whether a policy of the user's own chose for the actor, and not the rules.

    Raises
    ------
    ArgumentError
        If there is no such actor or turn.
    """
    actor = actor_of(run, actor)
    trace, title = NarratedTrace(run.stage, tables, run.scenario), f"{run.title}, run {run.replication}"
    if turn not in trace.turns:
        allowed = f"allowed range is 0 to {trace.turns[-1]}"
        raise ArgumentError(f"{{turn}}: the run has no such turn; {allowed}", turn=turn)
    parts = list(explanation(trace, actor, turn, by_policy=by_policy))
    sentences, titled_tables = _separated(parts)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.explain.figures import (  # loads matplotlib
            ExplainedDecision,
            figure_of_explanation,
        )
        from standoff.story.trace import RunTrace

        decision = ExplainedDecision(actor, turn, trace.act_titles, by_policy)
        return {"explanation": figure_of_explanation(RunTrace(run.stage, tables), decision, title)}

    return Answer(
        title=title,
        rows={"explanation": trace.rows("decisions", turn=turn, actor=actor)},
        main="explanation",
        sentences=sentences,
        tables=titled_tables,
        screen=[title, *parts],
        draw=draw,
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
