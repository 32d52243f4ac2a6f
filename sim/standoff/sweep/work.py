"""Playing a sweep into its folder, from the beginning or from where it was stopped."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from standoff.drivers.trace import Trace
from standoff.errors import ResultError
from standoff.statistics.bands import FANS, QUANTILES, quantile_name
from standoff.store.checksums import Checksums, digest_of_file
from standoff.store.drafts import added_files
from standoff.store.files import reason, remove_file
from standoff.store.parts import Parts
from standoff.store.records import record_table
from standoff.store.runs import runs_table
from standoff.store.write import write_csv, write_tables, write_text
from standoff.story.transcript import TRANSCRIPT, transcript
from standoff.sweep.partition import Part
from standoff.sweep.playing import PointRuns, play_parts
from standoff.sweep.result import SweepResult
from standoff.sweep.summing import Line, fan_lines, measure_lines, outcome_lines

__all__ = ["finish_sweep", "missing_parts", "n_runs_of", "repair"]

TABLES = {"outcomes.csv": outcome_lines, "measures.csv": measure_lines}
FAILURES = "failures.csv"


def repair(result: SweepResult) -> list[int]:
    """Remove what a kill left behind, discard damaged parts, and give their numbers.

    The folder must be locked.

    Raises
    ------
    ResultError
        If the folder cannot be read or written.
    """
    damaged: set[int] = set()
    stores, n_parts = _stores(result), result.study.partition.n_parts
    for store in stores:
        store.recover()
        damaged.update(store.damaged())
        store.discard([number for number in store.done() if number >= n_parts])
    for store in stores:
        store.discard(damaged)
    return sorted(number for number in damaged if number < n_parts)


def missing_parts(result: SweepResult) -> list[Part]:
    """Give the parts that remain to be played, in order."""
    partition = result.study.partition
    whole = set.intersection(*(store.done() for store in _stores(result)))
    return [partition.part(number) for number in range(partition.n_parts) if number not in whole]


def n_runs_of(parts: Iterable[Part]) -> int:
    """Count the runs of parts."""
    return sum(part.n_runs * len(part.points) for part in parts)


def finish_sweep(
    result: SweepResult, parts: list[Part], executor: Executor, advance: Callable[[int], None]
) -> None:
    """Play the missing parts, and write the tables for readers.

    The folder must be locked. After a stop at any moment, `repair` and another `finish_sweep` lead to the
    same bytes.

    Parameters
    ----------
    result : SweepResult
        The sweep.
    parts : list of Part
        Result of `missing_parts`.
    executor : concurrent.futures.Executor
        Plays the runs.
    advance : callable
        Called with the number of runs whenever a block is done.

    Raises
    ------
    ResultError
        If the disk is full; completed parts are kept.
    ExecutorLost
        If the workers are lost; completed parts are kept.
    """
    study = result.study
    try:
        for part, played in play_parts(study, parts, executor, advance):
            _write_runs(result, part, played)
            records = [
                {"point": runs.point, "failure": runs.failure, **runs.sums.as_arrays()} for runs in played
            ]
            result.parts.write(part.number, record_table(records))
        for store in _stores(result):
            store.seal()
        _write_tables(result)
    except OSError as error:
        raise ResultError(f"{result.folder}: cannot be written ({reason(error)}); {result.way_on}") from error


def _stores(result: SweepResult) -> list[Parts]:
    """Give the stores of parts on disk; that of the sums comes last, since it is written last."""
    rows = [] if result.study.record == "sums" else [result.kept_runs]
    return [*rows, result.parts]


def _write_runs(result: SweepResult, part: Part, played: list[PointRuns]) -> None:
    """Write the rows and traces of runs, if they are kept; traces have no checksums but can be replayed."""
    study = result.study
    if study.record == "sums":
        return
    tables = (_with_point(runs_table(runs.rows, study.base), runs.point) for runs in played)
    result.kept_runs.write(part.number, pa.concat_tables(tables))
    if study.record == "trace":
        for runs in played:
            _write_traces(result, runs)


def _with_point(table: pa.Table, point: int) -> pa.Table:
    field = pa.field("point", pa.int64(), metadata={"unit": "number"})
    return table.add_column(0, field, pa.array(np.full(len(table), point, np.int64)))


def _write_traces(result: SweepResult, runs: PointRuns) -> None:
    from standoff.drivers.single import run_one  # loads Mesa, not needed for sums

    study = result.study
    replications = runs.rows["replication"].tolist()
    stage = study.stage(runs.point) if replications else study.base
    for replication in replications:
        trace = Trace()
        record = run_one(stage, study.seed, replication, trace=trace)
        inner = f"traces/{runs.point}/{replication}"
        with added_files(result.folder, inner, result.way_on) as draft:
            write_tables(draft, trace.tables)
            write_text(draft / TRANSCRIPT, transcript(study.scenario, stage, trace.tables, record))


def _write_tables(result: SweepResult) -> None:
    """Write the tables for readers, a few points at a time, and the list of their checksums."""
    study = result.study
    with added_files(result.folder, remedy=result.way_on) as draft:
        for name, lines in TABLES.items():
            rows = (line for point in result.points() for line in lines(study, point))
            write_csv(draft / name, rows)
        points = ({"point": point, **study.design.point(point)} for point in range(study.design.n_points))
        write_csv(draft / "design.csv", points)
        _write_fans(draft / f"{FANS}.parquet", result)
        failed = [_failure_line(result, point.point, point.failure)
                  for point in result.points() if point.failure]  # fmt: skip
        if failed:
            write_csv(draft / FAILURES, failed)
        written = sorted(path for path in draft.iterdir())
        digests = {path.name: digest_of_file(path) for path in written}
    if not failed:
        # Points that failed before may have succeeded when their parts were played again.
        remove_file(result.folder, FAILURES)
    Checksums(result.folder, "tables").replace(digests)


def _write_fans(path: Path, result: SweepResult) -> None:
    names = [quantile_name(share) for share in QUANTILES]
    schema = pa.schema(
        [("point", pa.int64()), ("gauge", pa.string()), ("day", pa.float64())]
        + [(name, pa.float64()) for name in names]
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for point in result.points():
            if lines := list(fan_lines(result.study, point)):
                writer.write_table(pa.Table.from_pylist(lines, schema))


def _failure_line(result: SweepResult, point: int, failure: str) -> Line:
    repeat = shlex.join(["standoff", "replay", str(result.folder), "--point", str(point), "--run", "0"])
    return {"point": point, **result.study.design.point(point), "reason": failure, "repeat": repeat}
