"""Dominance – an option that is worse in every respect than another open one is nobody's favourite.

Rule       an option is dominated if another open one is at least as good in every named term of its utility
           and better in one. The favourite is the option of the greatest probability
Assumes    the terms are those of the actor's own type, in the first runs as reported
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
    decisions = list(_decisions(trial))
    favourites: Counter[str] = Counter()
    by_class = 0
    for rows in decisions:
        top = int(np.argmax([row["probability"] for row in rows]))
        if dominated(rows)[top]:
            favourites[rows[top]["option"].replace("_", " ")] += 1
            by_class += rows[top]["option_class"] != _favourite_class(rows)
    n, n_odd = len(decisions), favourites.total()
    verdict = Verdict.FAIL if n_odd else Verdict.PASS
    words = f"In none of {n:,} decisions is a dominated option the most likely one."
    if n_odd:
        names = listed([f"{name} ({count})" for name, count in favourites.most_common()])
        words = (
            f"In {n_odd:,} of {n:,} decisions a dominated option is the most likely one: {names}. In "
            f"{by_class:,} of them its class is not the most likely class: what is better shares the weight of "
            "its class with more options."
        )
    of = "decisions with a dominated favourite"
    findings = (
        Finding("all options", of, verdict, n_odd, n),
        *(Finding(name, of, Verdict.FAIL, count, n) for name, count in favourites.most_common()),
        Finding("of these, its class is not the favourite class", of, Verdict.NOTE, by_class, n_odd),
    )
    return Check("dominance", "Is a dominated option never the favourite?", verdict, words, findings)


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
