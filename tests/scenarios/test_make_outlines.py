"""The tool that makes outlines: on an atlas of three square countries, small enough to check by hand."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from standoff.scenario.load import load_scenario
from standoff.scenario.outlines import read_outlines
from tests.stages import FOLDERS, ROOT

# Points by tenths of a degree from 31° W, 9.5° N. Two squares side by side: Neighbour's peninsula in the
# west, Orlen in the east; arc 0 is the border between them, with a point that lies nearly on the way.
ARCS = [
    [[10, 0], [0, 4], [0, 6]],  # the border, northwards
    [[10, 10], [-10, 0], [0, -10], [10, 0]],  # around the peninsula
    [[10, 0], [10, 0], [0, 10], [-10, 0]],  # around Orlen, against the clock
    [[0, 20], [5, 0], [0, 5], [-5, 0], [0, -5]],  # Neighbour's mainland
]
ATLAS = {
    "transform": {"scale": [0.1, 0.1], "translate": [-31.0, 9.5]},
    "arcs": ARCS,
    "objects": {
        "countries": {
            "geometries": [
                {"type": "MultiPolygon", "arcs": [[[0, 1]], [[3]]], "properties": {"name": "Neighbour"}},
                {"type": "Polygon", "arcs": [[2, -1]], "properties": {"name": "Orlen"}},
            ]
        }
    },
}


@pytest.fixture
def tool(monkeypatch):
    spec = importlib.util.spec_from_file_location("make_outlines", ROOT / "scenarios/make_outlines.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "TRANSFERS", (module.Transfer("Neighbour", "Orlen", (-30.5, 10.0)),))
    monkeypatch.setattr(module, "MARGIN", 10.0)
    return module


@pytest.fixture
def made(tool, tmp_path: Path, monkeypatch):
    """What the tool writes for the strait, read as a scenario's outlines."""
    folder = shutil.copytree(FOLDERS["strait"].parent, tmp_path / "data") / "strait"
    (tmp_path / "atlas.json").write_text(json.dumps(ATLAS))
    monkeypatch.setattr(sys, "argv", ["make_outlines", str(folder), str(tmp_path / "atlas.json")])
    tool.main()
    return {outline.name: outline for outline in read_outlines(load_scenario(folder)).shapes}


def test_a_moved_territory_is_merged_with_its_owner_without_a_border(made):
    ((ring,),) = made["Orlen"].polygons
    assert set(map(tuple, ring.tolist())) >= {(-31.0, 9.5), (-29.0, 9.5), (-29.0, 10.5), (-31.0, 10.5)}
    assert (-30.0, 9.9) not in set(map(tuple, ring.tolist()))
    assert len(made["Neighbour"].polygons) == 1
    assert made["Neighbour"].polygons[0][0][:, 1].min() == 11.5


def test_a_country_with_the_title_of_an_actor_is_that_actor_s(made):
    assert (made["Orlen"].actor, made["Neighbour"].actor) == ("orlen", None)


def test_points_within_the_tolerance_are_removed_and_others_kept(tool):
    arc = np.array([[0.0, 0.0], [1.0, 0.251], [2.0, 0.5], [4.0, 0.0]])
    assert tool._simplified(arc).tolist() == [[0.0, 0.0], [2.0, 0.5], [4.0, 0.0]]


def test_a_ring_is_cut_to_the_box(tool):
    square = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]])
    cut = tool._clipped(square, (np.array([1.0, -1.0]), np.array([3.0, 2.0])))
    assert set(map(tuple, cut.tolist())) == {(1.0, 0.0), (3.0, 0.0), (3.0, 2.0), (1.0, 2.0)}
    assert not len(tool._clipped(square, (np.array([5.0, 5.0]), np.array([6.0, 6.0]))))


def test_the_main_scenario_s_outlines_stay_small():
    assert (ROOT / "scenarios/ukraine_2022/outlines.geojson").stat().st_size < 200_000
