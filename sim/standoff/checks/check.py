"""Check – a question about the mechanisms of a scenario, and what was found.

Rule     a check fails if any of its findings does; it is a note if none fails and some cannot be judged
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Check", "Finding", "Verdict", "listed", "rows", "worst"]

MOST_LISTED = 6
"""Names that a sentence lists; the table of findings has all of them."""


class Verdict(StrEnum):
    """What came of a check, from good to bad."""

    PASS = "pass"
    NOTE = "note"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One figure of a check.

    Parameters
    ----------
    item : str
        What was looked at: a lever, a quantity, an outcome, a rule variant.
    of : str
        What the value is, with its unit.
    verdict : Verdict
        What it means for the check.
    value : float
        The figure.
    n : int
        Runs, or decisions, that it rests on.
    low, high : float or None
        Ends of its 95 % interval, where it has one.
    """

    item: str
    of: str
    verdict: Verdict
    value: float
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Check:
    """A question and its answer.

    Parameters
    ----------
    name : str
        Short name.
    question : str
        What was asked.
    verdict : Verdict
        The answer.
    words : str
        What was found, in sentences.
    findings : tuple of Finding
        The figures behind it.
    """

    name: str
    question: str
    verdict: Verdict
    words: str
    findings: tuple[Finding, ...] = ()


def worst(findings: Iterable[Finding]) -> Verdict:
    """Give the worst verdict of some findings; a note if there is none to judge by."""
    order = list(Verdict)
    found = [order.index(finding.verdict) for finding in findings]
    return order[max(found)] if found else Verdict.NOTE


def listed(names: Sequence[str]) -> str:
    """List names in a sentence, the first few of many.

    Examples
    --------
    >>> listed(["a", "b"]), listed(list("abcdefgh"))
    ('a, b', 'a, b, c, d, e, f and 2 more')
    """
    shown = ", ".join(names[:MOST_LISTED])
    return shown + (f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else "")


def rows(checks: Iterable[Check]) -> dict[str, list[dict[str, Any]]]:
    """Give checks as rows by table: one row a check, and one a finding."""
    made = list(checks)
    lines = [
        {"check": one.name, "verdict": str(one.verdict), "question": one.question, "words": one.words}
        for one in made
    ]
    findings = [
        {
            "check": one.name, "item": each.item, "of": each.of, "verdict": str(each.verdict),
            "value": each.value, "low": each.low, "high": each.high, "n": each.n,
        }
        for one in made
        for each in one.findings
    ]  # fmt: skip
    return {"checks": lines, "findings": findings}
