"""The command ``standoff explain``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.config.settings import FORMATS
from standoff.scenario.locate import user_path
from standoff.terminal.early import require_actor, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.lines import say
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT, point_option, run_option

__all__ = ["explain"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@click.option("--actor", help="Name or title of the actor; default: who ended the peace.")
@click.option(
    "--turn",
    type=click.IntRange(0),
    help="Number of the turn, from 0; default: the one in which the peace ended.",
)
@run_option()
@point_option(None)
@out_key("Folder of the figure; default: RESULT/explain")
@figures_key()
@formats_key()
def explain(  # noqa: PLR0913 – the options of the command
    result: Path,
    actor: str | None,
    turn: int | None,
    replication: int | None,
    point: int | None,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
) -> None:
    """Explain a decision of a run: by default the one that ended its peace.

    RESULT is the folder of a run, a replay or a sweep. Without --turn this is the first attack; without one
    the last package that was signed or refused; without that the decisions of the run are listed. The run is
    replayed with the same rules; a stored trace that differs is refused.
    """
    manifest = require_result(result)
    if actor is not None:
        require_actor(manifest, actor)
    with phase("playing the run again"):
        from standoff.analysis.explain.answer import explain_answer  # loads the compiled rules
        from standoff.plots.page import save_sheets
        from standoff.plots.readings import with_reading
        from standoff.store.drafts import added_files
        from standoff.sweep.traced_run import traced_run, verified_to
        from standoff.terminal.screen import show

        traced = traced_run(result, point, replication)
        answer = explain_answer(traced.run, verified_to(traced, turn), actor, turn)
    show(*answer.screen)
    if not figures or not answer.record:  # a list of decisions has no figure
        return
    place = user_path(out) if out else result / "explain"
    name = f"{traced.prefix}{answer.record['actor']}-turn-{answer.record['turn']}"
    inner = "" if out else "explain"
    with phase("drawing the figure"), added_files(place if out else result, inner) as draft:
        figure = with_reading("explanation", answer.draw()["explanation"])
        written = save_sheets({name: figure}, draft, formats or FORMATS[:2])
    say(f"Written to {place / name}{' and '.join(path.suffix for path in written)}")
