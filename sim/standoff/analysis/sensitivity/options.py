"""The default responses of ``standoff sensitivity``; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["RESPONSES"]

RESPONSES: Final = ("any_war",)
