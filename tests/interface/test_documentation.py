from __future__ import annotations

import doctest
from dataclasses import fields
from pathlib import Path

import pytest

import standoff.interface
from standoff.config import options
from standoff.interface import Crisis, Ensemble, Findings, Run, Sweep, crisis

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "python.md").read_text()
MADE_BY_LOAD = {"arguments", "composer"}


@pytest.mark.parametrize("module", [crisis, options], ids=lambda module: module.__name__)
def test_examples_in_docstrings_give_what_they_show(module):
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed


@pytest.mark.parametrize("kind", [Crisis, Ensemble, Findings, Run, Sweep])
def test_the_reference_lists_every_public_member_of_a_class(kind: type):
    shown = {name for name in vars(kind) if not name.startswith("_")} | {field.name for field in fields(kind)}
    for name in shown - MADE_BY_LOAD - {"stage", "title"}:
        assert f"`{kind.__name__}.{name}" in PAGE, name


def test_the_reference_names_every_class_and_what_makes_it():
    for name in standoff.interface.__all__:
        assert f"`{name}`" in PAGE or f"`{name}(" in PAGE, name
