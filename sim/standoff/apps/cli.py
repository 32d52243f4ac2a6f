"""``standoff``: the command line. Each command is imported when it is called, so that help comes at once."""

from __future__ import annotations

import importlib
import io
import os
import sys

import click
from click.shell_completion import CompletionItem

from standoff import __version__
from standoff.errors import ArgumentError, ConfigError, SimError
from standoff.terminal.arguments import message_of

__all__ = ["main", "standoff"]

COMMANDS = {
    "check": (
        "standoff.checks.command:check",
        "Check the mechanisms of a scenario: does each do something, and does nothing else decide?",
    ),
    "compare": (
        "standoff.analysis.compare.command:compare",
        "Compare results: how surely their outcomes differ, and in which order they stand.",
    ),
    "discover": (
        "standoff.analysis.discover.command:discover",
        "Find boxes: in plain words, when does it come to this?",
    ),
    "explain": (
        "standoff.analysis.explain.command:explain",
        "Explain what an actor weighed in a turn, what it chose and why.",
    ),
    "levers": (
        "standoff.apps.levers:levers",
        "List the levers: meaning, unit, range, reported value, source.",
    ),
    "map": (
        "standoff.apps.map.command:draw_map",
        "Draw the forces of a run on a map, by turn or as a moving picture.",
    ),
    "replay": (
        "standoff.apps.replay.command:replay",
        "Tell the full story of any run of a result, to the same bits.",
    ),
    "report": (
        "standoff.report.command:report",
        "Write one HTML file that says what came out, how sure that is, and what it rests on.",
    ),
    "resume": (
        "standoff.apps.sweep.resume:resume",
        "Finish a sweep that was stopped, killed or damaged, to the same bytes.",
    ),
    "robust": (
        "standoff.analysis.robust.command:robust",
        "Choose a package of levers that stands up to what nobody knows, and say what that costs.",
    ),
    "run": (
        "standoff.apps.run.command:run",
        "Play a crisis once with a full trace, and many times for the shares of its outcomes.",
    ),
    "scenario": (
        "standoff.apps.scenario.command:scenario",
        "List scenarios, begin one, check it, show it, list its sources.",
    ),
    "search": (
        "standoff.analysis.search.command:search",
        "Look for the best package of levers, and verify what was found on fresh chance.",
    ),
    "sensitivity": (
        "standoff.analysis.sensitivity.command:sensitivity",
        "Tell what moves the outcomes of a sweep, and how sure that is.",
    ),
    "sweep": (
        "standoff.apps.sweep.command:sweep",
        "Play many settings of the levers, many runs at each, and keep sums.",
    ),
    "turning-points": (
        "standoff.analysis.turning_points.command:turning_points",
        "Rank the acts of a run by how far the outcomes would have moved with another one.",
    ),
    "warmup": (
        "standoff.apps.warmup:warmup",
        "Compile the rules now, so that the next command starts at once.",
    ),
}
"""Command to the place of its code and the line that stands for it in the help."""


class Commands(click.Group):
    """A group of commands that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Call a command; what is wrong with an argument is said of the command's option."""
        try:
            return super().invoke(ctx)
        except ArgumentError as error:
            command = self.get_command(ctx, ctx.invoked_subcommand or "")
            raise ConfigError(message_of(error, command)) from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command without importing any."""
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        found = [CompletionItem(name, help=COMMANDS[name][1]) for name in names]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="standoff")
def standoff() -> None:
    """Play international crises: one run, or thousands over diplomatic and escalation levers."""


def main() -> None:
    """Run the command line; bad input ends it with a message and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no dashes shows question marks
            stream.reconfigure(errors="replace")
    if "_STANDOFF_COMPLETE" in os.environ:  # a shell asks what Tab may offer
        from standoff.terminal.completion import register

        register()
    try:
        standoff()
    except SimError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
