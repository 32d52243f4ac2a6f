"""The content of a manifest: what a result is and how to reproduce it; see `manifest_file` for the file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from standoff import __version__
from standoff.compiled import sources_digest
from standoff.scenario.content import Scenario
from standoff.scenario.parameters import load_parameters
from standoff.store.manifest_file import SCHEMA

__all__ = [
    "Provenance",
    "analysis_manifest",
    "code_version",
    "manifest",
    "parameters_digest",
    "scenario_record",
]

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
    """Describe a scenario: name, title, version, date of its last facts, hash of its files, its place."""
    crisis = scenario.crisis
    return {
        "name": scenario.name,
        "title": crisis.title,
        "version": crisis.version,
        "frozen_at": crisis.frozen_at.isoformat(),
        "sha256": scenario.fingerprint,
        "address": scenario.address,
    }


def parameters_digest() -> str:
    """Give the hash of the rule parameters as they stand in ``scenarios/rules.yaml``."""
    values = {name: parameter.value for name, parameter in load_parameters().items()}
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def code_version() -> str | None:
    """Give the commit of the running checkout, with ``-dirty`` if it has changes; None outside a checkout."""
    if not (ROOT / ".git").exists():  # an installed copy may lie inside another project's checkout
        return None
    # `status` heeds that no lock may be taken, so that it disturbs no other git; `describe --dirty` does not.
    git = ["git", "--no-optional-locks", "-C", str(ROOT)]
    command = [*git, "status", "--porcelain=v2", "--branch", "--untracked-files=no"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        status = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False, env=own)
    except (OSError, subprocess.TimeoutExpired):
        return None
    commit = re.search(r"^# branch\.oid ([0-9a-f]+)$", status.stdout, re.MULTILINE)
    if commit is None:  # not a repository, or one without a commit
        return None
    is_changed = any(not line.startswith("#") for line in status.stdout.splitlines())
    return commit[1] + "-dirty" * is_changed
