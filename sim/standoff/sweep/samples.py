"""Reading the runs of a result, or of a point of a sweep, as a sample."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from standoff.config.sweep_settings import REPORTED
from standoff.errors import ResultError
from standoff.state.tables import N_TYPES
from standoff.statistics.measures import is_measure
from standoff.statistics.sample import Pairs, Runs, Sample, sample_of
from standoff.store.files import read_bytes
from standoff.store.manifest_file import checksum_in
from standoff.store.parts import Parts
from standoff.store.runs import RUNS, TYPE
from standoff.store.tables import NUMBER, WHOLE, WORD, read_table, require_columns
from standoff.sweep.partition import Partition
from standoff.sweep.result import parts_of
from standoff.sweep.summing import sums_at
from standoff.vocabulary import Outcome

__all__ = ["measures_kept", "point_sample", "require_finished", "result_name", "run_sample"]

NEVER = "days_to_violence"
"""Measure that is negative in runs without violence."""
REMEDY = "play the result again"


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
    name, remedy = f"{RUNS}.parquet", f"play it again with the command:\n  {content['command']}"
    table = read_table(folder, name, remedy, checksum_in(content, name))
    if len(table) != content["n"]:
        raise ResultError(
            f"{folder / name}: has {len(table):,} runs, but the manifest says {content['n']:,}; {remedy}"
        )
    measures = tuple(column for column in table.column_names if is_measure(column))
    runs = _runs(table, measures, folder / name)
    return sample_of(folder.name, result_name(folder, None), content["seed"], measures, runs)


def point_sample(folder: Path, content: Mapping[str, Any], point: int) -> Sample:
    """Read the runs of a point of a sweep: their sums, and their rows if they were kept.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the sweep.
    content : Mapping
        Content of its manifest.
    point : int
        Number of the point.

    Raises
    ------
    ResultError
        If the sweep is not finished or damaged, or if the point failed.
    """
    record, parts = content["sweep"], parts_of(folder, content)
    partition = Partition(record["n_points"], record["replications"])
    require_finished(parts, partition)
    measures = measures_kept(folder, record)
    stored = sums_at(partition, parts, point, len(measures))
    if stored.failure:
        raise ResultError(f"{result_name(folder, point)}: failed ({stored.failure}); compare another point")
    sums, reference = stored.sums, record["reference"]
    is_kept = record["record"] != "sums"
    return Sample(
        name=folder.name,
        place=result_name(folder, point),
        seed=record["seed"],
        measures=measures,
        outcomes=sums.outcomes,
        moments=sums.moments,
        runs=_kept_runs(parts_of(folder, content, RUNS), partition, point, measures) if is_kept else None,
        reference=None
        if reference in (None, REPORTED, point)
        else (result_name(folder, reference), Pairs(sums.shifts, sums.differences)),
    )


def require_finished(parts: Parts, partition: Partition) -> None:
    """Refuse a sweep with missing parts.

    Raises
    ------
    ResultError
        If a part is missing.
    """
    n_done = len(parts.done() & set(range(partition.n_parts)))
    if n_done < partition.n_parts:
        raise ResultError(
            f"{parts.folder}: is not finished, {n_done:,} of {partition.n_parts:,} parts are done; "
            f"finish it with `standoff resume {parts.folder}`"
        )


def measures_kept(folder: Path, record: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the names of the measures of a sweep, in their order.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the sweep.
    record : Mapping
        Record of the sweep in its manifest; those of older versions do not name the measures.

    Raises
    ------
    ResultError
        If the file that names them cannot be read.
    """
    if record.get("measures"):
        return tuple(record["measures"])
    try:
        text = read_bytes(folder, "measures.csv").decode()
        lines = takewhile(lambda line: line["point"] == "0", csv.DictReader(io.StringIO(text, newline="")))
        return tuple(line["measure"] for line in lines)
    except (OSError, ValueError, csv.Error, KeyError) as error:
        raise ResultError(
            f"{folder / 'measures.csv'}: cannot be read ({error}); `standoff resume {folder}` writes it again"
        ) from error


def _kept_runs(parts: Parts, partition: Partition, point: int, measures: tuple[str, ...]) -> Runs:
    numbers = partition.parts_of(point // partition.points_per_part)
    path = parts.folder / RUNS
    tables = []
    for number in numbers:
        table = parts.read(number)
        require_columns(table, path, {"point": WHOLE}, REMEDY)
        tables.append(table.filter(pc.field("point") == point))
    return _runs(pa.concat_tables(tables), measures, path)


def _runs(table: pa.Table, measures: tuple[str, ...], path: Path) -> Runs:
    """Read rows, and check that they are runs numbered from 0 with known outcomes."""
    kept = [name for name in table.column_names if name.startswith(TYPE)]
    numbers = {NEVER: NUMBER, **dict.fromkeys(measures, NUMBER)}
    kinds = {"replication": WHOLE, "outcome": WORD, **numbers, **dict.fromkeys(kept, WHOLE)}
    require_columns(table, path, kinds, REMEDY)
    words = [outcome.key for outcome in Outcome]
    numbers = pc.index_in(table["outcome"], value_set=pa.array(words))
    if numbers.null_count or (table["replication"].to_numpy() != np.arange(len(table))).any():
        raise ResultError(f"{path}: is damaged, runs are missing or out of order; {REMEDY}")
    values = np.array([table[name].to_numpy() for name in measures], float)
    types = {name.removeprefix(TYPE): table[name].to_numpy().astype(np.int64) for name in kept}
    if any(((kinds < 0) | (kinds >= N_TYPES)).any() for kinds in types.values()):
        raise ResultError(f"{path}: is damaged, a private type is not 0 to {N_TYPES - 1}; {REMEDY}")
    row = measures.index(NEVER)
    values[row, values[row] < 0.0] = np.nan
    return Runs(numbers.to_numpy().astype(np.int64), values, types)
