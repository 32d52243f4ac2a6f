"""The turns of a transcript; consecutive turns with nothing new share a paragraph.

A turn has a paragraph of its own if the calendar, an event, a belief, a fear, forces or the fighting bring
something new, or if an actor does something other than its last act. Acts without a rung and repeated acts
alone are nothing new.
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
"""Change of a belief from which it is reported, probability."""
FEARED: Final = 0.1
"""Change of the expected probability of attack from which it is reported."""
MOVED: Final = 0.1
"""Change of a force from which it is reported, share of the required force."""
WAR_DAYS: Final = 7.0
"""Days between reports of the fighting."""


def turns(trace: NarratedTrace) -> Iterator[str]:
    """Yield a paragraph for each turn with something new, and one for each stretch of turns without."""
    narrator = _Narrator(trace)
    quiet: list[int] = []
    for turn in trace.turns:
        lines = narrator.news(turn)
        if not lines:
            quiet.append(turn)
            continue
        if quiet:
            yield _quiet_turns(trace, quiet)
            quiet = []
        yield "\n".join([f"{date_text(trace.date(trace.day(turn)))}, turn {turn}", *lines])
    if quiet:
        yield _quiet_turns(trace, quiet)


def _quiet_turns(trace: NarratedTrace, quiet: list[int]) -> str:
    """Sum up turns with nothing new in a sentence."""
    span = span_text(trace.date(trace.day(quiet[0])), trace.date(trace.day(quiet[-1])))
    numbers = f"turn {quiet[0]}" if len(quiet) == 1 else f"turns {quiet[0]} to {quiet[-1]}"
    acts = Counter((row["actor"], row["option"]) for turn in quiet for row in _acts(trace, turn))
    sentences = [
        f"{trace.title(actor)} decides{times(count)} to {trace.act_titles[act]}"
        for (actor, act), count in acts.items()
    ]
    return f"{span}, {numbers}: nothing new. " + (f"{'; '.join(sentences)}." if sentences else "No one acts.")


def _acts(trace: NarratedTrace, turn: int) -> list[Row]:
    return trace.rows("decisions", turn=turn, is_chosen=True)


class _Narrator:
    """Reports what is new in each turn; remembers what it has reported."""

    def __init__(self, trace: NarratedTrace) -> None:
        self._trace = trace
        self._last_act: dict[str, str] = {}
        self._force: dict[str, tuple[float, float]] = {}
        self._fear = dict.fromkeys(trace.stage.names.actors, 0.0)
        self._fighting_day, self._front_lines = -WAR_DAYS, list[str]()
        facts, names = trace.stage.facts, trace.stage.names
        for row, actor in enumerate(names.actors):
            now = float(facts.force[row]["now"].sum())
            self._force[actor] = (now, now / float(facts.actor[row].required))

    def news(self, turn: int) -> list[str]:
        """Return the lines of a turn; none if it brings nothing new."""
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
            if isinstance(event, Act | Inject):  # injects are reported as events
                continue
            if falls_in_turn(float((event.date - stage.opens_at).days), day, length):
                yield f"Calendar: {event.text}"
            if isinstance(event, Exercise) and falls_in_turn(
                float((event.until - stage.opens_at).days), day, length
            ):
                yield f"Calendar: the exercise {name.replace('_', ' ').title()} ends."

    def _seen(self, turn: int) -> Iterator[str]:
        """Yield a line for each actor whose last act changed what others believe about it."""
        trace, actors = self._trace, self._trace.stage.names.actors
        for subject in actors:
            beliefs = {name: trace.resolved(name, subject, turn) for name in actors if name != subject}
            moved = [
                f"{trace.title(observer)} {percent(after)} (previously {percent(before)})"
                for observer, (before, after) in beliefs.items()
                if abs(after - before) >= LEARNT
            ]
            if moved:
                row = trace.chosen(subject, turn - 1)
                act = f"was seen to {trace.act_titles[row['option']]}" if row else "took no action"
                yield f"{trace.title(subject)} {act}. Belief that it is resolved: {', '.join(moved)}."

    def _feared(self, turn: int) -> Iterator[str]:
        """Yield a line on changed expectations of attack; none once there is fighting."""
        if self._front(turn):
            return
        changed = []
        for row in self._trace.rows("actors", turn=turn):
            before = self._fear[row["actor"]]
            if abs(row["fear"] - before) >= FEARED:
                self._fear[row["actor"]] = row["fear"]
                was = f" (previously {percent(before)})" if before > 0.0 else ""
                changed.append(f"{self._trace.title(row['actor'])} {percent(row['fear'])}{was}")
        if changed:
            days = float(self._trace.stage.facts.rules.planning_days)
            yield f"Expected probability of an attack within {days:g} days: {', '.join(changed)}."

    def _act(self, row: Row) -> str:
        trace = self._trace
        who, act, odds = (
            trace.title(row["actor"]),
            trace.act_titles[row["option"]],
            percent(row["probability"]),
        )
        if row["is_injected"]:
            return f"{who} is made to {act} by an inject; probability of its own choice: {odds}."
        options = trace.rows("decisions", turn=row["turn"], actor=row["actor"])
        why = because(reason(options, row), row["option"], trace.act_titles)
        return f"{who} decides to {act} ({odds}), {why}."

    def _events(self, turn: int) -> tuple[list[str], list[str]]:
        """Return the injects, which come before all acts, and the other events."""
        lines: tuple[list[str], list[str]] = [], []
        for row in self._trace.rows("events", turn=turn):
            lines[row["kind"] != "inject"].append(f"* {row['text']}")
        return lines

    def _forces(self, turn: int) -> Iterator[str]:
        for row in self._trace.rows("actors", turn=turn):
            actor, before = row["actor"], self._force[row["actor"]]
            if abs(row["force_share"] - before[1]) < MOVED:
                continue
            self._force[actor] = (row["force"], row["force_share"])
            moved = [
                f"{self._trace.axis_title(force['axis'])} {force['troops']:.1f}"
                for force in self._trace.rows("forces", turn=turn, actor=actor)
                if force["axis"] in self._trace.stage.names.axes and force["troops"] > 0.0
            ]
            where = f": {'; '.join(moved)}" if moved else ""
            title = self._trace.title(actor)
            yield f"Forces of {title} {row['force']:.1f} thousand (previously {before[0]:.1f}){where}."

    def _front(self, turn: int) -> list[Row]:
        """Return the rows of axes on which an attacker is across the border or holds ground."""
        return [
            row
            for row in self._trace.rows("forces", turn=turn)
            if row["crossed"] > 0.0 or row["ground"] > 0.0
        ]

    def _fighting(self, turn: int) -> Iterator[str]:
        """Yield a line on the front once a week, at a ceasefire and at the end, as long as it moves."""
        day = self._trace.day(turn)
        is_over = turn == self._trace.turns[-1] or self._trace.rows("events", turn=turn, kind="ceasefire")
        is_due = is_over or day >= self._fighting_day + WAR_DAYS
        front = [
            f"{self._trace.axis_title(row['axis'])} {row['crossed']:.1f} thousand"
            + (f", holding {percent(row['ground'])} of the ground" if row["ground"] > 0.0 else "")
            for row in self._front(turn)
        ]
        if is_due and front and front != self._front_lines:
            self._fighting_day, self._front_lines = day, front
            yield f"Across the border: {'; '.join(front)}."
