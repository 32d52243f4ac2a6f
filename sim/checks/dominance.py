"""Dominance – an option that is worse in every respect than another open one is nobody's favourite.

Rule       an option is dominated if another open one is at least as good in every named term of its utility
           and better in one. The favourite is the option of the greatest probability
Assumes    the terms are those of the actor's own type, in the first runs as reported. A logit alone never
           favours what is dominated; weights of classes (``choice``) or a policy can
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sim.checks.check import Check, Finding, Verdict, listed
from sim.checks.trial import Trial
from sim.vocabulary import Term

__all__ = ["dominated", "dominated_is_never_favourite"]

TERMS: Final = tuple(term.name.lower() for term in Term)
LEAST: Final = 1e-9
"""Difference of utility that counts as one."""

OF: Final = "decisions with a dominated favourite"

Rows = list[dict[str, Any]]


def dominated(rows: Rows) -> npt.NDArray[np.bool_]:
    """Tell which of the open options of a decision are dominated: (n_options,)."""
    terms = np.array([[row[term] for term in TERMS] for row in rows])
    gain = terms[None, :, :] - terms[:, None, :]  # of the second over the first
    better = (gain > -LEAST).all(axis=2) & (gain > LEAST).any(axis=2)
    found: npt.NDArray[np.bool_] = better.any(axis=1)
    return found


def dominated_is_never_favourite(trial: Trial) -> Check:
    """Look through all decisions of the first runs."""
    question = "Is a dominated option never the favourite?"
    decisions = list(_decisions(trial))
    favourites: Counter[str] = Counter()
    n_by_class = 0
    for rows in decisions:
        top = int(np.argmax([row["probability"] for row in rows]))
        if dominated(rows)[top]:
            favourites[rows[top]["option"].replace("_", " ")] += 1
            n_by_class += rows[top]["option_class"] != _favourite_class(rows)
    n, n_odd = len(decisions), favourites.total()
    findings = [Finding("all options", OF, Verdict.FAIL if n_odd else Verdict.PASS, n_odd, n)]
    if not n_odd:
        words = f"In none of {n:,} decisions is a dominated option the most likely one."
        return Check("dominance", question, Verdict.PASS, words, tuple(findings))
    findings += [Finding(name, OF, Verdict.FAIL, count, n) for name, count in favourites.most_common()]
    findings.append(Finding("another class is the favourite", OF, Verdict.NOTE, n_by_class, n))
    names = listed([f"{name} {count:,}" for name, count in favourites.most_common()])
    words = (
        f"In {n_odd:,} of {n:,} decisions a dominated option is the most likely one ({names}). In "
        f"{'all' if n_by_class == n_odd else f'{n_by_class:,}'} of these another class of options is the "
        "most likely class. Options of one class share its weight, and what is better shares it with more."
    )
    return Check("dominance", question, Verdict.FAIL, words, tuple(findings))


def _decisions(trial: Trial) -> Iterator[Rows]:
    """Give the open options of each actor in each turn."""
    for trace in trial.traces:
        found: defaultdict[tuple[int, str], Rows] = defaultdict(list)
        for row in trace.tables["decisions"]:
            found[row["turn"], row["actor"]].append(row)
        yield from found.values()


def _favourite_class(rows: Rows) -> str:
    """Give the class of options that is most likely as a whole."""
    chances: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        chances[row["option_class"]] += row["probability"]
    return max(chances, key=chances.__getitem__)
