from __future__ import annotations

import pytest

from standoff.config.composer import Composer
from standoff.config.expand import Value
from standoff.config.flags import read_flags
from standoff.config.sweep_settings import SweepSettings
from standoff.errors import ConfigError


@pytest.fixture(scope="module")
def composer() -> Composer[SweepSettings]:
    return Composer(read_flags([], "standoff sweep"), "sweep", SweepSettings)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("record", "all", "record = all: must be one of sums, runs, trace"),
        (
            "design.kind",
            "cube",
            "design.kind = cube: must be one of grid, zip, one_at_a_time, table, latin_",
        ),
        ("executor.name", "ray", "executor.name = ray: must be one of threads, processes, dask"),
        (
            "replications",
            0,
            "replications = 0: allowed range is 1 to 1000000000, a whole number of runs at",
        ),
        ("replications", None, "replications = null"),
        (
            "reference",
            -1,
            "reference = -1: must be reported, the number of a point, or null for no differences",
        ),
        ("reference", "base", "reference = base: must be reported, the number of a point, or null"),
        ("design.points", 0, "design.points = 0: allowed range is 1 to 16777216, a whole number"),
        ("design.points", 1.5, "design.points = 1.5: allowed range is 1 to 16777216, a whole number"),
        ("design.by", "actor", "design.by = actor: must be one of factor, source"),
        ("design.by", "source", "design.by = source: only design=saltelli moves factors together"),
        ("design.trajectories", 0, "design.trajectories = 0: allowed range is 1 to 1048576"),
        ("design.grid_levels", 1, "design.grid_levels = 1: allowed range is 2 to 1000, an even whole number"),
        (
            "executor.workers",
            0,
            "executor.workers = 0: allowed range is 1 to 4096, a whole number, or null for all",
        ),
        ("executor.address", "tcp://a:1", "executor.address: only a Dask cluster has one; add executor=dask"),
        (
            "design.levers",
            "{a: 1}",
            "design.levers: a list of levers or patterns, such as [diplomacy.*], is expected",
        ),
        ("yes", "perhaps", "yes = perhaps: true or false is expected"),
        ("design", "cube", "design=cube: unknown option"),
        ("executor", "thread", "executor=thread: unknown option; did you mean 'threads'?"),
        ("design.piont", 1, "design.piont: unknown key; did you mean 'points'?"),
        ("traced", 1, "traced: unknown key"),
        ("diplomacy.trust", 7, "diplomacy.trust = 7: allowed range is 0 to 1"),
    ],
)
def test_an_invalid_setting_of_a_sweep_is_refused_with_what_is_allowed(
    composer: Composer[SweepSettings], key: str, value: Value, expected: str
):
    with pytest.raises(ConfigError) as error:
        composer.settings({key: value})
    assert str(error.value).startswith(expected)


def test_all_faults_are_reported_at_once(composer: Composer[SweepSettings]):
    with pytest.raises(ConfigError) as error:
        composer.settings({"record": "all", "replications": 0, "diplomacy.trust": 7, "executor.workers": 0})
    assert {line.split(" = ")[0] for line in str(error.value).splitlines()} == {
        "record", "replications", "diplomacy.trust", "executor.workers",
    }  # fmt: skip


def test_a_cluster_has_an_address(composer: Composer[SweepSettings]):
    chosen = composer.settings({"executor": "dask", "executor.address": "tcp://host:8786"}).executor
    assert (chosen.name, chosen.address, chosen.workers) == ("dask", "tcp://host:8786", None)


def test_patterns_are_lists_of_words():
    arguments = [
        "design=sobol",
        "design.levers=[diplomacy.*]",
        "design.uncertainties=[actors.*.costs.*,rules.*]",
    ]
    chosen = Composer(read_flags(arguments, "standoff sweep"), "sweep", SweepSettings).settings({}).design
    assert chosen.levers == ["diplomacy.*"]
    assert chosen.uncertainties == ["actors.*.costs.*", "rules.*"]
    assert (chosen.kind, chosen.points) == ("sobol", 256)
