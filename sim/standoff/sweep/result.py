"""The result folder of a sweep: creating it, and opening it to continue, replay or read.

| file | holds |
|---|---|
| ``manifest.json`` | the settings, everything needed to play the sweep again, checksum of the points |
| ``design.parquet``, at the end ``design.csv`` | the points |
| ``parts/``, ``parts.sha256`` | sums of the runs of each point, in numbered parts, with checksums |
| ``runs/``, ``traces/`` | a row for each run, its full trace: only on request |
| ``outcomes.csv``, ``measures.csv``, ``fans.parquet``, ``failures.csv`` | tables for readers, at the end |
| ``tables.sha256`` | checksums of the tables for readers |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from standoff.compiled import sources_digest
from standoff.config.limits import refuse_faults, refuse_values
from standoff.design.design import Design
from standoff.design.factors import FactorKind
from standoff.errors import InputError, ResultError
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.store.drafts import require_free, result_folder
from standoff.store.manifest import Provenance, manifest, parameters_digest
from standoff.store.manifest_file import checksum_in, plan_of, read_manifest, write_manifest
from standoff.store.parts import Parts
from standoff.store.runs import RUNS
from standoff.store.tables import read_table
from standoff.sweep.study import Study, read_design
from standoff.sweep.summing import PointSums, point_sums

__all__ = ["DESIGN", "SweepResult", "create_sweep", "design_of", "open_sweep", "parts_of", "same_scenario"]

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
    def way_on(self) -> str:
        """What to do if it cannot be written."""
        return f"nothing is lost; continue with `standoff resume {self.folder}` once this is fixed"

    @property
    def parts(self) -> Parts:
        """The parts on disk."""
        return parts_of(self.folder, self.manifest)

    @property
    def kept_runs(self) -> Parts:
        """The rows of the runs on disk, by part, if they are kept."""
        return parts_of(self.folder, self.manifest, RUNS)

    def points(self) -> Iterator[PointSums]:
        """Read the sums of all points, once the sweep is finished, a few points at a time."""
        return point_sums(self.study.partition, self.parts, len(self.study.measures))

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
    columns = {"point": pa.array(range(study.design.n_points)), **study.design.columns}
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    with result_folder(place, may_rename=may_rename) as draft:
        pq.write_table(table, draft.folder / DESIGN, write_page_checksum=True)
        written = write_manifest(draft.folder, content)
    return SweepResult(draft.place, study, written)


def parts_of(folder: Path, content: Mapping[str, Any], name: str = "parts") -> Parts:
    """Give the parts of a sweep on disk.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    content : Mapping
        Content of its manifest.
    name : str
        ``parts`` for the sums, ``runs`` for a row for each run.
    """
    return Parts(folder, name, plan_of(content))


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
    kind = content.get("kind")
    if kind != "sweep":
        what = f"a {kind}" if kind else "the result of a single run"
        raise ResultError(f"{folder}: is {what}; give the result of a sweep")
    design = design_of(folder, content)
    study = Study.from_record(content["sweep"], design, same_scenario(folder, content))
    _refuse_out_of_range(study)
    return SweepResult(folder, study, content)


def _refuse_out_of_range(study: Study) -> None:
    """Refuse stored levers and rule parameters that could not have been asked for."""
    for preset in study.presets.values():
        refuse_faults(preset.levers, preset.rules)
    for factor in study.design.factors:
        if factor.role != FactorKind.CHOICE:
            values = study.design.columns[factor.name]
            refuse_values(factor.name, [np.min(values), np.max(values)])


def design_of(folder: Path, content: Mapping[str, Any]) -> Design:
    """Read the points of a sweep.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    content : Mapping
        Content of its manifest.

    Raises
    ------
    ResultError
        If they cannot be read, or are not those of the manifest.
    """
    record = content["sweep"]
    table = read_table(folder, DESIGN, "start the sweep again", checksum_in(content, DESIGN))
    columns = {name: table.column(name).to_numpy() for name in table.column_names if name != "point"}
    try:
        design = read_design(record["design"], columns)
    except InputError as error:
        raise ResultError(
            f"{folder / DESIGN}: {error}; restore the file, or start the sweep again"
        ) from error
    if design.n_points != record["n_points"]:
        raise ResultError(
            f"{folder / DESIGN}: has {design.n_points:,} points, but the manifest says "
            f"{record['n_points']:,}; restore the file, or start the sweep again"
        )
    return design


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
    scenario, stored = _scenario_of(content), content["scenario"]
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


def _scenario_of(content: Mapping[str, Any]) -> Scenario:
    """Load the scenario of a result from its place then, or by its name; its hash tells which it is."""
    stored, name = content["scenario"], content["config"]["scenario"]["name"]
    loaded = []
    for address in dict.fromkeys(filter(None, (stored.get("address"), name))):
        try:
            scenario = load_scenario(address)
        except InputError as error:
            failure = error
            continue
        if scenario.fingerprint == stored["sha256"]:
            return scenario
        loaded.append(scenario)
    if not loaded:
        raise failure
    return loaded[0]
