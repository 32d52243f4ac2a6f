"""First start: it says that it compiles, and tells a run meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from standoff.config.compose import compose
from standoff.terminal import first_start
from standoff.terminal.first_start import is_compiled, show_run_while_compiling
from tests.commands import STRAIT, environment, standoff


def test_where_rules_are_compiled_nothing_is_told(capfd: pytest.CaptureFixture[str]):
    (job,) = compose([f"scenario.name={STRAIT}"])
    assert is_compiled()
    with show_run_while_compiling(job.settings):
        pass
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_the_other_process_ends_even_if_this_one_is_killed(tmp_path: Path):
    program = f"""
import os, signal
from standoff.config.compose import compose
from standoff.terminal import first_start
first_start.is_compiled = lambda: False
with first_start.show_run_while_compiling(compose(["scenario.name={STRAIT}"])[0].settings) as other:
    print(other.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    command = [sys.executable, "-c", program]
    killed = subprocess.run(
        command, cwd=tmp_path, env=environment(), text=True, stdout=subprocess.PIPE, check=False
    )
    place = Path("/proc", killed.stdout.strip(), "cmdline")
    limit = time.monotonic() + 60
    with suppress(FileNotFoundError, ProcessLookupError):
        while place.read_bytes():  # empty once it has ended and nobody has taken note yet
            assert time.monotonic() < limit
            time.sleep(0.05)


def test_a_first_start_tells_the_traced_run_as_it_ends_later(monkeypatch, capfd, tmp_path: Path):
    played = standoff("run", f"scenario.name={STRAIT}", "replications=1", "figures=false", "seed=3",
                      "out=out", cwd=tmp_path)  # fmt: skip
    traced = next(line for line in played.stdout.splitlines() if line.startswith("Traced run 0: "))
    monkeypatch.setattr(first_start, "is_compiled", lambda: False)
    (job,) = compose([f"scenario.name={STRAIT}", "seed=3"])
    with show_run_while_compiling(job.settings) as teller:
        teller.wait()
    told = capfd.readouterr().err
    assert "Compiling the rules; this happens once" in told
    outcome, days = traced.removeprefix("Traced run 0: ").removesuffix(" days.").split(" after ")
    assert f"Outcome after {days} days: {outcome}." in told.replace("de escalation", "de-escalation")


def test_warmup_says_where_compiled_rules_are_kept(tmp_path: Path):
    result = standoff("warmup", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("Ready after ")
    assert "the compiled rules are kept in " in result.stdout
