from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.kinds import KINDS
from tests.fuzz.trials import FAULT, results
from tests.stages import ROOT


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if kind.is_slow else name for name, kind in KINDS.items()],
)
def test_damaged_input_is_taken_or_refused_and_never_ends_in_a_traceback(name: str, tmp_path: Path):
    kind = KINDS[name]
    counts = results(name, kind.attempt, range(kind.in_suite), tmp_path)
    assert counts.total() == kind.in_suite
    assert not counts[FAULT]
    assert len(counts) > 1, "trials that all end alike try nothing"


def test_a_trial_depends_on_its_number_alone(tmp_path: Path):
    def attempt(chance: random.Random, folder: Path) -> str:
        return str(chance.random())

    both = results("x", attempt, [3, 4], tmp_path)
    assert results("x", attempt, [4], tmp_path) < both
    assert results("y", attempt, [4], tmp_path) != results("x", attempt, [4], tmp_path)


def test_an_exception_that_no_message_explains_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def attempt(chance: random.Random, folder: Path) -> str:
        raise KeyError("lost")

    assert results("x", attempt, [7], tmp_path) == {FAULT: 1}
    assert 'ARGS="x 1 --first 7"' in capsys.readouterr().out


@pytest.mark.slow(seconds=60)
def test_no_rule_reads_or_writes_a_row_that_does_not_exist(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.bounds"],
        env=os.environ | {"NUMBA_BOUNDSCHECK": "1", "STANDOFF_CACHE_DIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
