"""Choosing: what a robust choice found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType

from standoff.analysis.robust.choice import RobustChoice
from standoff.analysis.robust.screen import cost_table, front_table, package_table
from standoff.analysis.robust.words import verdict, warnings_told, without_cost
from standoff.store.manifest import analysis_manifest
from standoff.terminal.screen import heading
from standoff.terminal.writing import Analysis

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["choice_of"]


def choice_of(found: RobustChoice, sweep: Path, manifest: Mapping[str, Any]) -> Analysis:
    """Tell what was found in a sweep, given by its folder and its manifest."""
    asked = found.asked

    def draw() -> dict[str, Figure]:
        from standoff.analysis.robust.figures import (
            robust_figures,  # loads matplotlib, which can be done without
        )

        return robust_figures(found, manifest["scenario"]["title"])

    told = {
        "scenario": manifest["scenario"],
        "by": asked.goal.told,
        "aims": [aim.told for aim in asked.aims],
        "costs": [of.told for of in asked.costs],
        "criterion": asked.criterion,
        "robust": {"package": found.robust, **found.packages[found.robust]},
    }
    content = analysis_manifest("robust", {"place": str(sweep), "command": manifest["command"]}, told)
    return Analysis(found.tables(), _screen(found, manifest["scenario"]), content, draw)


def _screen(found: RobustChoice, scenario: Mapping[str, str]) -> Iterator[RenderableType]:
    yield from (heading(scenario), "", package_table(found), "")
    yield from (*verdict(found), "")
    if found.asked.costs:
        yield from (front_table(found), "")
    if found.trades:
        yield from (cost_table(found), "")
    yield from (*without_cost(found), *warnings_told(found))
