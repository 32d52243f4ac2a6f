"""Sensing: what an analysis of sensitivity found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType

from standoff.analysis.sensitivity.findings import Sensitivity
from standoff.analysis.sensitivity.in_sweep import sensitivity
from standoff.analysis.sensitivity.rows import tables
from standoff.analysis.sensitivity.screen import found_tables
from standoff.analysis.sensitivity.words import told_of
from standoff.store.manifest import analysis_manifest
from standoff.sweep.surface import Surface
from standoff.terminal.screen import heading
from standoff.terminal.writing import Analysis

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["sensitivity_of"]


def sensitivity_of(surface: Surface, of: Sequence[str], sweep: Path, manifest: Mapping[str, Any]) -> Analysis:
    """Tell what moves responses of a sweep.

    Parameters
    ----------
    surface : Surface
        What came of the sweep.
    of : sequence of str
        Names of responses.
    sweep : pathlib.Path
        Folder of the sweep.
    manifest : Mapping
        Its manifest.

    Raises
    ------
    InputError
        If it does not tell what is asked.
    """
    found = sensitivity(surface, of)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.sensitivity.figures import (
            sensitivity_figures,  # loads matplotlib, which can be done without
        )

        return sensitivity_figures(found, f"{manifest['scenario']['title']} ({manifest['experiment']})")

    origin = [{"result": sweep.name, "place": str(sweep.resolve()), "command": manifest["command"]}]
    responses = [finding.of.name for finding in found.findings]
    told = {"design": found.kind, "by": "source" if found.is_grouped else "factor", "responses": responses}
    content = analysis_manifest("sensitivity", origin, told)
    return Analysis(tables(found), _screen(found, manifest), content, draw)


def _screen(found: Sensitivity, manifest: Mapping[str, Any]) -> Iterator[RenderableType]:
    yield f"{heading(manifest['scenario'])}, {manifest['experiment']}"
    if found.n_failed:
        yield f"{found.n_failed:,} points failed, with their reasons in failures.csv of the sweep."
    for finding in found.findings:
        yield ""
        yield from found_tables(finding, found)
        yield from told_of(finding)
