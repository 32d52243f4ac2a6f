"""Types of arrays, by what they hold."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Column", "Counts", "Flags", "Numbers", "Rows"]

Numbers: TypeAlias = npt.NDArray[np.float64]
Counts: TypeAlias = npt.NDArray[np.int64]
"""Whole numbers: of runs, of points, of rows."""
Flags: TypeAlias = npt.NDArray[np.bool_]
Rows: TypeAlias = npt.NDArray[np.void]
"""Records: a row for each run."""
Column: TypeAlias = npt.NDArray[Any]
"""Values of a factor: numbers or words."""
