"""The answer of ``standoff branch``: how a run goes on from one of its days with a change, and without it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from standoff.analysis.branch.changes import inject_of
from standoff.analysis.branch.continuations import Continued, branching_point, continued_outcomes
from standoff.analysis.branch.rows import rows
from standoff.analysis.branch.screen import outcome_table
from standoff.analysis.branch.words import CAVEATS, WITH, WITHOUT, findings
from standoff.answer import Answer
from standoff.config.setup import with_changes
from standoff.errors import ArgumentError, ConfigError
from standoff.story.words import date_text
from standoff.sweep.chosen_run import ChosenRun
from standoff.terminal.flow_table import flow_table
from standoff.terminal.progress import run_bar

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["branch_answer"]


def branch_answer(run: ChosenRun, turn: int, changes: Sequence[str], n: int) -> Answer:
    """Play a run on from one of its turns, with changes and without them, on the same fresh chance.

    Parameters
    ----------
    run : ChosenRun
        The run.
    turn : int
        Turn before which the continuations begin, >= 0.
    changes : sequence of str
        What happens on that day; see `standoff.analysis.branch.changes`.
    n : int
        Continuations with the changes, and as many without.

    Raises
    ------
    InputError
        If the run has no such turn, or a change cannot be read, does not fit the crisis or moves nothing.
    """
    if not changes:
        raise ArgumentError("{changes}: give one or more, such as 'A: withdraw'", changes=None)
    point = branching_point(run, turn)
    day = math.ceil(point.day)
    changed = with_changes(run.stage, run.scenario, [_fitting(run, change, day) for change in changes])
    fresh = range(run.replication + 1, run.replication + 1 + n)
    with run_bar(2 * n) as advance:
        plain, moved = (
            continued_outcomes(stage, point, run.seed, fresh, advance) for stage in (run.stage, changed)
        )
    continued = Continued(plain, moved)
    flow = continued.flow(WITHOUT, WITH)
    effects = [changed.names.injects[row].effect for row in sorted(changed.names.injects)[-len(changes) :]]
    when = date_text(run.stage.opens_at + dt.timedelta(days=day))
    title = f"{run.title}, run {run.replication} from {when} on (turn {point.turn})"
    tables = (outcome_table((lines := rows(flow))["outcomes"]), flow_table(flow))
    sentences = tuple(findings(continued, point, effects, when))

    def draw() -> dict[str, Figure]:
        from standoff.analysis.branch.figures import figure_of_branch  # loads matplotlib

        share = 100 * flow.n_moved / flow.n
        headline = f"{'; '.join(effects)}: {share:.1f} % of the continuations have another outcome"
        return {"flows": figure_of_branch(flow, headline, title)}

    return Answer(
        title=title,
        rows=lines,
        main="outcomes",
        sentences=sentences,
        caveats=CAVEATS,
        tables=tables,
        screen=(*sentences, "", tables[0], "", tables[1], "", *CAVEATS),
        draw=draw,
    )


def _fitting(run: ChosenRun, change: str, day: int) -> dict[str, Any]:
    """Read a change, and refuse one that does not fit the crisis."""
    inject = inject_of(run, change, day)
    try:
        with_changes(run.stage, run.scenario, [inject])
    except ConfigError as error:
        _, _, reason = str(error).partition(": ")  # before it stands the key of a configuration
        raise ArgumentError(f"{{changes}}: {reason}", changes=change) from None
    return inject
