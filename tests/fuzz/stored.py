"""Stored results that were edited, cut or damaged, as commands and Python read them.

A change that leaves the checksums as they were must be noticed wherever it could change what is read. A
change whose checksums were made anew, or in a result of an older version that has none, may be taken if it is
usable.
"""

from __future__ import annotations

import atexit
import functools
import io
import json
import random
import shutil
import tempfile
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import standoff
from standoff.analysis.compare.answer import compare_answer
from standoff.errors import InputError
from standoff.report.subject import read_subject
from standoff.store.parts import Parts
from standoff.sweep.result import open_sweep
from standoff.sweep.stored import open_results
from standoff.sweep.traced_run import traced_run, verified_to
from standoff.sweep.work import missing_parts, repair
from tests.commands import STRAIT, invoke
from tests.fuzz.scenarios import places, spoilt
from tests.manifests import as_older, reseal

FEW = (f"scenario.name={STRAIT}", "replications=6", "horizon_days=5", "figures=false")
COMMANDS = {
    "run": ("run", *FEW, "traced=1"),
    "other": ("run", *FEW, "diplomacy=open"),
    "sweep": ("sweep", *FEW, "rules=base,no_learning", "diplomacy.trust=0.2,0.9", "record=runs"),
}
JUNK = (
    *(None, True, 0, -1, 1.5, 2**63, 10**400, 1e300, float("nan"), float("inf"), "", "x", "nan", "../../x"),
    *("\x1b[31m", "\x00", "\ud800", "long " * 5_000, [], [[]], [None], {}, {"x": {}}, [[[[[]]]]] * 3),
)
"""What may stand in place of any value of a manifest; deletion is tried as well."""
BYTES = (b"", b"\x00", b"PAR1", b"\xff\xfe", b"{", b'"', b"9" * 5_000, b"[" * 100_000)


@functools.cache
def results_to_damage() -> Path:
    """Play small results, each in a folder of its name."""
    folder = Path(tempfile.mkdtemp(prefix="stored-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    screen = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(screen), redirect_stderr(screen):
        for name, command in COMMANDS.items():
            assert invoke(*command, f"out={folder / name}", monkeypatch=patch) == 0
        replay = ("replay", str(folder / "run"), "--run", "1", "--no-figures")
        assert invoke(*replay, "--out", str(folder / "replay"), monkeypatch=patch) == 0
    return folder


# How a result is damaged; each gives whether the checksums were left as they were.


def edit(chance: random.Random, folder: Path) -> None:
    """Put junk somewhere into the manifest."""
    path = folder / "manifest.json"
    content = json.loads(path.read_text())
    for _ in range(chance.choice((1, 1, 3))):
        content = spoilt(content, chance.choice(list(places(content, ()))), chance.choice((*JUNK, ...)))
    path.write_text(json.dumps(content))


def hurt(chance: random.Random, folder: Path) -> None:
    """Cut a file, flip bits in it, or put other bytes into it."""
    path = chance.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    content = bytearray(path.read_bytes())
    place = chance.randrange(len(content) + 1)
    match chance.choice(("cut", "flip", "insert", "gone", "empty")):
        case "cut":
            del content[place:]
        case "flip" if content:
            content[place % len(content)] ^= 1 << chance.randrange(8)
        case "insert":
            content[place:place] = chance.choice(BYTES)
        case "gone":
            path.unlink()
            return
        case "empty":
            content.clear()
    path.write_bytes(content)


def distort(chance: random.Random, folder: Path) -> None:
    """Change a table in a way that leaves it a table."""
    path = chance.choice(sorted(folder.rglob("*.parquet")))
    with pq.ParquetFile(path) as file:
        table = file.read()
    row, column = chance.randrange(max(1, len(table))), chance.randrange(table.num_columns)
    name, values = table.column_names[column], table.column(column)
    junk = pa.array([chance.choice((None, "x", "\x1b[31m", -1, 10**6, 0.5, float("nan"), True))] * len(table))
    changes: dict[str, Callable[[], pa.Table]] = {
        "drop": lambda: table.drop_columns([name]),
        "rename": lambda: table.rename_columns([each.replace(name, "x") for each in table.column_names]),
        "twice": lambda: table.append_column(name, values),
        "fill": lambda: table.set_column(column, name, junk),
        "words": lambda: table.set_column(column, name, pc.cast(values, pa.string())),
        "reverse": lambda: table.take(pa.array(range(len(table) - 1, -1, -1))),
        "fewer": lambda: table.slice(0, row),
        "more": lambda: pa.concat_tables([table, table.slice(row)]),
        "bare": lambda: table.replace_schema_metadata({}),
    }  # fmt: skip
    try:
        changed = changes[chance.choice(sorted(changes))]()
    except pa.ArrowException:  # not every column can be cast
        changed = table.slice(0, 0)
    pq.write_table(changed, path)


def swap(chance: random.Random, folder: Path) -> None:
    """Put one file in the place of another."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    first, second = chance.sample(paths, 2)
    first.write_bytes(second.read_bytes())


DAMAGES = (edit, hurt, distort, swap)


def relist(folder: Path) -> None:
    """Make all checksums anew, if the result still allows that."""
    for name in ("parts", "runs"):
        for number in sorted(Parts(folder, name).done()):
            path = folder / name / f"{number:05d}.parquet"
            if path.exists():
                with pq.ParquetFile(path) as file:
                    Parts(folder, name).write(number, file.read())
    reseal(folder)


# How a result is read; each gives what was read, to be compared with what should have been.


def read_compared(folder: Path) -> object:
    opened = open_results([str(folder), str(results_to_damage() / "other")])
    answer = compare_answer([result.sample for result in opened], "Title", results=opened)
    rows = [dict(row) for row in answer.rows["differences"]]
    return json.dumps([rows, [result.settings for result in opened]], default=str)


def read_played(folder: Path) -> object:
    traced = traced_run(folder, None, None)
    return repr([sorted(row.items()) for row in verified_to(traced, 2)["actors"]])


def read_in_python(folder: Path) -> object:
    result = standoff.read(folder)
    return result.outcomes().to_csv()


def read_reported(folder: Path) -> object:
    subject = read_subject(str(folder))
    return repr(
        (subject.title, subject.n_runs, subject.war_by_type(), subject.why_not.replace(str(folder), ""))
    )


def read_points(folder: Path) -> object:
    opened = open_results([f"{folder}:1,3"])
    return [(result.sample.outcomes.tolist(), result.sample.moments.mean.tobytes()) for result in opened]


def read_to_resume(folder: Path) -> object:
    result = open_sweep(folder)
    repair(result)
    missing_parts(result)
    return json.dumps(result.study.as_record())


READERS: dict[str, tuple[Callable[[Path], object], ...]] = {
    "run": (read_compared, read_played, read_in_python, read_reported),
    "replay": (read_played,),
    "sweep": (read_points, read_in_python, read_reported, read_to_resume),
}


@functools.cache
def undamaged(name: str, read: Callable[[Path], object]) -> object:
    """Give what a reader reads of a result to which nothing happened."""
    return read(results_to_damage() / name)


def attempt(chance: random.Random, folder: Path) -> str:
    """Damage a result and read it."""
    name = chance.choice(sorted(READERS))
    read = chance.choice(READERS[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = undamaged(name, read)
        shutil.copytree(results_to_damage() / name, folder / name)  # the name is read as well
        try:
            return _tried(chance, folder / name, read, expected)
        finally:
            shutil.rmtree(folder)


def _tried(chance: random.Random, folder: Path, read: Callable[[Path], object], expected: object) -> str:
    kind = chance.choice(("as it was", "anew", "none"))
    if kind == "none":
        as_older(folder)
    chance.choice(DAMAGES)(chance, folder)
    if kind == "anew":
        try:
            relist(folder)
        except (KeyError, TypeError, ValueError, AttributeError, OSError, pa.ArrowException, InputError):
            kind = "as it was"  # too damaged for that
    try:
        with np.errstate(all="ignore"):
            content = read(folder)
    except InputError as error:
        if kind == "as it was" and str(folder) not in str(error):
            raise
        return f"refused, checksums {kind}"
    if kind == "as it was":
        assert content == expected, "wrong numbers were read"
    return f"taken, checksums {kind}"
