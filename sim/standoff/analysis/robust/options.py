"""The options of ``standoff robust`` and their defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["CRITERIA", "CRITERION", "GOAL"]

GOAL: Final = "any_war"
"""The default goal; lower is better."""
CRITERIA: Final = ("mean", "p90", "worst", "regret_p90", "regret_max", "satisficing")
"""The criteria of robustness; satisficing needs aims."""
CRITERION: Final = "regret_p90"
"""The default criterion."""
