"""Each fact of the article changes something: take it out, and a decision or an outcome moves."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.config.setup import make_stage
from standoff.rules.assessment import assess
from standoff.rules.decision import weigh_options
from standoff.scenario.facts import without_fact
from standoff.state.crisis import OPTIONS, OUTLOOKS
from standoff.state.tables import blank
from standoff.vocabulary import Outcome
from tests.validation.conftest import runs_of, share

LEAST = 0.001
FACTS = [f"F{number}" for number in range(1, 19)]
DECORATIVE = {"F4"}


def opening_choices(stage) -> np.ndarray:
    """Probabilities of every option for each actor and type on day 0, after the earlier acts."""
    state, outlook, options = stage.opening.copy(), blank(OUTLOOKS), blank(OPTIONS)
    assess(stage.facts, state, outlook)
    rows = []
    for actor in range(stage.facts.n_actors):
        weigh_options(stage.facts, state, outlook, options, actor)
        rows.append(options.probability.copy())
    return np.array(rows)


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact not in DECORATIVE])
def test_a_fact_taken_out_moves_a_decision_or_an_outcome(fact: str, crisis, stage, runs_under) -> None:
    bare = make_stage(without_fact(crisis, fact))[1]
    if np.abs(opening_choices(bare) - opening_choices(stage)).max() > LEAST:
        return
    base, runs = runs_under(), runs_of(bare)
    assert max(abs(share(runs, outcome) - share(base, outcome)) for outcome in Outcome) > LEAST


@pytest.mark.parametrize("fact", sorted(DECORATIVE))
def test_a_decorative_fact_is_listed_as_such_with_its_reason(fact: str, crisis, stage) -> None:
    assert crisis.facts[fact].decorative
    assert crisis.facts[fact].reason
    assert f"| {fact} |" in (crisis.path / "README.md").read_text()
    bare = make_stage(without_fact(crisis, fact))[1]
    assert np.array_equal(opening_choices(bare), opening_choices(stage))


def test_all_eighteen_facts_are_in_the_scenario(crisis) -> None:
    assert list(crisis.facts) == FACTS
    assert {fact for fact, row in crisis.facts.items() if row.decorative} == DECORATIVE
