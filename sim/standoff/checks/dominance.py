"""Dominance – an option that is worse in every respect than another open one is nobody's favourite.

Rule       an option is dominated if another open one is at least as good in every named term of its utility
           and better in one; its shortfall is the utility by which the best of those is better. The favourite
           is the option of the greatest probability. A favourite whose shortfall is within the noise of
           choice, 1 / precision, is told; beyond it, it is a fault
Assumes    the terms are those of the actor's own type, in the first runs as reported. A logit alone never
           favours what is dominated; weights of classes (``choice``) or a policy can
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
"""Difference of utility that counts as one."""

OF: Final = "decisions with a dominated favourite"
SHORT: Final = "largest shortfall of a dominated favourite, utility"

Rows = list[dict[str, Any]]


def shortfalls(rows: Rows) -> Numbers:
    """Give the utility by which each open option falls short of the best that dominates it: (n_options,)."""
    terms = np.array([[row[term] for term in TERMS] for row in rows])
    gain = terms[None, :, :] - terms[:, None, :]  # of the second over the first
    better = (gain > -LEAST).all(axis=2) & (gain > LEAST).any(axis=2)
    found: Numbers = np.where(better, gain.sum(axis=2), 0.0).max(axis=1)
    return found


def dominated_is_never_favourite(trial: CheckedScenario) -> Check:
    """Look through all decisions of the first runs."""
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
    found = sorted(favourites.items(), key=lambda item: -len(item[1]))
    most = max(max(short) for _, short in found)
    findings = [Finding(name, OF, _verdict(max(short), noise), len(short), n) for name, short in found]
    findings += [Finding(name, SHORT, _verdict(max(short), noise), max(short), n) for name, short in found]
    n_odd, names = sum(len(short) for _, short in found), listed([f"{name} {len(s):,}" for name, s in found])
    words = (
        f"In {n_odd:,} of {n:,} decisions a dominated option is the most likely one ({names}), by at most "
        f"{most:.4f} in utility; the noise of choice is {noise:.4f}. Options of one class share its weight, "
        "and what is better shares it with more."
    )
    return Check("dominance", question, _verdict(most, noise), words, tuple(findings))


def _verdict(short: float, noise: float) -> Verdict:
    """Judge a favourite by its shortfall: within the noise of choice an actor hardly tells the two apart."""
    return Verdict.FAIL if short > noise else Verdict.NOTE


def _decisions(trial: CheckedScenario) -> Iterator[Rows]:
    """Give the open options of each actor in each turn."""
    for trace in trial.traces:
        found: defaultdict[tuple[int, str], Rows] = defaultdict(list)
        for row in trace.tables["decisions"]:
            found[row["turn"], row["actor"]].append(row)
        yield from found.values()
