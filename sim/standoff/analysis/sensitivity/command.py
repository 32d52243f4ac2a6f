"""``standoff sensitivity``: what moves the outcomes of a sweep."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.terminal.places import place_of

__all__ = ["sensitivity"]


@click.command()
@click.argument("result", metavar="RESULT")
@click.option(
    "--of",
    multiple=True,
    default=("any_war",),
    help="Response that is explained: any_war, an outcome or a measure; may be given several times.",
)
@click.option("--out", help="Folder to write; default: results/sensitivity/<time>.")
@click.option("--figures/--no-figures", default=True, help="Draw the figures.")
def sensitivity(result: str, of: tuple[str, ...], out: str | None, figures: bool) -> None:
    """Tell what moves the outcomes of a sweep, and how sure that is.

    RESULT is the folder of a sweep. Its design decides how: saltelli gives Sobol indices, of factors or of
    sources; morris elementary effects; latin_hypercube and sobol PAWN indices; one_at_a_time what each factor
    does by itself.
    """
    from standoff.analysis.sensitivity.answer import sensitivity_of  # loads scipy, which help can do without
    from standoff.sweep.surface import read_surface
    from standoff.terminal.writing import write_analysis

    sweep = Path(result).expanduser()
    surface, manifest = read_surface(sweep)
    write_analysis(
        lambda: sensitivity_of(surface, of, sweep, manifest), place_of(out, "sensitivity"),
        may_rename=out is None, figures=figures,
    )  # fmt: skip
