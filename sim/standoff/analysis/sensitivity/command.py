"""The command ``standoff sensitivity``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.analysis.sensitivity.options import RESPONSES
from standoff.terminal.early import require_place, require_responses, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.output_folder import output_folder
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT

__all__ = ["sensitivity"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@click.option(
    "--of",
    multiple=True,
    default=RESPONSES,
    help="Response: any_war, an outcome or a measure; may be given several times; default: any_war.",
)
@out_key("Folder to write; default: results/sensitivity/<time>.")
@figures_key()
@formats_key()
def sensitivity(
    result: Path, of: tuple[str, ...], out: str | None, figures: bool, formats: tuple[str, ...]
) -> None:
    """Measure how strongly each factor of a sweep influences the outcomes.

    RESULT is the folder of a sweep, whose design determines the method: saltelli gives Sobol indices of
    factors or sources; morris elementary effects; latin_hypercube and sobol PAWN indices; one_at_a_time the
    effect of each factor by itself.
    """
    require_place(out)
    require_responses(require_result(result), of)
    with phase("reading the result"):
        from standoff.analysis.sensitivity.answer import sensitivity_answer  # loads scipy
        from standoff.store.manifest import analysis_manifest
        from standoff.sweep.surface import read_surface
        from standoff.terminal.screen import heading
        from standoff.terminal.writing import Output, write_answer

        surface, manifest = read_surface(result)
    scenario, experiment = manifest["scenario"], manifest["experiment"]
    origin = [{"result": result.name, "place": str(result.resolve()), "command": manifest["command"]}]
    write_answer(
        lambda: sensitivity_answer(surface, of, f"{scenario['title']} ({experiment})"),
        Output(output_folder(out, "sensitivity"), may_rename=out is None, figures=figures, formats=formats),
        heading=(f"{heading(scenario)}, {experiment}",),
        manifest=lambda answer: analysis_manifest("sensitivity", origin, answer.record),
    )
