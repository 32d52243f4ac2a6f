"""Working rows carry nothing from one actor, turn, run or block to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from standoff.chance import round_keys
from standoff.drivers.ensemble import as_row
from standoff.drivers.kernel import NOBODY, RESULT, WORK, run_chunk
from standoff.drivers.single import ActorAgent, CrisisModel
from standoff.drivers.stage import Stage
from standoff.drivers.talk_moments import room_for
from standoff.rules.gauge import N_BINS, N_GAUGES
from standoff.state.crisis import STATE
from standoff.state.tables import Facts
from standoff.vocabulary import OptionClass, Role
from tests.stages import REACHING, build_stage

SEED = 5
N_RUNS = 8
POISONS = [(np.nan, 1), (1e300, -1)]
"""Numbers and whole numbers (counts, flags, rows) with which working rows are filled."""


def poisoned(dtype: np.dtype[Any], fill: tuple[float, int]) -> Any:
    """A table (1,) in whose every field stands what nobody may ever read."""
    table = np.zeros(1, dtype)
    _fill(table, *fill)
    return table


def _fill(table: Any, number: float, whole: int) -> None:
    if table.dtype.names is None:
        table[...] = number if table.dtype.kind == "f" else whole
    for name in table.dtype.names or ():
        _fill(table[name], number, whole)


def poison(record: Any, fill: tuple[float, int]) -> None:
    """Put junk into all fields of a record."""
    junk = poisoned(record.dtype, fill)
    for name in record.dtype.names:
        record[name] = junk[name][0]


def let_anybody_grant_access(facts: Facts) -> None:
    """Give an act that is open to all an access, as no scenario may: who is no host has no guest."""
    act = facts.action[: facts.n_actions]
    act["access"][(act["who"] == Role.ANY) & (act["option_class"] == OptionClass.STAND)] = 0.5


CRISES: dict[str, Callable[[], Stage]] = REACHING | {
    "access of all": lambda: build_stage("ukraine", let_anybody_grant_access)
}


@pytest.fixture(scope="module", params=CRISES)
def stage(request: pytest.FixtureRequest) -> Stage:
    return CRISES[request.param]()


def chunk(stage: Stage, first: int, n_runs: int, fill: tuple[float, int] | None) -> tuple[bytes, Any]:
    """Play runs in working tables of zeros, or of poison; give the rows as bytes and the fan."""
    works = np.zeros(1, WORK) if fill is None else poisoned(WORK, fill)
    rows = np.zeros(n_runs, RESULT).view(np.recarray)
    fan = np.zeros((N_GAUGES, 90, N_BINS), np.int32)
    facts, opening = (as_row(record).view(np.recarray)[0] for record in (stage.facts, stage.opening))
    states = np.zeros(1, STATE).view(np.recarray)
    works = works.view(np.recarray)
    keys = round_keys(SEED)
    assert (
        run_chunk(facts, opening, states, works, keys, first, 60.0, rows, fan, NOBODY, 0, room_for(0)) == -1
    )
    return rows.tobytes(), fan


@pytest.mark.parametrize("fill", POISONS)
def test_a_block_ignores_the_previous_content_of_its_working_tables(stage: Stage, fill: tuple[float, int]):
    rows, fan = chunk(stage, 0, N_RUNS, None)
    assert chunk(stage, 0, N_RUNS, fill)[0] == rows
    alone = [chunk(stage, number, 1, fill) for number in range(N_RUNS)]
    assert b"".join(row for row, _ in alone) == rows
    np.testing.assert_array_equal(sum(each for _, each in alone), fan)


class PoisonedAgent(ActorAgent):
    """An actor in whose options junk stands before it weighs them."""

    def decide(self) -> None:
        poison(self.options, self.model.fill)
        super().decide()


class PoisonedModel(CrisisModel):
    """A run in whose working tables junk stands before every turn and every actor."""

    fill = POISONS[0]

    def step(self) -> None:
        for agent in self.agents:
            agent.__class__ = PoisonedAgent
        poison(self.outlook, self.fill)
        poison(self.bargain, self.fill)
        super().step()


@pytest.mark.parametrize("fill", POISONS)
def test_a_turn_ignores_the_previous_content_of_its_working_tables(stage: Stage, fill: tuple[float, int]):
    clean = CrisisModel(stage, SEED, 0)
    spoilt = PoisonedModel(stage, SEED, 0)
    spoilt.fill = fill
    while clean.state.clock.ended == 0:
        clean.step()
        spoilt.step()
        assert spoilt.state.tobytes() == clean.state.tobytes(), int(clean.state.clock.turn)
    assert spoilt.result() == clean.result()
