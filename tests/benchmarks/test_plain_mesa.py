"""The plain Mesa model plays the runs of the engine, or comparing their speed would mean little."""

from __future__ import annotations

import dataclasses
import functools

import mesa
import numpy as np
import pytest

from standoff.drivers.single import run_one
from standoff.vocabulary import Outcome
from tests.benchmarks.plain_mesa import plain_model
from tests.benchmarks.plain_source import EXACT, FAST, plain_code, whole
from tests.stages import REACHING

SEED = 20220208
N_RUNS = 5


@functools.cache
def stage_of(name):
    return REACHING[name]()


@functools.cache
def engine(name):
    """The records of the first runs of a stage, by the Mesa driver with compiled rules."""
    return [run_one(stage_of(name), SEED, replication) for replication in range(N_RUNS)]


def plain(model, replication):
    """The record of one run of a plain model."""
    run = model(replication)
    run.run_model()
    return run.record


def numbers(record):
    """All numbers of a record in a row."""
    return np.hstack([np.asarray(value, float) for value in dataclasses.asdict(record).values()])


@pytest.mark.parametrize("name", REACHING)
def test_the_engine_read_without_the_compiler_gives_the_same_bits(name):
    assert plain(plain_model(stage_of(name), EXACT, SEED), 0) == engine(name)[0]


# exp and log are those of the mathematics library, which differ in the last digit.
NINE_DIGITS = {"rtol": 1e-9, "atol": 1e-12}


@pytest.mark.parametrize("name", REACHING)
def test_rules_with_the_mathematics_library_give_the_same_runs(name):
    model = plain_model(stage_of(name), FAST, SEED)
    for expected in engine(name):
        np.testing.assert_allclose(
            numbers(plain(model, expected.replication)), numbers(expected), **NINE_DIGITS
        )


def test_the_runs_compared_reach_every_phase():
    runs = [record for name in REACHING for record in engine(name)]
    for name in ("crossed", "drafts", "signed", "ceasefire", "attacker_losses"):
        assert any(getattr(record, name) for record in runs), name
    assert any(any(record.chose_war) for record in runs)
    assert {record.outcome for record in runs} >= {
        Outcome.SETTLEMENT,
        Outcome.FULL_INVASION,
        Outcome.WIDER_WAR,
    }


def test_batch_run_of_mesa_gives_the_records_of_its_runs():
    model = plain_model(stage_of("strait"), FAST, SEED)
    rows = mesa.batch_run(
        model,
        parameters={"replication": range(3)},
        number_processes=1,
        data_collection_period=-1,
        display_progress=False,
    )
    assert [row["record"] for row in rows] == [plain(model, replication) for replication in range(3)]


def test_runs_with_the_generator_of_python_depend_on_the_replication_alone():
    model = plain_model(stage_of("strait"))
    records = [plain(model, replication) for replication in (0, 1, 0)]
    assert records[0] == records[2]
    assert records[0].goldstein != records[1].goldstein


@pytest.mark.parametrize("text", ["sum(row[1:])", "sum(table[:, 0])", "row[:2] = row", "sum(row[::2])"])
def test_a_slice_that_would_be_a_copy_is_refused_with_its_place_and_a_way_out(text):
    with pytest.raises(SyntaxError, match=r"new\.py, line 2: .*take the entries one by one"):
        plain_code(f"\n{text}", "new.py", {})


def test_the_beginning_of_a_row_is_the_row_itself_if_it_has_no_more_entries():
    module = {"_whole": whole}
    exec(plain_code("\ndef beginning(row, n): return row[:n]", "new.py", {}), module)
    row, beginning = [1.0, 2.0], module["beginning"]
    assert beginning(row, 2) is row
    with pytest.raises(IndexError, match=r"new\.py, line 2: row\[:n\]: 1 of 2 entries.*take the entries"):
        beginning(row, 1)


def test_room_in_a_table_is_that_of_the_crisis():
    module = {}
    exec(
        plain_code("MAX_A, MAX_B = 10, 8\nMAX_C = 4", "new.py", {"MAX_A": 2, "MAX_B": 1, "MAX_C": 3}), module
    )
    assert (module["MAX_A"], module["MAX_B"], module["MAX_C"]) == (2, 1, 3)
