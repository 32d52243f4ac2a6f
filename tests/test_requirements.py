"""The ranges in ``pyproject.toml`` and the lowest versions that `make test-oldest` installs."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]


def test_the_oldest_set_is_made_of_the_lower_bounds():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = [Requirement(text) for text in project["dependencies"]]
    extra = [Requirement(text) for texts in project["optional-dependencies"].values() for text in texts]
    lines = (ROOT / "requirements" / "oldest.in").read_text().splitlines()
    pinned = dict(line.split("==") for line in lines if "==" in line)
    bounds = {each.name: _lowest(each) for each in needed + extra}
    assert {name: Version(version) for name, version in pinned.items()} == {
        name: bounds[name] for name in pinned
    }
    assert {each.name for each in needed} <= pinned.keys()


def _lowest(requirement: Requirement) -> Version:
    (bound,) = (each.version for each in requirement.specifier if each.operator == ">=")
    return Version(bound)
