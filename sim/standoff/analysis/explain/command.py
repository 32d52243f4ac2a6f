"""The command ``standoff explain``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.terminal.lines import say

__all__ = ["explain"]


@click.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.option("--actor", required=True, help="Name of the actor.")
@click.option("--turn", type=click.IntRange(0), required=True, help="Number of the turn; the first is 0.")
@click.option(
    "--run", "replication", type=click.IntRange(0), help="Number of the run; default: the traced one."
)
@click.option("--point", type=click.IntRange(0), help="Number of the point of a sweep; default: 0.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the figure; default: RESULT/explain")
def explain(  # noqa: PLR0913 – the options of the command
    result: Path, actor: str, turn: int, replication: int | None, point: int | None, out: Path | None
) -> None:
    """Explain an actor's decision in one turn of a run.

    RESULT is the folder of a run, a replay or a sweep. The run is replayed to that turn with the same rules;
    a stored trace that differs is refused.
    """
    from standoff.analysis.explain.answer import explain_answer  # loads the compiled rules
    from standoff.plots.sheet import save_sheets
    from standoff.store.drafts import added_files
    from standoff.sweep.traced_run import traced_run, verified_to
    from standoff.terminal.screen import show

    traced = traced_run(result, point, replication)
    answer = explain_answer(traced.run, verified_to(traced, turn), actor, turn)
    show(*answer.screen)
    place, name = out or result / "explain", f"{traced.prefix}{actor}-turn-{turn}"
    with added_files(out or result, "" if out else "explain") as draft:
        save_sheets({name: answer.draw()["explanation"]}, draft)
    say(f"Written to {place / name}.png and .svg")
