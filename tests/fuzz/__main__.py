"""Tries damaged input and counts what came of it: ``make fuzz ARGS="scenarios 1000"``.

Without a kind all kinds are tried, without a number as many of each as ``kinds.py`` says, mostly 100,000.
``--first`` is the number of the first trial: each depends on its number alone, so that two processes can
share the work and a fault can be repeated. The exit status is 1 if there was a fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz.kinds import KINDS
from tests.fuzz.trials import FAULT, results

parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
parser.add_argument("kind", nargs="?", choices=[*KINDS, "all"], default="all")
parser.add_argument("count", nargs="?", type=int)
parser.add_argument("--first", type=int, default=0)
given = parser.parse_args()

n_faults = 0
for name in KINDS if given.kind == "all" else [given.kind]:
    n_trials = KINDS[name].in_full if given.count is None else given.count
    with tempfile.TemporaryDirectory() as folder:
        numbers = range(given.first, given.first + n_trials)
        counts = results(name, KINDS[name].attempt, numbers, Path(folder))
    n_faults += counts[FAULT]
    listed = ", ".join(f"{count:,} {result}" for result, count in counts.most_common())
    print(f"{name}: {n_trials:,} trials: {listed}", flush=True)
sys.exit(1 if n_faults else 0)
