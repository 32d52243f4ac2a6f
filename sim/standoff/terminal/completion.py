"""Tab completion in bash.

click completes commands, flags and paths. The overrides of ``run``, ``search`` and ``sweep`` are completed
here: groups with their options, levers, parameters of the rules and all other settings. Only names are read,
so that Tab responds at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from standoff.config.options import options_of
from standoff.config.search_settings import STATISTICS, SearchSettings
from standoff.config.settings import RunSettings, Settings, leaves, records
from standoff.config.sweep_settings import BY, RECORDS, SAMPLINGS, SweepSettings
from standoff.scenario.locate import scenario_names, variant_names
from standoff.scenario.names import split_variant

__all__ = ["FLAGS", "Completion", "register", "scenarios"]

SCHEMAS: dict[str, type[Settings]] = {
    "run": RunSettings,
    "search": SearchSettings,
    "sweep": SweepSettings,
}
FLAGS = ("--cfg", "--config-dir", "--help", "--multirun")
"""Flags of Hydra that users need."""
PATHS = {"scenario.name": "dir", "out": "dir", "--config-dir": "dir", "design.path": "file"}
"""Kind of path by key."""
WORDS = {
    "figures": ("true", "false"),
    "notes": ("true", "false"),
    "yes": ("true", "false"),
    "design.by": BY,
    "record": RECORDS,
    "statistic": STATISTICS,
    "design.sampling": SAMPLINGS,
    "--cfg": ("job", "hydra", "all"),
}
"""Words by key."""
SPACE = "COMPREPLY+=($value)"
NO_SPACE = f"{SPACE}; [[ $value == *[=.] ]] && compopt -o nospace"


class Completion(BashComplete):
    """Completes overrides as well, and adds no space after ``=`` or ``.``, where the word continues."""

    source_template = BashComplete.source_template.replace(SPACE, NO_SPACE)

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Give the completions of a word from the words before it."""
        name, date = _parted(args, incomplete, "@")
        if dates := [at for base, at in map(split_variant, variant_names()) if base == name]:
            return _starting(date, dates)
        if not args or args[0] not in SCHEMAS:
            return super().get_completions(args, incomplete)
        schema = SCHEMAS[args[0]]
        before, value = _split(args[1:], incomplete)
        if before:
            return _values(before, value, schema, _folders(args))
        if incomplete.startswith("-"):
            return _starting(incomplete, FLAGS)
        return _keys(incomplete, schema)


def register() -> None:
    """Register this completion with click."""
    add_completion_class(Completion)


def scenarios(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a scenario that comes with the program, or the path of a folder."""
    return _starting(incomplete, scenario_names()) or [CompletionItem(incomplete, type="dir")]


def _split(args: Sequence[str], incomplete: str) -> tuple[str, str]:
    """Give the key whose value is being completed, if any, and the beginning of the value.

    A flag and its value are two words without a sign between them.
    """
    if args and args[-1] in ("--cfg", "--config-dir") and incomplete != "=":
        return args[-1], incomplete
    return _parted(args, incomplete, "=")


def _parted(args: Sequence[str], incomplete: str, sign: str) -> tuple[str, str]:
    """Give the words before and after a sign at the cursor; without the sign, the first one is empty.

    bash treats ``=`` and ``@`` as separate words: ``key=val`` arrives as three words, ``key=`` as two.
    """
    if incomplete == sign and args:
        return args[-1], ""
    if len(args) > 1 and args[-1] == sign:
        return args[-2], incomplete
    return "", incomplete


def _folders(args: Sequence[str]) -> list[Path]:
    """Give the folders of configurations named on the command line."""
    words = [word for word in args if word != "="]
    return [Path(folder).expanduser() for flag, folder in pairwise(words) if flag == "--config-dir"]


def _values(key: str, value: str, schema: type[Settings], folders: Iterable[Path]) -> list[CompletionItem]:
    """Give the possible values of a key; for a list, its possible last elements."""
    if key in PATHS:
        return [CompletionItem(value, type=PATHS[key])]
    known = options_of(key, *folders) if _is_group(key, schema) else WORDS.get(key, ())
    listed, comma, last = value.rpartition(",")
    return _starting(value, [f"{listed}{comma}{word}" for word in known if word.startswith(last)])


def _keys(start: str, schema: type[Settings]) -> list[CompletionItem]:
    """Give the keys that begin with a text; those of a group only after its name and a dot."""
    keys = [f"{key}=" for key in leaves(schema)]
    if "." not in start:
        groups = [*records(schema), "experiment"]
        keys = [key for key in keys if "." not in key] + [f"{group}=" for group in groups]
        keys += [f"{group}." for group in records(schema)]
    return _starting(start, sorted(keys))


def _is_group(key: str, schema: type[Settings]) -> bool:
    return key == "experiment" or key in records(schema)


def _starting(start: str, words: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(start)]
