"""Hydra's arguments: how click leaves a command line to Hydra."""

from __future__ import annotations

__all__ = ["FOR_HYDRA"]

FOR_HYDRA = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Settings of a click command whose options and overrides Hydra parses."""
