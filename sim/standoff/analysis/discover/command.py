"""The command ``standoff discover``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.analysis.discover.options import METHODS, RESPONSE, require_one_share
from standoff.terminal.early import require_place, require_responses, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.output_folder import output_folder
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT

__all__ = ["discover"]

METHOD_CHOICES = {**{method: (method,) for method in METHODS}, "both": METHODS}


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@click.option(
    "--of", default=RESPONSE, help="any_war, an outcome, or a measure with --above; default: any_war."
)
@click.option("--at-least", type=float, help="Least share of runs with the outcome in a box; default: 0.7.")
@click.option("--at-most", type=float, help="Or the largest share of runs with the outcome in a box.")
@click.option("--above", type=float, help="For a measure: mean above which a point counts, in its unit.")
@click.option(
    "--method",
    type=click.Choice(list(METHOD_CHOICES)),
    default="both",
    help="Algorithm; default: both.",
)
@out_key("Folder to write; default: results/discovery/<time>.")
@figures_key()
@formats_key()
def discover(  # noqa: PLR0913 – the options of the command
    result: Path,
    of: str,
    at_least: float | None,
    at_most: float | None,
    above: float | None,
    method: str,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
) -> None:
    """Find the conditions under which an outcome is frequent in a sweep.

    The conditions form boxes: ranges of a few factors in which the outcome is frequent (or rare). RESULT is
    the folder of a sweep. Boxes are found with half of its points and checked with the other half.
    """
    require_one_share(at_least, at_most)
    require_place(out)
    require_responses(require_result(result), [of])
    with phase("reading the result"):
        from standoff.analysis.discover.answer import Sought, discover_answer, target_of  # loads scipy
        from standoff.store.manifest import analysis_manifest
        from standoff.sweep.surface import read_surface
        from standoff.terminal.screen import heading
        from standoff.terminal.writing import Output, write_answer

        sought = Sought(target_of(at_least, at_most), of, above, METHOD_CHOICES[method])
        surface, manifest = read_surface(result)
    scenario, origin = manifest["scenario"], [{"result": str(result), "command": manifest["command"]}]
    write_answer(
        lambda: discover_answer(surface, sought, scenario["title"]),
        Output(output_folder(out, "discovery"), may_rename=out is None, figures=figures, formats=formats),
        heading=(heading(scenario), ""),
        manifest=lambda answer: analysis_manifest("discovery", origin, answer.record),
    )
