"""The command ``standoff branch``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.analysis.branch.options import CONTINUATIONS, FEWEST, MOST
from standoff.scenario.locate import user_path
from standoff.terminal.early import require_place, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT, point_option, run_option

__all__ = ["branch"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@click.option("--turn", type=click.IntRange(0), required=True, help="Turn on which the change comes, from 0.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    required=True,
    metavar="CHANGE",
    help="What happens on that turn; repeat it for several changes.",
)
@run_option()
@point_option()
@click.option(
    "--continuations",
    type=click.IntRange(FEWEST, MOST),
    default=CONTINUATIONS,
    help=f"Number of continuations with the change, and without it; default: {CONTINUATIONS:,}.",
)
@out_key("Folder to write; default: RESULT/branch/…")
@figures_key()
@formats_key()
def branch(  # noqa: PLR0913 – the options of the command
    result: Path,
    turn: int,
    changes: tuple[str, ...],
    replication: int | None,
    point: int,
    continuations: int,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
) -> None:
    """Play a run on from one of its turns with a change, and without it.

    RESULT is the folder of a run or a sweep. CHANGE is an act that an actor takes instead of choosing, as
    'A: withdraw'; an event, as 'A|B: incident'; or an effect with its size, as
    'A: offer all', 'A: audience -0.3' or 'A: troops -20 on AXIS'. All continuations share
    what has happened, and each pair of them the same fresh chance.
    """
    require_place(out)
    require_result(result)
    with phase("reading the result"):
        from standoff.analysis.branch.answer import branch_answer
        from standoff.sweep.chosen_run import choose_run  # loads the compiled rules
        from standoff.terminal.first_start import announce_compiling
        from standoff.terminal.writing import Output, write_answer

        run = choose_run(result, point, replication)
    place = user_path(out) if out else result / "branch" / f"{run.name}-turn-{turn}"
    announce_compiling()
    write_answer(
        lambda: branch_answer(run, turn, changes, continuations),
        Output(
            place, may_rename=out is None, figures=figures, formats=formats, within=None if out else result
        ),
        heading=(run.title, ""),
    )
