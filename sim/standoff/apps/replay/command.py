"""``standoff replay``: the full story of any run of a result, to the same bits."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["replay"]


@click.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.option(
    "--run", "replication", type=click.IntRange(0), required=True, help="Number of the replication."
)
@click.option(
    "--point", type=click.IntRange(0), default=0, help="Number of the point of a sweep; default: 0."
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write; default: RESULT/replays/…")
@click.option("--figures/--no-figures", default=True, help="Draw the figures of the run.")
def replay(result: Path, replication: int, point: int, out: Path | None, figures: bool) -> None:
    """Tell the full story of any run of a result, to the same bits.

    RESULT is the folder of a run or a sweep.
    """
    from standoff.apps.replay.work import tell  # loads the compiled rules, which help can do without

    tell(result, point, replication, out, figures=figures)
