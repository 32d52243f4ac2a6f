from __future__ import annotations

import numpy as np
import pytest

from standoff.drivers.kernel import RESULT
from standoff.drivers.stage import Stage
from standoff.store.runs import runs_table
from standoff.vocabulary import Outcome


@pytest.fixture
def rows() -> np.recarray:
    made = np.zeros(2, RESULT).view(np.recarray)
    made["replication"] = [0, 1]
    made["outcome"] = [Outcome.STANDOFF, Outcome.FULL_INVASION]
    made["type"][:, :3] = [[0, 1, 2], [3, 4, 0]]
    made["days"] = [60.0, 31.5]
    made["chose_war"][:, :3] = [[0, 0, 0], [1, 1, 1]]
    made["position"][:, 0] = [0.5, 0.25]
    return made


def test_columns_are_named_by_actors_and_issues_and_have_units(strait: Stage, rows: np.recarray):
    table = runs_table(rows, strait)
    named = [f"type_{actor}" for actor in strait.names.actors]
    attackers = [
        name for name, row in zip(strait.names.actors, strait.facts.actor, strict=False) if row.is_attacker
    ]
    named += [f"{what}_war_{actor}" for actor in attackers for what in ("chose", "preferred")]
    named += [f"payoff_{actor}" for actor in strait.names.actors]
    named += [f"position_{issue}" for issue in strait.names.issues]
    assert table.column_names[-len(named) :] == named
    assert table.column_names[:2] == ["replication", "outcome"]
    assert all(field.metadata[b"unit"] for field in table.schema)


def test_every_number_of_a_run_finds_its_column(strait: Stage, rows: np.recarray):
    first, second = runs_table(rows, strait).to_pylist()
    names = strait.names
    assert (first["outcome"], second["outcome"]) == ("standoff", "full_invasion")
    assert [second[f"type_{actor}"] for actor in names.actors] == [3, 4, 0]
    assert (first["days"], second["days"]) == (60.0, 31.5)
    assert second[f"position_{names.issues[0]}"] == 0.25
    attacker = names.actors[int(np.flatnonzero(strait.facts.actor["is_attacker"])[0])]
    assert (first[f"chose_war_{attacker}"], second[f"chose_war_{attacker}"]) == (False, True)


def test_no_measure_of_a_run_is_left_out(strait: Stage, rows: np.recarray):
    columns = runs_table(rows, strait).column_names
    for name in RESULT.names:
        assert any(column == name or column.startswith(f"{name}_") for column in columns), name
