"""``standoff replay``: any run of a result with a full trace and transcript."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["replay"]


@click.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.option("--run", "replication", type=click.IntRange(0), required=True, help="Number of the run.")
@click.option(
    "--point", type=click.IntRange(0), default=0, help="Number of the point of a sweep; default: 0."
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write; default: RESULT/replays/…")
@click.option("--figures/--no-figures", default=True, help="Draw the figures of the run.")
def replay(result: Path, replication: int, point: int, out: Path | None, figures: bool) -> None:
    """Replay any run of a result with a full trace and transcript.

    RESULT is the folder of a run or a sweep. The replay is identical to the run in the result.
    """
    from standoff.apps.replay.work import replay_run  # loads the compiled rules, not needed for help

    replay_run(result, point, replication, out, figures=figures)
