"""The end of a run in words: fighting, ground, issues, payoffs, types and beliefs."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.drivers.record import RunRecord
from standoff.rules.outcome import full_scale_troops
from standoff.story.trace import NarratedTrace
from standoff.story.words import date_text, percent
from standoff.vocabulary import TYPE_NAMES

__all__ = ["ending", "ground_held"]


def ground_held(trace: NarratedTrace) -> str:
    """Word the ground that an attacker holds at the end of a run, by axis; empty if it holds none."""
    held = [
        f"{trace.axis_title(row['axis'])} {percent(row['ground'])}"
        for row in trace.rows("forces", turn=trace.turns[-1])
        if row["ground"] > 0.0
    ]
    return f"Ground held at the end: {'; '.join(held)}." if held else ""


def ending(trace: NarratedTrace, record: RunRecord) -> Iterator[str]:
    """Yield the lines on the end of the run: fighting, issues, payoffs, types and beliefs."""
    yield f"The end on {date_text(trace.date(record.days))}: {record.outcome.title}"
    yield f"  Packages drafted: {record.drafts}. Highest rung: {record.peak_rung:g}."
    if record.days_to_violence >= 0.0:
        began = date_text(trace.date(record.days_to_violence))
        terms = "; it ended on agreed terms" if record.ceasefire else ""
        yield (
            f"  Fighting began on {began}{terms}. Crossed the border: {record.crossed:.1f} thousand troops"
            f"{_full_scale(trace)}. Losses (thousand): attacker {record.attacker_losses:.1f}, target "
            f"{record.target_losses:.1f}."
        )
        if held := ground_held(trace):
            yield f"  {held}"
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


def _full_scale(trace: NarratedTrace) -> str:
    """Word the number of troops from which the full attack of a run is a full-scale invasion."""
    attackers = [row["actor"] for row in trace.rows("events", kind="attack")]
    if not attackers:
        return ""
    attacker = trace.stage.names.actors.index(attackers[-1])
    return f" (full-scale: a full attack by {full_scale_troops(trace.stage.facts, attacker):.3g} or more)"
