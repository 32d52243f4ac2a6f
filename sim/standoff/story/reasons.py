"""Reasons – what most separated two options that an actor weighed, by the named terms of their utility.

A war now and the status quo exclude each other: an attack has no status quo, the rest no war. Their terms
are told as one, what war now is worth above the status quo, so that neither hides what else differs.
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
        The term that most favours the better one.
    by : float
        What this term adds, utility.
    gap : float
        What all terms add, utility, >= 0.
    """

    better: Row
    worse: Row
    term: Term
    by: float
    gap: float


def contributions(option: Row, status_quo: float) -> dict[Term, float]:
    """Give the terms of an option, those of war and status quo as what they are above the status quo.

    Parameters
    ----------
    option : Row
        Of the table of decisions.
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
    """Tell the chosen option from the best of the others.

    Parameters
    ----------
    options : Sequence of Row
        All options that an actor had in a turn: rows of the table of decisions.
    chosen : Row
        One of them.

    Returns
    -------
    Reason or None
        None if there was no other option.
    """
    others = [option for option in options if option["option"] != chosen["option"]]
    if not others:
        return None
    rival = max(others, key=lambda option: float(option["expected_utility"]))
    gap = float(chosen["expected_utility"]) - float(rival["expected_utility"])
    better, worse = (chosen, rival) if gap >= 0.0 else (rival, chosen)
    one, other = contributions(better, 0.0), contributions(worse, 0.0)
    by = {term: one[term] - other[term] for term in one}
    term = max(by, key=lambda term: by[term])
    return Reason(better, worse, term, by[term], abs(gap))
