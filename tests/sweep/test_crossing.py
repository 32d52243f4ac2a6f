from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.sweep_settings import SweepSettings
from standoff.design.design import Design
from standoff.design.factors import FactorKind
from standoff.errors import ConfigError
from standoff.sweep.layout import study_of
from tests.studies import STRAIT, scenario

COSTS = "design.uncertainties=[actors.*.costs.war]"


def laid_out(*arguments: str) -> Design:
    words = [f"scenario.name={STRAIT}", "design=crossed", "design.points=8", "reference=null", *arguments]
    return study_of(Composer(read_flags(words, "standoff sweep"), "sweep", SweepSettings), scenario()).design


def roles(design: Design) -> dict[str, FactorKind]:
    return {factor.name: factor.role for factor in design.factors}


@pytest.mark.parametrize("sampling", ["latin_hypercube", "sobol"])
def test_packages_of_listed_values_meet_the_same_draws(sampling: str):
    design = laid_out("diplomacy=reported,open", "escalation.flank=0,1", COSTS, f"design.sampling={sampling}")
    assert design.n_points == 4 * (8 + 1)
    assert design.options["states"]["kind"] == sampling
    drawn = design.columns["actors.vesper.costs.war"].reshape(4, 9)
    assert (drawn == drawn[0]).all()
    assert len(np.unique(drawn[0])) == 9
    again = laid_out("diplomacy=reported,open", "escalation.flank=0,1", COSTS, f"design.sampling={sampling}")
    assert all((design.columns[name] == column).all() for name, column in again.columns.items())


def test_an_interval_is_an_uncertainty_and_so_is_a_variant_of_the_rules():
    design = laid_out(
        "diplomacy=reported,open", "escalation.sanctions=interval(0.2,0.9)", "rules=base,prospect"
    )
    assert roles(design) == {"diplomacy": FactorKind.CHOICE, "rules": FactorKind.CHOICE,
                             "escalation.sanctions": FactorKind.UNCERTAINTY}  # fmt: skip
    assert design.columns["rules"][:9].tolist().count("prospect") == 4
    assert design.n_points == 2 * 9


def test_quantities_set_by_a_package_or_a_variant_are_not_drawn():
    everything = "design.uncertainties=[rules.*]"
    names = roles(laid_out("escalation.flank=0,1", everything)).keys()
    assert {"rules.assurance", "rules.learning"} < names
    assert "rules.flank" not in names  # the lever moves it
    assert "rules.assurance" not in roles(laid_out("diplomacy=reported,open", everything))
    assert "rules.learning" not in roles(
        laid_out("escalation.flank=0,1", "rules=base,no_learning", everything)
    )
    assert "rules.learning" not in roles(laid_out("escalation.flank=0,1", "rules.learning=0", everything))


def test_the_rows_of_a_table_are_packages(tmp_path: Path):
    (tmp_path / "packages.csv").write_text("diplomacy,escalation.flank\nopen,1\nreported,0\nopen,0.5\n")
    design = laid_out(f"design.path={tmp_path / 'packages.csv'}", COSTS)
    assert design.n_points == 3 * 9
    assert design.columns["escalation.flank"][::9].tolist() == [1.0, 0.0, 0.5]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["escalation.flank=0,1"], "there are no uncertainties to draw"),
        ([COSTS], "there are no packages"),
        (["rules=base,prospect", COSTS], "there are no packages"),
        (["escalation.flank=0,1", "design.levers=[diplomacy.*]", COSTS], "design.levers draws levers"),
        (["escalation.flank=0,1", "design.uncertainties=[nothing]"], "nothing is called nothing"),
        (["escalation.flank=0,1", COSTS, "design.points=1000000"], "2,000,002 points"),
        (
            ["escalation.flank=0,1", COSTS, "design.sampling=random"],
            "design.sampling = random: must be one of",
        ),
    ],
)
def test_an_invalid_crossed_design_is_refused(arguments: list[str], expected: str):
    with pytest.raises(ConfigError, match=expected):
        laid_out(*arguments)


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("escalation.flank\n0\n1\n", ["diplomacy=reported,open"], "diplomacy is listed as well as the table"),
        ("escalation.flank,rules\n0,base\n1,prospect\n", [], "rules cannot be part of a package"),
        ("escalation.flank\n7\n", [], r"escalation.flank = 7: allowed range is 0 to 1"),
    ],
)
def test_tables_that_are_not_packages_are_refused(tmp_path: Path, text: str, more: list[str], expected: str):
    (tmp_path / "packages.csv").write_text(text)
    with pytest.raises(ConfigError, match=expected):
        laid_out(f"design.path={tmp_path / 'packages.csv'}", COSTS, *more)
