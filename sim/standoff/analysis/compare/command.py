"""The command ``standoff compare``."""

from __future__ import annotations

import click

from standoff.analysis.compare.options import BY, RANKED_BY
from standoff.terminal.early import require_place, require_results
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.output_folder import output_folder
from standoff.terminal.progress import phase

__all__ = ["compare"]


@click.command(cls=KeyedCommand)
@click.argument("results", nargs=-1, required=True, metavar="RESULT…")
@click.option(
    "--by",
    type=click.Choice(RANKED_BY),
    default=BY,
    help="Outcome to rank by; default: any_war.",
)
@out_key("Folder to write; default: results/compare/<time>.")
@figures_key()
@formats_key()
@click.option(
    "--replay/--no-replay",
    default=None,
    help="Replay points of sweeps that kept only sums; default: up to 100,000 runs.",
)
def compare(  # noqa: PLR0913 – the options of the command
    results: tuple[str, ...],
    by: str,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
    replay: bool | None,
) -> None:
    """Compare the outcomes of several results and rank the results.

    RESULT is the folder of a run, points of a sweep as FOLDER:POINT or FOLDER:0,3,7, or a sweep with all its
    points. All others are compared with the first: run by run where they share their chance.
    """
    require_place(out)
    require_results(results)
    with phase("reading the results"):
        from standoff.analysis.compare.answer import compare_answer, with_rows  # loads scipy
        from standoff.store.manifest import analysis_manifest
        from standoff.sweep.stored import open_results
        from standoff.terminal.screen import heading, note
        from standoff.terminal.writing import Output, write_answer

        opened = with_rows(open_results(results), replay, note)
    samples, scenario = [result.sample for result in opened], opened[0].manifest["scenario"]
    origin = [
        {"result": result.sample.name, "place": result.sample.place, "command": result.manifest["command"]}
        for result in opened
    ]
    write_answer(
        lambda: compare_answer(samples, scenario["title"], by, opened),
        Output(output_folder(out, "compare"), may_rename=out is None, figures=figures, formats=formats),
        heading=(heading(scenario), ""),
        manifest=lambda answer: analysis_manifest("comparison", origin, answer.record),
    )
