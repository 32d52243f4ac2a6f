"""Use: the rules that these tests examine are the ones that a run lives by.

A process without compilation plays short runs and tells which rules they call, and whether a run changes when one
of them is replaced wherever it is bound. A rule that can be changed without any effect would be decoration.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.interpreted import CHANGES, rules
from tests.stages import ROOT


def ask(question: str) -> dict[str, bool]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.interpreted", question],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def has_effect() -> dict[str, bool]:
    return ask("changes")


@pytest.fixture(scope="module")
def is_called() -> dict[str, bool]:
    return ask("calls")


@pytest.mark.parametrize("rule", CHANGES)
def test_a_run_changes_with_the_rule(has_effect, rule):
    assert has_effect[rule]


@pytest.mark.parametrize("rule", rules())
def test_some_run_calls_the_rule(is_called, rule):
    assert is_called[rule]
