from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from standoff.errors import ScenarioError
from standoff.scenario import shared
from standoff.scenario.locate import data_root
from standoff.scenario.parameters import LIMITS, load_parameters, parameter_names

Change = Callable[[str, str], None]


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Change]:
    """Replace a piece of text in a copy of the file, which is then the one that is loaded."""
    shutil.copytree(data_root() / "scenarios", tmp_path / "scenarios")
    path = tmp_path / "scenarios" / "rules.yaml"

    def edit(old: str, new: str) -> None:
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        monkeypatch.setattr(shared, "data_root", lambda: tmp_path)
        load_parameters.cache_clear()

    yield edit
    load_parameters.cache_clear()


def test_there_is_a_parameter_for_each_field_of_the_rules_but_the_length_of_a_turn():
    assert set(load_parameters()) == set(parameter_names())
    assert "turn_days" not in parameter_names()


@pytest.mark.parametrize("name", parameter_names())
def test_the_range_of_a_parameter_lies_inside_its_limits(name: str):
    parameter = load_parameters()[name]
    low, high = parameter.limits
    assert low <= parameter.low <= parameter.value <= parameter.high <= high


def test_a_parameter_whose_range_excludes_zero_or_one_may_not_be_set_to_it():
    parameters = load_parameters()
    assert parameters["gradient_km"].limits[0] > 0
    assert parameters["discount"].limits[1] < 1
    assert parameters["learning"].limits == LIMITS["share"]
    assert parameters["mediator"].limits[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("learning:", "lerning:", "learning: is missing; add it"),
        ("learning:", "lerning:", "lerning: unknown rule parameter, did you mean 'learning'?"),
        (
            "low: 0.92, high: 0.99",
            "low: 0.97, high: 0.99",
            "discount = a mapping: value 0.96: allowed range is its own, 0.97 to 0.99",
        ),
        (
            "low: 0.92, high: 0.99",
            "low: 0.92, high: 1.2",
            "0.92 to 1.2: allowed range is 0 to 1 (share)",
        ),
        (
            "unit: per_utility",
            "unit: per_cent",
            "rationality.unit = per_cent: unknown word, allowed: days, km",
        ),
        (
            "source: dupuy_1987",
            "source: dupuy_1978",
            "unknown source 'dupuy_1978', did you mean 'dupuy_1987'?",
        ),
        ("kind: expert, source: dupuy_1987", "kind: expert, source: assumption", "kind expert does not fit"),
        (
            "unit: share, kind",
            "units: share, kind",
            "discount.units = share: unknown field, did you mean 'unit'?",
        ),
    ],
)
def test_a_faulty_file_is_reported_with_its_path(change: Change, old: str, new: str, expected: str):
    change(old, new)
    with pytest.raises(ScenarioError) as error:
        load_parameters()
    assert str(error.value).startswith("scenarios/rules.yaml: ")
    assert expected in str(error.value)
