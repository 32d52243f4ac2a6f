"""``standoff resume``: a sweep that was stopped, killed or damaged, finished to the same bytes."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.drivers.executors import EXECUTORS, open_executor

__all__ = ["resume"]


@click.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.option(
    "--executor", type=click.Choice(EXECUTORS), help="Who plays; default: as the sweep was started."
)
@click.option(
    "--workers", type=click.IntRange(1), help="How many workers; default: as the sweep was started."
)
@click.option("--address", help="Scheduler of a Dask cluster, such as tcp://host:8786.")
@click.option("--figures/--no-figures", default=None, help="Draw figures; default: as the sweep was started.")
def resume(
    result: Path, executor: str | None, workers: int | None, address: str | None, figures: bool | None
) -> None:
    """Finish a sweep that was stopped, killed or damaged, to the same bytes.

    RESULT is its folder. What is whole stays; what is missing or damaged is played.
    """
    from standoff.apps.sweep.work import play_rest  # loads the compiled rules, which help can do without
    from standoff.sweep.result import open_sweep

    found = open_sweep(result)
    config = found.manifest["config"]
    started = config["executor"]
    name = executor or started["name"]
    same = name == started["name"]
    with open_executor(
        name, workers or started["workers"], address or (started["address"] if same else None)
    ) as opened:
        # Sweeps of older versions tell no formats, and drew in these.
        formats = config.get("figure_formats", ["png", "svg"])
        play_rest(found, opened, formats if (config["figures"] if figures is None else figures) else ())
