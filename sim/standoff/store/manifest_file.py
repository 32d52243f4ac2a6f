"""The file ``manifest.json`` of a result: written with checksums, and checked whenever it is read.

A manifest lists the SHA-256 of every file that was written with it, and its own. The parts of a sweep, which
are written later, name the checksum of its plan. So a file that was changed, or that belongs to another
result, is noticed by whoever reads it.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from standoff.errors import Notice, ResultError, shortened
from standoff.scenario.json_text import parse_json
from standoff.store.checksums import digest_of, digest_of_file
from standoff.store.files import read_bytes, reason
from standoff.store.manifest_schema import faults_in
from standoff.store.write import write_json

__all__ = [
    "FILES",
    "MANIFEST",
    "SCHEMA",
    "checksum_in",
    "plan_of",
    "read_manifest",
    "sealed",
    "write_manifest",
]

SCHEMA: Final = "2"
"""Version of the layout of a result folder; increased by a change that readers must know about."""
UNSEALED: Final = "1"
"""The layout before it, which has no checksums."""
MANIFEST: Final = "manifest.json"
OWN: Final = "sha256"
FILES: Final = "files"
"""Field with the checksums of files by their names."""


def write_manifest(folder: Path, content: Mapping[str, Any]) -> dict[str, Any]:
    """Write a manifest with the checksum of every file in the folder, and give its content.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of a result that is being written; all files that the manifest shall list are in it.
    content : Mapping
        The rest of the manifest.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): digest_of_file(path) for path in paths}
    whole = sealed({**content, FILES: files})
    write_json(folder / MANIFEST, whole)
    return whole


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content of a manifest with its own checksum."""
    plain = json.loads(json.dumps({key: value for key, value in content.items() if key != OWN}))
    return {**plain, OWN: _checksum(plain)}


def _checksum(content: Any) -> str:
    return digest_of(json.dumps(content, sort_keys=True, separators=(",", ":")).encode())


def checksum_in(content: Mapping[str, Any], name: str) -> str | None:
    """Give the checksum of a file in a manifest; empty if it is not listed, None if none is."""
    return content[FILES].get(name, "") if FILES in content else None


def plan_of(content: Mapping[str, Any]) -> str:
    """Give the checksum of what the runs of a sweep depend on; empty if its layout has no checksums."""
    if content["schema"] == UNSEALED:
        return ""
    code = content["code"]
    plan = {key: content[key] for key in ("parameters", FILES)}
    plan["sweep"] = {key: value for key, value in content["sweep"].items() if key != "record"}
    plan |= {"scenario": content["scenario"]["sha256"], "code": (code["rules"], code["parameters"])}
    return _checksum(plan)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a result, and check it.

    Raises
    ------
    ResultError
        If there is none, this version cannot read it, a field is missing or unusable, or it was changed since
        it was written.

    Warns
    -----
    Notice
        If its layout has no checksums.
    """
    path = folder / MANIFEST
    content = _parsed(folder, path)
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema not in (SCHEMA, UNSEALED):
        raise ResultError(
            f"{path}: unknown layout {shortened(schema)}; this version reads layouts {UNSEALED} and "
            f"{SCHEMA}; use the version that wrote it{_version_of(content)}"
        )
    is_sealed = schema == SCHEMA
    if faults := faults_in(content, is_sealed=is_sealed):
        lines = "".join(f"\n  {fault}" for fault in faults)
        raise ResultError(f"{path}: is damaged; restore the file, or play again{lines}")
    if is_sealed and content[OWN] != sealed(content)[OWN]:
        raise ResultError(
            f"{path}: was changed since it was written ({OWN} does not match); restore the file, or play "
            "again"
        )
    if not is_sealed:
        message = f"{folder}: an older version wrote it without checksums, so damage can go unnoticed"
        warnings.warn(message, Notice, stacklevel=2)
    return dict(content)


def _parsed(folder: Path, path: Path) -> Any:
    try:
        return parse_json(read_bytes(folder, MANIFEST).decode())
    except FileNotFoundError as error:
        raise ResultError(
            f"{folder}: is not a result, it has no {MANIFEST}; give the folder of a result"
        ) from error
    except OSError as error:
        raise ResultError(f"{path}: cannot be read ({reason(error)}); give the folder of a result") from error
    except ValueError as error:
        why = shortened(error, 200)
        raise ResultError(f"{path}: cannot be read ({why}); restore the file, or play again") from error


def _version_of(content: Any) -> str:
    code = content.get("code") if isinstance(content, dict) else None
    version = code.get("standoff") if isinstance(code, dict) else None
    return f", {shortened(version)}" if version is not None else ""
