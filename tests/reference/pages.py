"""Pages – which pages have generated blocks, what makes each block, and what a page should be."""

from __future__ import annotations

from pathlib import Path

from tests.reference import code, data
from tests.reference.markdown import Block, fill
from tests.reference.rules import ROOT

__all__ = ["BLOCKS", "PAGES", "made"]

PLAYED = {"validation.md", "calibration.md"}
"""Pages whose blocks are made by playing: `make validate` and `make calibrate` fill them."""
PAGES = sorted(page for page in (ROOT / "docs").rglob("*.md") if page.name not in PLAYED)
"""All pages below ``docs``; one without marks stays as it is."""

BLOCKS: dict[str, Block] = {name: getattr(module, name) for module in (code, data) for name in module.__all__}
"""What makes each block, by the name in its mark."""


def made(page: Path) -> str:
    """Give a page with its blocks made anew."""
    return fill(page.read_text(encoding="utf-8"), BLOCKS)
