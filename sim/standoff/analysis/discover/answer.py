"""The answer of ``standoff discover``: under which conditions an outcome is frequent, or rare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.analysis.discover.cases import Target
from standoff.analysis.discover.in_sweep import discover_in
from standoff.analysis.discover.options import AT_LEAST, METHODS, RESPONSE
from standoff.analysis.discover.rows import rows
from standoff.analysis.discover.screen import limits_table
from standoff.analysis.discover.words import caveats, sentences
from standoff.answer import Answer
from standoff.errors import ArgumentError
from standoff.statistics.surface import Surface

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["Sought", "discover_answer", "target_of"]


@dataclass(frozen=True)
class Sought:
    """What is sought.

    Parameters
    ----------
    target : Target
        The share that a box is to reach, or to stay below.
    response : str
        ``any_war``, an outcome or a measure.
    above : float or None
        For a measure: above which mean a point counts, in its unit.
    methods : sequence of str
        ``prim``, ``cart`` or both.
    """

    target: Target
    response: str = RESPONSE
    above: float | None = None
    methods: Sequence[str] = METHODS


def target_of(at_least: float | None, at_most: float | None) -> Target:
    """Read the share that a box is to reach or to stay below, 0..1; without either, at least 0.7.

    Raises
    ------
    ArgumentError
        If both are given.
    """
    if at_least is not None and at_most is not None:
        raise ArgumentError("{at_least} and {at_most}: give one of them", at_least=None, at_most=None)
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
        What is sought.
    title : str
        Title of the figures.

    Raises
    ------
    InputError
        If this cannot be asked, or if there is nothing to find.
    """
    discovery = discover_in(surface, sought.target, sought.response, sought.above, sought.methods)
    made = rows(discovery)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.discover.figures import discovery_figures  # loads matplotlib

        return discovery_figures(discovery, title)

    tables = [limits_table(made["limits"])] if "limits" in made else []
    findings, limits = sentences(discovery), caveats(discovery)
    return Answer(
        title=title,
        rows=made,
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
