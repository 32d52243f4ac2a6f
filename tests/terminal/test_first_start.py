"""First start: it says that it compiles, and shows a run meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.config.compose import compose
from standoff.config.setup import make_stage
from standoff.terminal import first_start
from standoff.terminal.first_start import is_compiled, show_run_while_compiling
from tests.commands import STRAIT, compile_once, invoke
from tests.received import plant_modules


def test_if_the_rules_are_compiled_nothing_is_printed(capfd: pytest.CaptureFixture[str]):
    compile_once()
    (job,) = compose([f"scenario.name={STRAIT}"])
    assert is_compiled()
    with show_run_while_compiling(job.settings):
        pass
    assert capfd.readouterr() == ("", "")


def test_a_first_start_shows_the_traced_run_and_runs_no_module_of_the_current_folder(
    monkeypatch, capfd, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    words = (f"scenario.name={STRAIT}", "replications=1", "figures=false", "seed=3", "out=out")
    assert invoke("run", *words, monkeypatch=monkeypatch) == 0
    played = capfd.readouterr().out.splitlines()
    traced = next(line for line in played if line.startswith("Traced run 0: "))
    record = plant_modules(tmp_path)
    monkeypatch.setattr(first_start, "is_compiled", lambda: False)
    (job,) = compose([f"scenario.name={STRAIT}", "seed=3"])
    with show_run_while_compiling(job.settings) as teller:
        assert teller is not None
        assert teller.wait() == 0
    assert not record.exists()
    printed = capfd.readouterr().err
    assert "Compiling the rules; this happens once" in printed
    outcome, days = traced.removeprefix("Traced run 0: ").removesuffix(" days.").split(" after ")
    assert f"Outcome after {days} days: {outcome}." in printed.replace("de escalation", "de-escalation")


def test_warmup_says_where_compiled_rules_are_kept(monkeypatch, capsys):
    assert invoke("warmup", monkeypatch=monkeypatch) == 0
    output = capsys.readouterr().out
    assert output.startswith("Ready after ")
    assert "the compiled rules are kept in " in output


def test_a_warm_start_plays_no_run_that_nobody_asked_for(monkeypatch: pytest.MonkeyPatch):
    compile_once()
    played = []
    monkeypatch.setattr(first_start, "run_one", lambda *_, **__: played.append("traced"))
    monkeypatch.setattr(first_start, "play", lambda *given: iter(played.append(given[-1]) or ()))
    stage = make_stage(STRAIT)[1]
    first_start.load_rules(stage)
    assert played == [1]  # one run loads the rules of ensembles
    monkeypatch.setattr(first_start, "is_compiled", lambda: False)
    first_start.load_rules(stage)
    assert played == [1, 1, "traced"]
