"""Outcomes: bars equal shares, whiskers equal intervals, order is severity."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from standoff.plots.outcomes import outcomes
from standoff.plots.style import OUTCOME_COLOURS
from standoff.vocabulary import Outcome


def test_bars_equal_the_shares_in_order_of_severity(shares, ax):
    outcomes(shares, ax)
    assert [bar.get_width() for bar in ax.patches] == [0.25, 0.15, 0.1, 0.05, 0.45, 0.0]
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [
        "Standoff",
        "De-escalation",
        "Settlement",
        "Limited incursion",
        "Full invasion",
        "Wider war",
    ]
    assert ax.yaxis_inverted()


def test_whiskers_equal_the_intervals(shares, ax):
    outcomes(shares, ax)
    (whiskers,) = ax.collections
    drawn = [tuple(segment[:, 0]) for segment in whiskers.get_segments()]
    ordered = sorted(shares, key=lambda one: one.outcome)
    assert np.allclose(drawn, [(one.low, one.high) for one in ordered])


def test_each_outcome_keeps_its_colour(shares, ax):
    outcomes(shares[:2], ax)
    drawn = [to_hex(bar.get_facecolor()).upper() for bar in ax.patches]
    assert drawn == [OUTCOME_COLOURS[Outcome.STANDOFF], OUTCOME_COLOURS[Outcome.WIDER_WAR]]


def test_counts_n_and_intervals_are_written_as_numbers(shares, ax):
    outcomes(shares, ax)
    labels = [label.get_text() for label in ax.child_axes[0].get_yticklabels()]
    assert labels[4] == "45.0 % (41.0 to 50.0)\n90 of 200"


@pytest.mark.parametrize("high", [0.3, 1.0])
def test_the_axis_covers_every_interval_and_ends_at_100_percent(shares, ax, high):
    shares[0].high = high
    outcomes(shares, ax)
    low, end = ax.get_xlim()
    assert low == 0.0
    assert max(one.high for one in shares) <= end <= 1.0
