from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from standoff.errors import ScenarioError
from standoff.scenario.load import load_scenario
from standoff.scenario.outlines import MOST_BYTES, read_outlines
from tests.scenario.conftest import DATA

SQUARE = [[-31.0, 9.0], [-29.0, 9.0], [-29.0, 11.0], [-31.0, 11.0], [-31.0, 9.0]]

Write = Callable[[str], Path]


def collection(feature: dict[str, Any], **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [feature], **more})


def feature(ring: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    named = {"name": "Orlen", "actor": "orlen", **properties}
    return {"type": "Feature", "properties": named, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A copy of the strait with outlines of its own."""
    shutil.copytree(DATA, tmp_path / "data")

    def put(text: str) -> Path:
        folder = tmp_path / "data" / "strait"
        (folder / "outlines.geojson").write_text(text, encoding="utf-8")
        return folder

    return put


def test_outlines_are_optional(strait):
    assert read_outlines(strait).shapes == ()


def test_a_polygon_is_read_with_its_name_its_actor_and_the_note_on_borders(write):
    outlines = read_outlines(load_scenario(write(collection(feature(), note="Made up."))))
    (outline,) = outlines.shapes
    assert (outline.name, outline.actor, outlines.note) == ("Orlen", "orlen", "Made up.")
    assert outline.polygons[0][0].tolist() == SQUARE


def test_a_polygon_and_a_multipolygon_of_one_are_the_same(write):
    several = feature()
    several["geometry"] = {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
    (one,) = read_outlines(load_scenario(write(collection(feature())))).shapes
    (other,) = read_outlines(load_scenario(write(collection(several)))).shapes
    assert one.polygons[0][0].tolist() == other.polygons[0][0].tolist()


def test_outlines_do_not_change_the_fingerprint_of_a_scenario(strait, write):
    assert load_scenario(write(collection(feature()))).fingerprint == strait.fingerprint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "broken JSON"),
        ("[" * 100_000, "broken JSON: it is nested too deeply"),
        ("9" * 5_000, "999... has too many digits; mend or delete it"),
        ('{"type": NaN}', "NaN is no number"),
        ("[]", "type: a GeoJSON FeatureCollection is expected"),
        ('{"type": "FeatureCollection"}', "features: a list is expected that is not empty"),
        (collection(feature(), note=3), "note = 3: text is expected"),
        (collection(feature(name="")), "features[0].properties.name: a name is expected"),
        (collection(feature(actor="orlan")), "actor = orlan: unknown actor, did you mean 'orlen'?"),
        (collection({**feature(), "geometry": {"type": "Point"}}), "type = Point: allowed: Polygon, Multi"),
        (collection({**feature(), "geometry": None}), "features[0].geometry.type: allowed"),
        (collection(feature(SQUARE[:3])), "coordinates[0]"),
        (collection(feature(SQUARE[:4])), "a ring ends where it begins, at [-31.0, 9.0]"),
        (collection(feature([*SQUARE[:2], [0.0, 91.0], *SQUARE[2:]])), "[2] = [0.0, 91.0]: [degrees east, "),
        (collection(feature([*SQUARE[:2], [True, 1.0], *SQUARE[2:]])), "[2] = [True, 1.0]"),
        (collection(feature([*SQUARE[:2], "x", *SQUARE[2:]])), "[2] = x"),
        (" " * (MOST_BYTES + 1), f"cannot be read (it is larger than {MOST_BYTES:,} bytes)"),
        (collection(feature(name="Or\x1b[31mlen")), "name = Or\\x1b[31mlen: holds what does not print"),
        (collection(feature(), note="a\x07"), "note = a\\x07: holds what does not print"),
        (collection(feature([*SQUARE[:2], [10**400, 1.0], *SQUARE[2:]])), "[2] = [a whole number of about"),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_is_and_what_is_allowed(write, text: str, expected: str):
    with pytest.raises(ScenarioError) as error:
        read_outlines(load_scenario(write(text)))
    assert str(error.value).startswith("strait/outlines.geojson: 1 fault\n")
    assert expected in str(error.value)


def test_all_faults_are_reported_at_once(write):
    with pytest.raises(ScenarioError, match="2 faults"):
        read_outlines(load_scenario(write(collection(feature(SQUARE[:4], name=None)))))


def test_a_file_that_is_not_text_is_refused(write):
    folder = write("")
    (folder / "outlines.geojson").write_bytes(b"\xff\xfe{")
    with pytest.raises(ScenarioError, match="is not UTF-8 text at byte 0"):
        read_outlines(load_scenario(folder))
