"""Writing: what an analysis found, in a folder of tables and figures, and on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import RenderableType

from standoff.config.settings import FORMATS
from standoff.store.manifest import MANIFEST
from standoff.store.write import result_folder, write_csv, write_json
from standoff.terminal.screen import show

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["Analysis", "write_analysis"]


@dataclass(frozen=True)
class Analysis:
    """What an analysis found, ready to be written and shown.

    Parameters
    ----------
    tables : Mapping of str to sequence of Mapping
        Lines by the name of their table; a table without lines is not written.
    screen : iterable of RenderableType
        What is shown, from top to bottom.
    manifest : Mapping
        Where the tables come from; empty = none is written, as what lies in its result needs none.
    draw : callable
        Draws the figures by name.
    """

    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    screen: Iterable[RenderableType]
    manifest: Mapping[str, Any]
    draw: Callable[[], Mapping[str, Figure]] = dict


def write_analysis(
    analyse: Callable[[], Analysis],
    place: Path,
    formats: Sequence[str] = (),
    *,
    may_rename: bool,
    figures: bool,
) -> Analysis:
    """Analyse once it is clear that the place can be written, write what was found, and show it.

    Parameters
    ----------
    analyse : callable
        Does the work.
    place : pathlib.Path
        Folder to write.
    formats : sequence of str
        Formats of the figures, each beside the table of its name; none = PNG and SVG.
    may_rename : bool
        Whether another name may be taken if the folder is there already.
    figures : bool
        Whether to draw.

    Raises
    ------
    ResultError
        If the place is taken or cannot be written; then, as whenever the work fails, nothing is left there.
    """
    with result_folder(place, may_rename=may_rename) as draft:
        found = analyse()
        for name, lines in found.tables.items():
            if lines:
                write_csv(draft.folder / f"{name}.csv", lines)
        if found.manifest:
            write_json(draft.folder / MANIFEST, found.manifest)
        if figures:
            from standoff.plots.sheet import save_sheets  # loads matplotlib, which can be done without

            save_sheets(found.draw(), draft.folder, formats or FORMATS[:2])
    show(*found.screen)
    click.echo(f"Written to {draft.place}")
    return found
