"""The lowest and the highest share of a sweep are compared run by run, allowing for the pick."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.compare import answer as compared
from standoff.design.factorial import grid
from standoff.design.factors import Factor, FactorKind
from standoff.report import extremes
from standoff.report.answer_of_sweep import range_lead, range_table
from standoff.report.extremes import Extremes, extremes_of
from standoff.statistics.contrast import extreme_contrast
from standoff.statistics.surface import Surface
from standoff.sweep.stored import open_results
from standoff.sweep.surface import read_surface
from standoff.vocabulary import OUTCOME_SETS
from tests.results import Results
from tests.samples import drawn

LEVERS = [
    Factor("diplomacy.mediator", FactorKind.LEVER, "ratio", (0.0, 1.0, 2.0, 4.0)),
    Factor("escalation.sanctions", FactorKind.LEVER, "share", (0.1, 0.5, 0.9)),
]
U = np.arange(250) / 250


def headline_of(shares: list[float], *, same_seed: bool = True) -> tuple[str, list[str]]:
    """The sentence and the row on any war for 12 points of 250 runs with these shares of war."""
    samples = [
        drawn(f"{point}", share, 250, U, 1 if same_seed else point) for point, share in enumerate(shares)
    ]
    surface = Surface(grid(LEVERS), np.array([sample.outcomes for sample in samples]))
    mapping = {}
    for name in OUTCOME_SETS:
        values = surface.response(name).value
        low, high = int(values.argmin()), int(values.argmax())
        mapping[name] = Extremes(low, high, extreme_contrast(samples[low], samples[high], name, 12))
    return range_lead(surface, mapping), list(range_table(surface, mapping).rows[0])


def test_the_headline_compares_the_extremes_run_by_run_and_not_by_their_intervals() -> None:
    sentence, row = headline_of([0.66, *[0.6] * 10, 0.556])
    assert "66.0\u00a0% (95\u00a0%: 59.9–71.6)" in sentence  # these intervals overlap
    assert "55.6\u00a0% (95\u00a0%: 49.4–61.6)" in sentence
    assert "overlap" not in sentence
    assert "Run by run under the same chance, they differ by 10.4 percentage points" in sentence
    assert "allowing for the pick of two out of 12 points" in sentence
    assert "this is more than chance alone would explain" in sentence
    assert row[-1] == "10.4 (3.7 to 16.9)"


def test_a_difference_that_chance_could_make_is_said_to_be_one() -> None:
    sentence, row = headline_of([0.62, *[0.6] * 10, 0.6])
    assert "chance alone could explain it" in sentence
    assert "−" in row[-1]


def test_points_without_common_chance_are_said_to_be_compared_as_independent_runs() -> None:
    sentence, row = headline_of([0.66, *[0.6] * 10, 0.556], same_seed=False)
    assert "Compared as independent runs, they differ by 10.4 percentage points" in sentence
    assert "chance alone could explain it" in sentence
    assert row[-1].endswith(" *")


@pytest.mark.parametrize("name", ["rows", "sweep"])
def test_the_extremes_of_a_stored_sweep_are_paired_run_by_run(name: str, stored: Results) -> None:
    """Also where only sums were kept and neither point is the reference."""
    folder = stored[name]
    surface, _ = read_surface(folder)
    result = extremes_of(folder, surface, lambda _: None)
    samples = [each.sample for each in open_results([str(folder)])]
    for outcome, each in result.items():
        shares = [sample.share(OUTCOME_SETS[outcome]).share for sample in samples]
        assert (shares[each.lowest], shares[each.highest]) == (min(shares), max(shares))
        if each.contrast is not None:
            assert each.contrast.is_paired
            pick = extreme_contrast(samples[each.lowest], samples[each.highest], outcome, len(samples))
            assert each.contrast.difference == pick.difference
            assert each.contrast.difference.value == pytest.approx(max(shares) - min(shares))


def test_too_many_runs_are_not_played_again(stored: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = stored["sweep"]
    surface, _ = read_surface(folder)
    paired = extremes_of(folder, surface, lambda _: None)
    monkeypatch.setattr(compared, "MOST_REPLAYED", 0)
    monkeypatch.setattr(extremes, "MOST_REPLAYED", 0)
    apart = extremes_of(folder, surface, lambda _: None)
    for name, each in apart.items():
        gap, known = each.contrast, paired[name].contrast
        if gap and known and surface.reference not in (each.lowest, each.highest):
            assert not gap.is_paired
            assert gap.difference.value == pytest.approx(known.difference.value)
