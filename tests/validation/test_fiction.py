"""The fictional scenario says that it is one, and the rules play it as they play any other."""

from __future__ import annotations

import pytest

from standoff.config.setup import make_stage
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import scenario_path
from standoff.scenario.names import ASSUMPTION
from standoff.vocabulary import Outcome
from tests.validation.conftest import N_RUNS, SEED, runs_of, share


@pytest.fixture(scope="module")
def fiction() -> Scenario:
    return load_scenario("sarn_2031")


@pytest.fixture(scope="module")
def played(fiction: Scenario) -> Stage:
    return make_stage(fiction)[1]


def test_fiction_names_no_source_and_gives_each_number_a_range_and_a_reason(fiction: Scenario) -> None:
    for path, quantity in quantities(fiction):
        assert (quantity.kind, quantity.source) == (ASSUMPTION, (ASSUMPTION,)), path
        assert len(quantity.note) > 5, path
        assert "placeholder" not in quantity.note, path
        is_at_a_limit = quantity.low == quantity.high and quantity.value in (0.0, 1.0)
        assert quantity.low < quantity.high or is_at_a_limit, path
    assert "**This crisis is fictional.**" in (scenario_path("sarn_2031") / "README.md").read_text()


def test_fiction_shares_no_actor_issue_axis_or_place_with_the_crisis_of_2022(
    fiction: Scenario, crisis: Scenario
) -> None:
    def own(scenario: Scenario) -> set[str]:
        parts = scenario.crisis
        return {*scenario.actors, *parts.issues, *parts.axes, *parts.places, *parts.timeline}

    assert len(fiction.actors) == 3
    assert not own(fiction) & own(crisis)


def test_every_outcome_can_happen_in_the_fiction_and_none_is_certain(played: Stage) -> None:
    runs = runs_of(played)
    shares = {outcome.name: share(runs, outcome) for outcome in Outcome}
    assert all(3 / N_RUNS <= each <= 0.6 for each in shares.values()), shares


def test_both_drivers_play_the_fiction_alike(played: Stage) -> None:
    runs = runs_of(played, 4)
    for row in runs:
        single = run_one(played, SEED, int(row["replication"]))
        assert (single.outcome, single.days, single.goldstein) == (
            row["outcome"],
            row["days"],
            row["goldstein"],
        )
        assert single.positions == tuple(row["position"][: len(played.names.issues)])
