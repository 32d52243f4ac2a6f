"""Every source that the rules name is listed, and every number of the rules has its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.documents import read_yaml

ROOT = Path(__file__).parents[1]
KEY = re.compile(r"\b[a-z_]+_(?:19|20)\d\d\b")
QUOTED = re.compile(r"`([a-z][a-z0-9_]*_(?:19|20)\d\d[a-z0-9_]*)`")
SCENARIOS = {path.parent.name for path in ROOT.glob("scenarios/*/scenario.yaml")}
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("scenarios/**/*.md")])


@pytest.fixture(scope="module")
def listed() -> set[str]:
    return set(read_yaml((ROOT / "scenarios/sources.yaml").read_text()))


RULES = sorted((ROOT / "sim/standoff/rules").glob("*.py"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_source_that_a_rule_names_is_listed(path: Path, listed: set[str]) -> None:
    assert set(KEY.findall(path.read_text())) <= listed


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_source_that_a_document_names_is_listed(path: Path, listed: set[str]) -> None:
    assert set(QUOTED.findall(path.read_text())) - SCENARIOS <= listed


def test_every_rule_parameter_has_a_range_around_its_value_and_a_reason(listed: set[str]) -> None:
    for name, row in read_yaml((ROOT / "scenarios/rules.yaml").read_text()).items():
        assert row["low"] <= row["value"] <= row["high"], name
        assert len(row["note"]) > 20, name
        sources = row["source"] if isinstance(row["source"], list) else [row["source"]]
        assert sources == ["assumption"] or listed.issuperset(sources), name
