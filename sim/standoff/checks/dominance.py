"""Check that no actor favours a dominated option.

Rule       an option is dominated if another open one is at least as good in every named term of its utility
           and better in one; its shortfall is the largest difference in utility to an option that dominates
           it. The favourite is the most likely option. A dominated favourite is noted if its shortfall is
           within the noise of choice, 1 / precision, and fails beyond it
Assumes    the terms are those of the actor's own type, in the first runs as reported. A logit alone never
           favours a dominated option; weights of classes (``choice``) or a policy can
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from standoff.arrays import Numbers
from standoff.checks.check import Check, Finding, Verdict, listed
from standoff.checks.trial import CheckedScenario
from standoff.vocabulary import Term

__all__ = ["dominated_is_never_favourite", "shortfalls"]

TERMS: Final = tuple(term.key for term in Term)
LEAST: Final = 1e-9
"""Least difference in utility that counts."""

OF: Final = "decisions with a dominated favourite"
SHORT: Final = "largest shortfall of a dominated favourite, utility"

Rows = list[dict[str, Any]]


def shortfalls(rows: Rows) -> Numbers:
    """Give the shortfall of each open option, utility, (n_options,); 0 if it is not dominated."""
    terms = np.array([[row[term] for term in TERMS] for row in rows])
    gain = terms[None, :, :] - terms[:, None, :]  # of the second over the first
    better = (gain > -LEAST).all(axis=2) & (gain > LEAST).any(axis=2)
    shortfall: Numbers = np.where(better, gain.sum(axis=2), 0.0).max(axis=1)
    return shortfall


def dominated_is_never_favourite(trial: CheckedScenario) -> Check:
    """Check all decisions of the first runs."""
    question = "Is a dominated option never the favourite?"
    noise = 1.0 / float(trial.base.facts.rules.rationality)
    favourites: defaultdict[str, list[float]] = defaultdict(list)
    n = 0
    for rows in _decisions(trial):
        n += 1
        top = int(np.argmax([row["probability"] for row in rows]))
        short = float(shortfalls(rows)[top])
        if short > 0.0:
            favourites[rows[top]["option"].replace("_", " ")].append(short)
    if not favourites:
        words = f"In none of {n:,} decisions is a dominated option the most likely one."
        return Check(
            "dominance", question, Verdict.PASS, words, (Finding("all options", OF, Verdict.PASS, 0, n),)
        )
    ranked = sorted(favourites.items(), key=lambda item: -len(item[1]))
    most = max(max(short) for _, short in ranked)
    findings = [Finding(name, OF, _verdict(max(short), noise), len(short), n) for name, short in ranked]
    findings += [Finding(name, SHORT, _verdict(max(short), noise), max(short), n) for name, short in ranked]
    n_odd, names = (
        sum(len(short) for _, short in ranked),
        listed([f"{name} {len(s):,}" for name, s in ranked]),
    )
    words = (
        f"In {n_odd:,} of {n:,} decisions a dominated option is the most likely one ({names}), by at most "
        f"{most:.4f} in utility; the noise of choice is {noise:.4f}. Options of a class share its weight, "
        "and the better option shares it with more options."
    )
    return Check("dominance", question, _verdict(most, noise), words, tuple(findings))


def _verdict(short: float, noise: float) -> Verdict:
    """Judge a favourite by its shortfall; within the noise of choice the two are hardly distinguished."""
    return Verdict.FAIL if short > noise else Verdict.NOTE


def _decisions(trial: CheckedScenario) -> Iterator[Rows]:
    """Give the open options of each actor in each turn."""
    for trace in trial.traces:
        decisions: defaultdict[tuple[int, str], Rows] = defaultdict(list)
        for row in trace.tables["decisions"]:
            decisions[row["turn"], row["actor"]].append(row)
        yield from decisions.values()
