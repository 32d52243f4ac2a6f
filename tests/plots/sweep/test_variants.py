"""Variants: a line for each combination of options, with its interval, so that variants lie side by side."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from standoff.design.factorial import grid
from standoff.design.factors import Factor, FactorKind
from standoff.plots.style import result_style
from standoff.plots.sweep.figures import pages_of_sweep
from standoff.plots.sweep.variants import variants
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR
from tests.figures import texts_of

OFFER = Factor("diplomacy.offer_rate", FactorKind.LEVER, "per_day", (0.0, 0.5, 1.0))
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect", "true_odds"))
DIPLOMACY = Factor("diplomacy", FactorKind.CHOICE, "", ("reported", "open", "closed"))


def sweep(factors, reported=None):
    """A sweep of 100 runs at each point whose outcomes differ from point to point."""
    design = grid(factors)
    war = np.arange(design.n_points)
    zero = np.zeros_like(war)
    counts = np.stack([60 - war, 10 + zero, 10 + zero, 10 + zero, 10 + war, zero], axis=1)
    return Surface(design, counts, reported=reported or {})


@pytest.fixture
def data():
    """Three rule variants at three values."""
    return sweep([RULES, OFFER], {OFFER.name: 0.25})


def test_each_line_is_the_share_of_its_variant_and_each_band_its_interval(data, ax):
    lines = {chosen[0]: points for chosen, points in data.groups.items()}
    variants(data, lines, ANY_WAR, 0.6, ax)
    for place, (name, points) in enumerate(lines.items()):
        estimate = data.estimate(ANY_WAR, points)
        (line,) = (line for line in ax.lines if line.get_label() == name)
        assert to_hex(line.get_color()).upper() == result_style(place)["color"]
        assert line.get_xdata().tolist() == [0.0, 0.5, 1.0]
        assert line.get_ydata() == pytest.approx(estimate.share)
        corners = ax.collections[place].get_paths()[0].vertices
        for value, low, high in zip((0.0, 0.5, 1.0), estimate.low, estimate.high, strict=True):
            ends = corners[corners[:, 0] == value, 1]
            assert (ends.min(), ends.max()) == pytest.approx((low, high))


def test_the_reported_value_is_marked_once_in_the_legend(data, ax):
    variants(data, {chosen[0]: points for chosen, points in data.groups.items()}, ANY_WAR, 0.6, ax)
    (line,) = (line for line in ax.lines if line.get_label() == "as reported: 0.25")
    assert set(line.get_xdata()) == {0.25}


def test_lines_differ_in_more_than_their_colour(data, ax):
    variants(data, {chosen[0]: points for chosen, points in data.groups.items()}, ANY_WAR, 0.6, ax)
    looks = [(line.get_linestyle(), line.get_marker()) for line in ax.lines[:3]]
    assert len({dashes for dashes, _ in looks}) == len({mark for _, mark in looks}) == 3


def test_a_page_has_a_panel_for_each_outcome_that_occurred(data):
    page = pages_of_sweep(data, "A strait")["variants"]
    titles = [ax.get_title(loc="left") for ax in page.figure.axes if ax.axison]
    assert titles == [
        "Any war", "Full invasion", "Limited incursion", "Settlement", "De-escalation", "Standoff",
    ]  # fmt: skip
    assert {line["outcome"] for line in page.table} == {
        "any_war", "full_invasion", "limited_incursion", "settlement", "de_escalation", "standoff",
    }  # fmt: skip
    assert len(page.table) == 6 * 9


def test_of_two_choices_the_second_has_a_page_for_each_option_and_the_first_a_line():
    pages = pages_of_sweep(sweep([RULES, DIPLOMACY, OFFER]), "A strait")
    assert [name for name in pages if name.startswith("variants")] == [
        "variants_1", "variants_2", "variants_3",
    ]  # fmt: skip
    first = pages["variants_2"]
    assert "diplomacy = open" in texts_of(first.figure)
    assert {line["diplomacy"] for line in first.table} == {"open"}
    assert [text.get_text() for text in first.figure.legends[0].get_texts()] == [
        "base",
        "prospect",
        "true_odds",
    ]
