"""``standoff sweep``: many points with many runs at each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from standoff.config.sweep_settings import SweepSettings
from standoff.terminal.hydra_command import FOR_HYDRA, composed_command
from standoff.terminal.progress import phase
from standoff.terminal.screen import note

if TYPE_CHECKING:
    from standoff.sweep.study import Study

__all__ = ["sweep"]

DRAWN = ("latin_hypercube", "sobol", "saltelli")
"""Designs that draw points from ranges."""


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def sweep(arguments: tuple[str, ...]) -> None:
    """Run a crisis many times at each of many settings of the levers."""
    command = composed_command(arguments, "sweep", SweepSettings)
    if command is None:
        return
    with phase("laying out the points"):
        from standoff.scenario.load import load_scenario
        from standoff.sweep.layout import study_of

        study = study_of(command.composer, load_scenario(command.settings.scenario.name))
    for line in _doubts(study):
        note(line)
    with phase("loading the rules"):
        from standoff.apps.sweep.work import start  # loads the compiled rules, once the points are laid out

    start(command, study)


def _doubts(study: Study) -> Iterator[str]:
    """Say which draws are scaled, and what was probably meant by two numbers in a design that draws."""
    from standoff.sweep.played_shares import drawn_together

    design = study.design
    if shares := drawn_together(design, study.scenario):
        yield f"{', '.join(shares)}: are shares of one whole, and scaled at each point so that they sum to 1"
    for factor in design.factors if design.kind in DRAWN else ():
        if len(factor.values) == 2 and not any(isinstance(value, str) for value in factor.values):
            low, high = sorted(factor.values, key=float)
            yield (
                f"design={design.kind}: {factor.name} is drawn from its two values only; for those between "
                f"them write '{factor.name}=interval({low:g},{high:g})'"
            )
