"""``standoff scenario``: list scenarios, begin one, check it, show it, list its sources."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import click

from standoff.errors import InputError
from standoff.scenario.content import quantities
from standoff.scenario.facts import without_fact
from standoff.scenario.json_schema import json_schemas
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import scenario_names, variant_names
from standoff.scenario.names import ASSUMPTION, ID
from standoff.scenario.outlines import read_outlines
from standoff.scenario.skeleton import SCHEMA_FOLDER, skeleton_files
from standoff.terminal.completion import scenarios
from standoff.terminal.describe import catalogue, sources_table, summary
from standoff.terminal.screen import show as display

__all__ = ["scenario"]


@click.group()
def scenario() -> None:
    """List scenarios, begin one, check it, show it, list its sources."""


@scenario.command(name="list")
def list_all() -> None:
    """List the scenarios that come with the program, with the other days of which they have the facts."""
    display(catalogue({name: load_scenario(name) for name in scenario_names()}, variant_names()))


@scenario.command()
@click.argument("name")
def new(name: str) -> None:
    """Make the folder NAME with the skeleton of a scenario: placeholders that pass the check and play."""
    folder = Path(name).expanduser()
    if not ID.fullmatch(folder.name):
        raise InputError(
            f"{name}: a scenario's name begins with a letter and has letters, digits, _ and - only"
        )
    if folder.name in scenario_names():
        raise InputError(f"{name}: a scenario of this name comes with the program; choose another name")
    if folder.exists() or folder.is_symlink():
        raise InputError(f"{name}: stands there already, nothing is overwritten; choose another name")
    try:
        _write(folder, skeleton_files())
    except InputError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    click.echo(f"{name}: replace its placeholders; to see what is missing: standoff scenario check {name}")


@scenario.command()
@click.option("--out", default=SCHEMA_FOLDER, show_default=True, help="Folder to write them into.")
def schema(out: str) -> None:
    """Write the JSON Schemas of all files that an author writes, for editors."""
    schemas = json_schemas()
    _write(Path(out).expanduser(), schemas)
    click.echo(f"{out}: {', '.join(schemas)}")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{folder}: cannot be written ({reason}); choose another place") from error


@scenario.command()
@click.argument("name", shell_complete=scenarios)
def check(name: str) -> None:
    """Check all files of the scenario NAME, also without each fact that it starts from.

    NAME is a scenario that comes with the program, or the path of a folder; NAME@DATE is one of its dated
    variants, which has no facts.
    """
    found = load_scenario(name)
    read_outlines(found)
    for fact in found.facts:
        without_fact(found, fact)
    numbers = [quantity for _, quantity in quantities(found)]
    assumed = sum(quantity.kind == ASSUMPTION for quantity in numbers)
    decorative = [key for key, fact in found.facts.items() if fact.decorative]
    n_sources = len(found.used_sources)
    click.echo(
        f"ok: {len(numbers)} quantities, {n_sources} source{'s'[: n_sources != 1]}, {assumed} assumptions, "
        f"facts {_listed(list(found.facts))} (decorative: {_listed(decorative)})"
    )
    if found.documents.neutral:
        click.echo(f"left out, so neutral values are assumed: {_listed(list(found.documents.neutral))}")


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
