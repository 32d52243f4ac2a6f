"""``standoff resume``: finishing a sweep that was stopped, killed or damaged."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.drivers.executors import EXECUTORS, open_executor
from standoff.errors import ConfigError
from standoff.terminal.early import require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT
from standoff.terminal.screen import note

__all__ = ["resume"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@click.option(
    "--executor", type=click.Choice(EXECUTORS), default=EXECUTORS[0], show_default=True,
    help="How to run in parallel, however the sweep began.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Number of workers; default: all cores.")
@click.option("--address", help="Scheduler of a Dask cluster, such as tcp://host:8786.")
@figures_key(None, "as the sweep began")
@formats_key(default="as the sweep began")
def resume(  # noqa: PLR0913 – one for each option
    result: Path,
    executor: str,
    workers: int | None,
    address: str | None,
    figures: bool | None,
    formats: tuple[str, ...],
) -> None:
    """Finish a sweep that was stopped, killed or damaged.

    RESULT is the folder of the sweep. Only missing and damaged parts are played; the finished files are the
    same as those of an uninterrupted sweep. Where to play is not taken from RESULT, which may come from
    somebody else: a scheduler at an address can run code on this machine.
    """
    if address is not None and executor != "dask":
        raise ConfigError("--address: only a Dask cluster has one; add --executor dask")
    require_result(result)
    with phase("reading the sweep"):
        from standoff.apps.sweep.work import play_rest  # loads the compiled rules, not needed for help
        from standoff.sweep.result import open_sweep

        sweep = open_sweep(result)
    config = sweep.manifest["config"]
    began = config.get("executor", {}).get("name", executor)
    if began != executor:
        note(f"The sweep began with executor={began}; it goes on with {executor}")
    with open_executor(executor, workers, address) as opened:
        # Sweeps of older versions record no formats; they used these.
        kinds = formats or config.get("figure_formats", ["png", "svg"])
        is_drawn = config.get("figures", True) if figures is None else figures
        play_rest(sweep, opened, kinds if is_drawn else ())
