"""What ``standoff discover`` can be asked, with its defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["AT_LEAST", "METHODS", "RESPONSE"]

RESPONSE: Final = "any_war"
AT_LEAST: Final = 0.7
"""Share of runs that a box is to reach unless another is given."""
METHODS: Final = ("prim", "cart")
"""How boxes are found."""
