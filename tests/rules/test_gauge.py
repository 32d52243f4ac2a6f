from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.rules.gauge import N_BINS, N_GAUGES, TOPS, bin_of, reading
from standoff.rules.posture import force_share
from standoff.state.crisis import OUTLOOKS
from standoff.state.tables import blank
from standoff.vocabulary import Gauge


def test_every_gauge_has_a_scale():
    assert len(TOPS) == N_GAUGES == len(Gauge)


@given(gauge=st.sampled_from(list(Gauge)), value=st.floats(0.0, 100.0))
def test_a_reading_falls_into_the_bin_that_holds_it(gauge: Gauge, value: float):
    width = TOPS[gauge] / N_BINS
    number = bin_of(int(gauge), value)
    assert 0 <= number < N_BINS
    if value < TOPS[gauge]:
        assert number * width <= value * (1 + 1e-12)
        assert value < (number + 1) * width * (1 + 1e-12)
    else:
        assert number == N_BINS - 1


def test_gauges_read_the_highest_of_all_actors_and_pairs(set_crisis):
    stage = set_crisis("ukraine")
    facts, state, outlook = stage.facts, stage.opening.copy(), blank(OUTLOOKS)
    state.actor[2].rung = 11.0
    state.dyad[1, 3].tension = state.dyad[3, 1].tension = 0.97
    outlook.actor[3].fear = 0.42
    attacker = stage.names.actors.index("russia")
    assert reading(facts, state, outlook, int(Gauge.RUNG)) == 11.0
    assert reading(facts, state, outlook, int(Gauge.TENSION)) == 0.97
    assert reading(facts, state, outlook, int(Gauge.FEAR)) == 0.42
    force = reading(facts, state, outlook, int(Gauge.FORCE))
    assert force == pytest.approx(force_share(facts, state, attacker))
