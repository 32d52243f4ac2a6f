"""The answer of ``standoff discover``: conditions under which an outcome is frequent or rare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.analysis.discover.cases import Target
from standoff.analysis.discover.in_sweep import discover_in
from standoff.analysis.discover.options import AT_LEAST, METHODS, RESPONSE, require_one_share
from standoff.analysis.discover.rows import rows
from standoff.analysis.discover.screen import limits_table
from standoff.analysis.discover.words import caveats, sentences
from standoff.answer import Answer
from standoff.statistics.surface import Surface

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["Sought", "discover_answer", "target_of"]


@dataclass(frozen=True)
class Sought:
    """The question: which boxes to find.

    Parameters
    ----------
    target : Target
        The share that a box must reach, or stay below.
    response : str
        ``any_war``, an outcome or a measure.
    above : float or None
        For a measure: threshold of the mean above which a point counts, in its unit.
    methods : sequence of str
        ``prim``, ``cart`` or both.
    """

    target: Target
    response: str = RESPONSE
    above: float | None = None
    methods: Sequence[str] = METHODS


def target_of(at_least: float | None, at_most: float | None) -> Target:
    """Give the target of boxes from the share to reach or to stay below, 0..1; by default at least 0.7.

    Raises
    ------
    ArgumentError
        If both are given.
    """
    require_one_share(at_least, at_most)
    if at_most is not None:
        return Target("", at_most, is_rare=True)
    return Target("", AT_LEAST if at_least is None else at_least)


def discover_answer(surface: Surface, sought: Sought, title: str) -> Answer:
    """Find boxes in the points of a sweep.

    Parameters
    ----------
    surface : Surface
        The sweep.
    sought : Sought
        The question.
    title : str
        Title of the figures.

    Raises
    ------
    InputError
        If the question does not fit the sweep, or if there is nothing to find.
    """
    discovery = discover_in(surface, sought.target, sought.response, sought.above, sought.methods)
    tables_of_rows = rows(discovery)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.discover.figures import discovery_figures  # loads matplotlib

        return discovery_figures(discovery, title)

    tables = [limits_table(tables_of_rows["limits"])] if "limits" in tables_of_rows else []
    findings, limits = sentences(discovery), caveats(discovery)
    return Answer(
        title=title,
        rows=tables_of_rows,
        main="boxes",
        sentences=findings,
        caveats=limits,
        tables=tables,
        screen=[*findings, "", *(part for table in tables for part in (table, "")), *limits],
        record={
            "sought": {
                "of": sought.response,
                "above": sought.above,
                "at_most" if sought.target.is_rare else "at_least": sought.target.share,
                "methods": list(sought.methods),
            },
            "sentences": findings,
        },
        units=surface.units,
        draw=draw,
    )
