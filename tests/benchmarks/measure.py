"""Measure – all benchmarks, as plain data.

Every number comes from several rounds in one process; who is compared takes turns.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from standoff.drivers.stage import Stage
from tests.benchmarks.composing import milliseconds_per_point
from tests.benchmarks.contenders import COMPILED, compiled, side_by_side
from tests.benchmarks.processes import megabytes, seconds_to_first_result
from tests.benchmarks.timing import Effort, Sample, interleaved, slope, spread
from tests.benchmarks.variants import HORIZON_DAYS, endless, with_actions, with_actors
from tests.stages import build_stage

__all__ = ["FULL", "QUICK", "Plan", "measure"]

PACKAGES = ("numpy", "numba", "llvmlite", "mesa", "hydra-core")
Report = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How thoroughly to measure.

    Parameters
    ----------
    contest, costs : Effort
        For the comparison; for everything else.
    n_runs : int
        Runs whose memory is measured.
    n_points : int
        Points that are composed per round.
    with_cold : bool
        Whether a start without compiled rules on disk is measured.
    """

    contest: Effort
    costs: Effort
    n_runs: int
    n_points: int
    with_cold: bool


FULL = Plan(Effort(2.0, 5), Effort(2.0, 3), n_runs=10_000, n_points=100, with_cold=True)
QUICK = Plan(Effort(0.02, 2), Effort(0.02, 1), n_runs=64, n_points=4, with_cold=False)


def measure(plan: Plan, say: Callable[[str], None]) -> Report:
    """Measure everything.

    Parameters
    ----------
    plan : Plan
        ``FULL`` or ``QUICK``.
    say : callable
        Is told what is being measured.

    Returns
    -------
    dict
        Plain data, ready for JSON.
    """
    report: Report = {
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "plan": asdict(plan),
    }
    stage = build_stage("ukraine", horizon_days=HORIZON_DAYS)
    say("side by side")
    report["side_by_side"] = _compared(interleaved(side_by_side(stage), plan.contest), COMPILED)
    say("cost of size")
    report["costs"] = {name: _cost(sizes, plan.costs) for name, sizes in _sizes().items()}
    say("first result (without compiled rules on disk this takes a minute or more)")
    starts = seconds_to_first_result(plan.costs, with_cold=plan.with_cold)
    report["first_result_seconds"] = {name: asdict(value) for name, value in starts.items()}
    say("memory")
    report["memory_mib"] = {"n_runs": plan.n_runs, **megabytes(plan.n_runs)}
    say("composing")
    composed = milliseconds_per_point(plan.n_points, plan.costs)
    report["compose_milliseconds"] = {name: asdict(value) for name, value in composed.items()}
    return report


def machine() -> Report:
    """Describe what everything was measured on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _compared(samples: Mapping[str, list[Sample]], bases: Sequence[str]) -> Report:
    """Summarise contenders; their ratios to some of them are taken within each round."""
    return {
        name: {
            "runs": rounds[0].runs,
            "turns_per_run": rounds[0].turns / rounds[0].runs,
            "microseconds_per_run": asdict(spread([each.per_run for each in rounds])),
            "microseconds_per_turn": asdict(spread([each.per_turn for each in rounds])),
            "times": {base: asdict(spread(_ratios(rounds, samples[base]))) for base in bases},
        }
        for name, rounds in samples.items()
    }


def _ratios(rounds: Sequence[Sample], others: Sequence[Sample]) -> list[float]:
    return [each.per_turn / other.per_turn for each, other in zip(rounds, others, strict=True)]


def _sizes() -> dict[str, dict[int, Stage]]:
    """Stages by size, for each measure of size; their runs all last to the horizon."""
    stage = endless()
    row = stage.names.actors.index
    every, odd = range(len(stage.names.actions)), range(1, len(stage.names.actions), 2)
    pair = [row("russia"), row("ukraine")]
    added = [row("belarus"), row("nato"), row("ukraine"), row("nato")]
    everybody = range(len(stage.names.actors))
    return {
        "actors": {
            len(rows): with_actors(stage, rows) for rows in (pair, [*everybody], [*everybody, *added])
        },
        "turns": {int(days): endless(days) for days in (30.0, HORIZON_DAYS, 120.0)},
        "actions": {len(rows): with_actions(stage, rows) for rows in ([*odd], [*every], [*every, *odd])},
    }


def _cost(stages: Mapping[int, Stage], effort: Effort) -> Report:
    """Measure the compiled driver on stages of several sizes, and fit the exponent of the cost of a run."""
    samples = interleaved({str(size): compiled(stage) for size, stage in stages.items()}, effort)
    per_run = {size: spread([each.per_run for each in samples[str(size)]]) for size in stages}
    per_turn = {size: spread([each.per_turn for each in samples[str(size)]]) for size in stages}
    return {
        "microseconds_per_run": {str(size): asdict(value) for size, value in per_run.items()},
        "microseconds_per_turn": {str(size): asdict(value) for size, value in per_turn.items()},
        "exponent": slope(list(stages), [value.median for value in per_run.values()]),
    }
