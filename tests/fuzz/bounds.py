"""Plays mutants in a build that checks every index: ``NUMBA_BOUNDSCHECK=1 python -m tests.fuzz.bounds``.

Compiled code otherwise reads and writes beyond the end of a table without a word.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from standoff.arrays import Numbers
from standoff.compiled import rule
from tests.fuzz import plays
from tests.fuzz.trials import FAULT, results

N_TRIALS = 200


@rule
def beyond(numbers: Numbers) -> float:
    """Read what is not there."""
    return float(numbers[len(numbers)])


try:
    beyond(np.zeros(3))
except IndexError:
    with tempfile.TemporaryDirectory() as folder:
        counts = results("plays", plays.attempt, range(N_TRIALS), Path(folder))
    print(counts)
    sys.exit(1 if counts[FAULT] else 0)
sys.exit("this build checks no bounds")
