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

__all__ = ["explain"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=click.Path(path_type=Path))
@click.option("--actor", required=True, help="Name or title of the actor.")
@click.option("--turn", type=click.IntRange(0), required=True, help="Number of the turn; the first is 0.")
@click.option(
    "--run", "replication", type=click.IntRange(0), help="Number of the run; default: the traced one."
)
@click.option("--point", type=click.IntRange(0), help="Number of the point of a sweep; default: 0.")
@out_key("Folder of the figure; default: RESULT/explain")
@figures_key()
@formats_key()
def explain(  # noqa: PLR0913 – the options of the command
    result: Path,
    actor: str,
    turn: int,
    replication: int | None,
    point: int | None,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
) -> None:
    """Explain an actor's decision in one turn of a run.

    RESULT is the folder of a run, a replay or a sweep. The run is replayed to that turn with the same rules;
    a stored trace that differs is refused.
    """
    require_actor(require_result(result), actor)
    with phase("playing the run again"):
        from standoff.analysis.explain.answer import actor_of, explain_answer  # loads the compiled rules
        from standoff.plots.sheet import save_sheets
        from standoff.store.drafts import added_files
        from standoff.sweep.traced_run import traced_run, verified_to
        from standoff.terminal.screen import show

        traced = traced_run(result, point, replication)
        answer = explain_answer(traced.run, verified_to(traced, turn), actor, turn)
    show(*answer.screen)
    if not figures:
        return
    place = user_path(out) if out else result / "explain"
    name = f"{traced.prefix}{actor_of(traced.run, actor)}-turn-{turn}"
    inner = "" if out else "explain"
    with phase("drawing the figure"), added_files(place if out else result, inner) as draft:
        written = save_sheets({name: answer.draw()["explanation"]}, draft, formats or FORMATS[:2])
    say(f"Written to {place / name}{' and '.join(path.suffix for path in written)}")
