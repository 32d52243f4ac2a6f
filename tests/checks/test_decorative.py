from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.checks import decorative
from standoff.checks.check import Verdict
from standoff.checks.decorative import facts_matter, numbers_matter
from standoff.checks.trial import CheckedScenario
from standoff.scenario.content import Scenario
from standoff.scenario.shared_schema import Fact

HARBOUR = "axes.harbour.weight"


def with_fact(crisis: Scenario, **without: float) -> Scenario:
    fact = next(fact for fact in crisis.facts.values() if not fact.decorative)
    planted: Fact = fact.model_copy(update={"without": without, "carried_by": tuple(without)})
    return replace(crisis, facts={**crisis.facts, "planted": planted})


def test_an_unlisted_decorative_fact_is_reported(crisis: Scenario, trial: CheckedScenario) -> None:
    assert facts_matter(trial).verdict == Verdict.PASS
    as_it_is = crisis.documents.tree["axes"]["harbour"]["weight"]["value"]
    check = facts_matter(CheckedScenario(with_fact(crisis, **{HARBOUR: as_it_is}), trial.n))
    assert check.verdict == Verdict.FAIL
    assert "declared decorative: planted" in check.words
    assert facts_matter(CheckedScenario(with_fact(crisis, **{HARBOUR: 0.9}), trial.n)).verdict == Verdict.PASS


def test_decorative_facts_that_are_listed_pass_and_are_named(trial: CheckedScenario) -> None:
    assert "Declared decorative: F4." in facts_matter(trial).words


def test_a_crisis_without_facts_is_no_failure(crisis: Scenario, trial: CheckedScenario) -> None:
    assert facts_matter(CheckedScenario(replace(crisis, facts={}), trial.n)).verdict == Verdict.NOTE


def test_numbers_without_effect_are_listed_and_others_are_not(
    trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {"axes.narrows.weight", "actors.vesper.costs.war", "rules.closed_channel", "rules.rationality"}
    for name in ("_quantities", "_parameters"):
        every = list(getattr(decorative, name)(trial))
        few = [change for change in every if change.name in wanted]
        monkeypatch.setattr(decorative, name, lambda _, few=few: iter(few))
    check = numbers_matter(trial)
    assert [one.item for one in check.findings] == ["rules.closed_channel"]
    assert "3 of 4 numbers" in check.words
    assert "rules.closed_channel" in check.words


def test_a_number_that_cannot_be_varied_alone_is_reported(
    trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = decorative.Perturbation(
        "x", (decorative._with_quantity(trial, "actors.vesper.forces.required", 0.0),)
    )
    monkeypatch.setattr(decorative, "_quantities", lambda _: iter([change]))
    monkeypatch.setattr(decorative, "_parameters", lambda _: iter([]))
    assert "Not valid if changed alone: x." in numbers_matter(trial).words
