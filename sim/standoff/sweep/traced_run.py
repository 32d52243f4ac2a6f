"""A run of a result with its stored trace, and verification of that trace by replaying the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.drivers.single import CrisisModel
from standoff.drivers.trace import Trace
from standoff.errors import ArgumentError, ResultError
from standoff.store.manifest_file import read_manifest
from standoff.store.traces import TRACE, read_trace
from standoff.sweep.chosen_run import REPLAY, REPLAYS, ChosenRun, choose_run

__all__ = ["Tables", "TracedRun", "played_to", "traced_run", "verified_to"]

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class TracedRun:
    """A run of a result and its trace.

    Parameters
    ----------
    result : pathlib.Path
        Folder of the result.
    run : ChosenRun
        The run, ready to be replayed.
    stored : str or None
        Name of the folder of its trace in the result; None if the run must be replayed.
    prefix : str
        Prefix of the names of its figures; empty for the traced run of the result.
    """

    result: Path
    run: ChosenRun
    stored: str | None
    prefix: str


def traced_run(result: Path, point: int | None, replication: int | None) -> TracedRun:
    """Find a run of a result and its trace.

    Parameters
    ----------
    result : pathlib.Path
        Folder of a run, a replay or a sweep.
    point, replication : int, optional
        Numbers of the point and the run; default: the traced run.

    Raises
    ------
    InputError
        If there is no such run or no trace, or if the scenario or the rules have changed since.
    """
    content = read_manifest(result)
    if content.get("kind") == REPLAY:
        return _replayed(result, content, point, replication)
    default = content["traced"]["replication"] if "traced" in content else None
    number = default if replication is None else replication
    if number is None:
        message = f"{result}: has no traced run; choose a run with {{replication}} N"
        raise ArgumentError(message, replication=None)
    run = choose_run(result, point or 0, number)
    folders = [f"{REPLAYS}/{run.name}/{TRACE}", f"traces/{point or 0}/{number}"]
    if number == default:
        folders.insert(0, TRACE)
    stored = next((folder for folder in folders if (result / folder).is_dir()), None)
    if stored is None and replication is None:
        raise ArgumentError(
            f"{result}: the folder {TRACE}/ of its traced run {number} is missing; replay the run with "
            "{replication}, or store its trace with `standoff replay`",
            replication=number,
        )
    return TracedRun(result, run, stored, "" if number == default else f"{run.name}-")


def _replayed(
    result: Path, content: Mapping[str, Any], point: int | None, replication: int | None
) -> TracedRun:
    origin, numbers = result / content["of"], (content["point"], content["replication"])
    for name, given, stored in (("point", point, numbers[0]), ("run", replication, numbers[1])):
        if given not in (None, stored):
            raise ResultError(f"{result}: is a replay of {name} {stored}, not of {name} {given}")
    return TracedRun(result, choose_run(origin, *numbers), TRACE, "")


def played_to(run: ChosenRun, turn: int | None = None) -> Tables:
    """Play a run up to and including a turn, by default the last one, and give its trace."""
    trace = Trace()
    model = CrisisModel(run.stage, run.seed, run.replication, trace=trace)
    while model.state.clock.ended == 0 and (turn is None or model.state.clock.turn <= turn):
        model.step()
    played = int(model.state.clock.turn)
    if turn is not None and played <= turn:
        raise ArgumentError(
            f"{{turn}}: run {run.replication} has {played} turns, 0 to {played - 1}; "
            f"it ends after {float(model.state.clock.day):g} days",
            turn=turn,
        )
    return trace.tables


def verified_to(traced: TracedRun, turn: int | None = None) -> Tables:
    """Play a run up to and including a turn, by default the last one, and compare it with its stored trace.

    Raises
    ------
    InputError
        If the run has no such turn, or if the stored trace is damaged or different.
    """
    stored = read_trace(traced.result, traced.stored) if traced.stored is not None else None
    tables = played_to(traced.run, turn)
    if traced.stored is not None and stored is not None:
        _require_same(traced.result / traced.stored, stored, tables, turn)
    return tables


def _require_same(place: Path, stored: Tables, tables: Tables, turn: int | None) -> None:
    """Refuse a stored trace that differs from the replayed one up to a turn."""
    for name in sorted({*stored, *tables}):
        stored_rows = [row for row in stored.get(name, ()) if turn is None or row.get("turn", 0) <= turn]
        replayed_rows = tables.get(name, ())
        if len(stored_rows) != len(replayed_rows):
            to = "" if turn is None else f" up to turn {turn}"
            difference = f"{len(stored_rows)} rows{to}, in the replay {len(replayed_rows)}"
            raise _differs(place, name, difference)
        for row, replayed in zip(stored_rows, replayed_rows, strict=True):
            for column in {**row, **replayed}:
                if not _same(row.get(column), replayed.get(column)):
                    when = f"turn {replayed['turn']}, " if "turn" in replayed else ""
                    values = f"is {row.get(column)}, in the replay {replayed.get(column)}"
                    raise _differs(place, name, f"{when}{column} {values}")


def _same(first: object, second: object) -> bool:
    return first == second or (first != first and second != second)  # NaN counts as equal to NaN


def _differs(place: Path, table: str, difference: str) -> ResultError:
    return ResultError(
        f"{place}: differs from a replay of the run ({table}: {difference}), so it is not used. "
        "The trace was changed, or a custom policy played; replay the run with `standoff replay`"
    )
