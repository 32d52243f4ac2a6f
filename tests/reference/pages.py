"""Pages – which pages have generated blocks, and what they should be."""

from __future__ import annotations

from pathlib import Path

from tests.reference.blocks import BLOCKS
from tests.reference.markdown import fill
from tests.reference.rules import ROOT

__all__ = ["PAGES", "made"]

PAGES = sorted((ROOT / "docs").rglob("*.md"))
"""All pages below ``docs``; one without marks stays as it is."""


def made(page: Path) -> str:
    """Give a page with its blocks made anew."""
    return fill(page.read_text(encoding="utf-8"), BLOCKS)
