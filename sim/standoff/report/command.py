"""The command ``standoff report``: results as one page to share."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.errors import ConfigError
from standoff.terminal.lines import say

__all__ = ["report"]

KINDS = ("png", "pdf", "svg")


def _kinds(context: click.Context, option: click.Parameter, given: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip() for kind in given.split(",") if kind.strip()))
    for kind in kinds:
        if kind not in KINDS:
            raise ConfigError(f"--figures={given}: unknown format '{kind}'; allowed: {', '.join(KINDS)}")
    return kinds


@click.command()
@click.argument("results", nargs=-1, required=True, metavar="RESULT…")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File to write, NAME.html; the data of its figures go to NAME-figures/ in the same folder "
    "(default: results/report/<time>/report.html).",
)
@click.option(
    "--figures",
    "kinds",
    default="",
    callback=_kinds,
    metavar="KINDS",
    help="Also write each figure to a file: png, pdf or svg, or several, as in png,pdf.",
)
def report(results: tuple[str, ...], out: Path | None, kinds: tuple[str, ...]) -> None:
    """Write a report on one or more results as a single HTML file.

    RESULT is the folder of a run or a sweep. Given several results, which may also be points of a sweep
    (FOLDER:POINT), the report compares the others with the first. The file needs no network access and no
    other file.
    """
    from standoff.report.write import write_report  # imported here because it loads matplotlib
    from standoff.terminal.screen import note

    say(f"Written to {write_report(results, out, kinds, note)}")
