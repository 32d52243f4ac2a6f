"""The folder that a command writes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

__all__ = ["output_folder"]


def output_folder(out: str | None, experiment: str, started: dt.datetime | None = None) -> Path:
    """Give the folder of a result: the given one, or one named by experiment and time."""
    if out is not None:
        from standoff.scenario.locate import user_path  # loads what a scenario is made of

        return user_path(out)
    return Path("results", experiment, f"{started or dt.datetime.now():%Y-%m-%d_%H-%M-%S}")
