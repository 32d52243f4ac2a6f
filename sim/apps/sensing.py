"""Sensing: what an analysis of sensitivity found, on the screen and in a folder of tables and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from sim.analysis.sensitivity import Finding, Sensitivity
from sim.analysis.sensitivity_tables import tables
from sim.analysis.sobol_indices import TOLERANCE
from sim.apps.compare_tables import WORDS
from sim.apps.screen import show
from sim.apps.sensitivity_tables import found_tables
from sim.store.manifest import MANIFEST, SCHEMA
from sim.store.write import result_folder, write_csv, write_json
from sim.sweep.sensitivity import sensitivity
from sim.sweep.surface import read_surface

__all__ = ["told_of", "write_sensitivity"]


def write_sensitivity(
    result: str, of: Sequence[str], place: Path, *, may_rename: bool, figures: bool
) -> None:
    """Tell what moves the responses of a sweep, show it, and write it.

    Parameters
    ----------
    result : str
        Folder of the sweep.
    of : sequence of str
        Names of responses.
    place : pathlib.Path
        Folder to write.
    may_rename : bool
        Whether another name may be taken if the folder is there already.
    figures : bool
        Whether to draw.

    Raises
    ------
    InputError
        If it cannot be read, or does not tell what is asked, or if the place is taken or cannot be written.
    """
    folder = Path(result).expanduser()
    surface, manifest = read_surface(folder)
    with result_folder(place, may_rename=may_rename) as draft:
        found = sensitivity(surface, of)
        _write(draft.folder, found, manifest, folder)
        if figures:
            from sim.plots import write_sensitivity_figures  # loads matplotlib, which can be done without

            title = f"{manifest['scenario']['title']} ({manifest['experiment']})"
            write_sensitivity_figures(draft.folder, found, title)
    _show(found, manifest)
    click.echo(f"Written to {draft.place}")


def _write(folder: Path, found: Sensitivity, manifest: Mapping[str, Any], sweep: Path) -> None:
    """Write the tables, each beside the figure of its name, and where they come from."""
    for name, lines in tables(found).items():
        write_csv(folder / f"{name}.csv", lines)
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    of = [{"result": sweep.name, "place": str(sweep.resolve()), "command": manifest["command"]}]
    head = {"schema": SCHEMA, "kind": "sensitivity", "created": created, "of": of}
    responses = [finding.of.name for finding in found.findings]
    told = {"design": found.kind, "by": "source" if found.is_grouped else "factor", "responses": responses}
    write_json(folder / MANIFEST, head | told)


def _show(found: Sensitivity, manifest: Mapping[str, Any]) -> None:
    scenario = manifest["scenario"]
    show(f"{scenario['title']} ({scenario['name']} {scenario['version']}), {manifest['experiment']}")
    if found.n_failed:
        show(f"{found.n_failed:,} points failed, with their reasons in failures.csv of the sweep.")
    for finding in found.findings:
        show("", *found_tables(finding, found), *told_of(finding))


def told_of(finding: Finding) -> Iterator[str]:
    """Say how far what was found can be trusted."""
    spread = finding.spread
    if not spread.varies:
        yield (
            f"{finding.of.name} is {spread.mean:g} at all {spread.n_points:,} points: nothing moves it "
            "there, so that there is nothing to explain."
        )
        return
    if spread.n_left_out:
        yield (
            f"{spread.n_left_out:,} points are left out: they failed or have no value, or belong to a block "
            "or walk of which a point does."
        )
    if not finding.swings:
        yield (
            f"Over {spread.n_points:,} points the mean of {_words(finding)} is {spread.mean:.4g}, the "
            f"standard deviation {spread.sd:.4g} ({finding.of.unit}). Chance alone, drawn anew for the "
            f"{spread.n_runs:,.0f} runs of each point, would give {100 * spread.noise:.1f} % of that "
            "variance; in fact the points share their chance, which takes part of it out of what is compared."
        )
    if finding.sobol:
        yield from _settled(finding)
    if any(end.contrast and not end.contrast.is_paired for swing in finding.swings
           for end in (swing.low, swing.high)):  # fmt: skip
        yield (
            "The base was not the reference of the sweep, so that the ends are compared with it as "
            "independent runs; with reference=0 they are compared run by run."
        )


def _words(finding: Finding) -> str:
    return WORDS.get(finding.of.name, finding.of.name)


def _settled(finding: Finding) -> Iterator[str]:
    found, last = finding.settling, finding.sobol[-1]
    alone = 100 * float(last.first.sum())
    yield (
        f"By themselves they explain {alone:.0f} % of the variance of {_words(finding)} together; the rest "
        "are interactions, and the error of these numbers."
    )
    moved = (
        f"from half of the points to all the index that moved most did so by {100 * found.moved:.1f}"
        if len(finding.sobol) > 1
        else "half of the points are too few to see whether they move"
    )
    widest = f"the widest interval, of {found.name}, reaches {100 * found.reach:.1f} points to either side"
    if found.is_settled:
        yield f"The indices have settled: {moved}, and {widest}; both are within {100 * TOLERANCE:g}."
    else:
        yield (
            f"Warning: the indices have not settled: {moved}, and {widest}, where {100 * TOLERANCE:g} is "
            f"asked for. About design.points={found.n_enough} would do."
        )
