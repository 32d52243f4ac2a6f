from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from standoff.errors import ScenarioError
from standoff.scenario import shared
from standoff.scenario.baselines import load_baselines
from standoff.scenario.locate import data_root
from standoff.vocabulary import Outcome


def test_each_baseline_places_each_outcome_in_one_class():
    for baseline in load_baselines().values():
        placed = [outcome for group in baseline.classes.values() for outcome in group.outcomes]
        assert sorted(placed) == list(Outcome)
        assert baseline.n > 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[limited_incursion]", "[limited_incursions]", "unknown outcome 'limited_incursions', did you mean"),
        (", wider_war]", "]", "each outcome has to stand in one class"),
        ("count: 2\n", "count: -2\n", "icb_matched.classes.full_scale_war.count = -2"),
        ("source: icb_v16", "source: icb", "unknown source 'icb'"),
    ],
)
def test_a_faulty_file_is_reported_with_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, expected: str
):
    shutil.copytree(data_root() / "scenarios", tmp_path / "scenarios")
    path = tmp_path / "scenarios" / "baselines.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    monkeypatch.setattr(shared, "data_root", lambda: tmp_path)
    load_baselines.cache_clear()
    with pytest.raises(ScenarioError) as error:
        load_baselines()
    load_baselines.cache_clear()
    assert str(error.value).startswith("scenarios/baselines.yaml: ")
    assert expected in str(error.value)
