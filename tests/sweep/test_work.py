from __future__ import annotations

import csv
import errno
import os
import shlex
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.drivers.ensemble import Block, PlayedBlock, play, play_block
from standoff.drivers.executors import open_executor
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.errors import ResultError
from standoff.store.parts import Parts
from standoff.store.runs import runs_table
from standoff.store.write import write_tables
from standoff.sweep import playing
from standoff.sweep.playing import ExecutorLost
from standoff.sweep.result import SweepResult, open_sweep
from standoff.sweep.work import finish_sweep, missing_parts, n_runs_of, repair
from tests.studies import SEED, cut_small, finished, opened, results, silent, study
from tests.sweeps import everything

TRUST = [0.2, 0.9, 0.5]
ROWS = {"diplomacy.trust": TRUST, "actors.vesper.costs.war": [0.4, 1.2, 1.0]}
CONTRADICTION = {"actors.vesper.positions.passage.low": [0.0, 0.9, 0.0]}
N_RUNS, N_PARTS = 20, 9
TABLES = ("outcomes.csv", "measures.csv", "design.csv", "fans.parquet")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three slices, of 8, 8 and 4 runs, of three parts of one point each."""
    cut_small(monkeypatch, 8)


def played(
    place: Path, rows: Mapping[str, Sequence[float]] = ROWS, record: str = "sums", n_runs: int = N_RUNS
) -> SweepResult:
    result = opened(study(rows, n_runs, record=record), place)
    finished(result)
    return result


@pytest.fixture(scope="module", params=["sums", "runs"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sweep that nothing happened to; not to be changed."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    with pytest.MonkeyPatch.context() as patched:
        cut_small(patched, 8)
        played(folder, record=request.param)
    return folder


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


# Whoever plays


def test_a_sweep_leaves_its_tables_and_parts_and_nothing_else(whole: Path):
    numbered = [f"{number:05d}.parquet" for number in range(N_PARTS)]
    stores = [name for name in ("parts", "runs") if (whole / name).exists()]
    assert everything(whole).keys() == {
        "manifest.json", "design.parquet", "design.csv", "outcomes.csv", "measures.csv", "fans.parquet",
        "tables.sha256", *(f"{store}.sha256" for store in stores),
        *(f"{store}/{name}" for store in stores for name in numbered),
    }  # fmt: skip


@pytest.mark.parametrize(("workers", "block"), [(3, 1), (1, 5), (3, 5), (3, 100)])
def test_neither_threads_nor_blocks_change_a_byte(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, block: int
):
    monkeypatch.setattr(playing, "BLOCK", block)
    result = opened(open_sweep(whole).study, tmp_path / "out")
    with open_executor("threads", workers) as executor:
        finished(result, executor)
    assert results(tmp_path / "out") == results(whole)


@pytest.mark.parametrize("whole", ["runs"], indirect=True)  # processes send rows and sums
def test_processes_do_not_change_a_byte(whole: Path, tmp_path: Path):
    result = opened(open_sweep(whole).study, tmp_path / "out")
    with open_executor("processes", 2) as executor:
        finished(result, executor)
    assert results(tmp_path / "out") == results(whole)


def test_a_reopened_sweep_is_played_to_the_same_bytes(whole: Path, tmp_path: Path):
    opened(open_sweep(whole).study, tmp_path / "out")
    finished(open_sweep(tmp_path / "out"))
    assert results(tmp_path / "out") == results(whole)


def test_progress_reaches_the_number_of_missing_runs(whole: Path, tmp_path: Path):
    result = opened(open_sweep(whole).study, tmp_path / "out")
    missing = missing_parts(result)
    assert n_runs_of(missing) == 3 * N_RUNS
    steps: list[int] = []
    with open_executor("threads", 1) as executor:
        finish_sweep(result, missing, executor, steps.append)
    assert sum(steps) == 3 * N_RUNS
    assert missing_parts(result) == []


# Stopped and gone on with

STATES = ("whole", "new", "unlisted", "gone", "emptied", "cut", "flipped")
DAMAGED = ("gone", "emptied", "cut", "flipped")


def put(folder: Path, store: str, number: int, state: str) -> None:
    """Bring a whole part into a state."""
    path = folder / store / f"{number:05d}.parquet"
    content = path.read_bytes()
    if state in ("new", "gone"):
        path.unlink()
    if state in ("new", "unlisted"):
        Parts(folder, store).discard([number])
    if state == "emptied":
        path.write_bytes(b"")
    if state == "cut":
        path.write_bytes(content[:-1])
    if state == "flipped":
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


@settings(max_examples=10)  # each writes real files
@given(data=st.data(), states=st.lists(st.sampled_from(STATES), min_size=N_PARTS, max_size=N_PARTS))
def test_whatever_was_done_or_damaged_the_sweep_ends_at_the_same_bytes(
    whole: Path, data: st.DataObject, states: list[str]
):
    stores = [name for name in ("parts", "runs") if (whole / name).exists()]
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as name:
        cut_small(patched, 8)
        folder = Path(shutil.copytree(whole, Path(name) / "out"))
        for number, state in enumerate(states):
            put(folder, data.draw(st.sampled_from(stores)), number, state)
        for table in data.draw(st.sets(st.sampled_from(TABLES))):
            (folder / table).unlink()
        result = open_sweep(folder)
        assert repair(result) == [number for number, state in enumerate(states) if state in DAMAGED]
        missing = [part.number for part in missing_parts(result)]
        assert missing == [number for number, state in enumerate(states) if state != "whole"]
        finished(result)
        assert results(folder) == results(whole)


@pytest.mark.parametrize("store", ["parts", "runs"])
def test_a_flipped_bit_names_its_part_which_is_played_again(tmp_path: Path, store: str):
    result = played(tmp_path / "out", record="runs")
    before = results(tmp_path / "out")
    put(tmp_path / "out", store, 4, "flipped")
    assert repair(result) == [4]
    assert [part.number for part in missing_parts(result)] == [4]
    finished(result)
    assert results(tmp_path / "out") == before


def test_complete_parts_are_not_played_again(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = Path(shutil.copytree(whole, tmp_path / "out"))

    def never(_: Block) -> PlayedBlock:
        raise AssertionError

    monkeypatch.setattr(playing, "play_block", never)
    (folder / "outcomes.csv").unlink()
    finished(open_sweep(folder))
    assert results(folder) == results(whole)


def test_half_written_files_of_a_killed_writer_are_removed(whole: Path, tmp_path: Path):
    folder = Path(shutil.copytree(whole, tmp_path / "out"))
    (folder / "parts" / ".00009.parquet.partial").write_bytes(b"half")
    (folder / ".parts.sha256.partial").write_bytes(b"half")
    (folder / ".outcomes.csv.partial").write_bytes(b"half")
    finished(open_sweep(folder))
    assert results(folder) == results(whole)


class Mortal(Executor):
    """Loses its workers after some blocks."""

    def __init__(self, n_blocks: int) -> None:
        self.left = n_blocks

    def submit(self, function, /, *args, **kwargs):
        done: Future[PlayedBlock] = Future()
        self.left -= 1
        if self.left >= 0:
            done.set_result(function(*args, **kwargs))
        else:
            done.set_exception(BrokenExecutor("no worker is left"))
        return done


def test_when_workers_are_lost_repeatedly_written_parts_remain(whole: Path, tmp_path: Path):
    folder = tmp_path / "out"
    opened(open_sweep(whole).study, folder)
    n_done = []
    # Three blocks a part, first three more for the reference point, and one by which a part is over.
    for n_blocks in (4, 7, 2, 10):
        result = open_sweep(folder)
        assert repair(result) == []
        with pytest.raises(ExecutorLost, match="no worker is left"):
            finish_sweep(result, missing_parts(result), Mortal(n_blocks), silent)
        assert not (folder / "outcomes.csv").exists()
        left = results(folder)
        assert {
            name: results(whole)[name] for name in left if name.endswith(".parquet")
        }.items() <= left.items()
        n_done.append(N_PARTS - len(missing_parts(result)))
    assert n_done == [1, 2, 2, 4]
    finished(open_sweep(folder))
    assert results(folder) == results(whole)


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("n_files", range(4))
def test_a_sweep_killed_while_it_writes_its_tables_ends_at_the_same_bytes(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n_files: int
):
    folder = tmp_path / "out"
    result = opened(open_sweep(whole).study, folder)
    n_stores = 2 if (whole / "runs").exists() else 1
    replace, left = os.replace, [n_stores * N_PARTS + n_files]

    def mortal(*names: object, **folders: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        replace(*names, **folders)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", mortal)
        with pytest.raises(Killed):
            finished(result)
    assert sum(name in results(folder) for name in TABLES) == n_files
    finished(open_sweep(folder))
    assert results(folder) == results(whole)


def test_a_full_disk_is_reported_with_how_to_continue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    result = opened(study(ROWS, N_RUNS), tmp_path / "out")
    expected = (
        rf"^{tmp_path}/out: cannot be written \(no space left on device\); nothing is lost; "
        "continue with `standoff resume"
    )
    for table in ("00003.parquet", "measures.csv", "fans.parquet"):
        replace = os.replace

        def full(old: Path, new: str, table: str = table, replace: Any = replace, **folders: int) -> None:
            if new == table:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            replace(old, new, **folders)

        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", full)
            with pytest.raises(ResultError, match=expected):
                finished(result)
        assert not list((tmp_path / "out").rglob(".*"))
    finished(result)
    assert (tmp_path / "out/fans.parquet").exists()


def test_the_points_are_in_a_readable_table(whole: Path):
    rows = lines(whole / "design.csv")
    assert [line["point"] for line in rows] == ["0", "1", "2"]
    for name, values in ROWS.items():
        assert [float(line[name]) for line in rows] == values


# More than sums


def test_a_row_for_each_run_is_kept_on_request(tmp_path: Path):
    result = played(tmp_path / "out", record="runs")
    tables = [Parts(tmp_path / "out", "runs").read(number) for number in range(N_PARTS)]
    for point in range(3):
        own = [table for table in tables if table["point"][0].as_py() == point]
        rows = np.concatenate(list(play(result.study.stage(point), SEED, 0, N_RUNS)))
        expected = runs_table(rows, result.study.base)
        items = [row for table in own for row in table.drop_columns("point").to_pylist()]
        assert items == expected.to_pylist()
        assert own[0].schema.field("point").metadata == {b"unit": b"number"}
        assert own[0].schema.field("goldstein").metadata == expected.schema.field("goldstein").metadata


@pytest.fixture
def few_runs(monkeypatch: pytest.MonkeyPatch) -> int:
    """Two slices of so few runs that their stories are soon told."""
    cut_small(monkeypatch, 3)
    return 5


def test_the_sums_do_not_depend_on_what_else_is_kept(tmp_path: Path, few_runs: int):
    files = {}
    for record in ("sums", "runs", "trace"):
        played(tmp_path / record, ROWS, record, few_runs)
        kept = results(tmp_path / record).items()
        more = ("runs", "traces", "runs.sha256")
        files[record] = {name: content for name, content in kept if name.split("/")[0] not in more}
    assert files["sums"] == files["runs"] == files["trace"]


def test_traces_are_those_of_the_runs_and_rewritten_with_their_part(tmp_path: Path, few_runs: int):
    result = played(tmp_path / "out", ROWS, "trace", few_runs)
    before = results(tmp_path / "out")
    for point, replication in ((0, 0), (1, 2), (2, 4)):
        trace = Trace()
        run_one(result.study.stage(point), SEED, replication, trace=trace)
        write_tables(tmp_path / "expected", trace.tables)
        for path in (tmp_path / "expected").iterdir():
            assert before[f"traces/{point}/{replication}/{path.name}"] == path.read_bytes()
    stories = {tuple(name.split("/")[1:3]) for name in before if name.startswith("traces/")}
    assert stories == {(str(point), str(run)) for point in range(3) for run in range(few_runs)}
    shutil.rmtree(tmp_path / "out/traces/1")
    Parts(tmp_path / "out").discard([1, 4])
    finished(result)
    assert results(tmp_path / "out") == before


def test_a_failed_point_has_no_traces(tmp_path: Path, few_runs: int):
    played(tmp_path / "out", ROWS | CONTRADICTION, "trace", few_runs)
    assert {path.name for path in (tmp_path / "out/traces").iterdir()} == {"0", "2"}
    for number in range(6):
        table = Parts(tmp_path / "out", "runs").read(number)
        assert (len(table) == 0) == (number % 3 == 1)


# Failures


def failing(
    point: int, made: SweepResult, spoil: Callable[[PlayedBlock], None]
) -> Callable[[Block], PlayedBlock]:
    facts = made.study.stage(point).facts.tobytes()

    def play_and_spoil(block: Block) -> PlayedBlock:
        done = play_block(block)
        if block.facts.tobytes() == facts:
            spoil(done)
        return done

    return play_and_spoil


def give_up(_: PlayedBlock) -> None:
    raise ValueError("the fleet, it seems,\nis gone")


def forget(done: PlayedBlock) -> None:
    done.rows["payoff"][0, 1] = np.nan


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (give_up, "the fleet, it seems,\nis gone"),
        (forget, "payoff_tamar of run 0 is not a finite number"),
    ],
)
def test_a_failed_point_is_reported_with_its_reason_and_the_others_are_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[PlayedBlock], None], reason: str
):
    played(tmp_path / "sound")
    result = opened(study(ROWS, N_RUNS), tmp_path / "out put")
    monkeypatch.setattr(playing, "play_block", failing(2, result, spoil))
    finished(result)
    (line,) = lines(tmp_path / "out put/failures.csv")
    assert shlex.split(line.pop("repeat")) == [
        "standoff", "replay", str(tmp_path / "out put"), "--point", "2", "--run", "0",
    ]  # fmt: skip
    assert line == {
        "point": "2",
        "diplomacy.trust": "0.5",
        "actors.vesper.costs.war": "1.0",
        "reason": reason,
    }
    for table in ("outcomes.csv", "measures.csv"):
        rows, sound = (
            [line for line in lines(tmp_path / name / table) if line["point"] != "2"]
            for name in ("out put", "sound")
        )
        assert rows == sound
        assert {line["n"] for line in lines(tmp_path / "out put" / table) if line["point"] == "2"} == {"0"}
    points = pq.read_table(tmp_path / "out put/fans.parquet")["point"].to_pylist()
    assert set(points) == {0, 1}


def test_values_that_contradict_the_scenario_are_a_failure_and_not_a_crash(tmp_path: Path):
    result = played(tmp_path / "out", ROWS | CONTRADICTION)
    (line,) = lines(tmp_path / "out/failures.csv")
    assert (line["point"], line["actors.vesper.positions.passage.low"]) == ("1", "0.9")
    assert (
        "positions.passage.low = 0.9: above high = 0.6: the red lines leave nothing to accept"
        in line["reason"]
    )
    counts = [int(line["n"]) for line in lines(tmp_path / "out/outcomes.csv")]
    assert counts == [N_RUNS] * 6 + [0] * 6 + [N_RUNS] * 6
    before = results(tmp_path / "out")
    Parts(tmp_path / "out").discard([1, 2, 4])
    finished(result)
    assert results(tmp_path / "out") == before


def test_when_all_points_fail_the_tables_are_still_written(tmp_path: Path):
    played(tmp_path / "out", {"actors.vesper.positions.passage.low": [0.9, 0.95]})
    assert len(lines(tmp_path / "out/failures.csv")) == 2
    assert {line["share"] for line in lines(tmp_path / "out/outcomes.csv")} == {""}
    assert pq.read_table(tmp_path / "out/fans.parquet").num_rows == 0


def test_a_corrected_failure_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Such as that of a machine that ran out of memory."""
    played(tmp_path / "sound")
    result = opened(study(ROWS, N_RUNS), tmp_path / "out")
    with monkeypatch.context() as patched:
        patched.setattr(playing, "play_block", failing(2, result, give_up))
        finished(result)
    assert (tmp_path / "out/failures.csv").exists()
    Parts(tmp_path / "out").discard([2, 5, 8])
    finished(result)
    assert results(tmp_path / "out") == results(tmp_path / "sound")
