"""Use: the rules that these tests examine are the ones that a run lives by.

A process without compilation plays short runs and tells which rules they call, and whether a run changes when
one of them is replaced wherever it is bound. A rule that can be changed without any effect is decoration.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.interpreted import CHANGES
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


@pytest.mark.parametrize("rule", CHANGES)
def test_a_run_changes_with_the_rule(has_effect, rule):
    assert has_effect[rule]


def test_there_is_no_rule_that_no_run_calls():
    assert [rule for rule, is_called in ask("calls").items() if not is_called] == []
