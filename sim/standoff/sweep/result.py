"""The result folder of a sweep: creating it, and opening it to continue, replay or read.

| file | holds |
|---|---|
| ``manifest.json`` | the settings, and everything needed to play the sweep again |
| ``design.parquet``, at the end ``design.csv`` | the points |
| ``parts/``, ``parts.sha256`` | sums of the runs of each point, in numbered parts, with checksums |
| ``runs/``, ``traces/`` | a row for each run, its full trace: only on request |
| ``outcomes.csv``, ``measures.csv``, ``fans.parquet``, ``failures.csv`` | tables for readers, at the end |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from standoff.compiled import sources_digest
from standoff.config.limits import refuse_faults, refuse_values
from standoff.design.factors import FactorKind
from standoff.errors import ResultError
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.store.manifest import MANIFEST, Provenance, manifest, parameters_digest, read_manifest
from standoff.store.parts import Parts
from standoff.store.tables import read_table
from standoff.store.write import Draft, require_free, result_folder, write_json
from standoff.sweep.study import Study

__all__ = ["DESIGN", "SweepResult", "columns_of", "create_sweep", "open_sweep", "same_scenario"]

DESIGN = "design.parquet"


@dataclass(frozen=True)
class SweepResult:
    """A sweep and its folder.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    study : Study
        The points and settings of the sweep.
    manifest : Mapping
        Content of the manifest.
    """

    folder: Path
    study: Study
    manifest: Mapping[str, Any]

    @property
    def parts(self) -> Parts:
        """The parts on disk."""
        return Parts(self.folder)

    @property
    def experiment(self) -> str:
        """Name of the study."""
        return str(self.manifest["experiment"])


def create_sweep(study: Study, provenance: Provenance, place: Path, *, may_rename: bool) -> SweepResult:
    """Make the folder of a sweep with everything needed to play it, before anything is played.

    Raises
    ------
    ResultError
        If the folder exists or cannot be written.
    """
    if not may_rename:
        require_free(place)
    content = manifest(provenance, study.scenario, {"kind": "sweep", "sweep": study.as_record()}, {})
    with result_folder(place, may_rename=may_rename) as draft:
        _write_plan(draft, study, content)
    return SweepResult(draft.place, study, content)


def _write_plan(draft: Draft, study: Study, content: Mapping[str, Any]) -> None:
    write_json(draft.folder / MANIFEST, content)
    columns = {"point": pa.array(range(study.design.n_points)), **study.design.columns}
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    pq.write_table(table, draft.folder / DESIGN, write_page_checksum=True)


def open_sweep(folder: Path) -> SweepResult:
    """Open the folder of a sweep, to continue the sweep or to replay its runs.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.

    Raises
    ------
    ResultError
        If it is not a sweep, or if the scenario or the rules have changed since it was played.
    ConfigError
        If it holds a lever or rule parameter that is unknown or out of range.
    """
    content = read_manifest(folder)
    if content.get("kind") != "sweep":
        raise ResultError(f"{folder}: is the result of a single run, not of a sweep")
    try:
        scenario = same_scenario(folder, content)
        study = Study.from_record(content["sweep"], columns_of(folder), scenario)
        _refuse_out_of_range(study)
    except (KeyError, TypeError, ValueError) as error:
        raise ResultError(
            f"{folder / MANIFEST}: is damaged ({type(error).__name__}: {error}); "
            "restore the file, or start a new sweep"
        ) from error
    return SweepResult(folder, study, content)


def _refuse_out_of_range(study: Study) -> None:
    """Refuse stored levers and rule parameters that could not have been asked for."""
    for preset in study.presets.values():
        refuse_faults(preset.levers, preset.rules)
    for factor in study.design.factors:
        if factor.role != FactorKind.CHOICE:
            values = study.design.columns[factor.name]
            refuse_values(factor.name, [np.min(values), np.max(values)])


def columns_of(folder: Path) -> dict[str, Any]:
    """Read the values of each factor at the points of a sweep.

    Raises
    ------
    ResultError
        If they cannot be read.
    """
    table = read_table(folder / DESIGN, "start the sweep again")
    return {name: table.column(name).to_numpy() for name in table.column_names if name != "point"}


def same_scenario(folder: Path, content: Mapping[str, Any]) -> Scenario:
    """Load the scenario of a result, provided that it and the rules still give the same runs.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    content : Mapping
        Content of its manifest.

    Raises
    ------
    ResultError
        If the scenario, a rule parameter or the rules have changed since it was played.
    """
    scenario = load_scenario(content["config"]["scenario"]["name"])
    stored = content["scenario"]
    if stored["sha256"] != scenario.fingerprint:
        raise ResultError(
            f"{folder}: was played with another version of {scenario.name} ({stored['version']}, "
            f"{stored['sha256'][:12]}; now {scenario.crisis.version}, {scenario.fingerprint[:12]}); "
            "restore that version, or play again with the command:\n  " + content["command"]
        )
    if content["code"]["parameters"] != parameters_digest():
        raise ResultError(
            f"{folder}: was played with other rule parameters (scenarios/rules.yaml); "
            "restore them, or play again with the command:\n  " + content["command"]
        )
    if content["code"]["rules"] != sources_digest():
        raise ResultError(
            f"{folder}: was played with other rules (version {content['code']['standoff']}, commit "
            f"{content['code']['commit']}); install that version, or play again with the command:\n  "
            + content["command"]
        )
    return scenario
