"""The command ``standoff check``."""

from __future__ import annotations

import shlex
import sys

import click

from standoff.checks.options import FEWEST, MOST, REPLICATIONS
from standoff.scenario.load import load_scenario
from standoff.terminal.completion import scenarios
from standoff.terminal.early import require_place
from standoff.terminal.keys import KeyedCommand, out_key, replications_key
from standoff.terminal.output_folder import output_folder
from standoff.terminal.progress import phase

__all__ = ["check"]


@click.command(cls=KeyedCommand)
@click.argument("scenario", shell_complete=scenarios)
@replications_key(
    click.IntRange(FEWEST, MOST),
    REPLICATIONS,
    "Runs of each setting; more runs detect smaller differences",
)
@out_key("Folder to write; default: results/check/<time>.")
def check(scenario: str, replications: int, out: str | None) -> None:
    """Check that each mechanism of a scenario has an effect, and that nothing else has.

    SCENARIO is the name of a scenario or the path of its folder.

    Each lever, fact and number should have an effect; switching a mechanism off should remove its effect; and
    order, names, the length of a turn and the unit of utility should have none. Ends with status 1 if a check
    fails.
    """
    require_place(out)
    loaded = load_scenario(scenario)
    with phase("loading the rules"):
        from standoff.checks.answer import check_answer  # loads the rules
        from standoff.checks.check import Verdict
        from standoff.config.apply import rule_values
        from standoff.store.manifest import Provenance, manifest
        from standoff.terminal.first_start import announce_compiling
        from standoff.terminal.writing import Output, write_answer

    command = shlex.join(["standoff", "check", str(loaded.path), f"replications={replications}"])
    provenance = Provenance(command, "check", {}, (), rule_values({}, {}))
    announce_compiling()
    answer = write_answer(
        lambda: check_answer(loaded, replications),
        Output(output_folder(out, "check"), may_rename=out is None, figures=False),
        manifest=lambda answer: manifest(provenance, loaded, answer.record, {}),
    )
    if Verdict.FAIL in answer.record["checks"].values():
        sys.exit(1)
