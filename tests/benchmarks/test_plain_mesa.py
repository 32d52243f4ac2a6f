"""The plain Mesa model plays the runs of the compiled driver, or comparing their speed would mean little."""

from __future__ import annotations

import dataclasses
import functools

import mesa
import numpy as np
import pytest

from standoff.drivers.ensemble import play
from standoff.drivers.record import RunRecord
from standoff.vocabulary import Outcome
from tests.benchmarks.plain_mesa import PlainCrisis, engine_chance
from tests.benchmarks.plain_rules import EXACT, FAST
from tests.benchmarks.plain_stage import plain_stage
from tests.edits import make_war_cheap, watch_closely
from tests.stages import build_stage

SEED = 20220208
N_RUNS = 5
CLASHES_AND_TALKS = {
    "incident_rate": 0.1, "clash": 0.5, "alliance_incident": 0.3, "offer_rate": 1.0, "trust": 1.0,
}  # fmt: skip
PROSPECTS = {"curvature": 0.88, "loss_aversion": 2.25, "weighting": 0.61}

# Stages that together reach every phase of a turn.
STAGES = {
    "strait": lambda: build_stage("strait"),
    "ukraine": lambda: build_stage("ukraine"),
    "a week per turn": lambda: build_stage("ukraine", turn_days=7.0),
    "cheap war": lambda: build_stage("ukraine", make_war_cheap, terms_rate=0.3),
    "clashes and talks": lambda: build_stage("ukraine", watch_closely, **CLASHES_AND_TALKS),
    "prospects": lambda: build_stage("ukraine", watch_closely, **PROSPECTS),
}


@functools.cache
def stage_of(name):
    return STAGES[name]()


def as_record(row, stage):
    """A row of the compiled driver as the record of one run."""
    n_actors, n_issues = len(stage.names.actors), len(stage.names.issues)
    return RunRecord(
        replication=int(row["replication"]),
        outcome=Outcome(row["outcome"]),
        types=tuple(row["type"][:n_actors].tolist()),
        **{name: row[name].item() for name in SCALARS},
        **{name: bool(row[name]) for name in FLAGS},
        chose_war=tuple((row["chose_war"][:n_actors] == 1).tolist()),
        preferred_war=tuple((row["preferred_war"][:n_actors] == 1).tolist()),
        positions=tuple(row["position"][:n_issues].tolist()),
        payoffs=tuple(row["payoff"][:n_actors].tolist()),
    )


SCALARS = (
    "days",
    "days_to_violence",
    "peak_rung",
    "goldstein",
    "crossed",
    "attacker_losses",
    "target_losses",
)
SCALARS += ("drafts",)
FLAGS = ("signed", "outside", "ceasefire")


@functools.cache
def compiled(name):
    rows = np.concatenate(list(play(stage_of(name), SEED, 0, N_RUNS, 1)))
    return [as_record(row, stage_of(name)) for row in rows]


def plain(scenario, replication):
    """The record of one run of the plain model, with the uniforms of the engine."""
    model = PlainCrisis(scenario, replication, engine_chance(SEED))
    model.run_model()
    return model.result


def numbers(record):
    """All numbers of a record in a row."""
    return np.hstack([np.asarray(value, float) for value in dataclasses.asdict(record).values()])


@pytest.mark.parametrize("name", STAGES)
def test_rules_read_without_the_compiler_give_the_same_bits(name):
    scenario = plain_stage(stage_of(name), EXACT)
    assert plain(scenario, 0) == compiled(name)[0]


# exp and log are those of the mathematics library, which differ in the last digit.
NINE_DIGITS = {"rtol": 1e-9, "atol": 1e-12}


@pytest.mark.parametrize("name", STAGES)
def test_rules_with_the_mathematics_library_give_the_same_runs(name):
    scenario = plain_stage(stage_of(name), FAST)
    for expected in compiled(name):
        found = plain(scenario, expected.replication)
        np.testing.assert_allclose(numbers(found), numbers(expected), **NINE_DIGITS)


def test_the_runs_compared_reach_every_phase():
    runs = [record for name in STAGES for record in compiled(name)]
    for name in ("crossed", "drafts", "signed", "ceasefire", "attacker_losses"):
        assert any(getattr(record, name) for record in runs), name
    assert any(any(record.chose_war) for record in runs)
    assert {record.outcome for record in runs} >= {
        Outcome.SETTLEMENT,
        Outcome.FULL_INVASION,
        Outcome.WIDER_WAR,
    }


def test_batch_run_of_mesa_gives_the_results_of_its_runs():
    scenario = plain_stage(stage_of("strait"))
    found = mesa.batch_run(
        PlainCrisis,
        parameters={"scenario": scenario, "replication": range(3), "chance": engine_chance(SEED)},
        number_processes=1,
        data_collection_period=-1,
        display_progress=False,
    )
    assert [row["result"] for row in found] == [plain(scenario, replication) for replication in range(3)]


def test_runs_drawn_by_mesa_depend_on_the_replication_alone():
    scenario = plain_stage(stage_of("strait"))
    models = [PlainCrisis(scenario, replication) for replication in (0, 1, 0)]
    for model in models:
        model.run_model()
    assert models[0].result == models[2].result
    assert models[0].result.goldstein != models[1].result.goldstein
