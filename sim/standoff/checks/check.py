"""A check: a question about the mechanisms of a scenario, and its answer.

Rule     a check fails if any of its findings fails; it is a note if none fails and some cannot be judged.
         What a check finds about the rules, and not about the numbers of the scenario, is a note: its author
         cannot mend it, and the tests of the rules hold it for the crises that come with the program
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

__all__ = ["Check", "Finding", "Verdict", "listed", "noted", "rows", "worst"]

OF_THE_RULES = (
    "This is a property of the rules, which no number of the scenario mends; mention it where you report "
    "results."
)
MOST_LISTED = 6
"""Most names that a sentence lists; the table of findings has all."""


class Verdict(StrEnum):
    """The verdict of a check, from good to bad."""

    PASS = "pass"
    NOTE = "note"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One figure of a check.

    Parameters
    ----------
    item : str
        The item: a lever, a quantity, an outcome, a variant of the rules.
    of : str
        Meaning of the value, with its unit.
    verdict : Verdict
        Verdict on this value.
    value : float
        The value.
    n : int
        Number of runs or decisions behind it.
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
        The question.
    verdict : Verdict
        The verdict.
    words : str
        The answer in sentences.
    findings : tuple of Finding
        The values behind it.
    """

    name: str
    question: str
    verdict: Verdict
    words: str
    findings: tuple[Finding, ...] = ()


def worst(findings: Iterable[Finding]) -> Verdict:
    """Give the worst verdict of some findings; a note if there are none."""
    order = list(Verdict)
    ranks = [order.index(finding.verdict) for finding in findings]
    return order[max(ranks)] if ranks else Verdict.NOTE


def noted(check: Check) -> Check:
    """Turn a failure about the rules into a note, since the author of a scenario cannot mend it."""
    if check.verdict != Verdict.FAIL:
        return check
    findings = (replace(each, verdict=Verdict.NOTE) if each.verdict == Verdict.FAIL else each
                for each in check.findings)  # fmt: skip
    words = f"{check.words} {OF_THE_RULES}"
    return replace(check, verdict=Verdict.NOTE, words=words, findings=tuple(findings))


def listed(names: Sequence[str]) -> str:
    """List names in a sentence, only the first few of many.

    Examples
    --------
    >>> listed(["a", "b"]), listed(list("abcdefgh"))
    ('a, b', 'a, b, c, d, e, f and 2 more')
    """
    shown = ", ".join(names[:MOST_LISTED])
    return shown + (f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else "")


def rows(checks: Iterable[Check]) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of each table: one for each check, and one for each finding."""
    all_checks = list(checks)
    lines = [
        {"check": check.name, "verdict": str(check.verdict), "question": check.question, "words": check.words}
        for check in all_checks
    ]
    findings = [
        {
            "check": check.name, "item": finding.item, "of": finding.of, "verdict": str(finding.verdict),
            "value": finding.value, "low": finding.low, "high": finding.high, "n": finding.n,
        }
        for check in all_checks
        for finding in check.findings
    ]  # fmt: skip
    return {"checks": lines, "findings": findings}
