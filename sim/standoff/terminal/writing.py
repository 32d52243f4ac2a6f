"""Writing of an answer as a folder of tables and figures, and printing of its screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import RenderableType

from standoff.answer import Answer
from standoff.config.settings import FORMATS
from standoff.store.drafts import result_folder
from standoff.store.manifest_file import write_manifest
from standoff.store.write import write_csv
from standoff.terminal.lines import say
from standoff.terminal.progress import phase
from standoff.terminal.screen import show

__all__ = ["Output", "write_answer"]


@dataclass(frozen=True)
class Output:
    """The folder and figures of an answer.

    Parameters
    ----------
    place : pathlib.Path
        Folder to write.
    may_rename : bool
        Whether another name may be used if the folder already exists.
    figures : bool
        Whether to draw figures.
    formats : sequence of str
        Formats of the figures; empty = PNG and SVG.
    within : pathlib.Path, optional
        The result that the folder belongs to, unless the user gave the folder.
    """

    place: Path
    may_rename: bool
    figures: bool = True
    formats: Sequence[str] = ()
    within: Path | None = None


def write_answer(
    ask: Callable[[], Answer],
    output: Output,
    *,
    heading: Sequence[RenderableType] = (),
    manifest: Callable[[Answer], Mapping[str, Any]] = lambda answer: answer.record,
) -> Answer:
    """Check that the folder can be written, compute the answer, write it, and print it.

    Parameters
    ----------
    ask : callable
        Computes the answer.
    output : Output
        Folder and figures.
    heading : sequence of RenderableType
        Printed above the answer.
    manifest : callable
        Gives the content of the manifest; if it is empty, none is written: a folder inside its result needs
        none.

    Raises
    ------
    ResultError
        If the folder exists or cannot be written. Nothing is left behind then, or if the computation fails.
    """
    with result_folder(output.place, may_rename=output.may_rename, within=output.within) as draft:
        with phase("working out the answer"):
            answer = ask()
        for name, rows in answer.rows.items():
            if rows:
                write_csv(draft.folder / f"{name}.csv", rows)
        if output.figures:
            from standoff.plots.page import save_sheets  # loads matplotlib, not needed without figures

            with phase("drawing the figures"):
                save_sheets(answer.draw(), draft.folder, output.formats or FORMATS[:2])
        if content := manifest(answer):
            write_manifest(draft.folder, content)
    show(*heading, *answer.screen)
    say(f"Written to {draft.place}")
    return answer
