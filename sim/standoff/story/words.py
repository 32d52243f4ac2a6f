"""Dates, numbers, lists and reasons as parts of sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from standoff.story.reasons import Reason
from standoff.vocabulary import Term

__all__ = ["TERM_WORDS", "because", "date_text", "listed", "percent", "span_text",
           "times"]  # fmt: skip

TERM_WORDS: Final = {
    Term.COST: "costs less",
    Term.UPKEEP: "saves upkeep",
    Term.LATER_WAR: "keeps a later attack open",
    Term.AUDIENCE: "saves face",
    Term.WAR: "is the better war",
    Term.SETTLEMENT: "brings a settlement nearer",
    Term.FEAR: "makes an attack less likely",
    Term.RISK: "provokes less",
    Term.HOST: "pays off as a host",
}
"""The advantage of an option that is better in a term."""

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Independent of the locale, so that a transcript reads the same everywhere."""
CLOSE: Final = 0.005
"""Difference in utility below which a choice between two options is a close call."""
SAME: Final = 0.0005
"""Difference in utility below which two options, or two of their terms, are worth the same."""
COUNTS: Final = ("", "", " twice", " three times", " four times", " five times", " six times")


def date_text(date: dt.date) -> str:
    """Format a date.

    Examples
    --------
    >>> date_text(dt.date(2030, 3, 1))
    '1 March 2030'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def span_text(first: dt.date, last: dt.date) -> str:
    """Format a span of days.

    Examples
    --------
    >>> span_text(dt.date(2030, 3, 1), dt.date(2030, 3, 4))
    '1 to 4 March 2030'
    """
    begin = date_text(first).split()
    end = date_text(last).split()
    if begin == end:
        return " ".join(end)
    while len(begin) > 1 and begin[-1] == end[len(begin) - 1]:
        begin.pop()
    return f"{' '.join(begin)} to {' '.join(end)}"


def percent(share: float) -> str:
    """Format a share as per cent without decimals; a small share is never shown as 0 %."""
    if 0.0 < share < 0.005:
        return "under 1 %"
    return f"{100.0 * share:.0f} %"


def times(count: int) -> str:
    """Format a number of times, with a space before it; empty for once."""
    return COUNTS[count] if count < len(COUNTS) else f" {count} times"


def listed(parts: Sequence[str]) -> str:
    """Join parts with commas and "and".

    Examples
    --------
    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def because(why: Reason | None, chosen: str, titles: Mapping[str, str]) -> str:
    """Word the reason for a choice: its advantage, or that chance chose a worse option.

    Parameters
    ----------
    why : Reason or None
        What separates it from the best of the other options.
    chosen : str
        Name of the option that was chosen.
    titles : Mapping of str to str
        Title by option.
    """
    if why is None:
        return "since it has no other option"
    better, worse = why.better["option"], why.worse["option"]
    if max(why.gap, why.by) < SAME:
        return f"a close call: to {titles[worse if better == chosen else better]} is worth as much"
    if better == chosen:
        margin = "but only just" if why.gap < CLOSE else f"worth {why.gap:.3f} more in total"
        return f"because this {_advantage(why)} ({margin}; next best: to {titles[worse]})"
    if why.gap < CLOSE:
        return f"a close call: to {titles[better]} {_advantage(why)}"
    return f"by chance: to {titles[better]} {_advantage(why)} and is worth {why.gap:.3f} more"


def _advantage(why: Reason) -> str:
    """Word the advantage of the better option; that of war depends on what it is compared with."""
    wars = [option["war"] != 0.0 for option in (why.better, why.worse)]
    if why.term == Term.WAR and not all(wars):
        return "beats the status quo" if wars[0] else "avoids a war that is worth less than the status quo"
    return TERM_WORDS[why.term]
