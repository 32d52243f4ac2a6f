"""The same crisis as a plain Mesa model: pure Python floats, no compiled code and no tables of numpy.

This is what the engine is compared with: the Mesa driver and the rules that it calls, read without the
compiler. It is not written anew. A model of its own would be one more text of rules and turn, which every
change of either would have to follow. A copy frozen with the rules of its day would need no care, but would
be measured beside other rules than its own, and the ratio of their speeds would say less with each change.

It is a fair measure of an ordinary Mesa model with these rules: a ``mesa.Model`` with an agent per actor,
whose step calls one method after another, played by ``mesa.batch_run``. What the driver does beyond that
costs 2 % of a turn, measured on the same runs beside a model whose turn was written out by hand: it walks
the table of phases, asks whether there is a trace, looks for injected acts and describes the situation to a
policy that chooses. It draws from a generator of Python, as models of Mesa do, unless it is given the
engine's chance to show that both play the same runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import mesa

from standoff import chance
from standoff.drivers.record import RunRecord
from standoff.drivers.stage import Stage
from tests.benchmarks.plain_source import FAST, GENERATOR, PlainSource, sizes
from tests.benchmarks.plain_tables import to_plain

__all__ = ["plain_model"]


def plain_model(
    stage: Stage, functions: Mapping[str, Callable[..., float]] = FAST, seed: int | None = None
) -> type[mesa.Model]:
    """Make the plain model of a crisis.

    Parameters
    ----------
    stage : Stage
        The crisis.
    functions : Mapping of str to callable
        Elementary functions for the rules, ``plain_source.FAST`` or ``EXACT``.
    seed : int, optional
        Seed of the engine's chance. None: each run draws from a generator of Python, seeded by its number.

    Returns
    -------
    type
        A model that is made of ``replication``; its ``record`` is that of the run once it is over.
    """
    source = PlainSource(sizes(stage.facts), functions, GENERATOR if seed is None else vars(chance))
    tables, crisis = source.load("standoff.state.tables"), source.load("standoff.state.crisis")
    facts, opening = to_plain(stage.facts, tables.FACTS), to_plain(stage.opening, crisis.STATE)
    plain = replace(stage, facts=facts, opening=opening)
    driver = source.load("standoff.drivers.single")

    class PlainCrisis(driver.CrisisModel):  # type: ignore[misc, name-defined]
        def __init__(self, replication: int) -> None:
            super().__init__(plain, replication if seed is None else seed, replication)
            self.record: RunRecord | None = None
            # batch_run reads the row of the last turn: each has to be collected, only the last has a record.
            self.datacollector = mesa.DataCollector(model_reporters={"record": "record"})

        def step(self) -> None:
            super().step()
            if self.state.clock.ended:
                self.running, self.record = False, self.result()
            self.datacollector.collect(self)

    return PlainCrisis
