"""``standoff resume``: finishing a sweep that was stopped, killed or damaged."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.drivers.executors import EXECUTORS, open_executor

__all__ = ["resume"]


@click.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.option(
    "--executor", type=click.Choice(EXECUTORS), help="How to run in parallel; default: as the sweep began."
)
@click.option("--workers", type=click.IntRange(1), help="Number of workers; default: as the sweep began.")
@click.option("--address", help="Scheduler of a Dask cluster, such as tcp://host:8786.")
@click.option("--figures/--no-figures", default=None, help="Draw figures; default: as the sweep began.")
def resume(
    result: Path, executor: str | None, workers: int | None, address: str | None, figures: bool | None
) -> None:
    """Finish a sweep that was stopped, killed or damaged.

    RESULT is the folder of the sweep. Only missing and damaged parts are played; the finished files are the
    same as those of an uninterrupted sweep.
    """
    from standoff.apps.sweep.work import play_rest  # loads the compiled rules, not needed for help
    from standoff.sweep.result import open_sweep

    sweep = open_sweep(result)
    config = sweep.manifest["config"]
    started = config["executor"]
    name = executor or started["name"]
    same = name == started["name"]
    with open_executor(
        name, workers or started["workers"], address or (started["address"] if same else None)
    ) as opened:
        # Sweeps of older versions record no formats; they used these.
        formats = config.get("figure_formats", ["png", "svg"])
        play_rest(sweep, opened, formats if (config["figures"] if figures is None else figures) else ())
