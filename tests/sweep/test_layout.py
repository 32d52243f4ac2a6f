from __future__ import annotations

import time
import tracemalloc
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.levers import LEVERS
from standoff.config.sweep_settings import SweepSettings
from standoff.design.design import Design
from standoff.design.factors import FactorKind
from standoff.errors import ConfigError, InputError
from standoff.scenario.locate import data_root
from standoff.scenario.parameters import load_parameters
from standoff.sweep.layout import lay_out, study_of
from standoff.sweep.written_points import MOST_POINTS
from tests.studies import SEED, STRAIT, scenario, settings, sweeps

TRUST = "diplomacy.trust=0,0.5,1"
MEDIATOR = "diplomacy.mediator=0,2"


def laid_out(kind: str, *overrides: str, **design: object) -> Design:
    return lay_out(sweeps(*overrides), settings(kind, **design), scenario())


def rows(design: Design) -> list[tuple[float | str, ...]]:
    return [tuple(design.point(index).values()) for index in range(design.n_points)]


# Listed values


def test_a_grid_has_all_combinations_the_last_factor_fastest():
    design = laid_out("grid", TRUST, "rules=base,prospect", MEDIATOR)
    assert design.kind == "grid"
    assert rows(design) == list(product((0.0, 0.5, 1.0), ("base", "prospect"), (0.0, 2.0)))
    assert [factor.role for factor in design.factors] == [
        FactorKind.LEVER,
        FactorKind.CHOICE,
        FactorKind.LEVER,
    ]


def test_a_zip_combines_values_in_order_even_repeated_ones():
    design = laid_out("zip", "diplomacy.trust=0,1,0", "rules=base,base,prospect")
    assert design.kind == "zip"
    assert rows(design) == [(0.0, "base"), (1.0, "base"), (0.0, "prospect")]
    assert design.factors[0].values == (0.0, 1.0)


def test_one_at_a_time_starts_as_reported_and_moves_one_factor_at_each_point():
    design = laid_out("one_at_a_time", TRUST, MEDIATOR, "actors.vesper.costs.war=0.4,0.5")
    trust, mediator = load_parameters()["trust"].value, load_parameters()["mediator"].value
    base = (trust, mediator, 0.4)
    tables = rows(design)
    assert tables[0] == base
    assert design.options["base"] == dict(zip(design.columns, base, strict=True))
    assert all(sum(value != at for value, at in zip(row, base, strict=True)) == 1 for row in tables[1:])
    moved = [("trust", value) for value in (0.0, 0.5, 1.0) if value != trust]
    assert len(tables) == 1 + len(moved) + 2 + 1


def test_one_at_a_time_takes_both_ends_of_drawn_factors():
    design = laid_out("one_at_a_time", levers=["diplomacy.trust"], uncertainties=["rules.discount"])
    trust, discount = load_parameters()["trust"], load_parameters()["discount"]
    ends = [(end, discount.value) for end in (trust.low, trust.high) if end != trust.value]
    ends += [(trust.value, end) for end in (discount.low, discount.high) if end != discount.value]
    assert rows(design) == [(trust.value, discount.value), *ends]


# Drawn values


@pytest.mark.parametrize(
    ("kind", "design", "n_points"),
    [
        ("latin_hypercube", {"points": 10}, 10),
        ("sobol", {"points": 16}, 16),
        ("saltelli", {"points": 8}, 8 * (3 + 2)),
        ("morris", {"trajectories": 5, "grid_levels": 6}, 5 * (3 + 1)),
    ],
)
def test_a_drawn_design_has_the_requested_points_within_the_ranges(
    kind: str, design: dict[str, int], n_points: int
):
    names = {"levers": ["diplomacy.trust"], "uncertainties": ["rules.discount"]}
    swept = "diplomacy.mediator=interval(1,2)"
    design_drawn = laid_out(kind, swept, **design, **names)
    assert (design_drawn.kind, design_drawn.n_points) == (kind, n_points)
    assert [factor.name for factor in design_drawn.factors] == [
        "diplomacy.mediator", "diplomacy.trust", "rules.discount",
    ]  # fmt: skip
    for factor in design_drawn.factors:
        assert factor.low is not None
        assert (design_drawn.columns[factor.name] >= factor.low).all()
        assert (design_drawn.columns[factor.name] <= factor.high).all()
    assert design_drawn.options["seed"] == SEED
    again = laid_out(kind, swept, **design, **names)
    assert rows(again) == rows(design_drawn)


def test_another_seed_draws_other_points():
    chosen = settings("sobol", points=4, levers=["diplomacy.trust"])
    chosen.seed = SEED + 1
    assert rows(lay_out({}, chosen, scenario())) != rows(
        laid_out("sobol", points=4, levers=["diplomacy.trust"])
    )


# Tables


def csv_of(folder: Path, text: str) -> Path:
    path = folder / "points.csv"
    path.write_text(text)
    return path


def test_a_table_is_taken_row_by_row(tmp_path: Path):
    path = csv_of(
        tmp_path, "rules,relations.tamar>orlen.protects,diplomacy.trust\nbase,0.4,0\nprospect,0.6,0\n"
    )
    design = laid_out("table", path=str(path))
    assert design.kind == "table"
    assert rows(design) == [("base", 0.4, 0.0), ("prospect", 0.6, 0.0)]
    assert [factor.role for factor in design.factors] == [
        FactorKind.CHOICE,
        FactorKind.UNCERTAINTY,
        FactorKind.LEVER,
    ]


def test_a_table_may_be_parquet_and_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pq.write_table(
        pa.table({"diplomacy.trust": [0, 1], "rules": ["base", "base"]}), tmp_path / "mine.parquet"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    assert rows(laid_out("table", path="~/mine.parquet")) == [(0.0, "base"), (1.0, "base")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("diplomacy.trst\n0\n", "points.csv: diplomacy.trst: unknown key; did you mean 'trust'?"),
        ("diplomacy.trust,seed\n0,1\n", "points.csv: seed: cannot be swept"),
        ("diplomacy.trust\n0\n7\n", "points.csv: diplomacy.trust = 7: allowed range is 0 to 1"),
        ("diplomacy.trust\nmuch\n", "points.csv: diplomacy.trust = much: a number is expected"),
        ("diplomacy.trust\n0\n\"\"\n", "points.csv, column 'diplomacy.trust', line 3: the cell is empty"),
        ("diplomacy.trust\n", "points.csv: has no points"),
    ],
)  # fmt: skip
def test_an_unusable_table_is_refused_with_its_path(tmp_path: Path, text: str, expected: str):
    path = csv_of(tmp_path, text)
    with pytest.raises(InputError) as error:
        laid_out("table", path=str(path))
    assert str(error.value).startswith(f"{tmp_path}/{expected}")


def test_an_unrelated_parquet_table_is_refused(tmp_path: Path):
    path = tmp_path / "points.parquet"
    pq.write_table(pa.table({"diplomacy.trust": [True, False]}), path)
    with pytest.raises(InputError, match=r"points\.parquet, column 'diplomacy\.trust': holds bool"):
        laid_out("table", path=str(path))


# What cannot be laid out


@pytest.mark.parametrize(
    ("kind", "overrides", "design", "expected"),
    [
        ("grid", [], {}, "design=grid: there is nothing to vary; give values, as in 'diplomacy"),
        ("sobol", [], {}, "design=sobol: there is nothing to vary"),
        ("zip", [], {}, "design=zip: there is nothing to vary"),
        ("grid", ["diplomacy.trust=interval(0,1)"], {}, "grid: diplomacy.trust is the range 0 to 1, not a"),
        ("grid", [TRUST], {"levers": ["diplomacy.mediator"]}, "grid: diplomacy.mediator is the range"),
        ("zip", ["diplomacy.trust=interval(0,1)"], {}, "design=zip: diplomacy.trust is an interval; list"),
        (
            "zip",
            [TRUST, MEDIATOR],
            {},
            "design=zip: give each factor the same number of values; "
            "diplomacy.trust has 3, diplomacy.mediator",
        ),
        ("zip", ["diplomacy.trust=0,null"], {}, "diplomacy.trust = null: a number is expected"),
        ("zip", [TRUST], {"levers": ["*"]}, "design=zip: draws no factors; leave out design.levers"),
        ("table", [], {"uncertainties": ["*"]}, "design=table: draws no factors; leave out design.levers"),
        ("table", [], {}, "design=table: give the table with design.path=<file>.csv or .parquet"),
        ("table", [TRUST], {"path": "x.csv"}, "design=table: diplomacy.trust is swept as well; put it into"),
        ("table", [], {"path": "nowhere.csv"}, "nowhere.csv"),
        ("sobol", [], {"levers": ["war.*"]}, "design.levers: nothing is called war.*"),
        ("one_at_a_time", ["rules=base,prospect"], {}, "rules: a choice has no reported value"),
        ("sobol", ["diplomacy.trust=interval(0,1)"], {"points": 100}, "points = 100 is not a power of two"),
    ],
)  # fmt: skip
def test_a_design_that_cannot_be_laid_out_is_refused(
    kind: str, overrides: list[str], design: dict[str, object], expected: str
):
    with pytest.raises(InputError) as error:
        laid_out(kind, *overrides, **design)
    assert str(error.value).startswith(expected)


TEN_EACH = [
    f"{lever}={','.join(str(number / 1000) for number in range(1, 11))}"
    for lever in LEVERS
    if LEVERS[lever].low == 0
][:12]


@pytest.mark.parametrize(
    ("kind", "overrides", "design", "n_points"),
    [
        ("grid", TEN_EACH, {}, "1,000,000,000,000"),
        ("sobol", [], {"points": 2**24, "levers": ["*"]}, "16,777,216"),
        ("latin_hypercube", [], {"points": MOST_POINTS + 1, "levers": ["*"]}, "1,000,001"),
        ("saltelli", [], {"points": 2**19, "by": "source", "levers": ["diplomacy.trust"]}, "1,572,864"),
        ("saltelli", [], {"points": 2**19, "levers": ["diplomacy.trust"]}, "1,572,864"),
        ("morris", [], {"trajectories": 2**20, "levers": ["diplomacy.trust"]}, "2,097,152"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_design_that_is_too_large_is_refused_before_it_is_laid_out(
    kind: str, overrides: list[str], design: dict[str, object], n_points: str
):
    started = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(ConfigError) as error:
        laid_out(kind, *overrides, **design)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert str(error.value).startswith(f"{n_points} points: a sweep has at most 1,000,000; give fewer values")
    assert time.perf_counter() - started < 5.0
    assert most < 20e6, "bytes"


def test_a_table_of_too_many_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("standoff.sweep.written_points.MOST_POINTS", 3)
    path = csv_of(tmp_path, "diplomacy.trust\n" + "0.5\n" * 4)
    for refused in (
        lambda: laid_out("table", path=str(path)),
        lambda: laid_out("zip", "diplomacy.trust=0,0,0,1"),
    ):
        with pytest.raises(ConfigError, match=r"4 points: a sweep has at most 3"):
            refused()


# The command line


def composed(*arguments: str) -> tuple[Design, SweepSettings]:
    composer = Composer(read_flags(arguments, "standoff sweep"), "sweep", SweepSettings)
    chosen = composer.settings({})
    return study_of(composer, scenario()).design, chosen


def test_what_an_experiment_sweeps_is_overridden_by_the_command_line(tmp_path: Path):
    (tmp_path / "experiment").mkdir()
    content = "hydra: {sweeper: {params: {diplomacy.trust: '0,0.5', rules: 'base,prospect'}}}"
    (tmp_path / "experiment/mine.yaml").write_text(f"# @package _global_\n{content}\n")
    words = (f"scenario.name={STRAIT}", f"--config-dir={tmp_path}", "experiment=mine")
    design, _ = composed(*words)
    assert rows(design) == list(product((0.0, 0.5), ("base", "prospect")))
    design, _ = composed(*words, "diplomacy.trust=0.25,0.75,1", "diplomacy.mediator=0,1")
    assert rows(design) == list(product((0.25, 0.75, 1.0), ("base", "prospect"), (0.0, 1.0)))
    design, _ = composed(*words, "diplomacy.trust=0.25")
    assert rows(design) == [("base",), ("prospect",)]


def test_a_draw_does_not_undo_the_options_that_are_swept():
    words = (f"scenario.name={STRAIT}", "design=sobol", "design.points=8", "rules=base,prospect")
    design, _ = composed(*words, "design.uncertainties=[rules.*]")
    drawn = {factor.name for factor in design.factors}
    assert {"rules", "rules.discount"} < drawn
    assert drawn.isdisjoint({"rules.curvature", "rules.loss_aversion", "rules.weighting"})
    plain, _ = composed(*words[:-1], "design.uncertainties=[rules.*]")
    assert "rules.loss_aversion" in {factor.name for factor in plain.factors}


SWEPT = [path.stem for path in sorted((data_root() / "conf/experiment").glob("*.yaml"))
         if "# standoff sweep" in path.read_text()]  # fmt: skip


@pytest.mark.parametrize("experiment", SWEPT)
def test_a_shipped_experiment_can_be_laid_out(experiment: str):
    design, chosen = composed(f"scenario.name={STRAIT}", f"experiment={experiment}")
    assert design.kind == chosen.design.kind
    assert {
        "all_by_sobol": design.n_points == 1024,
        "diplomacy_escalation_map": (design.n_points, len(design.factors)) == (77, 2),
        "one_lever_at_a_time": len(design.factors) == 17,
        "what_we_do_not_know": design.n_points == 256 * (len(design.options.get("groups", ())) + 2),
        "robust_package": design.n_points == 9 * 65,
    }[experiment]


def test_one_lever_at_a_time_starts_from_the_preset_that_is_chosen():
    design, _ = composed(f"scenario.name={STRAIT}", "experiment=one_lever_at_a_time", "diplomacy=open",
                         "rules=no_audience")  # fmt: skip
    base = design.point(0)
    assert base["diplomacy.assurance"] == 0.5
    assert base["escalation.audience_slope"] == 0.0
    assert base["escalation.sanctions"] == 0.6
