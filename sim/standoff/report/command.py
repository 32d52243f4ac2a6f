"""The command ``standoff report``: results as one page to share."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.config.settings import FORMATS
from standoff.errors import ArgumentError, ConfigError
from standoff.scenario.locate import user_path
from standoff.terminal.early import require_results
from standoff.terminal.keys import KeyedCommand, KeyOption, out_key
from standoff.terminal.lines import note, say
from standoff.terminal.progress import phase

__all__ = ["report"]


def _kinds(context: click.Context, option: click.Parameter, given: str) -> tuple[str, ...]:
    listed = given.strip().removeprefix("[").removesuffix("]").split(",")
    kinds = tuple(dict.fromkeys(kind.strip() for kind in listed if kind.strip()))
    for kind in kinds:
        if kind not in FORMATS:
            raise ConfigError(
                f"figure_formats={','.join(kinds)}: unknown format '{kind}'; allowed: {', '.join(FORMATS)}"
            )
    return kinds


@click.command(cls=KeyedCommand)
@click.argument("results", nargs=-1, required=True, metavar="RESULT…")
@out_key(
    "File to write, NAME.html; the data of its figures go to NAME-figures/ in the same folder "
    "(default: results/report/<time>/report.html)."
)
@click.option(
    "--files/--no-files",
    cls=KeyOption,
    key="figures",
    shown="true",
    default=None,
    help="Also write each figure to a file; default: false.",
)
@click.option(
    "--figures",
    "kinds",
    cls=KeyOption,
    key="figure_formats",
    shown=",".join(FORMATS),
    default="",
    callback=_kinds,
    help="Formats of these files, one or more; default with figures=true: png,svg.",
)
def report(results: tuple[str, ...], out: str | None, files: bool | None, kinds: tuple[str, ...]) -> None:
    """Write a report on one or more results as a single HTML file.

    RESULT is the folder of a run or a sweep. Given several results, which may also be points of a sweep
    (FOLDER:POINT), the report compares the others with the first. The file needs no network access and no
    other file.
    """
    if out is not None and Path(out).suffix != ".html":
        raise ArgumentError("{out}: not the name of an HTML file; give a name that ends with .html", out=out)
    require_results(results)
    with phase("loading the rules"):
        from standoff.report.write import write_report  # loads matplotlib as well

    wanted = kinds or FORMATS[:2] if files else kinds if files is None else ()
    place = None if out is None else user_path(out)
    say(f"Written to {write_report(results, place, wanted, note)}")
