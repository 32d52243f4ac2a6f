from __future__ import annotations

from types import SimpleNamespace

import pytest

from standoff.config.apply import moved_by
from standoff.config.levers import LEVERS
from standoff.config.settings import records
from standoff.config.sweep_settings import SweepSettings
from standoff.design.factors import Factor, FactorKind
from standoff.errors import ConfigError, InputError
from standoff.scenario.content import quantities
from standoff.scenario.parameters import load_parameters
from standoff.sweep import factors, reported
from standoff.sweep.factors import drawn_factors, listed_factor, plain_values, swept_factors
from standoff.sweep.reported import baseline_value
from tests.studies import scenario, settings, sweeps


def by_name(*overrides: str) -> list[Factor]:
    return swept_factors(sweeps(*overrides), scenario())


def drawn(levers: list[str], uncertainties: list[str], *overrides: str, **fixed: float) -> dict[str, Factor]:
    """Draw by patterns, beside what is swept by name and what is fixed (with __ for the dot)."""
    chosen = settings("sobol", levers=levers, uncertainties=uncertainties)
    for name, value in fixed.items():
        group, key = name.split("__")
        setattr(getattr(chosen, group), key, value)
    taken = by_name(*overrides)
    return {factor.name: factor for factor in drawn_factors(chosen, scenario(), taken)}


# By name


def test_factors_are_levers_choices_or_uncertainties_each_with_its_unit():
    swept = by_name(
        "diplomacy.trust=0,1", "rules.learning=0.5,1", "actors.vesper.costs.war=0.3,0.4", "rules=base,other"
    )  # fmt: skip
    # Hydra's grammar has no such key; tables and patterns do.
    swept.append(listed_factor("relations.tamar>orlen.protects", [0.4, 0.6], scenario()))
    assert [(factor.name, factor.role, factor.unit) for factor in swept] == [
        ("diplomacy.trust", FactorKind.LEVER, "share"),
        ("rules.learning", FactorKind.UNCERTAINTY, "share"),
        ("actors.vesper.costs.war", FactorKind.UNCERTAINTY, "utility"),
        ("rules", FactorKind.CHOICE, ""),
        ("relations.tamar>orlen.protects", FactorKind.UNCERTAINTY, "share"),
    ]


@pytest.mark.parametrize("lever", LEVERS)
def test_every_lever_can_be_swept_over_all_that_it_allows(lever: str):
    low, high = LEVERS[lever].low, LEVERS[lever].high
    (listed,) = by_name(f"{lever}={low},{high}")
    (interval,) = by_name(f"{lever}=interval({low},{high})")
    assert (listed.role, listed.unit, listed.values) == (FactorKind.LEVER, LEVERS[lever].unit, (low, high))
    assert (interval.low, interval.high, interval.values) == (low, high, ())


@pytest.mark.parametrize("parameter", load_parameters())
def test_every_rule_parameter_can_be_swept(parameter: str):
    known = load_parameters()[parameter]
    (factor,) = by_name(f"rules.{parameter}={known.low},{known.value}")
    assert (factor.role, factor.unit) == (FactorKind.UNCERTAINTY, known.unit)


def test_values_keep_their_order_and_repeated_ones_count_once():
    assert by_name("diplomacy.trust=1,0,0.5,1.0,0")[0].values == (1.0, 0.0, 0.5)
    assert all(type(value) is float for value in by_name("diplomacy.trust=1,0")[0].values)
    assert by_name("rules=prospect,base,prospect")[0].values == ("prospect", "base")


def test_only_groups_that_points_do_not_share_can_be_swept():
    can = {"diplomacy", "escalation", "beliefs", "rules", "injects"}
    for group in (*records(SweepSettings), "experiment"):
        if group in can:
            assert by_name(f"{group}=one,other")[0].role == FactorKind.CHOICE
        else:
            with pytest.raises(ConfigError, match=rf"^{group}: cannot be swept, since all points share it"):
                by_name(f"{group}=one,other")


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("seed=1,2", "seed: cannot be swept, since all points share it; sweep levers, rules.*"),
        ("horizon_days=10,20", "horizon_days: cannot be swept"),
        ("turn_days=1,2", "turn_days: cannot be swept"),
        ("record=sums,runs", "record: cannot be swept"),
        ("scenario.name=a,b", "scenario.name: cannot be swept"),
        ("design.points=8,16", "design.points: cannot be swept"),
        ("diplomacy.trst=0,1", "diplomacy.trst: unknown key; did you mean 'trust'?"),
        (
            "actors.vespr.costs.war=0,1",
            "actors.vespr.costs.war: nothing stands at 'vespr', did you mean",
        ),
        (
            "relations.vesper>tamr.protects=0,1",
            "relations.vesper>tamr.protects: nothing stands at ",
        ),
        ("title.x=0,1", "title.x: nothing stands at 'x'"),
        ("actrs.vesper.costs.war=0,1", "actrs.vesper.costs.war: unknown key; "),
        ("diplomacy.trust=0,2", "diplomacy.trust = 2: allowed range is 0 to 1 (share)"),
        ("diplomacy.trust=nan,1", "diplomacy.trust: value 1 is nan; give a finite number"),
        ("diplomacy.trust=interval(0,1.5)", "diplomacy.trust = 1.5: allowed range is 0 to 1"),
        ("diplomacy.trust=interval(-1,1)", "diplomacy.trust = -1: allowed range is 0 to 1"),
        ("rules.learning=0,7", "rules.learning = 7: allowed range is 0 to 1 (share)"),
        ("rules.discount=interval(0.5,1)", "rules.discount = 1: allowed range is above 0 to below 1"),
        ("diplomacy.trust=null,1", "diplomacy.trust = null: a number is expected"),
        ("diplomacy.trust=1,true", "diplomacy.trust = True: a number is expected"),
        ("diplomacy.trust=much,1", "diplomacy.trust = much: a number is expected"),
        ("diplomacy.trust='0.5',1", "diplomacy.trust = 0.5: a number is expected"),
        ("diplomacy.trust=[0],[1]", "diplomacy.trust = [0]: a number is expected"),
        (f"actors.vesper.costs.war=0,1{400 * '0'}", "actors.vesper.costs.war: a number is too large"),
    ],
)
def test_a_key_that_cannot_be_swept_is_refused_with_those_that_can(override: str, expected: str):
    with pytest.raises(InputError) as error:
        by_name(override)
    assert str(error.value).startswith(expected)


def test_values_side_by_side_may_repeat():
    factor = listed_factor("diplomacy.trust", [1, 0, 1], scenario())
    assert plain_values(factor, [1, 0, 1]) == [1.0, 0.0, 1.0]
    choice = listed_factor("rules", [None, "base"], scenario())
    assert (choice.values, plain_values(choice, [None, "base"])) == (("null", "base"), ["null", "base"])


# Drawn


def test_a_pattern_draws_what_it_matches_over_the_plausible_range_in_the_order_of_the_names():
    curves = drawn(["escalation.sanctions", "diplomacy.t*"], [])
    assert list(curves) == ["diplomacy.trust", "diplomacy.transparency", "escalation.sanctions"]
    trust = load_parameters()["trust"]
    assert (curves["diplomacy.trust"].low, curves["diplomacy.trust"].high) == (trust.low, trust.high)
    resolve = dict(quantities(scenario()))["actors.tamar.politics.sanction_credibility"]
    sanctions = curves["escalation.sanctions"]
    assert (sanctions.low, sanctions.high, sanctions.unit) == (resolve.low, resolve.high, "share")
    assert {factor.role for factor in curves.values()} == {FactorKind.LEVER}


def test_a_lever_of_several_actors_is_drawn_over_the_widest_of_their_ranges(monkeypatch: pytest.MonkeyPatch):
    spans = {"one": (0.1, 0.4), "other": (0.3, 0.8), "third": (0.2, 0.2)}
    values = {name: SimpleNamespace(low=low, high=high, value=low) for name, (low, high) in spans.items()}
    monkeypatch.setattr(factors, "reported", lambda *_: values)
    curves = drawn(["diplomacy.flexibility"], [])
    assert (curves["diplomacy.flexibility"].low, curves["diplomacy.flexibility"].high) == (0.1, 0.8)


@pytest.mark.parametrize(
    "values", [{}, {"one": SimpleNamespace(low=0.5, high=0.5)}], ids=["nobody", "no range"]
)
def test_a_lever_without_a_range_is_not_drawn(monkeypatch: pytest.MonkeyPatch, values: dict[str, object]):
    monkeypatch.setattr(factors, "reported", lambda *_: values)
    assert drawn(["*"], []) == {}


def test_uncertainties_are_rule_parameters_and_quantities_that_have_a_range():
    curves = drawn([], ["*"])
    rules = {f"rules.{name}": known for name, known in load_parameters().items()}
    known = {**rules, **dict(quantities(scenario()))}
    assert list(curves) == [name for name, one in known.items() if one.low < one.high]
    assert len(curves) < len(known), "some have none"
    for name, factor in curves.items():
        assert (factor.low, factor.high, factor.unit) == (known[name].low, known[name].high, known[name].unit)
        assert factor.role == FactorKind.UNCERTAINTY


def test_patterns_of_uncertainties_are_matched_as_in_file_names():
    assert list(drawn([], ["actors.*.costs.war", "rules.disc*"])) == [
        "rules.discount",
        "actors.orlen.costs.war",
        "actors.tamar.costs.war",
        "actors.vesper.costs.war",
    ]


@pytest.mark.parametrize("lever", LEVERS)
def test_an_uncertainty_that_a_lever_sets_is_not_drawn(lever: str):
    moved = set(moved_by(scenario(), lever))
    everything = set(drawn([], ["*"]))
    assert moved <= everything
    group, key = lever.split(".")
    middle = (LEVERS[lever].low + LEVERS[lever].high) / 2
    for drawn_factor in (
        drawn([lever], ["*"]),
        drawn([], ["*"], f"{lever}={middle},{LEVERS[lever].high}"),
        drawn([], ["*"], **{f"{group}__{key}": middle}),
    ):
        assert set(drawn_factor) - {lever} == everything - moved


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_that_would_override_a_factor_swept_by_name_is_not_drawn(lever: str):
    (moved,) = moved_by(scenario(), lever)
    assert lever in drawn(["*"], [])
    assert lever not in drawn(["*"], [], f"{moved}=interval(0.01,0.02)")
    assert moved not in drawn([], ["*"], f"{moved}=interval(0.01,0.02)")


def test_a_factor_swept_by_name_is_not_drawn_again():
    assert "diplomacy.trust" not in drawn(["diplomacy.*"], [], "diplomacy.trust=0,1")
    assert "rules.discount" not in drawn([], ["rules.*"], "rules.discount=0.9,0.95")


@pytest.mark.parametrize(
    ("levers", "uncertainties", "expected"),
    [
        (
            ["diplomacy.trst"],
            [],
            "design.levers: nothing is called diplomacy.trst; did you mean 'diplomacy.t",
        ),
        (["diplomacy.*", "war.*"], [], "design.levers: nothing is called war.*; allowed: "),
        ([], ["actors.vespr.*"], "design.uncertainties: nothing is called actors.vespr.*"),
        ([], ["diplomacy.trust"], "design.uncertainties: nothing is called diplomacy.trust"),
    ],
)
def test_a_pattern_that_matches_nothing_is_refused(
    levers: list[str], uncertainties: list[str], expected: str
):
    with pytest.raises(ConfigError) as error:
        drawn(levers, uncertainties)
    assert str(error.value).startswith(expected)


# As reported


def test_baseline_values_are_those_that_are_set_or_else_those_of_the_files():
    chosen = settings()
    chosen.diplomacy.trust = 0.25
    chosen.rules.learning = 0.5
    chosen.rules.audience_slope = 0.0
    baseline = {
        factor.name: baseline_value(factor, chosen, scenario())
        for factor in by_name(
            "diplomacy.trust=0,1", "rules.learning=0,1", "rules.discount=0.9,0.95",
            "actors.vesper.costs.war=0.3,0.4", "escalation.sanctions=0,1", "diplomacy.assurance=0,1",
            "escalation.audience_slope=0.01,0.02",
        )
    }  # fmt: skip
    assert baseline == {
        "diplomacy.trust": 0.25,
        "rules.learning": 0.5,
        "rules.discount": load_parameters()["discount"].value,
        "actors.vesper.costs.war": 0.4,
        "escalation.sanctions": 0.6,
        "escalation.audience_slope": 0.0,
        "diplomacy.assurance": load_parameters()["assurance"].value,
    }


def test_actors_of_a_role_that_differ_have_no_baseline_value(monkeypatch: pytest.MonkeyPatch):
    (factor,) = by_name("diplomacy.flexibility=0,1")
    values = {name: SimpleNamespace(value=value) for name, value in (("one", 0.5), ("other", 0.25))}
    monkeypatch.setattr(reported, "reported", lambda *_: values)
    with pytest.raises(ConfigError) as error:
        baseline_value(factor, settings(), scenario())
    assert str(error.value) == (
        "diplomacy.flexibility: has several reported values (0.25, 0.5); "
        "give one with diplomacy.flexibility=<value>"
    )


def test_a_choice_has_no_reported_value():
    (factor,) = by_name("rules=base,prospect")
    with pytest.raises(ConfigError, match=r"^rules: a choice has no reported value"):
        baseline_value(factor, settings(), scenario())
