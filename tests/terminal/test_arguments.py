"""What the library says of its arguments is said of options on the command line."""

from __future__ import annotations

import re

import click
import pytest

from standoff.apps.cli import COMMANDS, standoff
from standoff.config.compose import compose
from standoff.errors import ArgumentError, ConfigError
from standoff.terminal.arguments import message_of
from standoff.terminal.keys import out_key
from tests.commands import invoke
from tests.stages import ROOT


@click.command()
@click.option("--kind", "kind")
@click.option("--aim", "aims", multiple=True)
@out_key("Folder to write.")
def draw(kind: str, aims: tuple[str, ...], out: str) -> None:
    """Draw nothing."""


def test_an_option_is_named_as_the_command_names_it():
    assert message_of(ArgumentError("{kind}=mp4: no", kind=None), draw) == "--kind=mp4: no"
    assert message_of(ArgumentError("{out}: is no page", out="a b"), draw) == "out='a b': is no page"
    assert message_of(ArgumentError("give {aims}", aims=["a<=1", "b"]), draw) == "give --aim 'a<=1' b"


def test_an_argument_that_is_not_an_option_is_written_as_one():
    error = ArgumentError("{at_least} = {share}", at_least=None)
    assert message_of(error) == message_of(error, draw) == "--at-least = {share}"


def test_other_messages_are_unchanged():
    assert message_of(ConfigError("{kind} is odd"), draw) == "{kind} is odd"


def test_a_missing_folder_is_reported_with_its_flag(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert invoke("run", "--config-dir=nowhere", monkeypatch=monkeypatch) == 2
    assert capsys.readouterr().err == "--config-dir=nowhere: there is no such folder; give an existing one\n"
    with pytest.raises(ConfigError, match=r"^config_dir=nowhere: "):
        compose(["--config-dir=nowhere"])


def test_the_library_names_no_options():
    """Outside of the commands and of what reads the command line, no message holds a flag."""
    context = click.Context(standoff)
    commands = [standoff.get_command(context, name) for name in COMMANDS]
    flags = {flag for command in commands if command for item in command.params for flag in item.opts}
    said = re.compile("|".join(rf"{flag}(?![\w-])" for flag in sorted(flags) if flag.startswith("--")))
    folders = ("analysis", "design", "drivers", "plots", "report", "scenario", "sweep")
    for folder in folders:
        for path in (ROOT / "sim" / "standoff" / folder).rglob("*.py"):
            if path.name == "command.py":
                continue
            lines = [line for line in path.read_text("utf-8").splitlines() if "shlex.join" not in line]
            assert not said.search("\n".join(lines)), path
