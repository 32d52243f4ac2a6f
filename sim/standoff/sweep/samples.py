"""Reading the runs of a result, or of a point of a sweep, as a sample."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from standoff.config.sweep_settings import REPORTED
from standoff.errors import ResultError
from standoff.statistics.bands import FANS, fan_lines
from standoff.statistics.measures import is_measure
from standoff.statistics.sample import Pairs, Runs, Sample, fan_of, sample_of
from standoff.store.parts import Parts
from standoff.store.runs import RUNS
from standoff.store.tables import read_table
from standoff.sweep.partition import Partition
from standoff.sweep.summing import sums_at
from standoff.vocabulary import Outcome

__all__ = ["measures_kept", "point_sample", "require_finished", "result_name", "run_sample"]

NEVER = "days_to_violence"
"""Measure that is negative in runs without violence."""


def result_name(folder: Path, point: int | None) -> str:
    """Name a result as on the command line: ``FOLDER``, or ``FOLDER:POINT`` for a point of a sweep."""
    return str(folder) if point is None else f"{folder}:{point}"


def run_sample(folder: Path, content: Mapping[str, Any]) -> Sample:
    """Read the runs of a result of ``standoff run``.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    content : Mapping
        Content of its manifest.

    Raises
    ------
    ResultError
        If they are damaged or do not match the manifest.
    """
    path, remedy = folder / f"{RUNS}.parquet", f"play it again with the command:\n  {content['command']}"
    table = read_table(path, remedy)
    n = content["n"]
    if len(table) != n:
        raise ResultError(f"{path}: has {len(table):,} runs, but the manifest says {n:,}; {remedy}")
    measures = tuple(name for name in table.column_names if is_measure(name))
    place = result_name(folder, None)
    sample = sample_of(folder.name, place, int(content["seed"]), measures, _runs(table, measures, path))
    fans = folder / f"{FANS}.parquet"
    if not fans.exists():  # older results have none
        return sample
    return replace(sample, fan=fan_of(read_table(fans, remedy).to_pylist()))


def point_sample(folder: Path, record: Mapping[str, Any], point: int) -> Sample:
    """Read the runs of a point of a sweep: their sums, and their rows if they were kept.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the sweep.
    record : Mapping
        Record of the sweep in its manifest, as `Study.as_record` gives it.
    point : int
        Number of the point.

    Raises
    ------
    ResultError
        If the sweep is not finished or damaged, or if the point failed.
    """
    partition = Partition(int(record["n_points"]), int(record["replications"]))
    require_finished(folder, partition)
    stored = sums_at(partition, Parts(folder), point)
    if stored.failure:
        raise ResultError(f"{result_name(folder, point)}: failed ({stored.failure}); compare another point")
    sums, reference = stored.sums, record["reference"]
    measures = measures_kept(folder)
    return Sample(
        name=folder.name,
        place=result_name(folder, point),
        seed=int(record["seed"]),
        measures=measures,
        outcomes=sums.outcomes,
        moments=sums.moments,
        fan=fan_of(fan_lines(sums.fan, float(record["turn_days"]), point)),
        runs=None if record["record"] == "sums" else _kept_runs(folder, partition, point, measures),
        reference=None
        if reference in (None, REPORTED, point)
        else (result_name(folder, reference), Pairs(sums.shifts, sums.differences)),
    )


def require_finished(folder: Path, partition: Partition) -> None:
    """Refuse a sweep with missing parts.

    Raises
    ------
    ResultError
        If a part is missing.
    """
    n_done = len(Parts(folder).done())
    if n_done < partition.n_parts:
        raise ResultError(
            f"{folder}: is not finished, {n_done:,} of {partition.n_parts:,} parts are done; "
            f"finish it with `standoff resume {folder}`"
        )


def measures_kept(folder: Path) -> tuple[str, ...]:
    """Read the names of the measures of a sweep, in their order.

    Raises
    ------
    ResultError
        If they cannot be read.
    """
    path = folder / "measures.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = takewhile(lambda line: line["point"] == "0", csv.DictReader(file))
            return tuple(line["measure"] for line in lines)
    except (OSError, ValueError, csv.Error, KeyError) as error:
        raise ResultError(
            f"{path}: cannot be read ({error}); `standoff resume {folder}` writes it again"
        ) from error


def _kept_runs(folder: Path, partition: Partition, point: int, measures: tuple[str, ...]) -> Runs:
    parts = Parts(folder, RUNS)
    tables = [parts.read(number) for number in partition.parts_of(point // partition.points_per_part)]
    table = pa.concat_tables(tables)
    return _runs(table.filter(pc.field("point") == point), measures, folder / RUNS)


def _runs(table: pa.Table, measures: tuple[str, ...], path: Path) -> Runs:
    """Read rows, and check that they are runs numbered from 0 with known outcomes."""
    words = [outcome.key for outcome in Outcome]
    missing = {"replication", "outcome", *measures, NEVER} - set(table.column_names)
    if missing:
        raise ResultError(f"{path}: has no column {min(missing)}; play the result again")
    numbers = pc.index_in(table["outcome"], value_set=pa.array(words))
    if numbers.null_count or (table["replication"].to_numpy() != np.arange(len(table))).any():
        raise ResultError(f"{path}: is damaged, runs are missing or out of order; play the result again")
    values = np.array([table[name].to_numpy() for name in measures], float)
    row = measures.index(NEVER)
    values[row, values[row] < 0.0] = np.nan
    return Runs(numbers.to_numpy().astype(np.int64), values)
