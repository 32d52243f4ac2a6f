"""``standoff figures``: the figures of a result, drawn when they are asked for."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.config.settings import FORMATS
from standoff.terminal.early import require_result
from standoff.terminal.keys import KeyedCommand, formats_key
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT

__all__ = ["figures"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@formats_key()
def figures(result: Path, formats: tuple[str, ...]) -> None:
    """Draw the figures of a run, a replay or a sweep.

    RESULT is the folder of the result; the figures are written to RESULT/figures.
    """
    require_result(result)
    with phase("loading the rules"):
        from standoff.apps.figures.work import draw_result  # loads the compiled rules and matplotlib

    draw_result(result, formats or FORMATS[:2])
