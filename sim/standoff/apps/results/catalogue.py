"""The results in a folder: when, what, settings, answer and size, also of what is damaged or no result."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.table import Table

from standoff.config.given import changes
from standoff.errors import Notice, SimError
from standoff.statistics.headline import frequency
from standoff.statistics.summary import share_of
from standoff.store.addresses import result_names
from standoff.store.files import read_bytes
from standoff.store.manifest_file import MANIFEST, read_manifest
from standoff.terminal.screen import titled_table
from standoff.vocabulary import ANY_WAR

__all__ = ["Entry", "catalogue", "catalogue_table"]

DEEPEST: Final = 4
"""Folders within folders in which results are looked for."""
WAR: Final = {outcome.key for outcome in ANY_WAR}
MOST_LISTED: Final = 4
"""Most levels of a factor that are listed."""
UNITS: Final = ("B", "kB", "MB", "GB")


@dataclass(frozen=True)
class Entry:
    """A result, or what is wrong with it.

    Parameters
    ----------
    folder : pathlib.Path
        Its folder.
    name : str
        Its name; empty if it has none.
    created : datetime.datetime or None
        When it was written; None if that is unknown.
    kind : str
        Run, sweep, replay, an analysis; or that it is none, or damaged.
    settings : str
        What was set.
    answer : str
        How often there is war of any kind, or what is wrong.
    size : int
        Bytes.
    """

    folder: Path
    name: str
    created: dt.datetime | None
    kind: str
    settings: str
    answer: str
    size: int


def catalogue(place: Path) -> list[Entry]:
    """List the results in a folder and those with a name, the newest first, then what is no result."""
    names = {folder: name for name, folder in result_names().items()}
    folders = dict.fromkeys((*_folders(place, DEEPEST), *map(Path, names)))
    entries = [_entry(folder, names.get(str(folder), "")) for folder in folders]
    oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(entries, key=lambda entry: entry.created or oldest, reverse=True)


def catalogue_table(entries: list[Entry]) -> Table:
    """Tabulate results."""
    table = titled_table(f"Results ({len(entries)})")
    for column in ("result", "when", "what", "settings", "war of any kind"):
        table.add_column(column, no_wrap=column in ("result", "settings"))
    table.add_column("size", justify="right")
    for entry in entries:
        when = "" if entry.created is None else f"{entry.created.astimezone():%Y-%m-%d %H:%M}"
        called = f"{entry.name}\n{entry.folder}" if entry.name else str(entry.folder)
        table.add_row(called, when, entry.kind, entry.settings, entry.answer, _size_text(entry.size))
    return table


def _folders(place: Path, depth: int) -> Iterator[Path]:
    """Yield the folders that hold a manifest, or files but no folders."""
    try:
        inside = sorted(path for path in place.iterdir() if not path.name.startswith("."))
    except OSError:
        return
    folders = [path for path in inside if path.is_dir() and not path.is_symlink()]
    for folder in folders:
        names = {path.name for path in _listed(folder)}
        if MANIFEST in names or (names and (depth == 1 or not any(map(Path.is_dir, _listed(folder))))):
            yield folder
        elif depth > 1:
            yield from _folders(folder, depth - 1)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _entry(folder: Path, name: str) -> Entry:
    if not folder.is_dir():
        return Entry(folder, name, None, "missing", "", "the folder is not there", 0)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if (folder / "report.html").is_file():
        written = dt.datetime.fromtimestamp((folder / "report.html").stat().st_mtime, dt.UTC)
        return Entry(folder, name, written, "report", "", "", size)
    if not (folder / MANIFEST).is_file():
        return Entry(folder, name, None, "no result", "", f"has no {MANIFEST}", size)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Notice)
            content = read_manifest(folder)
        created = dt.datetime.fromisoformat(content["created"])
        answer = _answer(folder, content)
    except (SimError, ValueError, KeyError, OSError) as error:
        fault = str(error).partition("\n")[0].removeprefix(f"{folder}/")
        return Entry(folder, name, None, "damaged", "", fault, size)
    kind = content.get("kind") or "run"
    created = created if created.tzinfo else created.replace(tzinfo=dt.UTC)
    return Entry(folder, name, created, kind, _settings(content), answer, size)


def _settings(content: Mapping[str, Any]) -> str:
    """Say what was set or varied, with scenario, experiment and seed."""
    played = content.get("sweep", content)
    if "seed" not in played:  # an analysis
        return ""
    experiment = content["experiment"]
    named = [f"experiment={experiment}"] * (experiment not in ("run", "sweep"))
    factors = [_factor_text(factor) for factor in played.get("design", {}).get("factors", ())]
    parts = [
        content["scenario"]["name"],
        *named,
        *changes(content["overrides"]),
        *factors,
        f"seed={played['seed']}",
    ]
    return "\n".join(parts)


def _factor_text(factor: Mapping[str, Any]) -> str:
    if factor["low"] is not None:
        return f"{factor['name']}=interval({factor['low']:g},{factor['high']:g})"
    values = [value if isinstance(value, str) else f"{value:g}" for value in factor["values"]]
    shown = values if len(values) <= MOST_LISTED else [*values[:2], "…", values[-1]]
    return f"{factor['name']}={','.join(shown)}"


def _answer(folder: Path, content: Mapping[str, Any]) -> str:
    """Say how often there is war, from the table of outcomes: of a sweep, at its points."""
    if content.get("kind") not in (None, "sweep"):
        return ""
    try:
        text = read_bytes(folder, "outcomes.csv").decode()
    except FileNotFoundError:
        return "unfinished: standoff resume" if content.get("kind") else "outcomes.csv is missing"
    runs: Counter[str] = Counter()
    wars: Counter[str] = Counter()
    for row in csv.DictReader(io.StringIO(text)):
        runs[row["point"]] += int(row["count"])
        wars[row["point"]] += int(row["count"]) if row["outcome"] in WAR else 0
    shares = [share_of(wars[point], n) for point, n in runs.items() if n]
    if not shares:
        return "no runs"
    if len(shares) == 1:
        return frequency(shares[0])
    low, high = (end(share.share for share in shares) for end in (min, max))
    return f"{100 * low:.0f} to {100 * high:.0f} of 100 runs at {len(shares):,} points"


def _size_text(size: int) -> str:
    value, unit = float(size), 0
    while value >= 1000 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {UNITS[unit]}" if value >= 10 or not unit else f"{value:.1f} {UNITS[unit]}"
