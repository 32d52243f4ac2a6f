"""Boxes in the points of a sweep: which points, which designs, which questions."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.discover.cases import Target
from standoff.analysis.discover.in_sweep import discover_in
from standoff.design.design import Design
from standoff.design.factorial import grid, one_at_a_time
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube, sobol
from standoff.design.variance import morris, saltelli
from standoff.errors import ConfigError
from standoff.statistics.sums import Moments
from standoff.statistics.surface import Surface

FACTORS = [
    Factor("diplomacy.trust", FactorKind.LEVER, "share", low=0.0, high=1.0),
    Factor("escalation.odds_bias", FactorKind.LEVER, "log_odds", low=0.0, high=2.0),
]
LISTED = [
    Factor("diplomacy.trust", FactorKind.LEVER, "share", tuple(np.linspace(0, 1, 9).tolist())),
    Factor("rules", FactorKind.CHOICE, "", ("base", "prospect", "no_learning")),
    Factor("escalation.odds_bias", FactorKind.LEVER, "log_odds", (0.0, 1.0, 2.0)),
]
TOGETHER = Design(
    "zip",
    (
        Factor("diplomacy.trust", FactorKind.LEVER, "", (0.0, 1.0)),
        Factor("diplomacy.offer_rate", FactorKind.LEVER, "", (0.0, 2.0)),
    ),
    {"diplomacy.trust": np.tile([0.0, 1.0], 25), "diplomacy.offer_rate": np.tile([0.0, 2.0], 25)},
    {},
)
BASE = {"diplomacy.trust": 0.5, "rules": "base", "escalation.odds_bias": 1.0}
AIM = Target("", 0.85)
REPLICATIONS = 20


def surface(design: Design, failed: tuple[int, ...] = ()) -> Surface:
    """Nine of ten runs end with a full invasion, of 60 days, if trust is below 0.5; else one, of 20 days."""
    low = design.columns["diplomacy.trust"] < 0.5
    counts = np.zeros((design.n_points, 6), np.int64)
    counts[:, 4] = np.where(low, 18, 2)
    counts[:, 0] = REPLICATIONS - counts[:, 4]
    counts[list(failed)] = 0
    n = np.where(counts.sum(axis=1) > 0, REPLICATIONS, 0)[:, None]
    moments = Moments(n, np.where(low, 60.0, 20.0)[:, None], np.ones((design.n_points, 1)))
    return Surface(design, counts, moments, ("days",), dict.fromkeys(failed, "why"))


@pytest.mark.parametrize(
    "design", [sobol(FACTORS, 64, 1), latin_hypercube(FACTORS, 60, 1), grid(LISTED)], ids=lambda one: one.kind
)
def test_a_box_is_found_in_designs_that_fill_the_space(design: Design):
    discovery = discover_in(surface(design), AIM, "full_invasion")
    for boxes in discovery.boxes.values():
        assert boxes[0].box.factors == ("diplomacy.trust",)
        assert boxes[0].box.span("diplomacy.trust")[1] == pytest.approx(0.5, abs=0.15)
        assert boxes[0].training.share.value == 0.9
    assert discovery.target.what == "full invasion"


def test_limits_on_a_grid_are_values_of_it():
    discovery = discover_in(surface(grid(LISTED)), AIM)
    assert discovery.boxes["prim"][0].box.span("diplomacy.trust")[1] in LISTED[0].values


def test_of_saltelli_s_design_the_two_samples_alone_are_taken():
    design = saltelli(FACTORS, 32, 1)
    assert design.n_points == 128
    assert discover_in(surface(design), AIM).cases.n_points == 64


def test_points_that_failed_are_left_out():
    design = sobol(FACTORS, 64, 1)
    discovery = discover_in(surface(design, failed=(3, 5)), AIM)
    assert discovery.cases.n_points == 62
    assert (discovery.cases.n == REPLICATIONS).all()


def test_points_whose_measure_lies_above_a_threshold_are_found():
    discovery = discover_in(surface(sobol(FACTORS, 64, 1)), Target("", 0.95), "days", above=40.0)
    one = discovery.boxes["prim"][0]
    assert one.box.factors == ("diplomacy.trust",)
    assert one.training.share.value == 1.0
    assert discovery.cases.n.tolist() == [1] * 64
    assert discovery.target.what == "a mean of days above 40 (days)"
    assert discovery.target.counted == "points"


@pytest.mark.parametrize(
    ("design", "why"),
    [
        (one_at_a_time(LISTED, BASE), "one_at_a_time varies one factor at a time"),
        (morris(FACTORS, 20, 4, 1), "morris varies one factor at each step"),
        (TOGETHER, "zip varies all factors together"),
    ],
)  # fmt: skip
def test_designs_that_do_not_fill_the_space_are_refused_with_the_reason(design: Design, why: str):
    with pytest.raises(ConfigError, match=rf"{why}.*sobol, latin_hypercube, saltelli, grid or table"):
        discover_in(surface(design), AIM)


@pytest.mark.parametrize(
    ("of", "above", "expected"),
    [
        ("peace", None, "response 'peace' is unknown"),
        ("any_war", 0.5, "of='any_war': is an outcome, which takes no threshold; leave out above"),
        ("days", None, "of='days': is a measure .days.; give a threshold for its mean with above"),
        ("days", 100.0, "occurs in none of the points"),
        ("wider_war", None, "wider war occurs in none of the runs"),
    ],
)
def test_invalid_questions_are_refused(of: str, above: float | None, expected: str):
    with pytest.raises(ConfigError, match=expected):
        discover_in(surface(sobol(FACTORS, 64, 1)), AIM, of, above)
