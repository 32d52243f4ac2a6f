"""Sheets of a sweep: words do not run into each other, and every figure says what it shows."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from matplotlib.text import Text

from standoff.design.factorial import grid, one_at_a_time
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube
from standoff.plots.sweep.figures import write_sweep_figures
from standoff.statistics.surface import Surface
from tests.figures import texts_of
from tests.surfaces import paired

TITLE = "A strait in dispute (map of two levers)"
LONG = (
    "actors.ukraine.forces.groups.territorial_defence.peacetime",
    "actors.nato.forces.groups.battlegroup_lithuania.peacetime",
)


def number(name, n=3, high=1.0, unit="share"):
    """A factor that takes some numbers."""
    return Factor(name, FactorKind.LEVER, unit, tuple(np.linspace(0.0, high, n).round(4).tolist()))


def span(name, unit="thousand_troops"):
    """A factor with a range."""
    return Factor(name, FactorKind.UNCERTAINTY, unit, low=0.0, high=12.5)


TRUST, BIAS = number("diplomacy.trust"), number("escalation.odds_bias", unit="log_odds")
ESCALATION = Factor("escalation", FactorKind.CHOICE, "", ("reported", "brinkmanship", "restrained"))
DIPLOMACY = Factor("diplomacy", FactorKind.CHOICE, "", ("reported", "open", "closed"))
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "no_audience", "no_incidents", "prospect"))
LEVERS = [span(f"escalation.mobilisation_rate_{place}", "per_day") for place in range(15)]
MANY = [*(span(name) for name in LONG), *LEVERS]


def sweep(design, n=1000):
    """A sweep whose runs end somehow."""
    chance = np.random.default_rng(7)
    counts = np.array([chance.multinomial(n, chance.dirichlet(np.ones(6))) for _ in range(design.n_points)])
    return Surface(design, counts)


def base(factors):
    """The middle of each range."""
    return {factor.name: 6.0 for factor in factors}


SWEEPS = {
    "curves": partial(grid, [number("diplomacy.flexibility", 11)]),
    "curves-panels": partial(grid, [ESCALATION, RULES, number(LONG[0], 5, 999.0, "thousand_troops")]),
    "map": partial(grid, [number("diplomacy.flexibility", 11), number("escalation.odds_bias", 7, 1.5)]),
    "map-paired": partial(
        grid, [number("diplomacy.flexibility", 11), number("escalation.odds_bias", 7, 1.5)]
    ),
    "map-paired-long": partial(grid, [number(name, 12, 9.9, "thousand_troops") for name in LONG]),
    "map_any_war-paired": partial(grid, [TRUST, ESCALATION, BIAS]),
    "map-long": partial(grid, [number(name, 12, 9.9, "thousand_troops") for name in LONG]),
    "map_any_war": partial(grid, [TRUST, ESCALATION, BIAS]),
    "map_settlement": partial(grid, [TRUST, BIAS, number(LONG[0], 20, 99.0, "thousand_troops")]),
    "variants": partial(grid, [RULES, number(LONG[0], 5, 999.0, "thousand_troops")]),
    "variants_2": partial(grid, [ESCALATION, RULES, TRUST]),
    "map-fine": partial(grid, [number("diplomacy.flexibility", 40), number("escalation.odds_bias", 30)]),
    "ranking": partial(one_at_a_time, MANY, base(MANY)),
    "options": partial(grid, [RULES]),
    "options_2": partial(grid, [ESCALATION, DIPLOMACY, RULES]),
    "points": partial(latin_hypercube, [*MANY, RULES], 64, 1),
    "points-few": partial(latin_hypercube, [TRUST, *MANY[:2]], 12, 1),
}
"""A design for each figure, by its name (and what is special about it)."""


class Drawn(Exception):
    """Ends the drawing of a sweep: the figures after the wanted one are not looked at."""


class Sheets(dict):
    """Each figure, drawn when it is first looked at, with the texts that were drawn on it."""

    def __missing__(self, wanted):
        data = sweep(SWEEPS[wanted]())
        data = replace(data, reported={factor.name: 0.4 for factor in data.numbers})
        if "paired" in wanted:
            data = paired(data, data.counts[0], 0)
        with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder, suppress(Drawn):
            patch.setattr("standoff.plots.page.save_sheet", partial(self._keep, wanted))
            write_sweep_figures(Path(folder), data, TITLE)
        return self[wanted]

    def _keep(self, wanted, figure, folder, name, formats):
        if name != wanted.partition("-")[0]:
            return []
        texts, draw = [], Text.draw
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Text, "draw", lambda self, renderer: (texts.append(self), draw(self, renderer))[1])
            figure.draw_without_rendering()
        seen = [text for text in dict.fromkeys(texts) if text.get_visible() and text.get_text().strip()]
        self[wanted] = figure, seen
        raise Drawn


@pytest.fixture(scope="module")
def sheets():
    """The figures of all designs."""
    return Sheets()


@pytest.mark.parametrize("name", SWEEPS)
def test_no_text_overlaps_or_leaves_the_sheet(sheets, name):
    figure, texts = sheets[name]
    words = [text.get_text() for text in texts]
    boxes = np.array([text.get_window_extent().extents for text in texts])
    assert len(boxes) > 10
    for place, (box, word) in enumerate(zip(boxes, words, strict=True)):
        # As in the figures of a run, boxes may touch by two pixels, since they are taller than their letters.
        below, above = boxes[:, :2] + 1 < box[2:] - 1, boxes[:, 2:] - 1 > box[:2] + 1
        hit = np.flatnonzero((below & above).all(axis=1))
        assert hit.tolist() == [place], f"{word!r} runs into {[words[other] for other in hit]}"
    assert (boxes[:, :2] >= 0).all()
    gone = [word for word, box in zip(words, boxes, strict=True) if (box[2:] > figure.bbox.max).any()]
    assert not gone


@pytest.mark.parametrize("name", SWEEPS)
def test_no_text_is_smaller_than_eight_points(sheets, name):
    _, texts = sheets[name]
    assert min(text.get_fontsize() for text in texts) >= 8.0


@pytest.mark.parametrize("name", SWEEPS)
def test_every_figure_has_a_title_and_its_number_of_runs(sheets, name):
    figure, _ = sheets[name]
    assert TITLE in texts_of(figure)
    assert "n = 1,000 runs" in texts_of(figure)


@pytest.mark.parametrize("name", SWEEPS)
def test_every_figure_explains_its_intervals(sheets, name):
    figure, texts = sheets[name]
    result = " ".join([texts_of(figure), *(text.get_text() for text in texts)])
    assert "95 % interval" in result


@pytest.mark.parametrize("name", SWEEPS)
def test_every_panel_names_its_axes(sheets, name):
    figure, _ = sheets[name]
    panels = [ax for ax in figure.axes if ax.axison and ax.get_label() != "<colorbar>"]
    assert all(ax.get_xlabel() for ax in panels)
    first = [
        ax for ax in panels if ax.get_subplotspec().is_first_col() or not name.startswith(("options", "map"))
    ]
    assert all(ax.get_ylabel() for ax in first)


@pytest.mark.parametrize("name", SWEEPS)
def test_no_legend_covers_a_panel(sheets, name):
    figure, _ = sheets[name]
    for legend in figure.legends:
        box = legend.get_window_extent()
        assert not any(box.overlaps(ax.get_tightbbox()) for ax in figure.axes if ax.axison)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("curves-panels", "The first 6 of 12 combinations are shown."),
        ("options_2", "(2 of 3)"),
        ("points", "The 6 factors with the largest rank correlations are shown, the other 12 are left out"),
        ("map_settlement", "actors.ukraine.forces.groups.territorial_defence.peacetime"),
        ("variants_2", "rules = no_audience"),
    ],
)
def test_omissions_are_stated(sheets, name, expected):
    figure, _ = sheets[name]
    assert expected in texts_of(figure)
