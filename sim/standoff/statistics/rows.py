"""Rows of the tables that analyses write."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["Line", "with_gaps"]

Line = dict[str, Any]
"""One row of a table: value by column."""


def with_gaps(line: Line) -> Line:
    """Replace numbers that are not finite by None, an empty cell."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in line.items()
    }
