"""The benchmark program runs through, and its arithmetic is right; the numbers themselves are not tested."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from standoff.drivers.ensemble import play
from tests.benchmarks import timing
from tests.benchmarks.timing import Effort, Sample, interleaved, slope, spread
from tests.benchmarks.variants import endless, with_actions, with_actors
from tests.stages import ROOT


def test_contenders_take_turns_and_each_round_plays_the_same_runs(monkeypatch):
    now, played = [0.0], []
    monkeypatch.setattr(timing.time, "perf_counter", lambda: now[0])

    def contender(name, seconds_per_run):
        def contend(n_runs):
            played.append((name, n_runs))
            now[0] += n_runs * seconds_per_run
            return 2.0 * n_runs

        return contend

    timings = interleaved({"slow": contender("slow", 0.5), "fast": contender("fast", 0.25)}, Effort(2.0, 2))
    assert played[-4:] == [("slow", 4), ("fast", 8), ("slow", 4), ("fast", 8)]
    assert timings["fast"] == [Sample(2.0, 8, 16.0)] * 2
    assert (timings["slow"][0].per_run, timings["slow"][0].per_turn) == (500_000.0, 250_000.0)


def test_a_spread_is_the_median_with_the_least_and_the_most():
    assert spread([3.0, 1.0, 8.0]) == timing.Spread(3.0, 1.0, 8.0)


def test_the_exponent_of_a_power_law_is_found():
    assert slope([2, 4, 8], [3 * size**1.5 for size in (2, 4, 8)]) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("vary", "rows"),
    [
        (with_actors, [2, 3]),
        (with_actors, [0, 1, 2, 3, 1, 3]),
        (with_actions, [1, 7, 9]),
        (with_actions, [*range(20), 7]),
    ],
)
def test_variants_have_the_requested_size_and_play_to_the_horizon(vary, rows):
    stage = vary(endless(10.0), rows)
    counted = stage.names.actors if vary is with_actors else stage.names.actions
    assert len(set(counted)) == len(rows)
    assert int(stage.facts.n_actors if vary is with_actors else stage.facts.n_actions) == len(rows)
    (runs,) = play(stage, 1, 0, 8, 1)
    assert set(runs["days"]) == {10.0}
    assert np.isfinite(runs["payoff"]).all()


def test_leaving_out_nobody_changes_nothing_but_the_draws():
    stage = endless(10.0)
    same = with_actors(stage, range(4))
    for table in ("actor", "dyad"):
        for name in stage.facts[table].dtype.names:
            if name != "slot":
                assert np.array_equal(same.facts[table][name], stage.facts[table][name]), name
    assert same.facts["event"].tobytes() == stage.facts["event"].tobytes()


@pytest.mark.benchmark
@pytest.mark.slow
def test_the_program_prints_its_tables_keeps_its_numbers_and_writes_the_page(tmp_path):
    page = tmp_path / "page.md"
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks",
        "--quick",
        "--write",
        str(page),
        "--out",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "plain Mesa model, batch_run" in done.stdout
    (numbers,) = tmp_path.glob("*/bench.json")
    report = json.loads(numbers.read_text())
    assert (
        report["side_by_side"]["compiled driver, 1 thread"]["times"]["compiled driver, 1 thread"]["median"]
        == 1
    )
    assert set(report["costs"]) == {"actors", "turns", "actions"}
    assert "$" not in page.read_text()
    assert report["machine"]["python"] in page.read_text()
