"""The options of ``standoff compare`` and their defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

from standoff.vocabulary import Outcome

__all__ = ["BY", "RANKED_BY"]

RANKED_BY: Final = ("any_war", *(outcome.key for outcome in Outcome))
BY: Final = RANKED_BY[0]
"""Outcome by which results are ranked by default."""
