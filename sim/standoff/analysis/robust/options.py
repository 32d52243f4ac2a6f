"""What ``standoff robust`` can be asked, with its defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["CRITERIA", "CRITERION", "GOAL"]

GOAL: Final = "any_war"
"""What packages are chosen by unless something else is named; less is better."""
CRITERIA: Final = ("mean", "p90", "worst", "regret_p90", "regret_max", "satisficing")
"""What a package can be best in."""
CRITERION: Final = "regret_p90"
"""The criterion unless another is named."""
