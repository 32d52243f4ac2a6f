from __future__ import annotations

import numpy as np
import pytest

from standoff.design.factorial import grid
from standoff.design.factors import Factor, FactorKind
from standoff.report.section_answer import _of_sweep
from standoff.scenario.baselines import load_baselines
from standoff.statistics.surface import Surface

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", (0.0, 1.0))


@pytest.mark.parametrize(
    ("wars", "verdict"),
    [
        ((10, 90), "The difference is larger than chance alone would explain."),
        ((45, 55), "Their intervals overlap: the difference may be due to chance."),
    ],
)
def test_the_extremes_of_a_sweep_differ_only_if_their_intervals_do_not_overlap(
    wars: tuple[int, int], verdict: str
) -> None:
    counts = np.array([[100 - war, 0, 0, 0, war, 0] for war in wars])
    (lead,), _, _ = _of_sweep(Surface(grid([TRUST]), counts), next(iter(load_baselines().values())))
    assert verdict in lead
