"""Reports for the tests: on a crisis whose texts are full of markup, and on a small sweep."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands import STRAIT, invoke
from tests.documents import read_yaml
from tests.results import MILD

SCRIPT = "<script>hacked=1</script>"
IMAGE = "\"><img src=x onerror='hacked=1'>"
MARKED = {"title": SCRIPT, "publisher": IMAGE, "note": IMAGE, "summary": SCRIPT + IMAGE, "zero": SCRIPT,
          "one": SCRIPT, "text": SCRIPT, "statement": SCRIPT}  # fmt: skip
"""What is added to the texts of a scenario, by their key."""


def hostile_crisis(place: Path) -> Path:
    """Copy the small crisis with markup in its titles, notes, sources and stories."""
    shutil.copytree(STRAIT.parent, place)
    for path in [place / "sources.yaml", *(place / STRAIT.name).rglob("*.yaml")]:
        content = read_yaml(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(_marked(content), sort_keys=False), encoding="utf-8")
    return place / STRAIT.name


def _marked(content: Any) -> Any:
    if isinstance(content, list):
        return [_marked(each) for each in content]
    if not isinstance(content, dict):
        return content
    return {
        key: value + MARKED[key] if key in MARKED and isinstance(value, str) else _marked(value)
        for key, value in content.items()
    }


def command(*arguments: str) -> None:
    """Run a command that has to succeed."""
    with pytest.MonkeyPatch.context() as patch:
        assert invoke(*arguments, monkeypatch=patch) == 0


def results(folder: Path, crisis: Path) -> None:
    """Play a run of the hostile crisis and a sweep of the small one: ``hostile``, ``sweep``."""
    command("run", f"scenario.name={crisis}", "replications=40", "figures=false", f"out={folder / 'hostile'}")
    few = ("replications=30", "figures=false", f"out={folder / 'sweep'}")
    command("sweep", f"scenario.name={STRAIT}", "diplomacy.trust=0.2,0.5,0.9", *MILD, *few)
