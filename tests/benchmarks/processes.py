"""Processes – what only a process of its own can show: the time to a first result, and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.timing import Effort, Spread, spread
from tests.stages import ROOT

__all__ = ["megabytes", "seconds_to_first_result"]

FIRST = ("-m", "standoff.apps.cli", "run", "replications=1", "figures=false")
MEMORY = """
import json, sys
from pathlib import Path
from standoff.drivers.ensemble import play
from tests.stages import build_stage

def peak():
    # Of this program alone: getrusage also counts what its parent held when it started this process.
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)

stage = build_stage("ukraine")
for _ in play(stage, 1, 0, 1):
    pass
ready = peak()
for _ in play(stage, 1, 0, int(sys.argv[1])):
    pass
print(json.dumps({"ready": ready, "played": peak()}))
"""


def seconds_to_first_result(effort: Effort, *, with_cold: bool) -> dict[str, Spread]:
    """Time ``standoff run`` of one run, from the start of the process to its end.

    Parameters
    ----------
    effort : Effort
        How many starts with compiled rules on disk.
    with_cold : bool
        Whether to start once without any, too, which takes a minute or more.
    """
    seconds = {}
    with tempfile.TemporaryDirectory(prefix="standoff-bench-") as name:
        if with_cold:
            cold = {"STANDOFF_CACHE_DIR": str(Path(name) / "cache")}
            seconds["cold"] = spread([_seconds(Path(name), cold)])
        _seconds(Path(name), {})
        seconds["warm"] = spread([_seconds(Path(name), {}) for _ in range(effort.rounds)])
    return seconds


def _seconds(folder: Path, changes: Mapping[str, str]) -> float:
    started = time.perf_counter()
    _python(FIRST, folder, changes)
    return time.perf_counter() - started


def _python(arguments: tuple[str, ...], folder: Path, changes: Mapping[str, str]) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **changes}
    # Without byte code on disk every start would compile all packages anew, which is not what users see.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments[:3])} failed:\n{done.stderr}")
    return done.stdout


def megabytes(n_runs: int) -> dict[str, float]:
    """Peak memory of a process in MiB: once it can play, and after it has played some runs."""
    with tempfile.TemporaryDirectory(prefix="standoff-bench-") as name:
        content: dict[str, float] = json.loads(_python(("-c", MEMORY, str(n_runs)), Path(name), {}))
    return content
