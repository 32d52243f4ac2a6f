"""Ranking: bars run from the base to the ends, the strongest on top, whiskers are intervals."""

from dataclasses import replace

import numpy as np
from matplotlib.colors import to_hex

from standoff.design.factorial import Ends, ends_of, one_at_a_time
from standoff.design.factors import Factor, FactorKind
from standoff.design.setter import Setter
from standoff.plots.sweep import ranking as module
from standoff.plots.sweep.ranking import ranking, strongest, whiskers_text
from standoff.plots.sweep.tornado import HIGH_COLOUR, LOW_COLOUR, tornado_height
from standoff.statistics.summary import share_of
from standoff.statistics.surface import Surface
from standoff.statistics.unpaired import share_gap
from standoff.vocabulary import ANY_WAR, Outcome
from tests.surfaces import paired

WEAK = Factor("diplomacy.trust", FactorKind.LEVER, "share", low=0.0, high=1.0)
STRONG = Factor("escalation.incident_rate", FactorKind.LEVER, "per_day", low=0.0, high=0.2)
LEVELS = Factor("escalation.odds_bias", FactorKind.LEVER, "log_odds", (2.0, 0.0, 1.0))
BASE = {WEAK.name: 0.5, STRONG.name: 0.1, LEVELS.name: 0.0}
WARS = [30, 25, 35, 10, 70, 50, 33]
"""Wars of 100 runs: base; trust 0, 1; incident rate 0, 0.2; odds bias 2, 1."""


def sweep(wars=WARS):
    """One factor at a time, 100 runs at each point; -1 = the point failed."""
    counts = [[0, 0, 100 - war, 0, war, 0] if war >= 0 else [0] * 6 for war in wars]
    design = one_at_a_time([WEAK, STRONG, LEVELS], BASE)
    return Surface(design, np.array(counts))


def bars(ax):
    """Drawn bars by colour: from where to where, from top to bottom."""
    by_row = {}
    for patch in ax.patches:
        if to_hex(patch.get_facecolor()).upper() in (LOW_COLOUR, HIGH_COLOUR):
            ends = (round(patch.get_x(), 9), round(patch.get_x() + patch.get_width(), 9))
            by_row.setdefault(to_hex(patch.get_facecolor()).upper(), []).append(ends)
    return by_row


def test_ends_are_the_lowest_and_the_highest_value_and_may_be_the_base():
    assert ends_of(sweep().design) == [Ends(WEAK, 1, 2), Ends(STRONG, 3, 4), Ends(LEVELS, 0, 5)]


def test_factors_are_ranked_by_how_far_they_move_the_share():
    assert [ends.factor for ends in strongest(sweep(), ANY_WAR)] == [STRONG, LEVELS, WEAK]


def test_a_factor_that_moves_the_share_one_way_only_counts_from_the_base():
    wars = [30, 90, 85, 20, 40, 50, 33]
    assert strongest(sweep(wars), ANY_WAR)[0].factor == WEAK


def test_a_factor_with_a_failed_end_comes_last_and_says_so(ax):
    data = sweep([30, 25, 35, -1, 70, 50, 33])
    ranked = strongest(data, ANY_WAR)
    assert ranked[-1].factor == STRONG
    ranking(data, ranked, ANY_WAR, ax)
    assert ax.child_axes[0].get_yticklabels()[-1].get_text() == "0 to 0.2 (per\u00a0day), one failed"
    assert bars(ax)[HIGH_COLOUR][-1] == (0.3, 0.7)


def test_no_more_factors_are_ranked_than_fit_on_a_page(monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    assert [ends.factor for ends in strongest(sweep(), ANY_WAR)] == [STRONG, LEVELS]


def test_bars_run_from_the_base_to_the_share_at_each_end(ax):
    data = sweep()
    ranking(data, strongest(data, ANY_WAR), ANY_WAR, ax)
    assert bars(ax) == {
        LOW_COLOUR: [(0.3, 0.1), (0.3, 0.3), (0.3, 0.25)],
        HIGH_COLOUR: [(0.3, 0.7), (0.3, 0.5), (0.3, 0.35)],
    }


def whiskers(ax):
    """Ends of the drawn whiskers, of the lowest and of the highest values, from top to bottom."""
    return [[segment[:, 0] for segment in lines.get_segments()] for lines in ax.collections]


def test_whiskers_are_the_intervals_of_the_paired_differences_from_the_base(ax):
    data = paired(sweep(), [0, 0, 70, 0, 30, 0], 0)
    ranking(data, strongest(data, ANY_WAR), ANY_WAR, ax)
    for drawn, points in zip(whiskers(ax), ([3, 0, 1], [4, 5, 2]), strict=True):
        differences = data.differences(ANY_WAR, np.array(points))
        assert np.allclose(drawn, 0.3 + np.stack([differences.low, differences.high], axis=1))
    assert "run by run" in whiskers_text(data)


def test_without_pairs_whiskers_are_those_of_independent_runs_and_wider(ax):
    ranking(sweep(), [Ends(WEAK, 1, 2)], ANY_WAR, ax)
    gap = share_gap(share_of(30, 100), share_of(25, 100))
    assert np.allclose(whiskers(ax)[0], [[0.3 + gap.low, 0.3 + gap.high]])
    assert "as independent runs" in whiskers_text(sweep())


def test_the_line_is_the_share_at_the_base(ax):
    data = sweep()
    ranking(data, strongest(data, [Outcome.SETTLEMENT]), [Outcome.SETTLEMENT], ax)
    assert list(ax.lines[0].get_xdata()) == [0.7, 0.7]


def test_rows_show_names_values_and_units(ax):
    data = sweep()
    ranking(data, strongest(data, ANY_WAR), ANY_WAR, ax)
    assert [text.get_text() for text in ax.get_yticklabels()] == [STRONG.name, LEVELS.name, WEAK.name]
    labels = [text.get_text().replace("\u00a0", " ") for text in ax.child_axes[0].get_yticklabels()]
    assert labels == ["0 to 0.2 (per day)", "0 to 2 (log odds)", "0 to 1 (share)"]
    assert ax.get_xlabel() == "share of runs (%)"
    assert ax.yaxis_inverted()


def test_long_names_get_taller_rows():
    long = "actors.ukraine.forces.groups.territorial_defence.peacetime"
    assert tornado_height([long]) > tornado_height([WEAK.name])


def test_factors_are_ranked_in_groups_by_their_owner(ax):
    """The strongest factor is a belief, and stands below those that policy can set."""
    setters = {WEAK: Setter.POLICY, STRONG: Setter.BELIEF, LEVELS: Setter.POLICY}
    design = one_at_a_time([replace(factor, setter=setter) for factor, setter in setters.items()], BASE)
    data = replace(sweep(), design=design)
    ranked = strongest(data, ANY_WAR)
    assert [ends.factor.name for ends in ranked] == [LEVELS.name, WEAK.name, STRONG.name]
    ranking(data, ranked, ANY_WAR, ax)
    assert [text.get_text().partition(":")[0] for text in ax.texts] == ["policy", "belief"]
    assert tornado_height([WEAK.name] * 3, list(setters.values())) > tornado_height([WEAK.name] * 3)
