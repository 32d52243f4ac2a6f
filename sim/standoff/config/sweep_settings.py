"""Typed settings of ``standoff sweep``; their values are in ``conf/sweep.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from omegaconf import MISSING

from standoff.config.settings import RANGES, Settings
from standoff.drivers.executors import EXECUTORS
from standoff.drivers.limits import POINT_RUNS

__all__ = [
    "BY",
    "DESIGNS",
    "RECORDS",
    "REPORTED",
    "SAMPLINGS",
    "DesignChoice",
    "ExecutorChoice",
    "SweepSettings",
]

DESIGNS = (
    "grid", "zip", "one_at_a_time", "table", "latin_hypercube", "sobol", "saltelli", "morris", "crossed",
)  # fmt: skip
"""Designs by which points are laid out."""

BY = ("factor", "source")
"""Unit that moves independently in a Saltelli design: each factor, or all factors that rest on one source."""

SAMPLINGS = ("latin_hypercube", "sobol")
"""Methods of drawing the states of the world in a crossed design."""

REPORTED: Final = "reported"
"""Reference of a sweep: all factors as reported. It is played in addition if no point of the sweep is so."""

RECORDS = ("sums", "runs", "trace")
"""What is kept of the runs: only their sums; a row for each run as well; its full trace as well."""


REFERENCES: Final = f"{REPORTED}, the number of a point, or null for no differences"


@dataclass
class DesignChoice:
    """Design of the points, and the factors it draws in addition to those swept by name."""

    kind: str = MISSING
    points: int = 256
    trajectories: int = 16
    grid_levels: int = 4
    by: str = "factor"
    sampling: str = SAMPLINGS[0]
    path: str | None = None
    levers: list[str] = field(default_factory=list)
    uncertainties: list[str] = field(default_factory=list)


@dataclass
class ExecutorChoice:
    """The executor that plays."""

    name: str = MISSING
    workers: int | None = None
    address: str | None = None


@dataclass
class SweepSettings(Settings):
    """Settings of a sweep."""

    takes_quantities: ClassVar[bool] = True
    ranges: ClassVar[Mapping[str, tuple[float, float, str]]] = {
        **RANGES,
        "replications": (*POINT_RUNS, "a whole number of runs at each point"),
        "design.points": (1, 2**24, "a whole number"),
        "design.trajectories": (1, 2**20, "a whole number"),
        "design.grid_levels": (2, 1000, "an even whole number"),
        "executor.workers": (1, 4096, "a whole number, or null for all cores"),
    }
    words: ClassVar[Mapping[str, str]] = {
        **Settings.words,
        "yes": "true or false",
        "notes": "true or false",
        "record": f"one of {', '.join(RECORDS)}",
        "reference": REFERENCES,
        "design.kind": f"one of {', '.join(DESIGNS)}",
        "design.by": f"one of {', '.join(BY)}",
        "design.sampling": f"one of {', '.join(SAMPLINGS)}",
        "design.path": "the path of a .csv or .parquet file",
        "design.levers": "a list of levers or patterns, such as [diplomacy.*],",
        "design.uncertainties": "a list of quantities or patterns, such as [actors.*.costs.*, rules.*],",
        "executor.name": f"one of {', '.join(EXECUTORS)}",
        "executor.address": "an address such as tcp://host:8786, or null",
    }

    design: DesignChoice = field(default_factory=DesignChoice)
    executor: ExecutorChoice = field(default_factory=ExecutorChoice)
    record: str = MISSING
    reference: int | str | None = None
    yes: bool = MISSING
    notes: bool = False

    def faults(self) -> list[str]:
        """List the values that are not allowed, one line each."""
        choices = (
            ("record", self.record, RECORDS),
            ("design.kind", self.design.kind, DESIGNS),
            ("design.by", self.design.by, BY),
            ("design.sampling", self.design.sampling, SAMPLINGS),
            ("executor.name", self.executor.name, EXECUTORS),
        )
        wrong = [f"{key} = {value}: must be one of {', '.join(allowed)}"
                 for key, value, allowed in choices if value not in allowed]  # fmt: skip
        if self.design.by in BY[1:] and self.design.kind != "saltelli":
            wrong.append(f"design.by = {self.design.by}: only design=saltelli moves factors together")
        if self.reference not in (None, REPORTED) and not _is_point(self.reference):
            wrong.append(f"reference = {self.reference}: must be {REFERENCES}")
        if self.executor.address is not None and self.executor.name != "dask":
            wrong.append("executor.address: only a Dask cluster has one; add executor=dask")
        return super().faults() + wrong


def _is_point(reference: object) -> bool:
    return isinstance(reference, int) and not isinstance(reference, bool) and 0 <= reference < 2**31
