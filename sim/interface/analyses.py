"""Analyses – what is asked of a sweep, as findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.analysis import discovery_tables, sensitivity_tables
from sim.analysis.cases import Aim
from sim.analysis.discovery_words import caveats, sentences
from sim.analysis.robust_choice import Asked
from sim.interface.findings import Findings
from sim.interface.frames import frames_of
from sim.sweep.robust import choose_robustly
from sim.sweep.sensitivity import sensitivity
from sim.sweep.surface import Surface

if TYPE_CHECKING:
    from sim.plots import Figure

__all__ = ["boxes_of", "choice_of", "factor_units", "sensitivity_of"]

MAIN = ("indices", "effects", "pawn", "tornado", "spread")
"""Tables of sensitivity, those that say most first."""


def factor_units(surface: Surface) -> dict[str, str]:
    """Give the unit of each factor that has one."""
    return {factor.name: factor.unit for factor in surface.design.factors if factor.unit}


def sensitivity_of(surface: Surface, title: str, of: Sequence[str]) -> Findings:
    """Tell what moves responses; see `sim.interface.sweep.Sweep.sensitivity`."""
    found = sensitivity(surface, of)
    frames = frames_of(sensitivity_tables.tables(found), {})

    def draw() -> dict[str, Figure]:
        from sim.plots import sensitivity_figures  # loads matplotlib, which can be done without

        return sensitivity_figures(found, title)

    return Findings(title, frames, next(name for name in MAIN if name in frames), draw)


def boxes_of(surface: Surface, title: str, aim: Aim, above: float | None, methods: Sequence[str]) -> Findings:
    """Find boxes; see `sim.interface.sweep.Sweep.discover`. What is sought is named by the aim."""
    from sim.sweep.discovery import discover_in  # loads the workbench, which all else can do without

    found = discover_in(surface, aim, aim.what, above, methods)

    def draw() -> dict[str, Figure]:
        from sim.plots import discovery_figures

        return discovery_figures(found, title)

    frames = frames_of(discovery_tables.tables(found), factor_units(surface))
    return Findings(title, frames, "boxes", draw, (*sentences(found), *caveats(found)))


def choice_of(surface: Surface, title: str, asked: Asked) -> Findings:
    """Choose robustly; see `sim.interface.sweep.Sweep.robust`."""
    found = choose_robustly(surface, asked)

    def draw() -> dict[str, Figure]:
        from sim.plots import robust_figures

        return robust_figures(found, title)

    tables = {name: lines for name, lines in found.tables().items() if lines}
    chosen = f"Robust, by {asked.criterion}: package {found.robust} ({found.name(found.robust)})."
    return Findings(title, frames_of(tables, factor_units(surface)), "robustness", draw, (chosen,))
