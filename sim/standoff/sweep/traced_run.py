"""Traced run: a run of a result with its stored trace, and the same trace by the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.drivers.single import CrisisModel
from standoff.drivers.trace import Trace
from standoff.errors import InputError, ResultError
from standoff.store.manifest import MANIFEST, read_manifest
from standoff.store.traces import TRACE, read_trace
from standoff.sweep.chosen_run import REPLAY, REPLAYS, ChosenRun, choose_run

__all__ = ["Tables", "TracedRun", "played_to", "traced_run", "verified_to"]

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class TracedRun:
    """A run of a result and where its trace is stored.

    Parameters
    ----------
    result : pathlib.Path
        The result as it was given.
    run : ChosenRun
        What it takes to play it again.
    stored : pathlib.Path or None
        Folder of its trace, None if only the run itself can tell.
    prefix : str
        Tells its figures from those of other runs of the result.
    """

    result: Path
    run: ChosenRun
    stored: Path | None
    prefix: str


def traced_run(result: Path, point: int | None, replication: int | None) -> TracedRun:
    """Find a run of a result and its trace.

    Parameters
    ----------
    result : pathlib.Path
        Folder of a run, a replay or a sweep.
    point, replication : int, optional
        Which run; by default the one that was traced.

    Raises
    ------
    InputError
        If there is no such run or no trace, or if the scenario or the rules are no longer the same.
    """
    content = read_manifest(result)
    if content.get("kind") == REPLAY:
        return _replayed(result, content, point, replication)
    traced = content.get("traced")
    default = traced.get("replication") if isinstance(traced, dict) else None
    number = default if replication is None else replication
    if number is None:
        raise ResultError(f"{result}: holds no trace of a run by itself; say which run with --run N")
    run = choose_run(result, point or 0, number)
    places = [result / REPLAYS / run.name / TRACE, result / "traces" / str(point or 0) / str(number)]
    if number == default:
        places.insert(0, result / TRACE)
    stored = next((place for place in places if place.is_dir()), None)
    if stored is None and replication is None:
        raise ResultError(
            f"{result}: has no {TRACE}/ of its run {number}; with --run {number} it is played again, "
            f"and `standoff replay {result} --run {number}` stores its trace"
        )
    return TracedRun(result, run, stored, "" if number == default else f"{run.name}-")


def _replayed(
    result: Path, content: Mapping[str, Any], point: int | None, replication: int | None
) -> TracedRun:
    try:
        origin, told = result / content["of"], (int(content["point"]), int(content["replication"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ResultError(f"{result / MANIFEST}: is not as it was written; replay the run again") from error
    for name, asked, got in (("point", point, told[0]), ("run", replication, told[1])):
        if asked not in (None, got):
            raise ResultError(f"{result}: is a replay of {name} {got}, not of {name} {asked}")
    return TracedRun(result, choose_run(origin, *told), result / TRACE, "")


def played_to(run: ChosenRun, turn: int) -> Tables:
    """Play a run by the rules up to a turn, that turn included, and give its trace."""
    trace = Trace()
    model = CrisisModel(run.stage, run.seed, run.replication, trace=trace)
    while model.state.clock.ended == 0 and model.state.clock.turn <= turn:
        model.step()
    played = int(model.state.clock.turn)
    if played <= turn:
        raise InputError(
            f"--turn={turn}: run {run.replication} has {played} turns, 0 to {played - 1}; "
            f"it ends after {float(model.state.clock.day):g} days"
        )
    return trace.tables


def verified_to(traced: TracedRun, turn: int) -> Tables:
    """Play a run by the rules up to a turn, and hold its stored trace against what they give.

    Raises
    ------
    InputError
        If the run has no such turn, or if the stored trace is damaged or says something else.
    """
    stored = read_trace(traced.stored) if traced.stored is not None else None
    tables = played_to(traced.run, turn)
    if stored is not None:
        _require_same(traced.stored, stored, tables, turn)
    return tables


def _require_same(place: Path | None, stored: Tables, tables: Tables, turn: int) -> None:
    """Refuse a stored trace that is not what the rules give, up to a turn."""
    for name in sorted({*stored, *tables}):
        told = [row for row in stored.get(name, ()) if row.get("turn", 0) <= turn]
        by_rules = tables.get(name, ())
        if len(told) != len(by_rules):
            what = f"{len(told)} rows up to turn {turn}, by the rules {len(by_rules)}"
            raise _differs(place, name, what)
        for one, other in zip(told, by_rules, strict=True):
            for column in {**one, **other}:
                if not _same(one.get(column), other.get(column)):
                    when = f"turn {other['turn']}, " if "turn" in other else ""
                    what = f"{when}{column} is {one.get(column)}, by the rules {other.get(column)}"
                    raise _differs(place, name, what)


def _same(one: object, other: object) -> bool:
    return one == other or (one != one and other != other)  # what is no number is the same as itself


def _differs(place: Path | None, table: str, what: str) -> ResultError:
    return ResultError(
        f"{place}: is not what the rules give ({table}: {what}); nothing is explained from it. "
        "It was changed, or a policy of its own played: `standoff replay` tells the run again"
    )
