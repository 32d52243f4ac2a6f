from __future__ import annotations

from functools import cached_property

import numpy as np
import pytest

from standoff.checks.check import Check, Verdict
from standoff.checks.order import KINDS, order_and_names_do_not_matter, reversed_rows
from standoff.checks.trial import CheckedScenario
from standoff.drivers.stage import Stage
from standoff.state.tables import Facts


def odd(check: Check) -> dict[str, float]:
    return {one.item: one.value for one in check.findings if one.of == "runs that differ"}


class FirstRowWins(CheckedScenario):
    """A program in which whoever stands in the first row fights for nothing."""

    @cached_property
    def base(self) -> Stage:
        self.base = super().base  # names and times of what is edited
        return self.edited(self.base.facts)

    def edited(self, facts: Facts) -> Stage:
        favoured = facts.copy()
        favoured.actor["war_cost"][0] = 0.05
        favoured.actor["drift"][0] = 0.4
        return super().edited(favoured)


def test_the_order_of_rows_changes_no_run(trial: CheckedScenario) -> None:
    check = order_and_names_do_not_matter(trial)
    assert odd(check) == {f"order of {kind}": 0 for kind in KINDS}
    assert check.verdict != Verdict.FAIL


def test_an_order_of_actors_that_matters_is_reported(trial: CheckedScenario) -> None:
    check = order_and_names_do_not_matter(FirstRowWins(trial.scenario, trial.n))
    assert check.verdict == Verdict.FAIL
    assert odd(check)["order of actors"] > 0
    assert odd(check)["order of axes"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_reversing_rows_twice_gives_the_tables_back_and_once_does_not(
    kind: str, trial: CheckedScenario
) -> None:
    facts = trial.base.facts
    once, order = reversed_rows(facts, kind)
    twice, _ = reversed_rows(once, kind)
    assert twice.tobytes() == facts.tobytes()
    assert once.tobytes() != facts.tobytes()
    assert sorted(order) == list(range(int(facts[f"n_{kind}"])))


def test_a_reference_follows_the_row_that_it_names(trial: CheckedScenario) -> None:
    facts = trial.base.facts
    turned, order = reversed_rows(facts, "actors")
    host = np.flatnonzero(facts.axis["host"] >= 0)[0]
    assert order[turned.axis["host"][host]] == facts.axis["host"][host]
