"""What the model leaves out, and why: one list for the pages of `docs/` and for every report."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

__all__ = ["left_out"]


@cache
def left_out() -> tuple[tuple[str, str], ...]:
    """Return what is left out with the reason, from ``left_out.csv``."""
    text = (files("standoff.report") / "left_out.csv").read_text(encoding="utf-8")
    return tuple((row["left out"], row["why"]) for row in csv.DictReader(text.splitlines()))
