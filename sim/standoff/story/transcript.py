"""The transcript of a run: its turns in words, from its trace and the scenario."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

from standoff.drivers.record import RunRecord
from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario
from standoff.story.ending import ending
from standoff.story.opening import opening
from standoff.story.trace import NarratedTrace
from standoff.story.turns import turns

__all__ = ["TRANSCRIPT", "transcript"]

TRANSCRIPT: Final = "transcript.txt"
"""Name of the file of a transcript."""
WIDTH: Final = 110


def transcript(
    scenario: Scenario, stage: Stage, tables: Mapping[str, Sequence[Mapping[str, Any]]], record: RunRecord
) -> str:
    """Write the transcript of a run.

    Parameters
    ----------
    scenario : Scenario
        The crisis in words.
    stage : Stage
        The crisis as it was played.
    tables : Mapping of str to Sequence of Mapping
        The tables of the trace.
    record : RunRecord
        The record of the run.

    Returns
    -------
    str
        Lines of at most 110 characters; equal runs give equal text.
    """
    trace = NarratedTrace(stage, tables, scenario)
    end = f"Run {record.replication}: {record.outcome.title} after {record.days:g} days."
    paragraphs = [f"{scenario.crisis.title}\n{end}", "\n".join(opening(trace)), *turns(trace)]
    paragraphs.append("\n".join(ending(trace, record)))
    return "\n\n".join("\n".join(map(_wrapped, text.split("\n"))) for text in paragraphs) + "\n"


def _wrapped(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    behind = " " * (indent + 2 if indent else 0)
    return "\n".join(textwrap.wrap(line, WIDTH, subsequent_indent=behind, break_on_hyphens=False))
