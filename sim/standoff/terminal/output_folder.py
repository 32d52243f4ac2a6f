"""The folder that a command writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from standoff.config.given import setting_name
from standoff.store.drafts import RESULTS

__all__ = ["output_folder", "unused"]


def output_folder(
    out: str | None, experiment: str, words: Sequence[str] = (), started: dt.datetime | None = None
) -> Path:
    """Give the folder of a result: the given one, or one named by experiment, time and what was set.

    Parameters
    ----------
    out : str, optional
        The folder that the user gave.
    experiment : str
        The experiment, or the command.
    words : sequence of str
        The words of the command line.
    started : datetime.datetime, optional
        When the command began; default: now.
    """
    if out is not None:
        from standoff.scenario.locate import user_path  # loads what a scenario is made of

        return user_path(out)
    name = f"{started or dt.datetime.now():%Y-%m-%d_%H-%M}"
    what = setting_name(words)
    return RESULTS / experiment / (f"{name}_{what}" if what else name)


def unused(folder: Path) -> Path:
    """Give a folder, or if it is there, the first of ``<folder>-2`` and so on that is not."""
    free, number = folder, 1
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free
