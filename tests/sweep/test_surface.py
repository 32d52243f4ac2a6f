from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from standoff.errors import ConfigError, ResultError
from standoff.store.parts import Parts
from standoff.sweep.result import open_sweep
from standoff.sweep.surface import read_surface
from standoff.vocabulary import OUTCOME_SETS
from tests.studies import cut_small, finished, opened, study
from tests.sweeps import part

ROWS = {"diplomacy.offer_rate": [0.0, 0.5, 1.0]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("surface") / "sweep"
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch, part_runs=10)
        finished(opened(study(ROWS), place))
    return place


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch, part_runs=10)


def test_a_surface_holds_the_sums_of_all_points(folder: Path) -> None:
    surface, manifest = read_surface(folder)
    sums = list(open_sweep(folder).points())
    assert manifest["sweep"]["n_points"] == 3
    assert surface.design.columns["diplomacy.offer_rate"].tolist() == [0.0, 0.5, 1.0]
    assert surface.n_runs == 60
    for point, sums_at_point in enumerate(sums):
        assert surface.counts[point].tolist() == sums_at_point.sums.outcomes.tolist()
        days = surface.response("days")
        assert days.value[point] == sums_at_point.sums.moments.mean[surface.measures.index("days")]
        assert days.n[point] == 20


def test_the_shares_of_the_six_outcomes_add_up(folder: Path) -> None:
    surface, _ = read_surface(folder)
    shares = [surface.response(name).value for name in OUTCOME_SETS if name != "any_war"]
    assert np.sum(shares, axis=0) == pytest.approx(1.0)


def test_every_response_that_it_names_can_be_read(folder: Path) -> None:
    surface, _ = read_surface(folder)
    assert {"any_war", "settlement", "peak_rung"} < set(surface.names)
    assert [surface.response(name).name for name in surface.names] == list(surface.names)


def test_an_unknown_response_is_refused_with_the_nearest_name(folder: Path) -> None:
    surface, _ = read_surface(folder)
    with pytest.raises(ConfigError, match=r"response 'setlement' is unknown; .*settlement"):
        surface.response("setlement")


def test_a_sweep_with_a_part_missing_is_refused(tmp_path: Path) -> None:
    made = opened(study(ROWS), tmp_path / "sweep")
    finished(made)
    Parts(made.folder).discard([0])
    with pytest.raises(ResultError, match=r"not finished.*standoff resume"):
        read_surface(made.folder)


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    made = opened(study(ROWS), tmp_path / "sweep")
    finished(made)
    part(made.folder, 0).write_bytes(b"no parquet")
    with pytest.raises(ResultError, match=r"00000\.parquet"):
        read_surface(made.folder)
