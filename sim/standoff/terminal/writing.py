"""Writing: an answer as a folder of tables and figures, and on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import RenderableType

from standoff.answer import Answer
from standoff.config.settings import FORMATS
from standoff.store.manifest import MANIFEST
from standoff.store.write import result_folder, write_csv, write_json
from standoff.terminal.screen import show

__all__ = ["Output", "write_answer"]


@dataclass(frozen=True)
class Output:
    """Where an answer is written.

    Parameters
    ----------
    place : pathlib.Path
        Folder to write.
    may_rename : bool
        Whether another name may be taken if the folder is there already.
    figures : bool
        Whether to draw.
    formats : sequence of str
        Formats of the figures; none = PNG and SVG.
    """

    place: Path
    may_rename: bool
    figures: bool = True
    formats: Sequence[str] = ()


def write_answer(
    ask: Callable[[], Answer],
    output: Output,
    *,
    heading: Sequence[RenderableType] = (),
    manifest: Callable[[Answer], Mapping[str, Any]] = lambda answer: answer.record,
) -> Answer:
    """Ask once it is clear that the place can be written, write the answer, and show it.

    Parameters
    ----------
    ask : callable
        Does the work.
    output : Output
        Where to write.
    heading : sequence of RenderableType
        What is shown above the answer.
    manifest : callable
        Gives the content of the manifest; empty = none is written, as what lies in its result needs none.

    Raises
    ------
    ResultError
        If the place is taken or cannot be written; then, as whenever the work fails, nothing is left there.
    """
    with result_folder(output.place, may_rename=output.may_rename) as draft:
        answer = ask()
        for name, rows in answer.rows.items():
            if rows:
                write_csv(draft.folder / f"{name}.csv", rows)
        if content := manifest(answer):
            write_json(draft.folder / MANIFEST, content)
        if output.figures:
            from standoff.plots.sheet import save_sheets  # loads matplotlib, which can be done without

            save_sheets(answer.draw(), draft.folder, output.formats or FORMATS[:2])
    show(*heading, *answer.screen)
    click.echo(f"Written to {draft.place}")
    return answer
