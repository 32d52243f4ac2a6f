"""The command ``standoff turning-points``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.analysis.turning_points.options import CONTINUATIONS, FEWEST, MOST

__all__ = ["turning_points"]


@click.command(name="turning-points")
@click.argument("result", type=click.Path(path_type=Path))
@click.option(
    "--run", "replication", type=click.IntRange(0), help="Number of the run; default: the traced one."
)
@click.option(
    "--point", type=click.IntRange(0), default=0, help="Number of the point of a sweep; default: 0."
)
@click.option(
    "--continuations",
    type=click.IntRange(FEWEST, MOST),
    default=CONTINUATIONS,
    help=f"Number of continuations of each option; default: {CONTINUATIONS}.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder to write; default: RESULT/turning-points/…"
)
@click.option("--figures/--no-figures", default=True, help="Draw the figure.")
def turning_points(  # noqa: PLR0913 – the options of the command
    result: Path, replication: int | None, point: int, continuations: int, out: Path | None, figures: bool
) -> None:
    """Rank the acts of a run by how much the alternatives would change the outcomes.

    RESULT is the folder of a run or a sweep. At each decision, every option with a probability of 1 % or
    more is continued with fresh chance, the same for all options.
    """
    from standoff.analysis.turning_points.answer import turning_points_answer
    from standoff.sweep.chosen_run import choose_run  # loads the compiled rules
    from standoff.terminal.first_start import announce_compiling
    from standoff.terminal.writing import Output, write_answer

    run = choose_run(result, point, replication)
    place = out or result / "turning-points" / run.name
    announce_compiling()
    write_answer(
        lambda: turning_points_answer(run, continuations),
        Output(place, may_rename=out is None, figures=figures, within=None if out else result),
    )
