"""Transcript – a run turn by turn in plain words, from its trace and the scenario."""

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
from standoff.story.words import date_text, listed, percent
from standoff.vocabulary import TYPE_NAMES

__all__ = ["TRANSCRIPT", "transcript"]

TRANSCRIPT: Final = "transcript.txt"
"""Name of the file beside a trace."""
WIDTH: Final = 110


def transcript(
    scenario: Scenario, stage: Stage, tables: Mapping[str, Sequence[Mapping[str, Any]]], record: RunRecord
) -> str:
    """Tell a run.

    Parameters
    ----------
    scenario : Scenario
        The crisis in words.
    stage : Stage
        The crisis as it was played.
    tables : Mapping of str to Sequence of Mapping
        The tables of the trace.
    record : RunRecord
        How it ended.

    Returns
    -------
    str
        Lines of at most 110 characters; equal runs give equal text.
    """
    trace = NarratedTrace(stage, tables, scenario)
    end = f"Replication {record.replication}: {record.outcome.title} after {record.days:g} days."
    paragraphs = [f"{scenario.crisis.title}\n{end}", "\n".join(opening(trace)), *turns(trace)]
    paragraphs.append("\n".join(_ending(trace, record)))
    return "\n\n".join("\n".join(map(_wrapped, text.split("\n"))) for text in paragraphs) + "\n"


def _wrapped(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    behind = " " * (indent + 2 if indent else 0)
    return "\n".join(textwrap.wrap(line, WIDTH, subsequent_indent=behind, break_on_hyphens=False))


def _ending(trace: NarratedTrace, record: RunRecord) -> Iterator[str]:
    """Tell how it ended: fighting, issues, what it was worth, who was who and what others took it for."""
    yield f"The end on {date_text(trace.date(record.days))}: {record.outcome.title}"
    yield f"  Packages drafted: {record.drafts}. Highest rung: {record.peak_rung:g}."
    if record.days_to_violence >= 0.0:
        began = date_text(trace.date(record.days_to_violence))
        terms = "; it ended on agreed terms" if record.ceasefire else ""
        yield (
            f"  Fighting began on {began}{terms}. Crossed: {record.crossed:.1f} thousand. Losses, thousand: "
            f"{record.attacker_losses:.1f} of the attacker's, {record.target_losses:.1f} of the target's."
        )
    still = []
    for row, name in enumerate(trace.stage.names.issues):
        issue, began_at = trace.scenario.crisis.issues[name], float(trace.stage.facts.issue[row].status_quo)
        if record.positions[row] == began_at:
            still.append(issue.title)
            continue
        yield (
            f"  {issue.title} moved from {began_at:.2f} to {record.positions[row]:.2f} "
            f"(0: {issue.zero}; 1: {issue.one})."
        )
    if still:
        yield f"  Unchanged: {'; '.join(still)}."
    worth = zip(trace.stage.names.actors, record.payoffs, strict=True)
    yield f"  Worth: {', '.join(f'{trace.title(name)} {payoff:.2f}' for name, payoff in worth)}."
    for name, kind in zip(trace.stage.names.actors, record.types, strict=True):
        held = [
            f"{trace.title(other)} {percent(trace.resolved(other, name, trace.turns[-1])[1])}"
            for other in trace.stage.names.actors
            if other != name
        ]
        yield f"  {trace.title(name)}, {TYPE_NAMES[kind]}, was held for resolved by {listed(held)}."
