"""The command ``standoff robust``."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.analysis.robust.options import CRITERIA, CRITERION, GOAL
from standoff.terminal.early import require_place, require_responses, require_result
from standoff.terminal.keys import KeyedCommand, figures_key, formats_key, out_key
from standoff.terminal.output_folder import output_folder
from standoff.terminal.progress import phase
from standoff.terminal.result_argument import RESULT

__all__ = ["robust"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT)
@click.option(
    "--by",
    default=GOAL,
    help="Goal: any_war, an outcome or a measure, with :min or :max; default: any_war:min.",
)
@click.option(
    "--aim",
    "aims",
    multiple=True,
    help="Aim for satisficing, such as 'any_war<=0.3'; may be given several times.",
)
@click.option(
    "--cost",
    "costs",
    multiple=True,
    help="Goal on which to report the cost; may be given several times; default: all payoffs.",
)
@click.option(
    "--criterion",
    type=click.Choice(CRITERIA),
    default=CRITERION,
    help="Criterion of robustness; default: regret_p90, the 90th percentile of regret over the states.",
)
@out_key("Folder to write; default: results/robust/<time>.")
@figures_key()
@formats_key()
def robust(  # noqa: PLR0913 – the options of the command
    result: Path,
    by: str,
    aims: tuple[str, ...],
    costs: tuple[str, ...],
    criterion: str,
    out: str | None,
    figures: bool,
    formats: tuple[str, ...],
) -> None:
    """Choose a package of levers that is robust to uncertainty, and give its cost.

    RESULT is the folder of a sweep that played all packages in the same states of the world, such as one
    with design=crossed.
    """
    require_place(out)
    require_responses(require_result(result), [by, *aims, *costs])
    with phase("reading the result"):
        from standoff.analysis.robust.answer import (  # loads scipy
            problem_of,
            robust_answer,
        )
        from standoff.store.manifest import analysis_manifest
        from standoff.sweep.result import open_sweep
        from standoff.sweep.surface import read_surface
        from standoff.terminal.screen import heading, note
        from standoff.terminal.writing import Output, write_answer

        surface, manifest = read_surface(result)
    problem = problem_of(surface, by, aims, costs, criterion)
    scenario, origin = manifest["scenario"], {"place": str(result), "command": manifest["command"]}
    write_answer(
        lambda: robust_answer(surface, problem, scenario["title"], lambda: open_sweep(result).study, note),
        Output(output_folder(out, "robust"), may_rename=out is None, figures=figures, formats=formats),
        heading=(heading(scenario), ""),
        manifest=lambda answer: analysis_manifest("robust", origin, {"scenario": scenario, **answer.record}),
    )
