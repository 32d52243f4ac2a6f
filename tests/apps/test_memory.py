"""Memory: what a sweep holds at a time does not depend on how much it plays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import STRAIT, environment

# Of this program alone: what its parent held when it started the process does not count.
PROGRAM = """
import sys
from pathlib import Path
from standoff.apps.cli import standoff
try:
    standoff(sys.argv[1:])
finally:
    lines = Path("/proc/self/status").read_text().splitlines()
    print("peak", next(line for line in lines if line.startswith("VmHWM")).split()[1])
"""


def peak_megabytes(folder: Path, replications: int) -> float:
    arguments = ["sweep", f"scenario.name={STRAIT}", "diplomacy.trust=0,1", "figures=false"]
    arguments += ["horizon_days=5"]  # short runs leave rows as long as others
    arguments += [f"replications={replications}", f"out={replications}"]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=folder, env=environment(), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1]) / 1024


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_peak_memory_does_not_grow_with_the_number_of_runs(tmp_path: Path):
    few, many = peak_megabytes(tmp_path, 10_000), peak_megabytes(tmp_path, 40_000)
    # A row takes 488 bytes: keeping the rows of 60,000 more runs would take 29 MB.
    assert many - few < 15.0
