from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from standoff.drivers.stage import Stage
from tests.stages import build_stage

# The first call of a compiled function may compile it, which no deadline of an example allows for.
settings.register_profile("standoff", deadline=None)
settings.load_profile("standoff")


@pytest.fixture(scope="session")
def set_crisis() -> Callable[..., Stage]:
    """Set the stage of `strait` or `ukraine` with tables edited and rule parameters replaced."""
    return build_stage


@pytest.fixture(scope="session")
def strait() -> Stage:
    return build_stage("strait")


@pytest.fixture(scope="session")
def ukraine() -> Stage:
    return build_stage("ukraine")
