"""Words – dates, numbers and names as sentences have them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from standoff.story.reasons import Reason
from standoff.vocabulary import Term

__all__ = ["TERM_WORDS", "because", "date_text", "listed", "percent", "span_text",
           "times"]  # fmt: skip

TERM_WORDS: Final = {
    Term.COST: "costs less to do",
    Term.UPKEEP: "takes less readiness",
    Term.LATER_WAR: "keeps a later attack open",
    Term.AUDIENCE: "saves face",
    Term.WAR: "is the better war",
    Term.SETTLEMENT: "brings a settlement nearer",
    Term.FEAR: "makes an attack less likely",
    Term.RISK: "provokes less",
    Term.HOST: "pays off as a host",
}
"""What speaks for an option that is better in a term."""

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Not from the locale: a stored transcript reads the same everywhere."""
CLOSE: Final = 0.005
"""Utility below which it is a close call between two options."""
COUNTS: Final = ("", "", " twice", " three times", " four times", " five times", " six times")


def date_text(date: dt.date) -> str:
    """Give a date in words.

    Examples
    --------
    >>> date_text(dt.date(2030, 3, 1))
    '1 March 2030'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def span_text(first: dt.date, last: dt.date) -> str:
    """Give a span of days in words.

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
    """Give a share as per cent without decimals; what is neither nothing nor all does not look so."""
    if 0.0 < share < 0.005:
        return "under 1 %"
    return f"{100.0 * share:.0f} %"


def times(count: int) -> str:
    """Say how often, with a space before it; nothing for once."""
    return COUNTS[count] if count < len(COUNTS) else f" {count} times"


def listed(parts: Sequence[str]) -> str:
    """Join parts as a sentence does.

    Examples
    --------
    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def because(found: Reason | None, chosen: str, titles: Mapping[str, str]) -> str:
    """Say in one clause why an option was taken, or that chance took it against a better one.

    Parameters
    ----------
    found : Reason or None
        What separates it from the best of the others.
    chosen : str
        Name of the option that was taken.
    titles : Mapping of str to str
        Title by option.
    """
    if found is None:
        return "since nothing else is open"
    better, worse = found.better["option"], found.worse["option"]
    if better == chosen:
        much = (
            "if only just; next best: "
            if found.gap < CLOSE
            else f"by {found.gap:.3f} in all over the next best, "
        )
        return f"because this {_merit(found)}, {much}to {titles[worse]}"
    if found.gap < CLOSE:
        return f"on a close call: to {titles[better]} {_merit(found)}"
    return f"by chance: to {titles[better]} {_merit(found)} and is worth {found.gap:.3f} more"


def _merit(found: Reason) -> str:
    """Say what speaks for the better option; war is told by what it is compared with."""
    wars = [option["war"] != 0.0 for option in (found.better, found.worse)]
    if found.term == Term.WAR and not all(wars):
        return "beats the status quo" if wars[0] else "avoids a war that is worth less than the status quo"
    return TERM_WORDS[found.term]
