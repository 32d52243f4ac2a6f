"""``standoff resume``: finishing a sweep that was stopped, killed or damaged."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.terminal.keys import KeyedCommand, figures_key, formats_key

from standoff.drivers.executors import EXECUTORS, open_executor

__all__ = ["resume"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=click.Path(path_type=Path))
@click.option(
    "--executor", type=click.Choice(EXECUTORS), help="How to run in parallel; default: as the sweep began."
)
@click.option("--workers", type=click.IntRange(1), help="Number of workers; default: as the sweep began.")
@click.option("--address", help="Scheduler of a Dask cluster, such as tcp://host:8786.")
@figures_key("Draw the figures; default: as the sweep began.", default=None)
@formats_key(default="as the sweep began")
def resume(  # noqa: PLR0913 – one for each option
    result: Path,
    executor: str | None,
    workers: int | None,
    address: str | None,
    figures: bool | None,
    formats: tuple[str, ...],
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
        kinds = formats or config.get("figure_formats", ["png", "svg"])
        play_rest(sweep, opened, kinds if (config["figures"] if figures is None else figures) else ())
