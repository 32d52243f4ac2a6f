"""Where to write, figures, formats and runs are given in one way in every command; the old way works too."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from standoff.apps.cli import COMMANDS, standoff
from standoff.config.spelling import joined, respelt
from standoff.config.sweep_settings import SweepSettings
from standoff.terminal.keys import (
    KeyedCommand,
    KeyOption,
    figures_key,
    formats_key,
    out_key,
    replications_key,
)
from standoff.terminal.lines import say

KEYS = {"out", "figures", "figure_formats", "replications"}


@click.command(cls=KeyedCommand)
@click.argument("result", nargs=-1)
@click.option("--by", default="any_war")
@out_key("Folder to write.")
@figures_key()
@formats_key()
@replications_key(click.IntRange(1, 9), 3, "Runs")
def ask(result: tuple[str, ...], by: str, **settings: object) -> None:
    """Show what was given."""
    say(str((result, by, *(settings[name] for name in ("out", "figures", "formats", "replications")))))


def answer(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(ask, words)
    return done.exit_code, done.stdout.strip(), done.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a", "out=x y", "b"], ("x y", True, (), 3)),
        (["a", "b", "figures=false"], (None, False, (), 3)),
        (["a", "b", "figures=True"], (None, True, (), 3)),
        (["a", "b", "figure_formats=[png, pdf]"], (None, True, ("png", "pdf"), 3)),
        (["a", "b", "figure_formats=svg", "replications=9"], (None, True, ("svg",), 9)),
        (["a", "b", "out=a=b"], ("a=b", True, (), 3)),
    ],
)
def test_settings_are_written_as_in_run_and_sweep(words: list[str], expected: tuple[object, ...]):
    assert answer(*words) == (0, str((("a", "b"), "any_war", *expected)), "")


def test_the_old_way_works_with_one_notice():
    status, shown, notice = answer("a", "b", "--out", "x", "--no-figures", "--format=png", "--format", "pdf")
    assert (status, shown) == (0, str((("a", "b"), "any_war", "x", False, ("png", "pdf"), 3)))
    assert notice == (
        "Read --out as out=PATH, --no-figures as figures=false, --format as figure_formats=png,svg,pdf: "
        "the form key=value is the same in every command.\n"
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("figures=perhaps", "Invalid value for 'figures': 'perhaps' is neither true nor false."),
        (
            "figure_formats=gif",
            "Invalid value for 'figure_formats': 'gif' is not one of 'png',",
        ),
        ("replications=ten", "Invalid value for 'replications': 'ten' is not a valid integer range."),
        ("replications=10", "Invalid value for 'replications': 10 is not in the range 1<=x<=9."),
        ("by=standoff", "by=standoff: ask takes this as --by standoff."),
        ("figure=false", "ask has no setting 'figure'; did you mean 'figures'?"),
        ("scenario.name=x", "its settings are out, figures, figure_formats, replications."),
    ],
)
def test_a_wrong_value_or_setting_is_named_with_what_was_meant(word: str, expected: str):
    status, _, notice = answer("a", word)
    assert status == 2
    assert expected in notice


def test_a_folder_may_be_called_like_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "diplomacy=open").mkdir()
    words = ("diplomacy=open", "diplomacy=open:0,3")
    assert answer(*words) == (0, str((words, "any_war", None, True, (), 3)), "")


def test_the_help_shows_settings_as_they_are_written():
    lines = CliRunner().invoke(ask, ["--help"]).stdout
    assert "  out=PATH " in lines
    assert "--out" not in lines


@pytest.mark.parametrize("name", COMMANDS)
def test_options_that_all_commands_share_are_the_same_everywhere(name: str):
    """A command without a configuration has these as settings; all others read every option as a setting."""
    command = standoff.get_command(click.Context(standoff), name)
    assert command is not None
    for option in command.params:
        if option.name in {*KEYS, "formats", "kinds"}:
            assert isinstance(option, KeyOption)
            assert option.key in KEYS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--replications", "100"], ["replications=100"]),
        (["--replications=100", "--out", "a b", "--seed", "-1"], ["replications=100", "out=a b", "seed=-1"]),
        (["--no-figures", "--yes", "x=1"], ["figures=false", "yes=true", "x=1"]),
        (["--figures", "false", "--diplomacy.trust", "0.5"], ["figures=false", "diplomacy.trust=0.5"]),
        (["--format", "png", "--format=pdf"], ["figure_formats=[png,pdf]"]),
        (["--diplomacy", "open", "--experiment=baseline"], ["diplomacy=open", "experiment=baseline"]),
        (
            ["--multirun", "--cfg", "job", "--replicatons", "9"],
            ["--multirun", "--cfg", "job", "--replicatons", "9"],
        ),
        (["--seed", "--out"], ["seed=", "out="]),
    ],
)
def test_options_of_a_composed_command_are_read_as_settings(words: list[str], expected: list[str]):
    assert respelt(words, SweepSettings)[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["x", "=", "0.5"], ["x=0.5"]),
        (["x=", "0.5"], ["x=0.5"]),
        (["x", "=0.5"], ["x=0.5"]),
        (["x=0,", "0.5,", "1", "seed=2"], ["x=0,0.5,1", "seed=2"]),
        (["x=0", ",0.5"], ["x=0,0.5"]),
        (["--config-dir", "=", "seed=2"], ["--config-dir", "=", "seed=2"]),
        (["x=", "--cfg", "job"], ["x=", "--cfg", "job"]),
        (["x=", "-1"], ["x=-1"]),
        (["x=", "y=1"], ["x=", "y=1"]),
    ],
)
def test_arguments_that_a_shell_splits_at_blanks_are_joined(words: list[str], expected: list[str]):
    assert joined(words) == expected
