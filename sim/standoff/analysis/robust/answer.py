"""The answer of ``standoff robust``: the robust package, how stable the choice is, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table

from standoff.analysis.robust.choice import Problem
from standoff.analysis.robust.cross import choose_robustly, problem_of
from standoff.analysis.robust.rows import rows
from standoff.analysis.robust.runs import replay_of
from standoff.analysis.robust.screen import cost_table, front_table, package_table
from standoff.analysis.robust.words import verdict, warnings, without_cost
from standoff.answer import Answer
from standoff.statistics.surface import Surface
from standoff.sweep.study import Study

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["problem_of", "robust_answer"]


def robust_answer(
    surface: Surface,
    problem: Problem,
    title: str,
    study: Callable[[], Study],
    tell: Callable[[str], None] = lambda _: None,
) -> Answer:
    """Choose among the packages of a sweep.

    Parameters
    ----------
    surface : Surface
        Packages against states of the world.
    problem : Problem
        The decision problem, from `problem_of`.
    title : str
        Title of the figures.
    study : callable
        Gives the sweep, to play runs again; may raise `InputError`, as when the rules have changed.
    tell : callable
        Receives messages on what is going on.

    Raises
    ------
    ResultError
        If the packages were not played in the same states of the world.
    """
    choice = choose_robustly(surface, problem, replay_of(study, problem.goal, tell))

    def draw() -> dict[str, Figure]:
        from standoff.analysis.robust.figures import robust_figures  # loads matplotlib

        return robust_figures(choice, title)

    tables = [package_table(choice)]
    if problem.costs:
        tables.append(front_table(choice))
    if choice.trades:
        tables.append(cost_table(choice))
    findings = tuple(verdict(choice))
    caveats = (*without_cost(choice), *warnings(choice))
    return Answer(
        title=title,
        rows=rows(choice),
        main="robustness",
        sentences=findings,
        caveats=caveats,
        tables=tables,
        screen=[tables[0], "", *findings, "", *_below(tables[1:]), *caveats],
        record={
            "by": problem.goal.as_text,
            "aims": [aim.as_text for aim in problem.aims],
            "costs": [cost.as_text for cost in problem.costs],
            "criterion": problem.criterion,
            "robust": {"package": choice.robust, **choice.packages[choice.robust]},
        },
        units=surface.units,
        draw=draw,
    )


def _below(tables: list[Table]) -> Iterator[RenderableType]:
    for table in tables:
        yield from (table, "")
