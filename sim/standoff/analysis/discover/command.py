"""``standoff discover``: in which part of the space of the factors a sweep ends so."""

from __future__ import annotations

import click

from standoff.errors import ConfigError
from standoff.terminal.places import place_of

__all__ = ["discover"]

AT_LEAST = 0.7
METHODS = {"prim": ("prim",), "cart": ("cart",), "both": ("prim", "cart")}


@click.command()
@click.argument("result", metavar="RESULT")
@click.option("--of", default="any_war", help="any_war (default), an outcome, or a measure with --above.")
@click.option("--at-least", type=float, help="Boxes where it comes in at least this share of runs; 0.7.")
@click.option("--at-most", type=float, help="Boxes where it comes in at most this share of runs.")
@click.option("--above", type=float, help="For a measure: above which mean a point counts, in its unit.")
@click.option(
    "--method", type=click.Choice(list(METHODS)), default="both", help="How boxes are found; default: both."
)
@click.option("--out", help="Folder to write; default: results/discovery/<time>.")
@click.option("--figures/--no-figures", default=True, help="Draw the figures.")
def discover(  # noqa: PLR0913 – the options of the command
    result: str,
    of: str,
    at_least: float | None,
    at_most: float | None,
    above: float | None,
    method: str,
    out: str | None,
    figures: bool,
) -> None:
    """Find boxes: in plain words, when does it come to this?

    RESULT is the folder of a sweep. Boxes are found on half of its points and checked on the other half.
    """
    if at_least is not None and at_most is not None:
        raise ConfigError("--at-least and --at-most: give one of them")
    from standoff.analysis.discover.answer import (  # loads the workbench, which help can do without
        Sought,
        boxes_of,
    )
    from standoff.analysis.discover.cases import Aim
    from standoff.terminal.writing import write_analysis

    share = AT_LEAST if at_least is None else at_least
    aim = Aim(of, share) if at_most is None else Aim(of, at_most, is_rare=True)
    sought = Sought(result, of, aim, above, METHODS[method])
    place = place_of(out, "discovery")
    write_analysis(lambda: boxes_of(sought), place, may_rename=out is None, figures=figures)
