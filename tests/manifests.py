"""Edits of stored results, with checksums made anew as if they had been written so, or left as they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.store.checksums import digest_of_file
from standoff.store.manifest_file import FILES, MANIFEST, plan_of, sealed
from standoff.store.parts import Parts
from standoff.store.write import write_json

Change = Callable[[dict[str, Any]], object]


def content_of(folder: Path) -> dict[str, Any]:
    """Read a manifest without any check."""
    content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return content


def edit_manifest(folder: Path, by: Change) -> None:
    """Edit a manifest by hand: its checksum does not match afterwards."""
    content = content_of(folder)
    by(content)
    write_json(folder / MANIFEST, content)


def change_manifest(folder: Path, by: Change) -> None:
    """Change a manifest, with its checksum and the plan that the parts of a sweep name."""
    edit_manifest(folder, by)
    reseal(folder)


def as_of_other_rules(content: dict[str, Any]) -> None:
    """Make a result one that was played with other rules."""
    content["code"]["rules"] = "of another time"


def change_table(path: Path, by: Callable[[pa.Table], pa.Table]) -> None:
    """Change a table in a result, with its checksum in the manifest beside it."""
    with pq.ParquetFile(path) as file:
        table = file.read()
    pq.write_table(by(table), path)
    reseal(path.parent)


def reseal(folder: Path) -> None:
    """Make the checksums of a result anew."""
    content = content_of(folder)
    content[FILES] = {
        name: digest_of_file(folder / name) for name in content.get(FILES, {}) if (folder / name).exists()
    }
    write_json(folder / MANIFEST, sealed(content))
    try:
        plan = plan_of(content)
    except (AttributeError, KeyError, TypeError):  # damaged on purpose, or no sweep
        return
    for name in ("parts", "runs"):
        before, after = Parts(folder, name), Parts(folder, name, plan)
        for number in sorted(before.done()):
            after.write(number, before.read(number))
        after.seal()


def as_older(folder: Path) -> None:
    """Take all checksums away, as results of older versions have none."""

    def by(content: dict[str, Any]) -> None:
        content["schema"] = "1"
        for key in (FILES, "sha256"):
            del content[key]

    edit_manifest(folder, by)
