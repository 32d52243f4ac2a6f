"""Figures of a sweep: the design chooses them, equal figures have equal bytes, what is cut is told."""

import matplotlib
import numpy as np
import pytest
from matplotlib.image import imread

from sim.design.factors import Factor, Role
from sim.design.plans import grid, one_at_a_time, table
from sim.design.sampling import latin_hypercube, sobol
from sim.design.sensitivity import morris, saltelli
from sim.plots import SweepData, write_sweep_figures
from sim.plots.style import SHEET
from sim.rules.gauge import N_BINS

TITLE = "A strait in dispute (map of two levers)"


def number(name, n=3, high=1.0, unit="share"):
    """A factor that takes some numbers."""
    return Factor(name, Role.LEVER, unit, tuple(np.linspace(0.0, high, n).round(4).tolist()))


def span(name, unit="thousand_troops"):
    """A factor with a range."""
    return Factor(name, Role.UNCERTAINTY, unit, low=0.0, high=12.5)


TRUST, BIAS = number("diplomacy.trust"), number("escalation.odds_bias", unit="log_odds")
OFFER = number("diplomacy.offer_rate", unit="per_day")
ESCALATION = Factor("escalation", Role.CHOICE, "", ("reported", "brinkmanship", "restrained"))
DIPLOMACY = Factor("diplomacy", Role.CHOICE, "", ("reported", "open", "closed"))
RULES = Factor("rules", Role.CHOICE, "", ("base", "no_audience", "no_incidents", "prospect"))
MANY = [span(f"escalation.mobilisation_rate_{place}") for place in range(17)]


def sweep(design, n=1000, fan_point=0):
    """A sweep whose runs end somehow, and whose gauges spread somehow."""
    chance = np.random.default_rng(7)
    counts = np.array([chance.multinomial(n, chance.dirichlet(np.ones(6))) for _ in range(design.n_points)])
    bins = chance.binomial(N_BINS - 1, np.linspace(0.2, 0.7, 20), (4, n, 20))
    fan = np.array([[np.bincount(turn, minlength=N_BINS) for turn in gauge.T] for gauge in bins])
    return SweepData(design, counts, fan, fan_point, 1.0)


def base(factors):
    """The middle of each range."""
    return {factor.name: 6.0 for factor in factors}


@pytest.fixture
def names(monkeypatch, tmp_path):
    """Draw and write nothing: give the names of the figures of a sweep."""
    written = []
    monkeypatch.setattr("sim.plots.sweep_figures.draw_sheet", lambda *_, **__: None)
    monkeypatch.setattr("sim.plots.sweep_figures.add_scale", lambda figure: None)
    monkeypatch.setattr(
        "sim.plots.sweep_figures.save_sheet", lambda figure, folder, name: written.append(name) or []
    )

    def names_of(data):
        written.clear()
        write_sweep_figures(tmp_path, data, TITLE)
        return tuple(written)

    return names_of


@pytest.fixture
def titles(monkeypatch, tmp_path):
    """Write nothing: give the titles of the figures of a sweep, each in one line."""
    told = []

    def keep(figure, folder, name):
        told.append(figure.get_suptitle().replace("\n", " ").replace("\u00a0", " "))
        return []

    monkeypatch.setattr("sim.plots.sweep_figures.save_sheet", keep)
    return lambda data: write_sweep_figures(tmp_path, data, TITLE) or told


@pytest.mark.parametrize(
    ("design", "figures"),
    [
        (grid([TRUST]), ("curves", "fan")),
        (grid([TRUST, RULES]), ("curves", "fan")),
        (one_at_a_time([TRUST], {TRUST.name: 0.5}), ("curves", "fan")),
        (table({TRUST.name: [0.0, 1.0], "rules": ["base", "prospect"]}, [TRUST, RULES]), ("points", "fan")),
        (grid([TRUST, BIAS]), ("map", "fan")),
        (grid([TRUST, BIAS, ESCALATION]), ("map_1", "map_2", "map_3", "fan")),
        (grid([TRUST, BIAS, DIPLOMACY, RULES]), ("map_1", "map_2", "map_3", "map_4", "fan")),
        (table({TRUST.name: [0, 0, 1], BIAS.name: [0, 1, 1]}, [TRUST, BIAS]), ("points", "fan")),
        (one_at_a_time(MANY, base(MANY)), ("ranking", "fan")),
        (grid([RULES]), ("options", "fan")),
        (grid([number("diplomacy.trust", 1)]), ("options", "fan")),
        (grid([RULES, ESCALATION, DIPLOMACY]), ("options_1", "options_2", "options_3", "fan")),
        (grid([TRUST, BIAS, OFFER]), ("points", "fan")),
        (sobol([span("a.b")], 16, 1), ("points", "fan")),
        (saltelli([TRUST, BIAS], 4, 1), ("points", "fan")),
        (morris([TRUST, BIAS], 9, 4, 1), ("points", "fan")),
    ],
)
def test_the_design_chooses_the_figures(names, design, figures):
    assert names(sweep(design, n=20)) == figures


def test_without_its_base_a_sweep_of_one_factor_at_a_time_shows_its_points(names):
    data = sweep(one_at_a_time(MANY, base(MANY)), n=20)
    data.counts[0] = 0
    assert names(data) == ("points", "fan")


def test_a_sweep_that_failed_everywhere_has_no_figure(names):
    data = sweep(grid([TRUST, RULES]), n=20)
    data.counts[:], data.fan[:] = 0, 0
    assert names(data) == ()


def test_a_point_of_fans_that_failed_leaves_only_the_fans_out(names):
    data = sweep(grid([TRUST, RULES]), n=20)
    data.fan[:] = 0
    assert names(data) == ("curves",)


@pytest.mark.parametrize("design", [grid([RULES, TRUST]), grid([RULES, TRUST, BIAS]), grid([RULES])])
def test_a_combination_that_failed_everywhere_is_left_out_and_told(titles, design):
    data = sweep(design, n=20)
    data.counts[data.groups["no_audience",]] = 0
    assert "left out for failing at all points: 1 of 4 combinations" in titles(data)[0]


def test_equal_figures_have_equal_bytes_as_png_and_as_svg(tmp_path):
    data = sweep(latin_hypercube([TRUST], 40, 1), n=50)
    files = ["points.png", "points.svg", "fan.png", "fan.svg"]
    for folder in ("one", "two"):
        assert write_sweep_figures(tmp_path / "new" / folder, data, TITLE) == files
    first, second = (
        [(tmp_path / "new" / folder / name).read_bytes() for name in files] for folder in ("one", "two")
    )
    assert first == second
    assert imread(tmp_path / "new" / "one" / "points.png").shape[1] == 1000


@pytest.mark.usefixtures("names")
def test_drawing_leaves_the_settings_of_matplotlib_alone(tmp_path):
    before = dict(matplotlib.rcParams)
    write_sweep_figures(tmp_path, sweep(grid([TRUST]), n=20), TITLE)
    assert dict(matplotlib.rcParams) == before
    assert any(before[key] != value for key, value in SHEET.items())


def test_weaker_factors_that_a_ranking_leaves_out_are_counted(titles, monkeypatch):
    monkeypatch.setattr("sim.plots.ranking.MOST_ROWS", 2)
    data = sweep(one_at_a_time(MANY, base(MANY)), n=20)
    assert "15 weaker factors of 17 are left out" in titles(data)[0]


def test_the_setting_of_the_fans_is_told_if_it_is_short(titles):
    told = titles(sweep(grid([TRUST, RULES]), n=20, fan_point=5))[-1]
    assert "n = 20 runs of point 5 (diplomacy.trust = 0.5 share, rules = no_audience)" in told
