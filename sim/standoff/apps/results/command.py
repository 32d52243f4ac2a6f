"""``standoff results``: what is under results/, and the names of results."""

from __future__ import annotations

from pathlib import Path

import click

from standoff.errors import ArgumentError
from standoff.terminal.keys import KeyedCommand, KeyOption
from standoff.terminal.lines import say
from standoff.terminal.result_argument import RESULT

__all__ = ["results"]


@click.command(cls=KeyedCommand)
@click.argument("result", type=RESULT, required=False)
@click.option("--name", cls=KeyOption, key="name", shown="NAME", help="Name to give to RESULT; empty: none.")
def results(result: Path | None, name: str | None) -> None:
    """List the results under results/ and those with a name, the newest first.

    With RESULT and a name, give the result this name in place of its former one. Every command takes the name
    where it takes the folder of a result.
    """
    if name is not None:
        if result is None:
            raise ArgumentError("{name}: name which result? give its folder as well", name=name)
        _name(result, name)
        return
    from standoff.apps.results.catalogue import catalogue, catalogue_table
    from standoff.store.drafts import RESULTS
    from standoff.terminal.screen import show

    entries = catalogue(RESULTS if result is None else result)
    if not entries:
        say(f"{RESULTS if result is None else result}: holds no results; `standoff run` writes the first one")
        return
    show(catalogue_table(entries))


def _name(result: Path, name: str) -> None:
    from standoff.store.addresses import give_name
    from standoff.terminal.early import require_result

    require_result(result)
    give_name(result, name)
    say(f"{result}: is called {name}" if name else f"{result}: has no name")
