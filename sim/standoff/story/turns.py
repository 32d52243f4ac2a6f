"""Turns – what happened turn by turn; turns with nothing new are told together.

A turn is told if the calendar, an event, a belief, a fear, forces or the fighting bring something new, or if
an actor does what it did not do last. An act that leaves the actor's rung as it is, and one that is only
repeated, are told together with those around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from standoff.rules.timeline import falls_in_turn
from standoff.scenario.schema import Act, Exercise, Inject
from standoff.story.reasons import reason
from standoff.story.trace import NarratedTrace, Row
from standoff.story.words import because, date_text, percent, span_text, times

__all__ = ["turns"]

LEARNT: Final = 0.05
"""Change of a belief that is worth telling, probability."""
FEARED: Final = 0.1
"""Change of the expected probability of attack that is worth telling."""
MOVED: Final = 0.1
"""Change of a force that is worth telling, share of the required one."""
WAR_DAYS: Final = 7.0
"""Days between reports of the fighting."""


def turns(trace: NarratedTrace) -> Iterator[str]:
    """Tell all turns, a paragraph each, or one for several with nothing new."""
    narrator = _Narrator(trace)
    quiet: list[int] = []
    for turn in trace.turns:
        lines = narrator.news(turn)
        if not lines:
            quiet.append(turn)
            continue
        if quiet:
            yield _together(trace, quiet)
            quiet = []
        yield "\n".join([f"{date_text(trace.date(trace.day(turn)))}, turn {turn}", *lines])
    if quiet:
        yield _together(trace, quiet)


def _together(trace: NarratedTrace, quiet: list[int]) -> str:
    """Tell turns with nothing new in a sentence."""
    span = span_text(trace.date(trace.day(quiet[0])), trace.date(trace.day(quiet[-1])))
    numbers = f"turn {quiet[0]}" if len(quiet) == 1 else f"turns {quiet[0]} to {quiet[-1]}"
    acts = Counter((row["actor"], row["option"]) for turn in quiet for row in _acts(trace, turn))
    told = [
        f"{trace.title(actor)} decides{times(count)} to {trace.act_titles[act]}"
        for (actor, act), count in acts.items()
    ]
    return f"{span}, {numbers}: nothing new. " + (f"{'; '.join(told)}." if told else "Nobody acts.")


def _acts(trace: NarratedTrace, turn: int) -> list[Row]:
    return trace.rows("decisions", turn=turn, is_chosen=True)


class _Narrator:
    """Remembers what was told, to tell only what is new."""

    def __init__(self, trace: NarratedTrace) -> None:
        self._trace = trace
        self._last_act: dict[str, str] = {}
        self._force: dict[str, tuple[float, float]] = {}
        self._fear = dict.fromkeys(trace.stage.names.actors, 0.0)
        self._told_war, self._held = -WAR_DAYS, list[str]()
        facts, names = trace.stage.facts, trace.stage.names
        for row, actor in enumerate(names.actors):
            now = float(facts.force[row]["now"].sum())
            self._force[actor] = (now, now / float(facts.actor[row].required))

    def news(self, turn: int) -> list[str]:
        """Tell a turn in lines, or nothing if it brings nothing new."""
        acts = _acts(self._trace, turn)
        is_new = any(self._is_new(row) for row in acts)
        injects, events = self._events(turn)
        before = [*self._calendar(turn), *injects, *self._seen(turn), *self._feared(turn)]
        after = [*events, *self._forces(turn), *self._fighting(turn)]
        self._last_act.update({row["actor"]: row["option"] for row in acts})
        if not (before or after or is_new):
            return []
        return [f"  {line}" for line in (*before, *map(self._act, acts), *after)]

    def _is_new(self, row: Row) -> bool:
        facts, names = self._trace.stage.facts, self._trace.stage.names
        rung = float(facts.action[names.actions.index(row["option"])].rung)
        return rung > 0.0 and self._last_act.get(row["actor"]) != row["option"]

    def _calendar(self, turn: int) -> Iterator[str]:
        stage, day = self._trace.stage, self._trace.day(turn)
        length = float(stage.facts.rules.turn_days)
        for name, event in self._trace.scenario.crisis.timeline.items():
            if isinstance(event, Act | Inject):  # an inject is told as an event
                continue
            if falls_in_turn(float((event.date - stage.opens_at).days), day, length):
                yield f"Calendar: {event.text}"
            if isinstance(event, Exercise) and falls_in_turn(
                float((event.until - stage.opens_at).days), day, length
            ):
                yield f"Calendar: the exercise {name.replace('_', ' ').title()} ends."

    def _seen(self, turn: int) -> Iterator[str]:
        """Tell whose last act changed what others believe of it."""
        trace, actors = self._trace, self._trace.stage.names.actors
        for subject in actors:
            held = {other: trace.resolved(other, subject, turn) for other in actors if other != subject}
            moved = [
                f"{trace.title(other)} {percent(after)} (before {percent(before)})"
                for other, (before, after) in held.items()
                if abs(after - before) >= LEARNT
            ]
            if moved:
                row = trace.chosen(subject, turn - 1)
                act = f"was seen to {trace.act_titles[row['option']]}" if row else "kept still"
                yield f"{trace.title(subject)} {act}. Belief that it is resolved: {', '.join(moved)}."

    def _feared(self, turn: int) -> Iterator[str]:
        """Tell who expects an attack with another probability; once fighting is on, all know."""
        if self._front(turn):
            return
        changed = []
        for row in self._trace.rows("actors", turn=turn):
            before = self._fear[row["actor"]]
            if abs(row["fear"] - before) >= FEARED:
                self._fear[row["actor"]] = row["fear"]
                was = f" (before {percent(before)})" if before > 0.0 else ""
                changed.append(f"{self._trace.title(row['actor'])} {percent(row['fear'])}{was}")
        if changed:
            days = float(self._trace.stage.facts.rules.planning_days)
            yield f"An attack within {days:g} days is expected with: {', '.join(changed)}."

    def _act(self, row: Row) -> str:
        trace = self._trace
        who, act, odds = (
            trace.title(row["actor"]),
            trace.act_titles[row["option"]],
            percent(row["probability"]),
        )
        if row["is_injected"]:
            return f"{who} is made to {act} by an inject; by itself it chooses this with {odds}."
        options = trace.rows("decisions", turn=row["turn"], actor=row["actor"])
        why = because(reason(options, row), row["option"], trace.act_titles)
        return f"{who} decides to {act} ({odds}), {why}."

    def _events(self, turn: int) -> tuple[list[str], list[str]]:
        """Tell the injects, which come before all acts, and what else happened."""
        told: tuple[list[str], list[str]] = [], []
        for row in self._trace.rows("events", turn=turn):
            told[row["kind"] != "inject"].append(f"* {row['text']}")
        return told

    def _forces(self, turn: int) -> Iterator[str]:
        for row in self._trace.rows("actors", turn=turn):
            actor, before = row["actor"], self._force[row["actor"]]
            if abs(row["force_share"] - before[1]) < MOVED:
                continue
            self._force[actor] = (row["force"], row["force_share"])
            moved = [
                f"{self._trace.axis_title(place['axis'])} {place['troops']:.1f}"
                for place in self._trace.rows("forces", turn=turn, actor=actor)
                if place["axis"] in self._trace.stage.names.axes and place["troops"] > 0.0
            ]
            where = f": {'; '.join(moved)}" if moved else ""
            title = self._trace.title(actor)
            yield f"Forces of {title} {row['force']:.1f} thousand (before {before[0]:.1f}){where}."

    def _front(self, turn: int) -> list[Row]:
        """Give the axes on which an attacker stands across the border or holds ground."""
        return [
            row
            for row in self._trace.rows("forces", turn=turn)
            if row["crossed"] > 0.0 or row["ground"] > 0.0
        ]

    def _fighting(self, turn: int) -> Iterator[str]:
        """Tell the front once a week, on a ceasefire, and at the end, as long as it moves."""
        day = self._trace.day(turn)
        is_over = turn == self._trace.turns[-1] or self._trace.rows("events", turn=turn, kind="ceasefire")
        is_due = is_over or day >= self._told_war + WAR_DAYS
        held = [
            f"{self._trace.axis_title(row['axis'])} {row['crossed']:.1f} thousand"
            + (f" with {percent(row['ground'])} of the ground" if row["ground"] > 0.0 else "")
            for row in self._front(turn)
        ]
        if is_due and held and held != self._held:
            self._told_war, self._held = day, held
            yield f"Across the border: {'; '.join(held)}."
