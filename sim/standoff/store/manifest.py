"""Manifest – what a result is and how to get it again."""

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
    "scenario_record",
]

SCHEMA = "1"
"""Version of the layout of a result folder; raised when a reader would have to know."""

MANIFEST = "manifest.json"

PACKAGES = ("numpy", "numba", "mesa", "hydra-core", "scipy", "pyarrow")
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Provenance:
    """What was asked for.

    Parameters
    ----------
    command : str
        Command line.
    experiment : str
        Name of the study.
    config : Mapping
        Resolved configuration.
    overrides : tuple of str
        What the command line changed.
    parameters : Mapping
        Every rule parameter as it was used; of a sweep, before anything was varied.
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
        What was asked for.
    scenario : Scenario
        The scenario as it stands in its files.
    played : Mapping
        What was played: seed, number of runs, the traced one.
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


def analysis_manifest(kind: str, of: object, told: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content of ``manifest.json`` of an analysis: its kind, what it is of, what was asked."""
    return {"schema": SCHEMA, "kind": kind, "created": _now(), "of": of, **told}


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def scenario_record(scenario: Scenario) -> dict[str, str]:
    """Tell which scenario it is: name, title, version, the day it knows nothing after, hash of its files."""
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
        If there is none, or none that this program can read.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ResultError(f"{folder}: is no result, it has no {MANIFEST}; give the folder of one") from error
    except (OSError, ValueError) as error:
        raise ResultError(f"{path}: cannot be read ({error}); the result cannot be used") from error
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        raise ResultError(
            f"{path}: layout {schema!r} is not known; this version reads layout {SCHEMA!r}; "
            f"use the version that wrote it{_version_of(content)}"
        )
    return dict(content)


def _version_of(content: Any) -> str:
    code = content.get("code") if isinstance(content, dict) else None
    return f", {code['standoff']}" if isinstance(code, dict) and "standoff" in code else ""


@contextmanager
def reported_as_damaged(folder: Path) -> Iterator[None]:
    """Tell a manifest that lacks something, or holds what it should not, as damaged.

    Raises
    ------
    ResultError
        If the body stumbles over it.
    """
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ResultError(
            f"{folder / MANIFEST}: is not as it was written ({type(error).__name__}: {error}); "
            "bring the file back, or play anew"
        ) from error


def code_version() -> str | None:
    """Give the commit of the checkout that runs, with ``-dirty`` if it was changed; None outside of one."""
    if not (ROOT / ".git").exists():  # an installed copy may lie in the checkout of something else
        return None
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() or None
