"""The command ``standoff talks``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.scenario.locate import user_path
from standoff.terminal.early import require_place, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT, point_option, run_option

__all__ = ["talks"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@run_option("Number of one run; default: all runs.")
@point_option()
@out_key("Folder to write; default: RESULT/talks/…")
@figures_key()
@formats_key()
def talks(  # noqa: PLR0913 – the options of the command
    result: Path,
    replication: int | None,
    point: int,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
) -> None:
    """Say why talks failed: which party blocked, over which issue, and by how much.

    RESULT is the folder of a run or a sweep. Its runs are played again with the same rules, and each attempt
    at a package is examined: at those that found none, the package that comes nearest to acceptance by all,
    who falls short of it, and what each issue would yield if it were conceded.
    """
    require_place(out)
    require_result(result)
    with phase("reading the result"):
        from standoff.analysis.talks.answer import talks_answer
        from standoff.sweep.chosen_run import all_runs, choose_run  # loads the compiled rules
        from standoff.terminal.first_start import announce_compiling
        from standoff.terminal.writing import Output, write_answer

        run = choose_run(result, point, replication or 0)
        runs = all_runs(result) if replication is None else range(replication, replication + 1)
    name = run.name if replication is not None else "runs" if run.point is None else f"point-{run.point}"
    place = user_path(out) if out else result / "talks" / name
    announce_compiling()
    write_answer(
        lambda: talks_answer(run, runs),
        Output(
            place, may_rename=out is None, figures=figures, formats=formats, within=None if out else result
        ),
        heading=(run.title, ""),
    )
