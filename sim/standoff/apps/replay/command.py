"""``standoff replay``: any run of a result with a full trace and transcript."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.config.settings import FORMATS
from standoff.scenario.locate import user_path
from standoff.terminal.early import require_place, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT, point_option, run_option

__all__ = ["replay"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@run_option("Number of the run.", is_required=True)
@point_option()
@out_key("Folder to write; default: RESULT/replays/…")
@figures_key()
@formats_key()
def replay(  # noqa: PLR0913 – one for each option
    result: Path, replication: int, point: int, out: str | None, figures: bool, formats: tuple[str, ...]
) -> None:
    """Replay any run of a result with a full trace and transcript.

    RESULT is the folder of a run or a sweep. The replay is identical to the run in the result.
    """
    require_place(out)
    require_result(result)
    with phase("loading the rules"):
        from standoff.apps.replay.work import replay_run  # loads the compiled rules, not needed for help

    place = user_path(out) if out else None
    replay_run(result, point, replication, place, (formats or FORMATS[:2]) if figures else ())
