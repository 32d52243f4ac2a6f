"""What an editor is told agrees with what the check accepts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from standoff.scenario.inject_schema import PAIRED, UNITS
from standoff.scenario.json_schema import json_schemas
from standoff.scenario.locate import data_root, scenario_names
from standoff.scenario.skeleton import skeleton_files
from standoff.vocabulary import InjectEffect
from tests.documents import read_yaml

DATA = Path(__file__).parent / "data"
SHARED = data_root() / "scenarios"
FAULTS = read_yaml((DATA / "faults.yaml").read_text(encoding="utf-8"))
SCHEMAS = {name.removesuffix(".json"): json.loads(text) for name, text in json_schemas().items()}

SEEN_IN_ONE_FILE = (
    *("unknown field", "missing quantity", "percentage", "range of the unit", "ratio", "wrong unit"),
    *("unknown unit", "latitude", "version", "horizon", "empty text", "flag as a word"),
    *("unknown kind of event", "event without a kind", "exercise without an end", "mapping that is a list"),
    *("assumption without a reason", "sourced assumption without a reason", "source without a publisher"),
    *("number instead of a quantity", "number in quotes", "truth value for a number", "missing source"),
    *("empty list of sources", "assumed place without a reason", "text that is a number"),
    *("word of the action", "unknown column of an action", "actors inside the file"),
    *("inject without a source", "inject of another effect", "inject with a bare size"),
    *("inject with a size in another unit", "inject with a size out of range"),
    *("inject with a size in a unit that no effect has",),
)
"""Slips that a schema of the file alone can see; the others concern several elements or files."""


def as_an_editor_reads(text: str) -> Any:
    """Read YAML as JSON knows it: a date is text."""
    return json.loads(json.dumps(read_yaml(text), default=dt.date.isoformat))


def problems(kind: str, text: str) -> list[str]:
    errors = Draft202012Validator(SCHEMAS[kind]).iter_errors(as_an_editor_reads(text))
    return [error.message for error in errors]


def kind_of(path: str) -> str:
    named = {"actors": "actor", "variants": "variant"}
    return named.get(Path(path).parent.name, Path(path).stem)


def shipped() -> list[Path]:
    folders = [*(SHARED / name for name in scenario_names()), DATA / "strait"]
    return [
        SHARED / "sources.yaml",
        SHARED / "actions.yaml",
        *(f for d in folders for f in d.rglob("*.yaml")),
    ]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_schema_is_valid(kind: str):
    Draft202012Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("path", shipped(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_editor_finds_nothing_wrong_with_a_sound_file(path: Path):
    assert problems(kind_of(path.as_posix()), path.read_text(encoding="utf-8")) == []


def test_an_editor_finds_nothing_wrong_with_the_skeleton():
    files = {path: text for path, text in skeleton_files().items() if path.endswith(".yaml")}
    assert {kind_of(path) for path in files} == {"scenario", "actor", "facts", "sources"}
    for path, text in files.items():
        assert problems(kind_of(path), text) == [], path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("frozen_at:", "frozen:"),
        ("paths:", "path:"),
        ("kind: expert", "kind: guess"),
        ("note: as", "noted: as"),
        ("[axes, actors.vesper]", "[]"),
    ],
)
def test_an_editor_marks_a_slip_in_a_variant(old: str, new: str):
    text = (DATA / "strait/variants/2030-02-20.yaml").read_text(encoding="utf-8")
    assert text.count(old) >= 1
    assert problems("variant", text.replace(old, new, 1)) != []


@pytest.mark.parametrize("slip", SEEN_IN_ONE_FILE)
def test_an_editor_marks_a_slip_that_the_check_refuses(slip: str):
    file, old, new = (FAULTS[slip][key] for key in ("file", "old", "new"))
    text = (DATA / file).read_text(encoding="utf-8")
    assert problems(kind_of(file), text) == []
    assert problems(kind_of(file), text.replace(old, new, 1)) != []


def sound_inject(effect: InjectEffect) -> dict[str, Any]:
    """An inject of an effect as a file holds it."""
    origin = {"source": "assumption", "note": "a guess", "known": "2030-03-01"}
    inject = {
        "kind": "inject",
        "date": "2030-03-04",
        "text": "A leak.",
        **origin,
        "effect": effect.name.lower(),
    }
    inject |= {"pair": "vesper|orlen"} if effect in PAIRED else {"actor": "vesper"}
    if effect == InjectEffect.ACT:
        inject["action"] = "demand"
    if effect in UNITS:
        size = {"value": -1, "low": -1, "high": 1, "unit": UNITS[effect], "kind": "assumption"}
        inject["by"] = size | origin
    return inject


def crisis_with(inject: dict[str, Any]) -> str:
    crisis = as_an_editor_reads((DATA / "strait/scenario.yaml").read_text(encoding="utf-8"))
    crisis["timeline"] = {"leak": inject}
    return json.dumps(crisis)


@pytest.mark.parametrize("effect", InjectEffect)
def test_an_editor_knows_what_an_inject_of_each_effect_needs(effect: InjectEffect):
    inject = sound_inject(effect)
    assert problems("scenario", crisis_with(inject)) == []
    crosswise = {"actor": "vesper", "pair": "vesper|orlen", "action": "demand", "axis": "narrows"}
    for name in ("actor", "pair", "action", "by"):
        without = {key: value for key, value in inject.items() if key != name}
        assert (problems("scenario", crisis_with(without)) != []) == (name in inject), name
    for name in crosswise.keys() - inject.keys():
        is_troops_axis = (effect, name) == (InjectEffect.TROOPS, "axis")
        more = inject | {name: crosswise[name]}
        assert (problems("scenario", crisis_with(more)) == []) == is_troops_axis, name


def test_every_field_that_an_author_writes_says_what_it_means():
    for kind, schema in SCHEMAS.items():
        for record, form in {kind: schema, **schema.get("$defs", {})}.items():
            for field, about in form.get("properties", {}).items():
                assert about.get("description"), f"{record}.{field}"
