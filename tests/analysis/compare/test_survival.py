from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.compare.survival import kaplan_meier, survival
from tests.samples import HORIZON, made

# Remission times of leukaemia under 6-mercaptopurine, weeks (Freireich and others 1963; + = censored):
# the standard example of textbooks, such as Kalbfleisch & Prentice (1980), with their estimates.
EVENTS = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
ESTIMATES = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
ERRORS = {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}
AT_RISK = {6: 21, 7: 17, 10: 15, 13: 12, 16: 11, 22: 7, 23: 6}


def textbook():
    events = np.array([*EVENTS, *[np.nan] * len(CENSORED)], float)
    return kaplan_meier(events, np.array([*EVENTS, *CENSORED], float))


def at(curve, day: float) -> int:
    return int(np.searchsorted(curve.days, day, side="right")) - 1


def test_the_curve_is_that_of_the_textbook():
    curve = textbook()
    assert (curve.n, curve.n_events) == (21, 9)
    assert (curve.days[0], curve.share[0]) == (0.0, 1.0)
    for day, expected in ESTIMATES.items():
        assert curve.share[at(curve, day)] == pytest.approx(expected, abs=5e-5)
        assert curve.at_risk[at(curve, day)] == AT_RISK[day]
    assert curve.share[-1] == pytest.approx(0.4482, abs=5e-5)
    assert curve.days[-1] == 35.0


def test_the_band_is_greenwood_s_on_the_scale_of_log_minus_log():
    curve = textbook()
    for day, error in ERRORS.items():
        share = ESTIMATES[day]
        half = 1.959964 * error / (share * abs(np.log(share)))
        place = at(curve, day)
        assert curve.low[place] == pytest.approx(share ** np.exp(half), abs=5e-4)
        assert curve.high[place] == pytest.approx(share ** np.exp(-half), abs=5e-4)


def test_without_a_censored_run_the_curve_is_the_share_of_runs_that_are_left():
    days = np.array([1.0, 2.0, 2.0, 5.0])
    curve = kaplan_meier(days, days)
    assert curve.share.tolist() == [1.0, 0.75, 0.25, 0.0]
    assert np.isnan(curve.low[-1])
    assert not np.isnan(curve.low[:-1]).any()


def test_without_an_event_the_curve_stays_at_one():
    curve = kaplan_meier(np.full(3, np.nan), np.array([10.0, 20.0, 60.0]))
    assert set(curve.share) == set(curve.low) == set(curve.high) == {1.0}
    assert (curve.n_events, curve.days[-1]) == (0, 60.0)


def test_runs_of_a_sample_are_censored_at_their_end():
    sample = made("a", [4, 0, 0, 4])
    curve = survival(sample)
    first, second = sorted(sample.values("days_to_violence")[[0, 3]])
    assert first < second
    assert curve.share[at(curve, first)] == 0.75
    assert curve.share[at(curve, HORIZON)] == 0.5
    assert (curve.n, curve.n_events, curve.days[-1]) == (4, 2, HORIZON)


@pytest.mark.parametrize("hazard", [0.02, 0.08])
def test_the_band_covers_the_true_curve_as_often_as_it_says(hazard: float):
    rng, day, hits = np.random.default_rng(4), 10.0, 0
    for _ in range(600):
        events, ends = rng.exponential(1 / hazard, 120), rng.uniform(0, 40, 120)
        curve = kaplan_meier(np.where(events <= ends, events, np.nan), np.minimum(events, ends))
        place = at(curve, day)
        hits += curve.low[place] <= np.exp(-hazard * day) <= curve.high[place]
    assert hits / 600 == pytest.approx(0.95, abs=0.03)  # 600 trials are off by 2.7 points at most
