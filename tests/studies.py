"""Small sweeps of `strait`, cut into many parts, and what they leave in their folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from functools import cache
from pathlib import Path

import pytest

from standoff.config.expand import Varied, swept
from standoff.config.sweep_settings import DesignChoice, SweepSettings
from standoff.design.design import Design
from standoff.design.factorial import table
from standoff.drivers.executors import open_executor
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.statistics.sums import Sums
from standoff.store.manifest import Provenance
from standoff.sweep import partition as plan
from standoff.sweep import playing
from standoff.sweep.factors import listed_factor
from standoff.sweep.result import SweepResult, create_sweep
from standoff.sweep.setting import Preset
from standoff.sweep.study import Study
from standoff.sweep.work import finish_sweep, missing_parts, repair
from tests.stages import FOLDERS
from tests.sweeps import everything

STRAIT = FOLDERS["strait"]
SEED = 7
PLAIN = {(): Preset({}, {})}

Values = Sequence[float | str]


@cache
def scenario() -> Scenario:
    return load_scenario(STRAIT)


def sweeps(*overrides: str) -> dict[str, Varied]:
    """Take apart what a command line sweeps."""
    return swept(overrides, schema=SweepSettings)[1]


def settings(kind: str = "grid", **design: object) -> SweepSettings:
    """Settings of a sweep with nothing set but its design and what the design needs."""
    return SweepSettings(design=DesignChoice(kind=kind, **design), seed=SEED)  # type: ignore[arg-type]


def points(rows: Mapping[str, Values]) -> Design:
    """The points of a table."""
    return table(rows, [listed_factor(name, values, scenario()) for name, values in rows.items()])


def study(
    rows: Mapping[str, Values],
    replications: int = 20,
    *,
    presets: Mapping[tuple[str, ...], Preset] = PLAIN,
    reference: int | str | None = 0,
    record: str = "sums",
    turn_days: float = 2.0,
) -> Study:
    """A study of the points of a table."""
    horizon_days = 30.0
    return Study(
        scenario(), points(rows), presets, SEED, replications, turn_days, horizon_days, reference, record
    )


def cut_small(
    monkeypatch: pytest.MonkeyPatch, part_runs: int, part_points: int = 128, block: int = 3
) -> None:
    """Have slices, parts and blocks of a few runs, so that a small sweep has many."""
    monkeypatch.setattr(plan, "PART_RUNS", part_runs)
    monkeypatch.setattr(plan, "PART_POINTS", part_points)
    monkeypatch.setattr(playing, "BLOCK", block)


def opened(made: Study, place: Path) -> SweepResult:
    """Make the folder of a study, with nothing played."""
    config = {"scenario": {"name": str(STRAIT)}}
    provenance = Provenance("standoff sweep ...", "sweep", config, (), {})
    return create_sweep(made, provenance, place, may_rename=False)


def silent(_: int) -> None:
    """Take no notice of progress."""


def finished(
    result: SweepResult, executor: Executor | None = None, advance: Callable[[int], None] = silent
) -> list[int]:
    """Mend a folder and play what is missing; give the numbers of the parts that were damaged."""
    damaged = repair(result)
    if executor is not None:
        finish_sweep(result, missing_parts(result), executor, advance)
        return damaged
    with open_executor("threads", 2) as threads:
        finish_sweep(result, missing_parts(result), threads, advance)
    return damaged


def results(folder: Path) -> dict[str, bytes]:
    """Give what does not tell when and where a sweep was played."""
    files = everything(folder)
    del files["manifest.json"]
    return files


def bits(sums: Sums) -> dict[str, tuple[str, tuple[int, ...], bytes]]:
    """Tell sums so that equal means the same bits."""
    return {name: (value.dtype.str, value.shape, value.tobytes()) for name, value in sums.as_arrays().items()}
