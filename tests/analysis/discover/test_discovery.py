"""Boxes are found where they were planted, and none is borne out where there is none."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from standoff.analysis.discover.boxes import Box, Limit
from standoff.analysis.discover.cases import Cases, Target, training_half
from standoff.analysis.discover.discovery import FEWEST, Discovery, HoldsUp, discover
from standoff.analysis.discover.options import METHODS
from standoff.analysis.discover.rows import rows
from standoff.analysis.discover.words import caveats, sentences
from standoff.errors import ConfigError
from tests.planted import cases_of, noise, planted, planted_words, unit_cube

MOST = Target("any war", 0.92)


@pytest.fixture(scope="module")
def discovery() -> Discovery:
    return discover(planted(), MOST)


@pytest.mark.parametrize("method", METHODS)
def test_the_planted_box_is_found_and_irrelevant_factors_are_left_alone(discovery: Discovery, method: str):
    one = discovery.boxes[method][0]
    assert set(one.box.factors) == {"x0", "x1"}
    assert one.box.span("x0") == (pytest.approx(0.6, abs=0.03), None)
    assert one.box.span("x1") == (None, pytest.approx(0.5, abs=0.06))  # a sliver too small for a leaf
    assert one.verdict in (HoldsUp.HOLDS, HoldsUp.MAY_HOLD)
    for fit in (one.training, one.held_out):
        assert fit.share.value == pytest.approx(0.95, abs=0.09)  # the sliver has 5 %
        assert fit.coverage.value == pytest.approx(0.19 / (0.19 + 0.04), abs=0.08)  # as planted


@pytest.mark.parametrize("method", METHODS)
def test_a_planted_box_of_words_is_found(method: str):
    discovery = discover(planted_words(), MOST, (method,))
    boxes = discovery.boxes[method]
    words = {word for one in boxes for word in one.box.options("rule")}
    assert words == {"b", "c"}  # CART may have a leaf for each
    for one in boxes:
        assert set(one.box.factors) == {"rule", "x0"}
        assert one.box.span("x0")[0] == pytest.approx(0.5, abs=0.05)
        assert one.verdict is not HoldsUp.FAILS


def test_figures_are_those_of_the_box_as_it_is_written(discovery: Discovery):
    cases = discovery.cases
    for boxes in discovery.boxes.values():
        for one in boxes:
            for half, fit in ((discovery.is_training, one.training), (~discovery.is_training, one.held_out)):
                inside = one.box.inside(cases.columns) & half
                assert fit.n_inside == inside.sum()
                assert fit.share.value == pytest.approx(cases.hits[inside].sum() / cases.n[inside].sum())
                assert fit.coverage.value == pytest.approx(cases.hits[inside].sum() / cases.hits[half].sum())


def test_coverage_and_density_of_a_table_small_enough_to_count_by_hand():
    """Of 48 points, x = 0 to 47: 8 of 10 runs are so from 24 on, 1 of 10 below."""
    x = np.arange(48.0)
    hits = np.where(x >= 24, 8, 1)
    discovery = discover(Cases({"x": x}, {"x": ""}, hits, np.full(48, 10)), Target("any war", 0.8))
    one = discovery.boxes["prim"][0]
    train = training_half(48)
    first = x[train & (x >= 24)].min()
    assert one.box.span("x") == (first, None)
    for half, fit in ((train, one.training), (~train, one.held_out)):
        n_high, n_low = int((half & (x >= first)).sum()), int((half & (x < 24)).sum())
        n_missed = int((half & (x >= 24) & (x < first)).sum())
        assert n_high + n_low + n_missed == 24
        assert fit.n_inside == n_high
        assert fit.share.value == 0.8
        assert fit.coverage.value == pytest.approx(8 * n_high / (8 * n_high + 8 * n_missed + n_low))


def test_no_box_of_pure_noise_is_said_to_hold():
    """At 95 %, one of forty boxes of noise would lie above the share of all points by chance."""
    verdicts = [
        one.verdict
        for seed in range(6)
        for boxes in discover(noise(seed=seed), Target("any war", 0.7)).boxes.values()
        for one in boxes
    ]
    assert all(verdict is HoldsUp.FAILS for verdict in verdicts)


def test_where_nothing_varies_with_a_factor_no_limit_is_set():
    cases = Cases(
        unit_cube(100, 3), dict.fromkeys(("x0", "x1", "x2"), ""), np.full(100, 25), np.full(100, 50)
    )
    text = discover(cases, Target("any war", 0.9))
    assert text.boxes == {"prim": (), "cart": ()}
    text = "\n".join(sentences(text))
    assert "PRIM finds no significant limit" in text
    assert "CART finds no significant limit" in text


def test_the_box_that_covers_most_among_those_dense_enough_is_chosen(discovery: Discovery):
    chosen = discovery.boxes["prim"][0]
    dense = [step.kept for step in discovery.steps if step.kept.is_reached and step.kept.box.limits]
    assert chosen.training.coverage.value == max(one.training.coverage.value for one in dense)
    assert chosen.training.share.value >= MOST.share


def test_if_none_is_dense_enough_the_densest_is_given_with_a_notice():
    discovery = discover(planted(), Target("any war", 0.99), ("prim",))
    (one,) = discovery.boxes["prim"]
    assert not one.is_reached
    kept = [step.kept.training.share.value for step in discovery.steps]
    assert one.training.share.value == max(kept)
    texts = sentences(discovery)
    assert texts[1] == "PRIM finds no box with any war in at least 99 % of runs. The closest is:"
    assert texts[2].startswith("PRIM: any war in ")
    assert " of runs when x0 is at least 0." in texts[2]


def test_boxes_of_a_rare_outcome_are_those_where_its_opposite_is_frequent():
    cases = planted()
    rare = discover(cases, Target("any war", 0.08, is_rare=True))
    other = discover(Cases(cases.columns, cases.units, cases.n - cases.hits, cases.n), Target("no war", 0.92))
    for method in METHODS:
        assert [one.box for one in rare.boxes[method]] == [one.box for one in other.boxes[method]]
        for one, opposite in zip(rare.boxes[method], other.boxes[method], strict=True):
            assert one.held_out.share.value == pytest.approx(1 - opposite.held_out.share.value)
            assert one.held_out.coverage.value == pytest.approx(opposite.held_out.coverage.value)
            assert one.verdict is opposite.verdict
    assert "any war in at most 8 % of runs when" in "\n".join(sentences(rare))


def test_a_share_that_all_points_reach_needs_no_box():
    discovery = discover(planted(), Target("any war", 0.1))
    assert discovery.boxes == {"prim": (), "cart": ()}
    assert sentences(discovery)[1].startswith("That is at least 10 % without any limit")


def test_boxes_do_not_depend_on_numpy_s_generator_and_leave_it_unchanged():
    before = np.random.get_state()[1].tolist()  # noqa: NPY002 – what scikit-learn draws from
    one, two = (rows(discover(planted(200), MOST)) for _ in range(2))
    assert one == two
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_a_box_that_is_no_denser_on_the_other_half_is_said_not_to_hold():
    """Found by the half that is dense there; on the other half nothing changes at the limit."""
    columns = unit_cube(200, 2)
    train = training_half(200)
    p = np.where(train & (columns["x0"] >= 0.5), 0.95, 0.3)
    text = discover(cases_of(columns, p), Target("any war", 0.7), ("prim",))
    (one,) = text.boxes["prim"]
    assert one.is_reached
    assert one.verdict is HoldsUp.FAILS
    text = "\n".join(sentences(text))
    assert "It does not hold out of sample: the whole interval of the density is below 70 %." in text


def test_tables_hold_a_row_for_each_box_limit_step_and_point(discovery: Discovery):
    made = rows(discovery)
    boxes = [one for boxes in discovery.boxes.values() for one in boxes]
    assert [line["method"] for line in made["boxes"]][:2] == ["whole", "prim"]
    assert len(made["boxes"]) == 1 + len(boxes)
    assert len(made["limits"]) == sum(len(one.box.limits) for one in boxes)
    assert len(made["trajectory"]) == len(discovery.steps)
    assert sum(line["chosen"] for line in made["trajectory"]) >= 1
    assert len(made["scatter"]) == discovery.cases.n_points
    held_out = [line for line in made["scatter"] if line["half"] == "held out" and line["inside"]]
    one = discovery.boxes["prim"][0]
    assert len(held_out) == one.held_out.n_inside
    assert sum(line["hits"] for line in held_out) / sum(line["n"] for line in held_out) == pytest.approx(
        one.held_out.share.value
    )


def test_the_noise_that_all_points_share_is_mentioned(discovery: Discovery):
    share = discovery.whole.held_out.share.value
    reach = 100 * 1.96 * (share * (1 - share) / 50) ** 0.5
    assert "the same 50 runs" in caveats(discovery)[2]
    assert f"may shift all shares together by up to {reach:.0f} percentage points" in caveats(discovery)[2]


def test_the_libraries_give_no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        discover(planted_words(120), MOST)


@pytest.mark.parametrize(
    ("cases", "aim", "expected"),
    [
        (planted(FEWEST - 1), MOST, f"{FEWEST - 1} points are too few"),
        (cases_of(unit_cube(60, 2), np.zeros(60)), MOST, "any war occurs in none of the runs"),
        (
            cases_of(unit_cube(60, 2), np.ones(60)),
            Target("any war", 0.3, is_rare=True),
            "any war occurs in all of the runs",
        ),
        (cases_of({"x": np.ones(60)}, np.full(60, 0.5)), MOST, "no factor takes more than one value"),
    ],
)
def test_points_in_which_no_box_can_be_found_are_refused(cases: Cases, aim: Target, expected: str):
    with pytest.raises(ConfigError, match=expected):
        discover(cases, aim)


@pytest.mark.parametrize(
    ("share", "is_rare", "name"),
    [(0.0, False, "least"), (70.0, False, "least"), (1.0, True, "most"), (float("nan"), True, "most")],
)
def test_an_invalid_share_is_refused(share: float, is_rare: bool, name: str):
    with pytest.raises(
        ConfigError, match=rf"^at_{name} = .*allowed range is 0 to 1, a share such as 0.7 for 70 %"
    ):
        Target("any war", share, is_rare)


def test_halves_are_reproducible_and_of_equal_size():
    half = training_half(101)
    assert half.sum() == 51
    assert (half == training_half(101)).all()
    assert 10 < half[:50].sum() < 40  # not the first ones


def test_the_trajectory_begins_with_the_whole_space_and_gets_denser(discovery: Discovery):
    first, *_ = discovery.steps
    assert first.peeled == Box(())
    shares = [step.training.share.value for step in discovery.steps]
    assert shares == sorted(shares)
    assert {limit.factor for limit in discovery.steps[-1].peeled.limits} >= {"x0", "x1"}
    assert isinstance(discovery.steps[-1].peeled.limits[0], Limit)
