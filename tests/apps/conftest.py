from __future__ import annotations

import pytest

from sim.apps.first_start import compile_rules
from sim.config.setup import make_stage
from tests.apps.commands import STRAIT


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """Compile before the first command: a first start says so on the error stream."""
    compile_rules(make_stage(STRAIT)[1])
