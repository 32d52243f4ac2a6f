"""``standoff scenario``: listing, creating, checking and showing scenarios and their sources."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import click

from standoff.errors import InputError
from standoff.scenario.content import quantities
from standoff.scenario.facts import without_fact
from standoff.scenario.full_scale import unreachable_full_scale
from standoff.scenario.json_schema import json_schemas
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import scenario_names, user_path, variant_names
from standoff.scenario.names import ASSUMPTION, ID
from standoff.scenario.outlines import read_outlines
from standoff.scenario.skeleton import SCHEMA_FOLDER, skeleton_files
from standoff.terminal.completion import scenarios
from standoff.terminal.describe import catalogue, sources_table, summary
from standoff.terminal.keys import KeyedCommand, out_key
from standoff.terminal.lines import say
from standoff.terminal.named_commands import NamedCommands
from standoff.terminal.screen import show as display

__all__ = ["scenario"]


@click.group(cls=NamedCommands)
def scenario() -> None:
    """List, create, check and show scenarios and their sources."""


@scenario.command(name="list")
def list_all() -> None:
    """List the scenarios that come with the program and their dated variants."""
    display(catalogue({name: load_scenario(name) for name in scenario_names()}, variant_names()))


@scenario.command()
@click.argument("name")
def new(name: str) -> None:
    """Create a new scenario in the folder NAME.

    Its files hold placeholders that pass the check and can be played.
    """
    folder = user_path(name)
    if not ID.fullmatch(folder.name):
        raise InputError(
            f"{name}: not a name for a scenario; begin with a letter and use only letters, digits, _ and -"
        )
    if folder.name in scenario_names():
        raise InputError(f"{name}: a scenario of this name comes with the program; choose another name")
    if folder.exists() or folder.is_symlink():
        raise InputError(f"{name}: already exists, and nothing is overwritten; choose another name")
    try:
        _write(folder, skeleton_files())
    except InputError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    say(f"Created {name}. Replace its placeholders, then check it: standoff scenario check {name}")


@scenario.command(cls=KeyedCommand)
@out_key(f"Folder to write; default: {SCHEMA_FOLDER}.")
def schema(out: str | None) -> None:
    """Write JSON Schemas of the scenario files, for editors."""
    out = out or SCHEMA_FOLDER
    schemas = json_schemas()
    _write(user_path(out), schemas)
    say(f"{out}: {', '.join(schemas)}")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{folder}: cannot be written ({reason}); choose another folder") from error


@scenario.command()
@click.argument("name", shell_complete=scenarios)
def check(name: str) -> None:
    """Check the files of the scenario NAME.

    NAME is a scenario that comes with the program, or the path of a folder; NAME@DATE is one of its dated
    variants, which has no facts. The scenario is also checked with each of its facts removed. A note names
    each attacker of which no run can see a full-scale invasion.
    """
    loaded = load_scenario(name)
    read_outlines(loaded)
    for fact in loaded.facts:
        without_fact(loaded, fact)
    numbers = [quantity for _, quantity in quantities(loaded)]
    assumed = sum(quantity.kind == ASSUMPTION for quantity in numbers)
    decorative = [key for key, fact in loaded.facts.items() if fact.decorative]
    n_sources = len(loaded.used_sources)
    say(
        f"ok: {len(numbers)} quantities, {n_sources} source{'s'[: n_sources != 1]}, {assumed} assumptions, "
        f"facts {_listed(list(loaded.facts))} (decorative: {_listed(decorative)})"
    )
    if loaded.documents.neutral:
        say(f"left out, so neutral values are assumed: {_listed(list(loaded.documents.neutral))}")
    for note in unreachable_full_scale(loaded):
        say(f"note: {note}")


def _listed(keys: list[str]) -> str:
    return " ".join(keys) or "none"


@scenario.command()
@click.argument("name", shell_complete=scenarios)
def show(name: str) -> None:
    """Show the forces, positions, relations and timeline of a scenario."""
    display(summary(load_scenario(name)))


@scenario.command()
@click.argument("name", shell_complete=scenarios)
def sources(name: str) -> None:
    """List every number of a scenario with its source or the reason for assuming it."""
    display(sources_table(load_scenario(name)))
