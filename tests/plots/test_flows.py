"""The figure of flows: bands from the outcomes of one result to those of another."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from standoff.plots.flows import outcome_flows
from standoff.plots.style import OUTCOME_COLOURS
from standoff.statistics.flows import flows
from standoff.vocabulary import Outcome
from tests.samples import made

BEFORE = made("before", [0, 0, 1, 2, 4, 4, 4, 5])
AFTER = made("after", [0, 2, 2, 2, 2, 4, 1, 4])


def test_a_band_is_as_high_as_its_share_and_joins_the_bars_of_its_outcomes(ax):
    (flow,) = flows([BEFORE, AFTER])
    outcome_flows(flow, ax)
    n_bars = 5 + 4
    bars = {(bar.get_x() < 0, to_hex(bar.get_facecolor()).upper()): bar for bar in ax.patches}
    assert len(bars) == len(ax.patches) == n_bars
    assert len(ax.collections) == np.count_nonzero(flow.counts)
    for (first, second), band in zip(np.argwhere(flow.counts)[::-1].tolist(), ax.collections, strict=True):
        corners = band.get_paths()[0].vertices
        for x, is_left, outcome in ((0.0, True, first), (1.0, False, second)):
            ends = corners[corners[:, 0] == x, 1]
            bar = bars[is_left, OUTCOME_COLOURS[Outcome(outcome)]]
            assert np.ptp(ends) == pytest.approx(flow.counts[first, second] / flow.n)
            assert bar.get_y() - 1e-9 <= ends.min() <= ends.max() <= bar.get_y() + bar.get_height() + 1e-9
    labels = [text.get_text() for text in ax.texts]
    assert "Full invasion\n37.5 % (3)" in labels
    assert {"before", "after"} <= set(labels)
