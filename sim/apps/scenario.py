"""``standoff scenario``: check a scenario, show it, list its sources."""

from __future__ import annotations

import click

from sim.apps.completion import scenarios
from sim.apps.screen import show as display
from sim.scenario.content import quantities
from sim.scenario.describe import sources_table, summary
from sim.scenario.facts import without_fact
from sim.scenario.load import load_scenario
from sim.scenario.names import ASSUMPTION

__all__ = ["scenario"]


@click.group()
def scenario() -> None:
    """Check a scenario, show it, list its sources."""


@scenario.command()
@click.argument("name", shell_complete=scenarios)
def check(name: str) -> None:
    """Check all files of the scenario NAME, also without each fact that it starts from.

    NAME is a scenario that comes with the program, or the path of a folder.
    """
    found = load_scenario(name)
    for fact in found.facts:
        without_fact(found, fact)
    numbers = [quantity for _, quantity in quantities(found)]
    assumed = sum(quantity.kind == ASSUMPTION for quantity in numbers)
    decorative = [key for key, fact in found.facts.items() if fact.decorative]
    click.echo(
        f"ok: {len(numbers)} quantities, {len(found.used_sources)} sources, {assumed} assumptions, "
        f"facts {_listed(list(found.facts))} (decorative: {_listed(decorative)})"
    )


def _listed(keys: list[str]) -> str:
    return " ".join(keys) or "none"


@scenario.command()
@click.argument("name", shell_complete=scenarios)
def show(name: str) -> None:
    """Show actors, forces, positions, relations and timeline of the scenario NAME."""
    display(summary(load_scenario(name)))


@scenario.command()
@click.argument("name", shell_complete=scenarios)
def sources(name: str) -> None:
    """List every number of the scenario NAME with its source, and all assumptions with their reasons."""
    display(sources_table(load_scenario(name)))
