"""Signs and shapes that the theory asks for, on whole ensembles of the February crisis."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.config.setup import make_stage
from standoff.drivers.stage import set_stage
from standoff.vocabulary import Outcome
from tests.validation.checks import CLIFF, FACTORS, with_forces
from tests.validation.conftest import N_RUNS, runs_of, share, war_share

pytestmark = pytest.mark.slow

NOISE = 2.0 * np.sqrt(0.25 * 2 / N_RUNS)
"""Two standard errors of a difference of two shares, at worst; common chance makes it smaller."""


def test_war_rises_smoothly_with_the_attackers_force(stage) -> None:
    shares = [war_share(runs_of(with_forces(stage, factor), N_RUNS // 2)) for factor in FACTORS]
    steps = np.diff(shares)
    assert shares[-1] - shares[0] > 0.2
    assert steps.min() > -NOISE
    assert steps.max() < CLIFF, "a cliff: a seventh of the force must not decide"


@pytest.mark.parametrize(
    ("lever", "low", "high"),
    [
        ("escalation.odds_bias", 0.0, 1.5),
        ("escalation.host_access", 0.0, 1.0),
    ],
)
def test_war_rises_with_what_makes_it_pay(lever: str, low: float, high: float, runs_under) -> None:
    assert war_share(runs_under({lever: high})) > war_share(runs_under({lever: low})) + NOISE


@pytest.mark.parametrize(
    ("lever", "low", "high"),
    [
        ("escalation.attack_cost", 0.22, 0.45),
        ("escalation.sanctions", 0.0, 1.0),
    ],
)
def test_war_falls_with_what_makes_it_costly(lever: str, low: float, high: float, runs_under) -> None:
    assert war_share(runs_under({lever: low})) > war_share(runs_under({lever: high})) + NOISE


@pytest.mark.parametrize(
    ("lever", "low", "high"),
    [
        ("diplomacy.offer_rate", 0.01, 0.3),
        ("diplomacy.mediator", 0.0, 2.0),
        ("diplomacy.flexibility", 0.0, 0.8),
        ("diplomacy.trust", 0.0, 1.0),
        ("diplomacy.channel", 0.0, 1.0),
    ],
)
def test_settlements_rise_with_diplomacy(lever: str, low: float, high: float, runs_under) -> None:
    settled = [share(runs_under({lever: value}), Outcome.SETTLEMENT) for value in (low, high)]
    assert settled[1] > settled[0] + NOISE


def test_nothing_settles_without_drafts(runs_under) -> None:
    assert share(runs_under({"diplomacy.offer_rate": 0.0}), Outcome.SETTLEMENT) == 0.0


def test_the_alliance_fights_more_often_the_more_incidents_there_are(runs_under) -> None:
    wider = [
        share(runs_under({"escalation.incident_rate": rate}), Outcome.WIDER_WAR) for rate in (0.0, 0.02, 0.1)
    ]
    assert wider == sorted(wider)
    assert wider[0] < 0.01 < wider[-1]


def test_incidents_alone_make_limited_wars(runs_under) -> None:
    limited = [
        share(runs_under({"escalation.incident_rate": rate}), Outcome.LIMITED_INCURSION)
        for rate in (0.0, 0.05)
    ]
    assert limited[1] > limited[0] + NOISE


def test_with_hardly_any_precision_all_open_classes_are_chosen_equally_often(crisis) -> None:
    _, stage = make_stage(crisis)
    facts = stage.facts.copy()
    facts.rules.rationality = 0.0
    blind = set_stage(facts, stage.names, stage.opens_at, stage.horizon_days)
    classes = facts.action["option_class"][: facts.n_actions]
    for actor in range(facts.n_actors):
        policy = blind.opening.policy[actor, :, : facts.n_actions]
        chances = np.array([policy[:, classes == kind].sum(axis=1) for kind in np.unique(classes)])
        offered = chances[chances[:, 0] > 0.0]
        assert np.allclose(offered, 1.0 / len(offered))


def test_a_resolved_type_goes_to_war_more_often(runs_under, stage) -> None:
    runs = runs_under()
    attacker = [row for row in range(stage.facts.n_actors) if stage.facts.actor[row].is_attacker]
    assert len(attacker) == 1
    kinds = runs["type"][:, attacker[0]]
    by_type = [war_share(runs[kinds == kind]) for kind in range(5)]
    assert by_type == sorted(by_type, reverse=True)
    assert by_type[0] - by_type[-1] > 0.5


def test_renaming_nothing_but_the_order_of_actors_changes_nothing(crisis) -> None:
    _, base = make_stage(crisis)
    n = base.facts.n_actors
    order = np.array([2, 0, 3, 1])
    place = np.argsort(order)
    facts = base.facts.copy()
    facts.actor[:n] = base.facts.actor[order]
    facts.dyad[:n, :n] = base.facts.dyad[:n, :n][np.ix_(order, order)]
    facts.position[:n] = base.facts.position[order]
    facts.force[:n] = base.facts.force[order]
    for table, columns in (("axis", ("host",)), ("event", ("actor", "host"))):
        for column in columns:
            rows = facts[table][column]
            facts[table][column] = np.where(rows >= 0, place[np.clip(rows, 0, n - 1)], rows)
    permuted = runs_of(set_stage(facts, base.names, base.opens_at, base.horizon_days), 300)
    runs = runs_of(base, 300)
    for column in ("outcome", "days", "drafts"):
        assert np.array_equal(permuted[column], runs[column]), column
    assert np.array_equal(permuted["type"][:, :n], runs["type"][:, order])
    assert np.allclose(permuted["crossed"], runs["crossed"])
