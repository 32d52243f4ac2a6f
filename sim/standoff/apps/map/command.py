"""``standoff map``: the forces of a run on a map, by turn or as an animation."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.errors import ConfigError
from standoff.plots.forces_map.formats import MOVING, STILL
from standoff.scenario.locate import user_path
from standoff.terminal.early import require_result
from standoff.terminal.keys import KeyedCommand, formats_key, out_key
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT, point_option, run_option

__all__ = ["draw_map"]


@click.command("map", cls=KeyedCommand)
@click.argument("result", type=RESULT)
@click.option(
    "--turn",
    "turns",
    type=click.IntRange(0),
    multiple=True,
    help="Turn to draw; can be repeated; default: the first and the last.",
)
@run_option()
@point_option(None)
@click.option("--animate", is_flag=True, help="Draw all turns as an animation.")
@out_key("Folder of the maps; default: RESULT/map")
@formats_key((*STILL, *MOVING), "png,svg, with --animate gif")
def draw_map(  # noqa: PLR0913 – one for each option
    result: Path,
    turns: tuple[int, ...],
    replication: int | None,
    point: int | None,
    animate: bool,
    out: str | None,
    formats: tuple[str, ...],
) -> None:
    """Draw the forces of a run on a map, by turn or as an animation.

    RESULT is the folder of a run, a replay or a sweep; by default the maps are written to
    RESULT/map. The run is replayed; a stored trace that differs is refused.
    """
    allowed = MOVING if animate else STILL
    for kind in formats:
        if kind not in allowed:
            given = f"figure_formats={','.join(formats)}"
            raise ConfigError(f"{given}: {kind} is not for this; allowed: {', '.join(allowed)}")
    if animate and turns:
        raise ConfigError("--animate shows all turns; leave out --turn")
    require_result(result)
    with phase("playing the run again"):
        from standoff.apps.map.work import (  # loads the compiled rules and matplotlib
            draw,
            draw_moving,
            mapped_run,
        )

        run = mapped_run(result, point, replication, user_path(out) if out else None)
    if animate:
        draw_moving(run, formats or MOVING[:1])
    else:
        draw(run, turns, formats or STILL)
