"""What a report is about: a run, a sweep, or the first of several results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from standoff.arrays import Counts
from standoff.errors import InputError, ResultError
from standoff.state.tables import N_TYPES
from standoff.statistics.sample import Sample
from standoff.statistics.summary import TypeShare, war_of_types
from standoff.statistics.sums import Sums
from standoff.statistics.surface import Surface
from standoff.store.addresses import result_path
from standoff.store.manifest_file import checksum_in, read_manifest
from standoff.store.runs import RUNS
from standoff.store.tables import WHOLE, WORD, read_table, require_columns
from standoff.sweep.chosen_run import ChosenRun, choose_run
from standoff.sweep.partition import Partition
from standoff.sweep.result import parts_of
from standoff.sweep.samples import point_sample, run_sample
from standoff.sweep.stored import StoredResult
from standoff.sweep.summing import sums_at
from standoff.sweep.surface import read_surface
from standoff.vocabulary import Outcome

__all__ = ["Subject", "read_subject", "subject_of"]

SWEEP = "sweep"


@dataclass(frozen=True, eq=False)
class Subject:
    """What a report is about.

    Parameters
    ----------
    folder : pathlib.Path
        The result.
    manifest : Mapping
        Content of its manifest.
    sample : Sample
        Its runs; of a sweep, those of the point that represents it.
    point : int or None
        That point.
    surface : Surface or None
        All points of a sweep.
    played : ChosenRun or None
        The run to play again; None if scenario or rules have changed.
    why_not : str
        Why its runs cannot be played again.
    """

    folder: Path
    manifest: Mapping[str, Any]
    sample: Sample
    point: int | None
    surface: Surface | None
    played: ChosenRun | None
    why_not: str

    @property
    def title(self) -> str:
        """Name of the crisis and the study."""
        return f"{self.manifest['scenario']['title']} ({self.manifest['experiment']})"

    @property
    def n_runs(self) -> int:
        """Number of runs."""
        return self.surface.n_runs if self.surface else self.sample.n

    @property
    def lengths(self) -> Mapping[str, Any]:
        """The part of the manifest with seed, turns and horizon."""
        lengths: Mapping[str, Any] = self.manifest.get(SWEEP, self.manifest)
        return lengths

    @cached_property
    def _sums(self) -> Sums:
        assert self.point is not None
        partition = Partition(self.lengths["n_points"], self.lengths["replications"])
        parts, n_measures = parts_of(self.folder, self.manifest), len(self.sample.measures)
        return sums_at(partition, parts, self.point, n_measures).sums

    def war_by_type(self) -> dict[str, list[TypeShare]]:
        """Return the share of war by the private type of each attacker; empty without the scenario."""
        if self.played is None:
            return {}
        stage = self.played.stage
        return {
            name: war_of_types(self._by_type(row, name))
            for row, name in enumerate(stage.names.actors)
            if stage.facts.actor[row].is_attacker
        }

    def _by_type(self, row: int, actor: str) -> Counts:
        counts: Counts = np.zeros((N_TYPES, len(Outcome)), np.int64)
        if self.point is not None:
            counts += self._sums.by_type[row]
            return counts
        name, column = f"{RUNS}.parquet", f"type_{actor}"
        remedy = f"play it again with\n  {self.manifest['command']}"
        table = read_table(self.folder, name, remedy, checksum_in(self.manifest, name))
        require_columns(table, self.folder / name, {column: WHOLE, "outcome": WORD}, remedy)
        words, types = [outcome.key for outcome in Outcome], table[column].to_numpy()
        if ((types < 0) | (types >= N_TYPES)).any():
            raise ResultError(f"{self.folder / name}: column {column} is not 0 to {N_TYPES - 1}; {remedy}")
        ends = pc.index_in(table["outcome"], value_set=pa.array(words)).to_numpy()
        np.add.at(counts, (types, ends), 1)
        return counts


def read_subject(name: str) -> Subject:
    """Read the result of a report.

    Parameters
    ----------
    name : str
        Folder of a run or a sweep.

    Raises
    ------
    ResultError
        If there is no result, or it is of another kind, unfinished or damaged.
    """
    folder = result_path(name)
    if not folder.is_dir():
        raise ResultError(f"{name}: no such folder; give the folder of a run or a sweep")
    content = read_manifest(folder)
    kind = content.get("kind")
    if kind not in (None, SWEEP):
        raise ResultError(f"{folder}: this is the result of a {kind}; give the folder of a run or a sweep")
    if kind is None:
        sample = run_sample(folder, content)
        return Subject(folder, content, sample, None, None, *_played(folder, 0))
    surface, _ = read_surface(folder)
    point = _representative(content[SWEEP], surface)
    sample = point_sample(folder, content, point)
    return Subject(folder, content, sample, point, surface, *_played(folder, point))


def subject_of(opened: StoredResult) -> Subject:
    """Return the first of several results as the subject of a report."""
    played = _played(opened.folder, opened.point or 0)
    return Subject(opened.folder, opened.manifest, opened.sample, opened.point, None, *played)


def _representative(content: Mapping[str, Any], surface: Surface) -> int:
    """Return the reference point if it is one that did not fail, or else the first such point."""
    reference = content["reference"] if isinstance(content["reference"], int) else 0
    return reference if surface.n[reference] else int(surface.played[0])


def _played(folder: Path, point: int) -> tuple[ChosenRun | None, str]:
    """Return the run to play again, or None and the reason."""
    try:
        return choose_run(folder, point, 0), ""
    except InputError as error:
        return None, str(error).partition("\n")[0]
