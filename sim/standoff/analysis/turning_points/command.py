"""The command ``standoff turning-points``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.analysis.turning_points.options import CONTINUATIONS, FEWEST, MOST
from standoff.scenario.locate import user_path
from standoff.terminal.early import require_place, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT, point_option, run_option

__all__ = ["turning_points"]


@click.command(name="turning-points", cls=KeyedCommand)
@click.argument("result", type=RESULT)
@run_option()
@point_option()
@click.option(
    "--continuations",
    type=click.IntRange(FEWEST, MOST),
    default=CONTINUATIONS,
    help=f"Number of continuations of each option; default: {CONTINUATIONS}.",
)
@out_key("Folder to write; default: RESULT/turning-points/…")
@figures_key()
@formats_key()
def turning_points(  # noqa: PLR0913 – the options of the command
    result: Path,
    replication: int | None,
    point: int,
    continuations: int,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
) -> None:
    """Rank the acts of a run by how much the alternatives would change the outcomes.

    RESULT is the folder of a run or a sweep. At each decision, every option with a probability of 1 % or
    more is continued with fresh chance, the same for all options.
    """
    require_place(out)
    require_result(result)
    with phase("reading the result"):
        from standoff.analysis.turning_points.answer import turning_points_answer
        from standoff.sweep.chosen_run import choose_run  # loads the compiled rules
        from standoff.terminal.first_start import announce_compiling
        from standoff.terminal.writing import Output, write_answer

        run = choose_run(result, point, replication)
    place = user_path(out) if out else result / "turning-points" / run.name
    announce_compiling()
    write_answer(
        lambda: turning_points_answer(run, continuations),
        Output(
            place, may_rename=out is None, figures=figures, formats=formats, within=None if out else result
        ),
    )
