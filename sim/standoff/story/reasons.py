"""Why an option was worth more than another, by the named terms of their utility.

A war now and the status quo exclude each other: an attack has no term for the status quo, other options have
none for war. The two are combined into the value of war now above the status quo, so that they do not hide
other differences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standoff.vocabulary import Term

__all__ = ["Reason", "contributions", "reason"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Reason:
    """Why one option is worth more than another.

    Parameters
    ----------
    better, worse : Row
        Rows of the table of decisions.
    term : Term
        The term that most favours the better option.
    by : float
        Difference in this term, utility.
    gap : float
        Difference in all terms together, utility, >= 0.
    """

    better: Row
    worse: Row
    term: Term
    by: float
    gap: float


def contributions(option: Row, status_quo: float) -> dict[Term, float]:
    """Return the terms of an option, with war and status quo combined into the value above the status quo.

    Parameters
    ----------
    option : Row
        Row of the table of decisions.
    status_quo : float
        Value of the status quo to the actor, utility.

    Returns
    -------
    dict
        Utility by term, without ``Term.STATUS_QUO``; they sum to the expected utility above the status quo.
    """
    terms = {term: float(option[term.key]) for term in Term}
    terms[Term.WAR] += terms.pop(Term.STATUS_QUO) - status_quo
    return terms


def reason(options: Sequence[Row], chosen: Row) -> Reason | None:
    """Compare the chosen option with the best of the others.

    Parameters
    ----------
    options : Sequence of Row
        All options of an actor in a turn: rows of the table of decisions.
    chosen : Row
        The option chosen.

    Returns
    -------
    Reason or None
        None if there was no other option.
    """
    rivals = [option for option in options if option["option"] != chosen["option"]]
    if not rivals:
        return None
    rival = max(rivals, key=lambda option: float(option["expected_utility"]))
    gap = float(chosen["expected_utility"]) - float(rival["expected_utility"])
    better, worse = (chosen, rival) if gap >= 0.0 else (rival, chosen)
    gains, losses = contributions(better, 0.0), contributions(worse, 0.0)
    by = {term: gains[term] - losses[term] for term in gains}
    term = max(by, key=lambda term: by[term])
    return Reason(better, worse, term, by[term], abs(gap))
