"""The manifest of a result: what it is and how to reproduce it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from standoff import __version__
from standoff.compiled import sources_digest
from standoff.errors import ResultError
from standoff.scenario.content import Scenario
from standoff.scenario.parameters import load_parameters

__all__ = [
    "MANIFEST",
    "SCHEMA",
    "Provenance",
    "analysis_manifest",
    "code_version",
    "manifest",
    "parameters_digest",
    "read_manifest",
    "reported_as_damaged",
    "require_origin",
    "scenario_record",
]

SCHEMA = "1"
"""Version of the layout of a result folder; increased by a change that readers must know about."""

MANIFEST = "manifest.json"

PACKAGES = ("numpy", "numba", "mesa", "hydra-core", "scipy", "pyarrow")
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Provenance:
    """The request that led to a result.

    Parameters
    ----------
    command : str
        Command line.
    experiment : str
        Name of the study.
    config : Mapping
        Resolved configuration.
    overrides : tuple of str
        Overrides on the command line.
    parameters : Mapping
        Value of every rule parameter; for a sweep, before any factor is varied.
    """

    command: str
    experiment: str
    config: Mapping[str, Any]
    overrides: tuple[str, ...]
    parameters: Mapping[str, float]


def manifest(
    provenance: Provenance, scenario: Scenario, played: Mapping[str, Any], timings: Mapping[str, float]
) -> dict[str, Any]:
    """Give the content of ``manifest.json``.

    Parameters
    ----------
    provenance : Provenance
        The request.
    scenario : Scenario
        The scenario as it stands in its files.
    played : Mapping
        What was played: seed, number of runs, traced run.
    timings : Mapping
        Seconds by part of the work.

    Returns
    -------
    dict
        Plain data, ready for JSON.
    """
    return {
        "schema": SCHEMA,
        "created": _now(),
        "command": provenance.command,
        "experiment": provenance.experiment,
        **played,
        "scenario": scenario_record(scenario),
        "overrides": list(provenance.overrides),
        "config": dict(provenance.config),
        "parameters": dict(provenance.parameters),
        "code": {
            "standoff": __version__,
            "commit": code_version(),
            "rules": sources_digest(),
            "parameters": parameters_digest(),
        },
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "platform": {"system": platform.platform(), "machine": platform.machine(), "cores": os.cpu_count()},
        "timings_seconds": {part: round(seconds, 3) for part, seconds in timings.items()},
    }


def analysis_manifest(kind: str, origin: object, record: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content of ``manifest.json`` of an analysis: its kind, the results it used, its options."""
    return {"schema": SCHEMA, "kind": kind, "created": _now(), "of": origin, **record}


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def scenario_record(scenario: Scenario) -> dict[str, str]:
    """Describe a scenario as plain data: name, title, version, date of its last facts, hash of its files."""
    crisis = scenario.crisis
    return {
        "name": scenario.name,
        "title": crisis.title,
        "version": crisis.version,
        "frozen_at": crisis.frozen_at.isoformat(),
        "sha256": scenario.fingerprint,
    }


def parameters_digest() -> str:
    """Give the hash of the rule parameters as they stand in ``scenarios/rules.yaml``."""
    values = {name: parameter.value for name, parameter in load_parameters().items()}
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a result.

    Raises
    ------
    ResultError
        If there is none, or this version cannot read it.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ResultError(
            f"{folder}: is not a result, it has no {MANIFEST}; give the folder of a result"
        ) from error
    except (OSError, ValueError) as error:
        raise ResultError(f"{path}: cannot be read ({error}); the result cannot be used") from error
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        raise ResultError(
            f"{path}: unknown layout {schema!r}; this version reads layout {SCHEMA!r}; "
            f"use the version that wrote it{_version_of(content)}"
        )
    return dict(content)


def _version_of(content: Any) -> str:
    code = content.get("code") if isinstance(content, dict) else None
    return f", {code['standoff']}" if isinstance(code, dict) and "standoff" in code else ""


@contextmanager
def reported_as_damaged(folder: Path) -> Iterator[None]:
    """Report a manifest with missing or unexpected content as damaged.

    Raises
    ------
    ResultError
        If the body cannot read the content of the manifest.
    """
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ResultError(
            f"{folder / MANIFEST}: is damaged ({type(error).__name__}: {error}); "
            "restore the file, or play again"
        ) from error


def require_origin(content: Mapping[str, Any]) -> None:
    """Raise KeyError unless a manifest says which scenario was played, by which command and which code."""
    for key in ("command", "experiment"):
        content[key]
    for key in ("name", "title", "version"):
        content["scenario"][key]
    for key in ("commit", "rules", "parameters"):
        content["code"][key]


def code_version() -> str | None:
    """Give the commit of the running checkout, with ``-dirty`` if it has changes; None outside a checkout."""
    if not (ROOT / ".git").exists():  # an installed copy may lie inside another project's checkout
        return None
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        described = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return described.stdout.strip() or None
