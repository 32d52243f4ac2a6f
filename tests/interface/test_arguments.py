"""Arguments: numbers of any type are taken; all else is refused by an error of the package that names it."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import standoff
from standoff.errors import ConfigError, SimError
from standoff.interface import Crisis, Ensemble, Run, Sweep
from standoff.interface.arguments import listed, number_in, whole_number
from tests.commands import STRAIT


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return standoff.load(STRAIT).with_values(horizon_days=2, replications=2)


@pytest.fixture(scope="module")
def run(crisis: Crisis) -> Run:
    return crisis.run_one()


@pytest.fixture(scope="module")
def ensemble(crisis: Crisis) -> Ensemble:
    return crisis.run_many()


@pytest.fixture(scope="module")
def sweep(crisis: Crisis) -> Sweep:
    return crisis.sweep({"diplomacy.trust": [0, 1]}, replications=2)


HALVES = (0.5, np.float32(0.5), np.array(0.5), Decimal("0.5"), Fraction(1, 2), np.longdouble("0.5"))
SEVENS = (7, 7.0, np.int8(7), np.uint64(7), np.array(7), np.float64(7), Decimal("7.0"), Fraction(14, 2))


@pytest.mark.parametrize("half", HALVES, ids=lambda value: type(value).__name__)
def test_a_real_number_of_any_type_is_taken(crisis: Crisis, half: Any):
    assert crisis.with_values({"diplomacy.trust": half}).settings.levers == {"diplomacy.trust": 0.5}
    assert crisis.with_values({"actors.vesper.costs.war": half}).values == {
        **crisis.values,
        "actors.vesper.costs.war": 0.5,
    }


@pytest.mark.parametrize("seven", SEVENS, ids=lambda value: type(value).__name__)
def test_a_whole_number_of_any_type_is_taken(crisis: Crisis, seven: Any):
    assert whole_number("turn", seven) == 7
    assert crisis.with_values(seed=seven).settings.seed == 7


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        (1.5, "replication = 1.5: a whole number is expected"),
        (math.nan, "replication = nan: a whole number is expected"),
        (True, "replication = True: a whole number is expected"),
        (np.True_, "replication = an object of type bool: a whole number is expected"),
        (None, "replication = None: a whole number is expected"),
        ("1", "replication = 1: a whole number is expected"),
        (2**63, "replication = 9223372036854775808: allowed range is 0 to 9,223,372,036,854,775,807"),
        (-(10**5000), "allowed range is 0 or more"),
    ],
    ids=range(8),
)
def test_an_invalid_run_number_is_refused(crisis: Crisis, odd: Any, expected: str):
    with pytest.raises(ConfigError) as error:
        crisis.run_one(odd)
    assert expected in str(error.value)


class Absent:
    """A policy that cannot choose."""


class Waits:
    def choose(self, situation: Any, u_choice: float) -> Any:
        return "hold"


class Alone:
    def choose(self, situation: Any) -> str:
        return "hold"


class Confused(Waits):
    def choose(self, situation: Any, u_choice: float) -> Any:
        return np.array(["hold", "hold"])


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        ([Waits()], "policies = a list: a mapping is expected"),
        ({"vespr": Waits()}, "policies['vespr']: there is no such actor; there are orlen, tamar, vesper"),
        ({"vesper": Waits}, "policies['vesper']: is the class Waits; give an instance, Waits()"),
        ({"vesper": Absent()}, "needs a method choose(situation, u_choice)"),
        ({"vesper": Alone()}, "needs a method choose(situation, u_choice)"),
        ({"vesper": None}, "policies['vesper'] = None: needs a method choose(situation, u_choice)"),
        ({1: Waits()}, "policies: the key 1 is no text"),
    ],
)
def test_a_policy_that_cannot_choose_is_refused_before_it_plays(crisis: Crisis, policies: Any, expected: str):
    with pytest.raises(ConfigError) as error:
        crisis.run_one(policies=policies)
    assert expected in str(error.value)


def test_a_policy_that_returns_no_option_is_refused_when_it_does(crisis: Crisis):
    always = crisis.with_values({"rules.tempo": 10})
    with pytest.raises(SimError, match="vesper: its policy chose"):
        always.run_one(policies={"vesper": Confused()})


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ({"diplomacy.trust": 0.5}, "diplomacy.trust = 0.5: a list of values is expected"),
        ({"diplomacy.trust": None}, "diplomacy.trust = None: a list of values is expected"),
        ({"diplomacy.trust": []}, "diplomacy.trust: no values; give at least one"),
        ({"diplomacy.trust": {0.1, 0.2}}, "a list of values is expected"),
        ({"diplomacy.trust": np.eye(2)}, "diplomacy.trust = [1.0,0.0]: a number is expected"),
        ({"diplomacy.trust": [None]}, "diplomacy.trust: as reported is its only value; leave it out"),
        (["diplomacy.trust"], "factors = [diplomacy.trust]: a mapping is expected"),
        (pd.Series({"diplomacy.trust": 0.5}), "factors = an object of type Series: a mapping is expected"),
        ({("a", "b"): [0, 1]}, "factors: the key [a, b] is no text"),
        ({"diplomacy trust": [0, 1]}, "'diplomacy trust' is no key; a key looks like diplomacy.trust"),
        ({"hydra.run.dir": ["here"]}, "hydra.run.dir: cannot be set here"),
    ],
)
def test_invalid_factors_are_refused(crisis: Crisis, factors: Any, expected: str):
    with pytest.raises(ConfigError) as error:
        crisis.sweep(factors)
    assert expected in str(error.value)


def test_none_as_a_level_is_as_reported(crisis: Crisis):
    design = crisis.sweep({"diplomacy.trust": [None, 0.1]}, replications=1).study.design
    reported = float(crisis.stage.facts.rules.trust)
    assert design.columns["diplomacy.trust"].tolist() == [reported, 0.1]


def test_a_keyword_without_its_group_names_the_key_that_was_meant(crisis: Crisis):
    with pytest.raises(ConfigError, match=r"trust: unknown key; did you mean 'diplomacy\.trust'"):
        crisis.with_values(trust=0.5)


def test_a_data_frame_is_a_table_of_points(crisis: Crisis):
    points = {"diplomacy.trust": [0.1, 0.5, 0.5], "rules": ["base", "prospect", "base"]}
    frame = pd.DataFrame(points, index=["x", "y", "z"]).astype({"rules": "category"})
    design = crisis.sweep(frame, replications=2).study.design
    assert design.kind == "table"
    assert {name: column.tolist() for name, column in design.columns.items()} == points


@pytest.mark.parametrize(
    ("frame", "settings", "expected"),
    [
        (pd.DataFrame(), {}, "factors: the data frame has no points"),
        (pd.DataFrame({"diplomacy.trust": [0.1, None]}), {}, "diplomacy.trust, row 1: the cell is empty"),
        (pd.DataFrame({"diplomacy.trust": [0.1, "x"]}), {}, "diplomacy.trust = x: a number is expected"),
        (pd.DataFrame({"diplomacy.trust": [pd.NaT]}), {}, "diplomacy.trust, row 0 = "),
        (pd.DataFrame([[1, 2]], columns=["seed", "seed"]), {}, "column 'seed' appears twice"),
        (pd.DataFrame([[1]]), {}, "factors: the key 0 is no text"),
        (
            pd.DataFrame({"diplomacy.trust": [0.1]}),
            {"design": "sobol"},
            "a table of points; leave the design",
        ),
    ],
)
def test_a_data_frame_that_is_not_a_table_of_points_is_refused(
    crisis: Crisis, frame: Any, settings: dict[str, Any], expected: str
):
    with pytest.raises(ConfigError) as error:
        crisis.sweep(frame, settings)
    assert expected in str(error.value)


def test_an_endless_iterable_is_refused_as_a_list_of_values():
    endless = iter(lambda: 0, 1)
    with pytest.raises(ConfigError, match="goals: too many values; at most 1,000,000 are allowed"):
        listed("goals", endless)


class Unwritable:
    def __str__(self) -> str:
        raise ValueError("no text")

    __repr__ = __str__


def of_ones_own() -> Any:
    """A list that holds itself."""
    made: list[Any] = []
    made.append(made)
    return made


# Numbers are either out of every range or small: a valid number of runs is played.
NUMBERS = st.sampled_from([-1, 0, 1, 2, 2**63, -(10**40), 10**400, 0.5, 1.0, -0.0, 1e300, math.nan, math.inf])
SCALARS = (
    st.none()
    | st.booleans()
    | NUMBERS
    | st.sampled_from(
        [np.int64(2), np.array(1), np.array("open"), np.datetime64("NaT", "D"), np.timedelta64(3, "D")]
    )
    | st.sampled_from([Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), Decimal("1e9999"), 1j])
    | st.sampled_from([Fraction(1, 3), Fraction(10**400, 3), pd.NA, pd.NaT, pd.Timestamp("2020-01-01")])
    | st.sampled_from(
        [b"bytes", "", " ", "~nosuchuser/x", "\0", "${seed}", "a" * 5000, "\ud800", "-x", "open"]
    )
    | st.text(max_size=8)
    | st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))
)
OBJECTS = st.sampled_from(
    [object(), Waits, Waits(), len, Ellipsis, of_ones_own(), range(3), iter([1]), Counter("ab"),
     np.zeros((2, 2)), np.array([]), pd.Series([0.5]), pd.DataFrame({"a": [1]}),
     pd.DataFrame({"diplomacy.trust": [0.5]}), Path("nowhere"), Path("a" * 5000), memoryview(b"x"), type, {1}]
)  # fmt: skip
KEYS = st.sampled_from(
    ["diplomacy.trust", "diplomacy", "seed", "rules.tempo", "design", "actors.vesper.costs.war", "injects",
     "experiment", "hydra.verbose", "reference", "", "~diplomacy", "+x", "a=b", "executor", "trust"]
)  # fmt: skip
SIMPLE = SCALARS | OBJECTS
ANYTHING = (
    SIMPLE
    | st.lists(SIMPLE, max_size=3)
    | st.dictionaries(KEYS, SIMPLE | st.lists(SIMPLE, max_size=3), max_size=2)
    | st.dictionaries(st.none() | st.integers() | st.floats() | st.text(max_size=3), SIMPLE, max_size=2)
)
CALLS = {
    "load": lambda the, value: standoff.load(value),
    "load from": lambda the, value: standoff.load(STRAIT, config_dir=value),
    "read": lambda the, value: standoff.read(value),
    "write_report": lambda the, value: standoff.write_report(value),
    "compare": lambda the, value: standoff.compare(the["ensemble"], value),
    "compare by": lambda the, value: standoff.compare(the["ensemble"], the["ensemble"], by=value),
    "with_values": lambda the, value: the["crisis"].with_values(value),
    "with_values of a lever": lambda the, value: the["crisis"].with_values({"diplomacy.trust": value}),
    "with_values of a quantity": lambda the, value: the["crisis"].with_values(
        {"actors.vesper.costs.war": value}
    ),
    "with_values of a seed": lambda the, value: the["crisis"].with_values(seed=value),
    "with_values of injects": lambda the, value: the["crisis"].with_values({"injects.events": value}),
    "run_one": lambda the, value: the["crisis"].run_one(value),
    "run_one by a policy": lambda the, value: the["crisis"].run_one(policies={"vesper": value}),
    "run_one by policies": lambda the, value: the["crisis"].run_one(policies=value),
    "run_many": lambda the, value: the["crisis"].run_many(value),
    "sweep": lambda the, value: the["crisis"].sweep(value, replications=1),
    "sweep of a lever": lambda the, value: the["crisis"].sweep({"diplomacy.trust": value}, replications=1),
    "sweep under": lambda the, value: the["crisis"].sweep({"diplomacy.trust": [0, 1]}, value, replications=1),
    "search": lambda the, value: the["crisis"].search(value, trials=0),
    "check": lambda the, value: the["crisis"].check(value),
    "Run.table": lambda the, value: the["run"].table(value),
    "Run.explain": lambda the, value: the["run"].explain(value, 0),
    "Run.explain in": lambda the, value: the["run"].explain("vesper", value),
    "Run.turning_points": lambda the, value: the["run"].turning_points(value),
    "Run.branch": lambda the, value: the["run"].branch(value, "vesper: hold", 20),
    "Run.branch with": lambda the, value: the["run"].branch(0, value, 20),
    "Run.map": lambda the, value: the["run"].map(value),
    "Ensemble.run": lambda the, value: the["ensemble"].run(value),
    "Ensemble.named": lambda the, value: the["ensemble"].named(value),
    "Ensemble.war_by_type": lambda the, value: the["ensemble"].war_by_type(value),
    "Ensemble.against": lambda the, value: the["ensemble"].against(value),
    "Ensemble.headline": lambda the, value: the["ensemble"].headline(value),
    "Sweep.run": lambda the, value: the["sweep"].run(value),
    "Sweep.run of": lambda the, value: the["sweep"].run(0, value),
    "Sweep.sensitivity": lambda the, value: the["sweep"].sensitivity(value),
    "Sweep.discover": lambda the, value: the["sweep"].discover(value),
    "Sweep.discover at": lambda the, value: the["sweep"].discover(at_least=value),
    "Sweep.discover above": lambda the, value: the["sweep"].discover("days", above=value),
    "Sweep.discover by": lambda the, value: the["sweep"].discover(methods=value),
    "Sweep.robust": lambda the, value: the["sweep"].robust(value),
    "Sweep.robust for": lambda the, value: the["sweep"].robust(aims=value),
    "Sweep.robust at": lambda the, value: the["sweep"].robust(costs=value),
    "Sweep.robust by": lambda the, value: the["sweep"].robust(criterion=value),
}


@pytest.fixture(scope="module")
def called(crisis: Crisis, run: Run, ensemble: Ensemble, sweep: Sweep) -> Callable[[str, object], Any]:
    """Call one of ``CALLS``: a function, since Hypothesis prints the objects in full."""
    objects = {"crisis": crisis, "run": run, "ensemble": ensemble, "sweep": sweep}

    def call(name: str, value: object) -> Any:
        return CALLS[name](objects, value)

    return call


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(value=ANYTHING)
def test_any_argument_gives_a_result_or_an_error_of_the_package(
    name: str, value: Any, called: Callable[[str, object], Any]
):
    with contextlib.suppress(SimError):
        called(name, value)


@pytest.mark.parametrize("name", CALLS)
def test_a_value_that_cannot_be_printed_can_be_named_in_a_message(
    name: str, called: Callable[[str, object], Any]
):
    with pytest.raises(SimError, match="Unwritable"):
        called(name, Unwritable())


@given(SCALARS)
def test_everything_accepted_as_a_number_is_one(value: Any):
    number = number_in(value)
    assert number is None or (isinstance(number, int | float) and not isinstance(number, bool))
