"""Shares of one whole sum to one at every point: listed ones have to, drawn ones are scaled and stored so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.sweep_settings import SweepSettings
from standoff.errors import ConfigError
from standoff.scenario.facts import with_values
from standoff.scenario.load import load_scenario
from standoff.scenario.paths import patched, share_groups
from standoff.scenario.shares import scaled_shares
from standoff.sweep.layout import study_of
from standoff.sweep.played_shares import drawn_together
from standoff.sweep.study import Study

SCENARIO = load_scenario("sarn_2031")
TREE = SCENARIO.documents.tree
WEIGHTS = list(next(iter(share_groups(TREE))))
BOTH = [f"{path}=interval(0.1,0.9)" for path in WEIGHTS]


def study(*words: str) -> Study:
    flags = read_flags(["scenario=sarn_2031", *words], "standoff sweep")
    return study_of(Composer(flags, "sweep", SweepSettings), SCENARIO)


def test_listed_shares_that_do_not_sum_to_one_are_refused_with_their_point(tmp_path: Path):
    table = tmp_path / "points.csv"
    table.write_text(f"{','.join(WEIGHTS)}\n0.5,0.5\n0.8,0.8\n")
    with pytest.raises(ConfigError, match=r"^design=table, point 1: axes\..* = 0\.8, .*: sum to 1\.6; "):
        study("design=table", f"design.path={table}")
    table.write_text(f"{','.join(WEIGHTS)}\n0.5,0.5\n0.2,0.8\n")
    assert study("design=table", f"design.path={table}").design.columns[WEIGHTS[0]].tolist() == [0.5, 0.2]
    with pytest.raises(ConfigError, match=r"^design=grid, point 0: .*sum to 0\.4"):
        study(*(f"{path}=0.2,0.8" for path in WEIGHTS))


def test_one_share_of_several_is_set_and_the_others_keep_their_proportions():
    assert study(f"{WEIGHTS[0]}=0.2,0.8").design.columns[WEIGHTS[0]].tolist() == [0.2, 0.8]


@pytest.mark.parametrize("design", ["sobol", "latin_hypercube"])
def test_drawn_shares_are_stored_as_they_are_played(design: str):
    drawn = study(f"design={design}", "design.points=8", *BOTH).design
    assert np.allclose(sum(drawn.columns[path] for path in WEIGHTS), 1.0, rtol=0, atol=1e-12)  # rounding
    assert drawn_together(drawn, SCENARIO) == sorted(WEIGHTS)


@pytest.mark.parametrize("shares", [(0.8, 0.8), (0.3, 0.1), (0.5, 0.5), (0.9, 0.3)])
def test_scaled_shares_are_those_that_a_scenario_takes_for_the_given_ones(shares: tuple[float, float]):
    given = dict(zip(WEIGHTS, shares, strict=True))
    scaled = scaled_shares(TREE, given)
    for values in (given, scaled):
        axes = patched(TREE, values)["axes"]
        assert [axes[path.split(".")[1]]["weight"]["value"] for path in WEIGHTS] == list(scaled.values())


def test_a_method_that_moves_in_steps_keeps_them_and_plays_scaled_shares():
    swept = study("design=morris", "design.trajectories=1", *BOTH)
    given = swept.setting(0).quantities
    assert given == {path: swept.design.columns[path][0] for path in WEIGHTS}
    weights = swept.stage(0).facts.axis["weight"][: len(WEIGHTS)]
    assert weights.tolist() == list(scaled_shares(TREE, given).values())


def test_from_python_shares_that_are_all_given_have_to_sum_to_one():
    with pytest.raises(ConfigError, match=r"sum to 1\.6; shares that belong together sum to 1$"):
        with_values(SCENARIO, dict.fromkeys(WEIGHTS, 0.8))
