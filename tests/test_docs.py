"""What the documents show is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("scenarios/**/*.md")])


def shown(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_code_in_a_document_runs(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for block in CODE.findall(page.read_text()):
        exec(compile(block, shown(page), "exec"), {})
        assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_in_a_document_lead_somewhere(page: Path) -> None:
    for place in LINK.findall(page.read_text()):
        assert (page.parent / place).exists(), place
