"""Results of the command line that many tests read: each is played when it is first needed, once for all."""

from __future__ import annotations

import hashlib
import io
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from tests.commands import STRAIT, invoke
from tests.once import make_once

__all__ = ["MILD", "N_RUNS", "RESULTS", "TRACED", "Results"]

N_RUNS: Final = 40
"""Runs at each point of a result of the strait, but for those of designs with many points."""
TRACED: Final = 15
"""Replication that is traced: its attacker crosses the strait in turn 17."""
MILD: Final = ("diplomacy.offer_rate=1", "escalation.attack_cost=1", "escalation.incident_rate=0")
"""Under which some runs end with a settlement."""

STRAIT_RUN: Final = ("run", f"scenario.name={STRAIT}", f"replications={N_RUNS}")
STRAIT_SWEEP: Final = ("sweep", *STRAIT_RUN[1:])
DAM_SWEEP: Final = ("sweep", "scenario=sarn_2031", "turn_days=2")
BIAS: Final = "escalation.odds_bias=interval(0,2)"

RESULTS: Final = {
    "run": (*STRAIT_RUN, f"traced={TRACED}"),
    "open": (*STRAIT_RUN, "diplomacy=open", *MILD),
    "other_seed": (*STRAIT_RUN, "seed=2"),
    "sweep": (*STRAIT_SWEEP, "diplomacy.trust=0.2,0.5,0.9", "reference=0"),
    "rows": (*STRAIT_SWEEP, "rules=base,no_learning", "diplomacy.trust=0.2,0.9", "record=runs"),
    "crossed": (
        *STRAIT_SWEEP[:2], "design=crossed", "design.points=6", "diplomacy=reported,open",
        "escalation.flank=0,1", "design.uncertainties=[actors.*.costs.war]",
        "reference=null", "replications=20",
    ),
    "drawn": (
        *DAM_SWEEP[:2], "design=sobol", "design.points=64", "escalation.attack_cost=interval(0,1)",
        "escalation.odds_bias=interval(-1,3)", "rules=base,no_learning", "reference=null", "replications=20",
    ),
    "saltelli": (
        *DAM_SWEEP, "design=saltelli", "design.points=16", BIAS, "diplomacy.offer_rate=interval(0,0.3)",
        "replications=8",
    ),
    "saltelli_by_source": (
        *DAM_SWEEP, "design=saltelli", "design.by=source", "design.points=16", BIAS,
        "design.uncertainties=[actors.*.costs.*]", "reference=null", "replications=8",
    ),
    "morris": (
        *DAM_SWEEP, "design=morris", "design.trajectories=4", "design.levers=[escalation.*]",
        "replications=8",
    ),
    "sobol": (
        *DAM_SWEEP, "design=sobol", "design.points=128", "rules=base,prospect", BIAS, "replications=8",
    ),
    "one_at_a_time": (
        *DAM_SWEEP, "design=one_at_a_time", "escalation.odds_bias=0,2", "diplomacy.offer_rate=0,0.5",
        "replications=8",
    ),
}  # fmt: skip
"""The commands that play them, without the place."""


class Results:
    """Results in a folder that all workers of a test session share.

    Parameters
    ----------
    folder : pathlib.Path
        Where they are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digests: dict[str, str] = {}

    def __getitem__(self, name: str) -> Path:
        """Give the folder of a result; whoever writes to it takes a copy."""
        place = self._folder / name
        if name not in self._digests:
            make_once(place, partial(_play, RESULTS[name]))
            self._digests[name] = _digest(place)
        return place

    def changed(self) -> list[str]:
        """Name the results that are not as they were when they were first given."""
        return [name for name, digest in self._digests.items() if _digest(self._folder / name) != digest]


def _play(command: tuple[str, ...], place: Path) -> None:
    screen = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(screen), redirect_stderr(screen):
        assert invoke(*command, "figures=false", f"out={place}", monkeypatch=patch) == 0


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
