"""The answer of ``standoff sensitivity``: the influence of each factor on the responses of a sweep."""

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
"""Tables that may be the main one, in order of preference."""


def sensitivity_answer(surface: Surface, responses: Sequence[str], title: str) -> Answer:
    """Estimate the influence of the factors on responses of a sweep, by the method that fits its design.

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
        If there is no such response, or if no method fits the design.
    """
    result = sensitivity(surface, responses)
    tables_of_rows = rows(result)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.sensitivity.figures import sensitivity_figures  # loads matplotlib

        return sensitivity_figures(result, title)

    return Answer(
        title=title,
        rows=tables_of_rows,
        main=next(name for name in MAIN if name in tables_of_rows),
        sentences=[sentence for finding in result.findings for sentence in caveats(finding)],
        tables=[table for finding in result.findings for table in tables(finding, result)],
        screen=list(_screen(result)),
        record={
            "design": result.kind,
            "by": "source" if result.is_grouped else "factor",
            "responses": [finding.response.name for finding in result.findings],
        },
        draw=draw,
    )


def _screen(result: Sensitivity) -> Iterator[RenderableType]:
    if result.n_failed:
        yield f"{result.n_failed:,} points failed; failures.csv of the sweep has the reasons."
    for finding in result.findings:
        yield ""
        yield from tables(finding, result)
        yield from caveats(finding)
