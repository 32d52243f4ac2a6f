"""click settings that pass a command line on to Hydra."""

from __future__ import annotations

__all__ = ["FOR_HYDRA"]

FOR_HYDRA = {"ignore_unknown_options": True, "allow_extra_args": True}
"""Context settings of a click command whose options and overrides Hydra parses."""
