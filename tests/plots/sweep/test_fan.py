"""Fan: bands are the quantiles of what was counted, and hold the share of runs that they name."""

import itertools

import numpy as np
import pytest
from matplotlib.colors import to_hex

from standoff.design.factors import Factor, FactorKind
from standoff.plots.sweep.fan import BANDS, MIDDLE, TITLES, fan
from standoff.rules.gauge import N_BINS, TOPS
from standoff.statistics.bands import GaugeCounts, quantiles
from standoff.vocabulary import Gauge

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", (0.0, 1.0))
N_TURNS, N_RUNS = 15, 800


@pytest.fixture(scope="module")
def readings():
    """Readings of each gauge after each turn in each run, as shares of the scale: (4, n_turns, n_runs)."""
    steps = np.random.default_rng(3).normal(0.005, 0.02, (4, N_TURNS, N_RUNS))
    return np.clip(0.5 + np.cumsum(steps, axis=1), 0.0, 0.999)


@pytest.fixture(scope="module")
def data(readings):
    """A sweep with turns of two days."""
    bins = (readings * N_BINS).astype(int)
    counts = np.array([[np.bincount(turn, minlength=N_BINS) for turn in gauge] for gauge in bins])
    return GaugeCounts(counts, 1, 2.0)


def ends(band):
    """Lower and upper end of a drawn band at each day, by day."""
    corners = band.get_paths()[0].vertices
    return {day: (column.min(), column.max()) for day in np.unique(corners[:, 0])
            for column in [corners[corners[:, 0] == day, 1]]}  # fmt: skip


@pytest.mark.parametrize("gauge", Gauge)
def test_median_and_bands_are_the_quantiles(data, gauge, ax):
    fan(data, gauge, ax)
    bands = quantiles(data.counts[gauge], 0.0, TOPS[gauge])
    (median,) = ax.lines
    assert np.array_equal(median.get_xdata(), 2.0 * np.arange(1, N_TURNS + 1))
    assert np.allclose(median.get_ydata(), bands[:, 2])
    for band, (low, high) in zip(ax.collections, [(0, 4), (1, 3)], strict=True):
        assert np.allclose(list(ends(band).values()), bands[:, [low, high]])


@pytest.mark.parametrize("gauge", Gauge)
def test_each_band_holds_the_share_of_runs_that_it_names(data, readings, gauge, ax):
    fan(data, gauge, ax)
    for band, share in zip(ax.collections, (0.9, 0.5), strict=True):
        low, high = ends(band)[2.0 * N_TURNS]
        values = TOPS[gauge] * readings[gauge, -1]
        # Inside a bin the runs lie along a straight line only by assumption: a few of 800 stand aside.
        assert np.mean((values >= low) & (values <= high)) == pytest.approx(share, abs=0.02)
        assert band.get_label() == f"{100 * share:.0f} % of runs"


def test_the_widest_band_holds_the_others_and_the_median(data, ax):
    fan(data, Gauge.FEAR, ax)
    wide, narrow = (np.array(list(ends(band).values())) for band in ax.collections)
    median = ax.lines[0].get_ydata()
    assert (wide[:, 0] <= narrow[:, 0]).all()
    assert (narrow[:, 0] <= median).all()
    assert (median <= narrow[:, 1]).all()
    assert (narrow[:, 1] <= wide[:, 1]).all()


@pytest.mark.parametrize("gauge", Gauge)
def test_the_axes_span_the_scale_and_the_days_and_show_their_units(data, gauge, ax):
    fan(data, gauge, ax)
    assert ax.get_ylim() == (0.0, TOPS[gauge])
    assert ax.get_xlim() == (0.0, 30.0)
    assert ax.get_xlabel() == "days since the start"
    assert (ax.get_title(loc="left"), ax.get_ylabel()) == TITLES[gauge]


def test_every_gauge_has_a_label():
    assert set(TITLES) == set(Gauge)
    assert len({title for title, _ in TITLES.values()}) == len(Gauge)


def test_bands_and_median_differ_in_lightness():
    greys = [np.mean([int(to_hex(colour)[place : place + 2], 16) for place in (1, 3, 5)])
             for colour in (MIDDLE, *(colour for _, colour, _ in BANDS))]  # fmt: skip
    assert min(abs(one - other) for one, other in itertools.combinations(greys, 2)) > 40
