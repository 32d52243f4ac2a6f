"""Why an option was worth more than another, by the named terms of their utility.

Alternative  an open option that was not chosen; the best one has the highest expected utility. Whatever the
             program says on what an actor could have done instead is about such an option of the same table.

A war now and the status quo exclude each other: an attack has no term for the status quo, other options have
none for war. The two are combined into the value of war now above the status quo, so that they do not hide
other differences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standoff.vocabulary import Term

__all__ = ["Reason", "best_alternative", "best_option", "contributions", "reason"]

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


def best_option(options: Sequence[Row]) -> Row | None:
    """Return the option with the highest expected utility, of tied ones the first; None if there is none."""
    return max(options, key=lambda option: float(option["expected_utility"]), default=None)


def best_alternative(options: Sequence[Row], chosen: Row) -> Row | None:
    """Return the best of the options that were not chosen; None if there was no other."""
    return best_option([option for option in options if option["option"] != chosen["option"]])


def reason(options: Sequence[Row], chosen: Row) -> Reason | None:
    """Compare the chosen option with its best alternative.

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
    rival = best_alternative(options, chosen)
    if rival is None:
        return None
    gap = float(chosen["expected_utility"]) - float(rival["expected_utility"])
    better, worse = (chosen, rival) if gap >= 0.0 else (rival, chosen)
    gains, losses = contributions(better, 0.0), contributions(worse, 0.0)
    by = {term: gains[term] - losses[term] for term in gains}
    term = max(by, key=lambda term: by[term])
    return Reason(better, worse, term, by[term], abs(gap))
