from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from standoff.apps.cli import COMMANDS, Commands, standoff
from standoff.errors import ScenarioError
from tests.commands import ROOT, STRAIT, invoke
from tests.commands import standoff as start

DATA = STRAIT.parent


def test_a_sound_scenario_passes_the_check():
    result = CliRunner().invoke(standoff, ["scenario", "check", str(DATA / "strait")])
    assert result.exit_code == 0
    assert (
        result.output == "ok: 123 quantities, 3 sources, 96 assumptions, facts F1 F2 F3 F4 (decorative: F4)\n"
    )


def test_the_check_also_takes_out_each_fact(tmp_path: Path):
    shutil.copytree(DATA, tmp_path / "data")
    facts = tmp_path / "data" / "strait" / "facts.yaml"
    facts.write_text(facts.read_text().replace("timeline.manoeuvre: null", "axes.narrows: null"))
    result = CliRunner().invoke(standoff, ["scenario", "check", str(facts.parent)])
    assert isinstance(result.exception, ScenarioError)
    assert "without F3" in str(result.exception)


def test_the_list_has_every_scenario_and_the_days_of_its_variants():
    process = start("scenario", "list", cwd=ROOT)
    assert (process.returncode, process.stderr) == (0, "")
    names = {path.parent.name for path in (ROOT / "scenarios").glob("*/scenario.yaml")}
    assert names == set(re.findall(r"^ ?([a-z]+_\d{4})\b", process.stdout, re.MULTILINE))
    for path in (ROOT / "scenarios").glob("*/variants/*.yaml"):
        assert path.stem in process.stdout


@pytest.mark.parametrize(("command", "expected"), [("show", "Positions: ideal"), ("sources", "Assumptions")])
def test_a_scenario_can_be_read_at_the_command_line(command: str, expected: str):
    result = CliRunner().invoke(standoff, ["scenario", command, str(DATA / "strait")])
    assert result.exit_code == 0
    assert expected in result.output


def test_a_variant_can_be_checked_and_read_like_a_scenario():
    name = f"{DATA / 'strait'}@2030-02-20"
    result = CliRunner().invoke(standoff, ["scenario", "check", name])
    assert result.output == "ok: 119 quantities, 2 sources, 43 assumptions, facts none (decorative: none)\n"
    shown = CliRunner().invoke(standoff, ["scenario", "show", name]).output
    assert "Facts as of 2030-02-20; starts on 2030-02-21" in shown
    assert "statement" not in shown


def test_bad_input_ends_with_status_2_and_a_message_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DATA, tmp_path / "data")
    actor = tmp_path / "data" / "strait" / "actors" / "vesper.yaml"
    actor.write_text(actor.read_text().replace("  flexibility:", "  flexibilty:"))
    before = sorted(tmp_path.rglob("*"))
    for command in ("check", "show", "sources"):
        assert invoke("scenario", command, "data/strait", monkeypatch=monkeypatch) == 2
        screen = capsys.readouterr()
        assert screen.out == ""
        assert screen.err.splitlines() == [
            "data/strait/actors/vesper.yaml: 2 faults",
            "  politics.flexibility: is missing; add it",
            "  politics.flexibilty = a mapping: unknown field, did you mean 'flexibility'?",
        ]
    assert sorted(tmp_path.rglob("*")) == before


def test_an_unknown_scenario_ends_with_status_2_and_no_traceback(monkeypatch, capsys):
    assert invoke("scenario", "check", "nowhere", monkeypatch=monkeypatch) == 2
    message = capsys.readouterr().err
    assert message.startswith("scenario 'nowhere' is unknown; ")
    assert "Traceback" not in message


def test_a_terminal_that_cannot_show_dashes_is_supported():
    result = start("scenario", "show", str(DATA / "strait"), cwd=ROOT, PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "0 [0?0.6] 0.8" in result.stdout


def test_an_unknown_command_ends_with_status_2(monkeypatch, capsys):
    assert invoke("scenery", monkeypatch=monkeypatch) == 2
    assert "There is no command 'scenery'; did you mean 'scenario'?" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_its_own_first_line(name: str):
    assert isinstance(standoff, Commands)
    command = standoff.get_command(
        standoff.make_context("standoff", ["--help"], resilient_parsing=True), name
    )
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(limit=100) == COMMANDS[name][1]
