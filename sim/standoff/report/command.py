"""``standoff report``: a report on one or more results as a single HTML file."""

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
            raise ConfigError(f"--figures={given}: unknown format '{kind}'; allowed: {', '.join(KINDS)}")
    return kinds


@click.command()
@click.argument("results", nargs=-1, required=True, metavar="RESULT…")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File to write, NAME.html; the data of the figures are written to NAME-figures/ next to it; "
    "default: results/report/<time>/report.html.",
)
@click.option(
    "--figures",
    "kinds",
    default="",
    callback=_kinds,
    metavar="FORMATS",
    help="Also write each figure as a file: png, pdf, svg, or several, as in png,pdf.",
)
def report(results: tuple[str, ...], out: Path | None, kinds: tuple[str, ...]) -> None:
    """Write a report on one or more results as a single HTML file.

    RESULT is the folder of a run or a sweep. With several results, which may be points of sweeps as
    FOLDER:POINT, each is compared with the first one. The file is self-contained and can be read offline.
    """
    from standoff.report.write import write_report  # loads matplotlib, not needed for help

    write_report(results, out, kinds)
