"""Discovering: boxes in a sweep, on the screen and in a folder of tables and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from sim.analysis.boxes import number_told
from sim.analysis.cases import Aim
from sim.analysis.discovery import Discovery
from sim.analysis.discovery_tables import tables
from sim.analysis.discovery_words import caveats, sentences
from sim.apps.screen import show
from sim.store.manifest import MANIFEST, SCHEMA
from sim.store.write import require_free, result_folder, write_csv, write_json
from sim.sweep.discovery import discover_in
from sim.sweep.surface import read_surface

__all__ = ["Sought", "limits_table", "write_discovery"]


@dataclass(frozen=True)
class Sought:
    """What is sought, and where: see `discover_in`."""

    result: str
    of: str
    aim: Aim
    above: float | None
    methods: Sequence[str]


def write_discovery(sought: Sought, place: Path, *, may_rename: bool, figures: bool) -> None:
    """Find boxes, show them, and write them.

    Parameters
    ----------
    sought : Sought
        What is sought, and in which sweep.
    place : pathlib.Path
        Folder to write.
    may_rename : bool
        Whether another name may be taken if the folder is there already.
    figures : bool
        Whether to draw.

    Raises
    ------
    InputError
        If the sweep cannot be read, there is nothing to find, or the place cannot be written.
    """
    if not may_rename:
        require_free(place)
    surface, manifest = read_surface(Path(sought.result).expanduser())
    found = discover_in(surface, sought.aim, sought.of, sought.above, sought.methods)
    with result_folder(place, may_rename=may_rename) as draft:
        _write(draft.folder, found, sought, manifest)
        if figures:
            from sim.plots import write_discovery_figures

            write_discovery_figures(draft.folder, found, manifest["scenario"]["title"])
    _show(found, manifest)
    click.echo(f"Written to {draft.place}")


def _write(folder: Path, found: Discovery, sought: Sought, manifest: dict[str, Any]) -> None:
    for name, lines in tables(found).items():
        write_csv(folder / f"{name}.csv", lines)
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    told = {
        "schema": SCHEMA,
        "kind": "discovery",
        "created": created,
        "of": [{"result": sought.result, "command": manifest["command"]}],
        "sought": {
            "of": sought.of,
            "above": sought.above,
            "at_most" if sought.aim.is_rare else "at_least": sought.aim.share,
            "methods": list(sought.methods),
        },
        "sentences": sentences(found),
    }
    write_json(folder / MANIFEST, told)


def _show(found: Discovery, manifest: dict[str, Any]) -> None:
    scenario = manifest["scenario"]
    show(f"{scenario['title']} ({scenario['name']} {scenario['version']})", "", *sentences(found), "")
    lines = tables(found)
    if "limits" in lines:
        show(limits_table(lines["limits"]), "")
    show(*caveats(found))


def limits_table(lines: Sequence[dict[str, Any]]) -> Table:
    """Show the limits of boxes."""
    table = Table(
        title=Text("Limits of the boxes"), title_justify="left", title_style="bold", show_edge=False,
        pad_edge=False,
    )  # fmt: skip
    table.add_column("box", no_wrap=True)
    table.add_column("factor", overflow="fold")
    for name in ("limit", "unit", "range of the sweep", "by chance,\ntraining", "by chance,\nheld out"):
        table.add_column(name, justify="right")
    for line in lines:
        least, most = line["range_low"], line["range_high"]
        span = "" if least is None else f"{least:.4g} to {most:.4g}".replace("-", "−")
        name, unit = f"{line['method'].upper()} {line['box']}", line["unit"].replace("_", " ")
        by_chance = [_p(line[half]) for half in ("p_training", "p_held_out")]
        table.add_row(name, line["factor"], _limit(line), unit, span, *by_chance)
    return table


def _p(value: float) -> str:
    return f"{value:.2g}" if value >= 1e-4 else "< 0.0001"


def _limit(line: dict[str, Any]) -> str:
    if line["options"]:
        return str(line["options"])
    sign, number = ("≤", line["at_most"]) if line["at_least"] is None else ("≥", line["at_least"])
    return f"{sign} {number_told(number)}"
