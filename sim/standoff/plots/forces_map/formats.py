"""Formats of maps; loads nothing heavy, so that commands can check them first."""

from __future__ import annotations

from typing import Final

__all__ = ["MOVING", "STILL"]

STILL: Final = ("png", "svg")
"""Formats of the map of a turn; both are written by default."""
MOVING: Final = ("gif", "mp4")
"""Formats of an animation, the default first."""
