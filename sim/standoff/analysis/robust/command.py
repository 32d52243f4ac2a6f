"""``standoff robust``: which package is robust, and what it costs."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.terminal.places import place_of

__all__ = ["robust"]

CRITERIA = ("mean", "p90", "worst", "regret_p90", "regret_max", "satisficing")


@click.command()
@click.argument("result", type=click.Path(path_type=Path))
@click.option(
    "--by",
    default="any_war",
    help="Goal: an outcome, any_war or a measure, with :min or :max; default: any_war, less is better.",
)
@click.option(
    "--aim",
    "aims",
    multiple=True,
    help="What is to hold, such as 'any_war<=0.3'; more than once: all of them.",
)
@click.option("--cost", "costs", multiple=True, help="What it may cost, as a goal; default: all payoffs.")
@click.option(
    "--criterion",
    type=click.Choice(CRITERIA),
    default="regret_p90",
    help="What the robust package is best in; default: regret_p90, the regret kept in 90 % of the states.",
)
@click.option("--out", help="Folder to write; default: results/robust/<time>.")
@click.option("--figures/--no-figures", default=True, help="Draw the figures.")
def robust(  # noqa: PLR0913 – the options of the command
    result: Path,
    by: str,
    aims: tuple[str, ...],
    costs: tuple[str, ...],
    criterion: str,
    out: str | None,
    figures: bool,
) -> None:
    """Choose a package of levers that stands up to what nobody knows, and say what that costs.

    RESULT is the folder of a sweep in which packages met the same states of the world, such as one with
    design=crossed.
    """
    from standoff.analysis.robust.answer import choice_of  # loads scipy, which help can do without
    from standoff.analysis.robust.cross import asked_of, choose_robustly
    from standoff.sweep.surface import read_surface
    from standoff.terminal.writing import write_analysis

    surface, manifest = read_surface(result)
    found = choose_robustly(surface, asked_of(surface, by, aims, costs, criterion))
    place = place_of(out, "robust")
    write_analysis(lambda: choice_of(found, result, manifest), place, may_rename=out is None, figures=figures)
