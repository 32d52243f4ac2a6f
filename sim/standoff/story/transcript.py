"""The transcript of a run: its turns in words, from its trace and the scenario."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from standoff.drivers.record import RunRecord
from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario
from standoff.story.opening import opening
from standoff.story.trace import NarratedTrace
from standoff.story.turns import turns
from standoff.story.words import date_text, percent
from standoff.vocabulary import TYPE_NAMES

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
    paragraphs.append("\n".join(_ending(trace, record)))
    return "\n\n".join("\n".join(map(_wrapped, text.split("\n"))) for text in paragraphs) + "\n"


def _wrapped(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    behind = " " * (indent + 2 if indent else 0)
    return "\n".join(textwrap.wrap(line, WIDTH, subsequent_indent=behind, break_on_hyphens=False))


def _ending(trace: NarratedTrace, record: RunRecord) -> Iterator[str]:
    """Yield the lines on the end of the run: fighting, issues, payoffs, types and beliefs."""
    yield f"The end on {date_text(trace.date(record.days))}: {record.outcome.title}"
    yield f"  Packages drafted: {record.drafts}. Highest rung: {record.peak_rung:g}."
    if record.days_to_violence >= 0.0:
        began = date_text(trace.date(record.days_to_violence))
        terms = "; it ended on agreed terms" if record.ceasefire else ""
        yield (
            f"  Fighting began on {began}{terms}. Crossed the border: {record.crossed:.1f} thousand troops. "
            f"Losses (thousand): attacker {record.attacker_losses:.1f}, target {record.target_losses:.1f}."
        )
    unchanged = []
    for row, name in enumerate(trace.stage.names.issues):
        issue, began_at = trace.scenario.crisis.issues[name], float(trace.stage.facts.issue[row].status_quo)
        if record.positions[row] == began_at:
            unchanged.append(issue.title)
            continue
        yield (
            f"  {issue.title} moved from {began_at:.2f} to {record.positions[row]:.2f} "
            f"(0: {issue.zero}; 1: {issue.one})."
        )
    if unchanged:
        yield f"  Unchanged: {'; '.join(unchanged)}."
    payoffs = zip(trace.stage.names.actors, record.payoffs, strict=True)
    yield f"  Payoffs: {', '.join(f'{trace.title(name)} {payoff:.2f}' for name, payoff in payoffs)}."
    for name, kind in zip(trace.stage.names.actors, record.types, strict=True):
        beliefs = [
            f"{trace.title(observer)} {percent(trace.resolved(observer, name, trace.turns[-1])[1])}"
            for observer in trace.stage.names.actors
            if observer != name
        ]
        held = f"Belief that it is resolved: {', '.join(beliefs)}."
        yield f"  {trace.title(name)} was {TYPE_NAMES[kind]}. {held}"
