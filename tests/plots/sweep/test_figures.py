"""Figures of a sweep: the design chooses them, equal figures have equal bytes, what is cut is told."""

import matplotlib
import numpy as np
import pytest
from matplotlib.image import imread

from standoff.design.factorial import grid, one_at_a_time, table
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube, sobol
from standoff.design.variance import morris, saltelli
from standoff.plots.style import SHEET
from standoff.plots.sweep.figures import pages_of_sweep, write_sweep_figures
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR
from tests.figures import texts_of

TITLE = "A strait in dispute (map of two levers)"


def number(name, n=3, high=1.0, unit="share"):
    """A factor that takes some numbers."""
    return Factor(name, FactorKind.LEVER, unit, tuple(np.linspace(0.0, high, n).round(4).tolist()))


def span(name, unit="thousand_troops"):
    """A factor with a range."""
    return Factor(name, FactorKind.UNCERTAINTY, unit, low=0.0, high=12.5)


TRUST, BIAS = number("diplomacy.trust"), number("escalation.odds_bias", unit="log_odds")
OFFER = number("diplomacy.offer_rate", unit="per_day")
FINE = [number(f"diplomacy.{name}", 4) for name in ("channel", "mediator", "assurance", "offer_rate")]
MULTIPLES = ("map_any_war", "map_full_invasion", "map_settlement", "map_de_escalation")
ESCALATION = Factor("escalation", FactorKind.CHOICE, "", ("reported", "brinkmanship", "restrained"))
DIPLOMACY = Factor("diplomacy", FactorKind.CHOICE, "", ("reported", "open", "closed"))
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "no_audience", "no_incidents", "prospect"))
MANY = [span(f"escalation.mobilisation_rate_{place}") for place in range(17)]


def sweep(design, n=1000):
    """A sweep whose runs end somehow."""
    chance = np.random.default_rng(7)
    counts = np.array([chance.multinomial(n, chance.dirichlet(np.ones(6))) for _ in range(design.n_points)])
    return Surface(design, counts)


def base(factors):
    """The middle of each range."""
    return {factor.name: 6.0 for factor in factors}


@pytest.fixture
def names(monkeypatch, tmp_path):
    """Draw and write nothing: give the names of the figures of a sweep."""
    written = []
    for module in ("figures", "curve_pages", "heat_map_pages", "scatter_pages"):
        monkeypatch.setattr(f"standoff.plots.sweep.{module}.draw_sheet", lambda *_, **__: None)
    monkeypatch.setattr("standoff.plots.sweep.heat_map_pages.add_scale", lambda *_: None)
    monkeypatch.setattr(
        "standoff.plots.page.save_sheet", lambda figure, folder, name, formats: written.append(name) or []
    )

    def names_of(data):
        written.clear()
        write_sweep_figures(tmp_path, data, TITLE)
        return tuple(written)

    return names_of


@pytest.fixture
def titles(monkeypatch, tmp_path):
    """Write nothing: give the titles of the figures of a sweep, each in one line."""
    texts = []

    def keep(figure, folder, name, formats):
        texts.append(texts_of(figure))
        return []

    monkeypatch.setattr("standoff.plots.page.save_sheet", keep)

    def titles_of(data):
        texts.clear()
        write_sweep_figures(tmp_path, data, TITLE)
        return texts

    return titles_of


@pytest.mark.parametrize(
    ("design", "figures"),
    [
        (grid([TRUST]), ("curves",)),
        (grid([TRUST, RULES]), ("curves", "variants")),
        (grid([TRUST, RULES, DIPLOMACY]), ("curves", "variants_1", "variants_2", "variants_3")),
        (one_at_a_time([TRUST], {TRUST.name: 0.5}), ("curves",)),
        (
            table({TRUST.name: [0.0, 1.0], "rules": ["base", "prospect"]}, [TRUST, RULES]),
            ("points",),
        ),
        (grid([TRUST, BIAS]), ("map",)),
        (grid([TRUST, BIAS, ESCALATION]), MULTIPLES),
        (grid([TRUST, BIAS, DIPLOMACY, RULES]), MULTIPLES),
        (grid([TRUST, BIAS, OFFER]), MULTIPLES),
        (grid([TRUST, BIAS, number("diplomacy.channel", 30)]), MULTIPLES),
        (grid([TRUST, BIAS, OFFER, number("diplomacy.channel", 4)]), MULTIPLES),
        (grid(FINE), ("points",)),
        (table({TRUST.name: [0, 0, 1], BIAS.name: [0, 1, 1]}, [TRUST, BIAS]), ("points",)),
        (one_at_a_time(MANY, base(MANY)), ("ranking",)),
        (grid([RULES]), ("options",)),
        (grid([number("diplomacy.trust", 1)]), ("options",)),
        (grid([RULES, ESCALATION, DIPLOMACY]), ("options_1", "options_2", "options_3")),
        (sobol([span("a.b")], 16, 1), ("points",)),
        (saltelli([TRUST, BIAS], 4, 1), ("points",)),
        (morris([TRUST, BIAS], 9, 4, 1), ("points",)),
    ],
)
def test_the_design_chooses_the_figures(names, design, figures):
    assert names(sweep(design, n=20)) == figures


def test_without_its_base_a_sweep_of_one_factor_at_a_time_shows_its_points(names):
    data = sweep(one_at_a_time(MANY, base(MANY)), n=20)
    data.counts[0] = 0
    assert names(data) == ("points",)


def test_a_sweep_that_failed_everywhere_has_no_figure(names):
    data = sweep(grid([TRUST, RULES]), n=20)
    data.counts[:] = 0
    assert names(data) == ()


@pytest.mark.parametrize("design", [grid([RULES, TRUST]), grid([RULES, TRUST, BIAS]), grid([RULES])])
def test_a_combination_that_failed_everywhere_is_left_out_and_mentioned(titles, design):
    data = sweep(design, n=20)
    data.counts[data.groups["no_audience",]] = 0
    assert "1 of 4 combinations failed at all points and are left out." in titles(data)[0]


def test_equal_figures_and_tables_have_equal_bytes_in_all_formats(tmp_path):
    data = sweep(latin_hypercube([TRUST, BIAS], 40, 1), n=50)
    formats = ("png", "svg", "pdf")
    first, second = (
        write_sweep_figures(tmp_path / "new" / folder, data, TITLE, formats) for folder in ("one", "two")
    )
    names = [f"{name}.{suffix}" for name in ("points",) for suffix in (*formats, "csv")]
    assert [path.name for path in first] == names
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert imread(tmp_path / "new" / "one" / "points.png").shape[1] == 1000
    assert b"CreationDate" not in (tmp_path / "new" / "one" / "points.pdf").read_bytes()


def test_a_page_is_a_figure_with_the_numbers_that_it_shows():
    data = sweep(grid([TRUST, BIAS]))
    page = pages_of_sweep(data, TITLE)["map"]
    assert page.figure.get_suptitle().startswith("War of any kind in ")
    wars = [line for line in page.table if line["outcome"] == "any_war"]
    assert [line["point"] for line in wars] == list(range(9))
    estimate = data.estimate(ANY_WAR, np.arange(9))
    for line, share, low, high in zip(wars, estimate.share, estimate.low, estimate.high, strict=True):
        assert (line["share"], line["low"], line["high"]) == (share, low, high)
        assert line["n"] == 1000
        assert line["count"] == round(1000 * share)
        assert (line[TRUST.name], line[BIAS.name]) == tuple(data.design.point(line["point"]).values())


def test_the_table_of_a_ranking_holds_the_base_and_both_ends_of_each_factor():
    data = sweep(one_at_a_time([TRUST, BIAS], {TRUST.name: 0.5, BIAS.name: 0.5}))
    rows = [row for row in pages_of_sweep(data, TITLE)["ranking"].table if row["outcome"] == "any_war"]
    assert [row["end"] for row in rows] == ["base", "lowest", "highest", "lowest", "highest"]
    for row in rows[1:]:
        values = data.design.point(row["point"])
        assert row["value"] == values[row["factor"]] == {"lowest": 0.0, "highest": 1.0}[row["end"]]
        assert row["share"] == data.share(ANY_WAR, np.array([row["point"]]))[0]


def test_a_ranking_leaves_out_outcomes_that_no_factor_changes():
    design = one_at_a_time([TRUST, BIAS], {TRUST.name: 0.5, BIAS.name: 0.5})
    wars = [50, 40, 60, 50, 50]
    counts = np.array([[100 - war, 0, 0, 0, war, 0] for war in wars])
    page = pages_of_sweep(Surface(design, counts), TITLE)["ranking"]
    assert {row["outcome"] for row in page.table} == {"any_war"}
    equal = Surface(design, np.array([[50, 0, 0, 0, 50, 0]] * 5))
    assert "ranking" not in pages_of_sweep(equal, TITLE)


@pytest.mark.usefixtures("names")
def test_drawing_does_not_change_the_settings_of_matplotlib(tmp_path):
    before = dict(matplotlib.rcParams)
    write_sweep_figures(tmp_path, sweep(grid([TRUST]), n=20), TITLE)
    assert dict(matplotlib.rcParams) == before
    assert any(before[key] != value for key, value in SHEET.items())


def test_weaker_factors_that_a_ranking_leaves_out_are_counted(titles, monkeypatch):
    monkeypatch.setattr("standoff.plots.sweep.ranking.MOST_ROWS", 2)
    data = sweep(one_at_a_time(MANY, base(MANY)), n=20)
    assert "The 15 weakest of 17 factors are left out." in titles(data)[0]


def test_a_third_number_with_many_values_is_thinned_evenly_with_a_notice():
    fine = [number(f"diplomacy.{name}", n) for name, n in (("trust", 14), ("channel", 13), ("mediator", 15))]
    page = pages_of_sweep(sweep(grid(fine), n=20), TITLE)["map_any_war"]
    assert "12 of the 13 values of diplomacy.channel are shown" in texts_of(page.figure)
    values = {line["diplomacy.channel"] for line in page.table}
    assert {0.0, 1.0} < values
    assert len(values) == 12
