"""The answer of ``standoff sensitivity``: what moves the outcomes of a sweep, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from standoff.analysis.sensitivity.findings import Sensitivity
from standoff.analysis.sensitivity.in_sweep import sensitivity
from standoff.analysis.sensitivity.rows import rows
from standoff.analysis.sensitivity.screen import tables
from standoff.analysis.sensitivity.words import caveats
from standoff.answer import Answer
from standoff.statistics.surface import Surface

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["sensitivity_answer"]

MAIN = ("indices", "effects", "pawn", "tornado", "spread")
"""Tables, the one that says most first."""


def sensitivity_answer(surface: Surface, responses: Sequence[str], title: str) -> Answer:
    """Find what moves responses of a sweep, by the method that its design is made for.

    Parameters
    ----------
    surface : Surface
        The sweep.
    responses : sequence of str
        ``any_war``, outcomes or measures.
    title : str
        Title of the figures.

    Raises
    ------
    InputError
        If there is no such response, or if the design cannot tell.
    """
    result = sensitivity(surface, responses)
    made = rows(result)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.sensitivity.figures import sensitivity_figures  # loads matplotlib

        return sensitivity_figures(result, title)

    return Answer(
        title=title,
        rows=made,
        main=next(name for name in MAIN if name in made),
        sentences=[sentence for finding in result.findings for sentence in caveats(finding)],
        tables=[table for finding in result.findings for table in tables(finding, result)],
        screen=list(_screen(result)),
        record={
            "design": result.kind,
            "by": "source" if result.is_grouped else "factor",
            "responses": [finding.of.name for finding in result.findings],
        },
        draw=draw,
    )


def _screen(result: Sensitivity) -> Iterator[RenderableType]:
    if result.n_failed:
        yield f"{result.n_failed:,} points failed, with their reasons in failures.csv of the sweep."
    for finding in result.findings:
        yield ""
        yield from tables(finding, result)
        yield from caveats(finding)
