"""Analyses – what is asked of a sweep, as findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from standoff.analysis.discover import rows as discovery_tables
from standoff.analysis.discover.cases import Aim
from standoff.analysis.discover.words import caveats, sentences
from standoff.analysis.robust.choice import Asked
from standoff.analysis.robust.cross import choose_robustly
from standoff.analysis.sensitivity import rows as sensitivity_tables
from standoff.analysis.sensitivity.in_sweep import sensitivity
from standoff.interface.findings import Findings
from standoff.interface.frames import frames_of
from standoff.sweep.surface import Surface

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["boxes_of", "choice_of", "factor_units", "sensitivity_of"]

MAIN = ("indices", "effects", "pawn", "tornado", "spread")
"""Tables of sensitivity, those that say most first."""


def factor_units(surface: Surface) -> dict[str, str]:
    """Give the unit of each factor that has one."""
    return {factor.name: factor.unit for factor in surface.design.factors if factor.unit}


def sensitivity_of(surface: Surface, title: str, of: Sequence[str]) -> Findings:
    """Tell what moves responses; see `standoff.interface.sweep.Sweep.sensitivity`."""
    found = sensitivity(surface, of)
    frames = frames_of(sensitivity_tables.tables(found), {})

    def draw() -> dict[str, Figure]:
        from standoff.analysis.sensitivity.figures import (
            sensitivity_figures,  # loads matplotlib, which can be done without
        )

        return sensitivity_figures(found, title)

    return Findings(title, frames, next(name for name in MAIN if name in frames), draw)


def boxes_of(surface: Surface, title: str, aim: Aim, above: float | None, methods: Sequence[str]) -> Findings:
    """Find boxes; see `standoff.interface.sweep.Sweep.discover`. What is sought is named by the aim."""
    from standoff.analysis.discover.in_sweep import (
        discover_in,  # loads the workbench, which all else can do without
    )

    found = discover_in(surface, aim, aim.what, above, methods)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.discover.figures import discovery_figures

        return discovery_figures(found, title)

    frames = frames_of(discovery_tables.tables(found), factor_units(surface))
    return Findings(title, frames, "boxes", draw, (*sentences(found), *caveats(found)))


def choice_of(surface: Surface, title: str, asked: Asked) -> Findings:
    """Choose robustly; see `standoff.interface.sweep.Sweep.robust`."""
    found = choose_robustly(surface, asked)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.robust.figures import robust_figures

        return robust_figures(found, title)

    tables = {name: lines for name, lines in found.tables().items() if lines}
    chosen = f"Robust, by {asked.criterion}: package {found.robust} ({found.name(found.robust)})."
    return Findings(title, frames_of(tables, factor_units(surface)), "robustness", draw, (chosen,))
