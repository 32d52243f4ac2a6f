"""``standoff report``: what a result says, as one page to hand on."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.errors import ConfigError

__all__ = ["report"]

KINDS = ("png", "pdf", "svg")


def _kinds(context: click.Context, option: click.Parameter, given: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip() for kind in given.split(",") if kind.strip()))
    for kind in kinds:
        if kind not in KINDS:
            raise ConfigError(f"--figures={given}: '{kind}' is no kind of file; allowed: {', '.join(KINDS)}")
    return kinds


@click.command()
@click.argument("results", nargs=-1, required=True, metavar="RESULT…")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File to write, NAME.html; data of the figures go to NAME-figures/ beside it; "
    "default: results/report/<time>/report.html.",
)
@click.option(
    "--figures",
    "kinds",
    default="",
    callback=_kinds,
    metavar="KINDS",
    help="Write each figure as a file as well: png, pdf, svg, or several as in png,pdf.",
)
def report(results: tuple[str, ...], out: Path | None, kinds: tuple[str, ...]) -> None:
    """Write one HTML file that says what came out, how sure that is, and what it rests on.

    RESULT is the folder of a run or of a sweep. Of several, also points of sweeps as FOLDER:POINT, the others
    are set against the first one. The file needs no network and no other file.
    """
    from standoff.report.write import write_report  # loads matplotlib, which help can do without
    from standoff.terminal.screen import note

    click.echo(f"Written to {write_report(results, out, kinds, note)}")
