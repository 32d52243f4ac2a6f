"""Trials of damaged input, each of which can be repeated alone by its number."""

from __future__ import annotations

import random
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

FAULT = "fault"
"""Result of a trial that ended in an exception which no message explains."""

Attempt = Callable[[random.Random, Path], str]
"""Makes one damaged input in an empty folder, tries it, and gives the result in a word, such as "refused".

An exception that it lets through is a fault of the program.
"""


@dataclass(frozen=True)
class Kind:
    """A kind of input: how to try one, how many trials the test suite and ``make fuzz`` make.

    A slow kind starts processes in each trial.
    """

    attempt: Attempt
    in_suite: int
    in_full: int = 100_000
    is_slow: bool = False


def results(name: str, attempt: Attempt, numbers: Iterable[int], folder: Path) -> Counter[str]:
    """Make the trials of these numbers and count their results; print each fault and how to repeat it."""
    counts: Counter[str] = Counter()
    for number in numbers:
        place = folder / f"{name}-{number}"
        try:
            result = attempt(random.Random(f"{name} {number}"), place)
        except Exception:  # whatever it is: that is what trials are for
            result = FAULT
            print(f'--- make fuzz ARGS="{name} 1 --first {number}"\n{traceback.format_exc()}', flush=True)
        counts[result] += 1
    return counts
