"""``standoff compare``: comparison and ranking of several results."""

from __future__ import annotations

import click

from standoff.analysis.compare.options import BY, RANKED_BY
from standoff.config.settings import FORMATS
from standoff.terminal.output_folder import output_folder

__all__ = ["compare"]


@click.command()
@click.argument("results", nargs=-1, required=True, metavar="RESULT…")
@click.option(
    "--by", type=click.Choice(RANKED_BY), default=BY, help="Outcome to rank the results by; default: any_war."
)
@click.option("--out", help="Folder to write; default: results/compare/<time>.")
@click.option("--figures/--no-figures", default=True, help="Draw the figures.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="Format of the figures; can be repeated; default: png and svg.",
)
@click.option(
    "--replay/--no-replay",
    default=None,
    help="Replay points of sweeps that kept only sums of their runs; default: up to 100,000 runs.",
)
def compare(  # noqa: PLR0913 – one for each option of the command
    results: tuple[str, ...],
    by: str,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
    replay: bool | None,
) -> None:
    """Compare the outcomes of several results and rank the results.

    RESULT is the folder of a run, the folder of a sweep (for all its points), or points of a sweep as
    FOLDER:POINT or FOLDER:0,3,7. Each result is compared with the first one, run by run if they have the same
    seed.
    """
    from standoff.analysis.compare.answer import compare_answer, with_rows  # loads scipy, not needed for help
    from standoff.store.manifest import analysis_manifest
    from standoff.sweep.stored import open_results
    from standoff.terminal.screen import heading
    from standoff.terminal.writing import Output, write_answer

    opened = with_rows(open_results(results), replay)
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
