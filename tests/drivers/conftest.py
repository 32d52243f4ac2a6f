"""Clusters, and blocks of runs with what comes of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from standoff.drivers.ensemble import Block, blocks, play_block
from tests.drivers.cluster import Bytes, DaskCluster, Start, bytes_of
from tests.stages import build_stage


@pytest.fixture(scope="module")
def start_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start clusters that end with the module, whatever happens to them."""
    clusters: list[DaskCluster] = []

    def start(n_workers: int = 2) -> DaskCluster:
        clusters.append(DaskCluster(tmp_path_factory.mktemp("cluster"), n_workers))
        return clusters[-1]

    yield start
    for cluster in clusters:
        cluster.close()


@pytest.fixture(scope="module")
def cluster(start_cluster: Start) -> DaskCluster:
    """A cluster that no test harms."""
    return start_cluster()


@pytest.fixture(scope="module")
def work() -> list[Block]:
    """Blocks of both crises, 512 runs in all."""
    return [block for name in ("strait", "ukraine") for block in blocks(build_stage(name), 7, 0, 256, 32)]


@pytest.fixture(scope="module")
def expected(work: list[Block]) -> list[Bytes]:
    """What comes of the blocks without any executor."""
    return [bytes_of(play_block(block)) for block in work]
