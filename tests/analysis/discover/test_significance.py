"""Limits that chance could have set are told from those that it would hardly set."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import hypergeom

from standoff.analysis.discover.boxes import Box, Limit
from standoff.analysis.discover.significance import n_possible, quasi_p, significant
from tests.planted import noise, planted, planted_words


def test_the_p_value_is_that_of_random_points_of_the_box_without_the_limit():
    cases = noise(200)
    box = Box((Limit("x0", low=0.3), Limit("x1", high=0.8)))
    share = (cases.hits / cases.n).round()
    inside, without = box.inside(cases.columns), Limit("x1", high=0.8).inside(cases.columns)
    law = hypergeom(without.sum(), share[without].sum(), inside.sum())
    exact = (
        law.sf(share[inside].sum() - 1) - law.pmf(share[inside].sum()) / 2
    )  # half of the tie, as a smooth law
    assert quasi_p(box, cases, share)[0] == pytest.approx(exact, abs=0.01)


def test_a_limit_that_cuts_nothing_off_or_leaves_nothing_is_by_chance():
    cases = planted(100)
    box = Box((Limit("x0", low=-1.0), Limit("x1", high=0.5)))
    assert quasi_p(box, cases, cases.hits / cases.n)[0] == 1.0
    assert quasi_p(Box((Limit("x0", low=2.0),)), cases, cases.hits / cases.n)[0] == 1.0


def test_limits_of_the_planted_box_are_kept_and_others_dropped():
    cases = planted()
    wanted = (Limit("x0", low=0.6), Limit("x1", high=0.5))
    box = Box((Limit("x2", low=0.05), *wanted, Limit("x3", high=0.95)))
    assert significant(box, cases, cases.hits / cases.n).limits == wanted


def test_limits_that_bear_each_other_out_by_chance_alone_are_dropped():
    """Each of thirty factors is limited so that it cuts off points that happen to be without."""
    cases = noise(200, 30, seed=4)
    share = cases.hits / cases.n
    limits, inside = [], np.ones(200, bool)
    for name, column in cases.columns.items():
        ends = [
            (share[inside & (column >= low)].mean(), low) for low in np.quantile(column, (0.02, 0.04, 0.06))
        ]
        low = max(ends)[1]
        inside &= column >= low
        limits.append(Limit(name, low=float(low)))
    box = Box(tuple(limits))
    assert share[inside].mean() > share.mean() + 0.1
    assert significant(box, cases, share).limits == ()


def test_possible_limits_are_two_for_numbers_and_one_for_each_word():
    assert n_possible(planted_words()) == 2 * 2 + 4
