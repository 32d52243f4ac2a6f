"""Paths: a run that is followed alone is the run of the ensemble, and its gauges add up to the fan."""

from __future__ import annotations

import numpy as np

from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play_ensemble
from standoff.drivers.paths import play_paths
from standoff.rules.gauge import N_BINS, TOPS
from tests.commands import STRAIT


def test_followed_runs_end_as_in_the_ensemble_and_their_gauges_are_those_that_it_counts():
    _, stage = make_stage(STRAIT)
    played, paths = play_ensemble(stage, 3, 20), play_paths(stage, 3, range(20))
    assert paths.replications.tolist() == list(range(20))
    assert paths.outcomes.tolist() == played.rows["outcome"].tolist()
    assert paths.days_to_violence.tolist() == played.rows["days_to_violence"].tolist()
    n_turns = len(paths.days)
    is_on = ~np.isnan(paths.values[:, 0])
    assert np.array_equal(is_on, paths.days[np.newaxis] <= played.rows["days"][:, np.newaxis])
    bins = paths.values / np.array(TOPS)[:, np.newaxis] * N_BINS - 0.5
    for gauge in range(len(TOPS)):
        for turn in range(n_turns):
            there = np.round(bins[is_on[:, turn], gauge, turn]).astype(int)
            counted = np.bincount(there, minlength=N_BINS)
            assert (counted <= played.fan[gauge, turn]).all()  # which also has runs that are over
            assert counted.sum() == is_on[:, turn].sum()


def test_runs_are_chosen_by_their_numbers():
    _, stage = make_stage(STRAIT)
    all_of_them, chosen = play_paths(stage, 3, range(6)), play_paths(stage, 3, [5, 2])
    assert np.array_equal(chosen.values, all_of_them.values[[5, 2]], equal_nan=True)
