"""The command line ``standoff``. Each command is imported when it is called, so that help is quick."""

from __future__ import annotations

import importlib
import os

import click
from click.shell_completion import CompletionItem

from standoff import __version__
from standoff.errors import ArgumentError, ConfigError
from standoff.terminal.arguments import message_of
from standoff.terminal.ending import run_to_end
from standoff.terminal.named_commands import NamedCommands

__all__ = ["main", "standoff"]

COMMANDS = {
    "branch": (
        "standoff.analysis.branch.command:branch",
        "Play a run on from one of its turns with a change, and without it.",
    ),
    "check": (
        "standoff.checks.command:check",
        "Check that each mechanism of a scenario has an effect, and that nothing else has.",
    ),
    "compare": (
        "standoff.analysis.compare.command:compare",
        "Compare the outcomes of several results and rank the results.",
    ),
    "discover": (
        "standoff.analysis.discover.command:discover",
        "Find the conditions under which an outcome is frequent in a sweep.",
    ),
    "explain": (
        "standoff.analysis.explain.command:explain",
        "Explain a decision of a run: by default the one that ended its peace.",
    ),
    "figures": (
        "standoff.apps.figures.command:figures",
        "Draw the figures of a run, a replay or a sweep.",
    ),
    "levers": (
        "standoff.apps.levers:levers",
        "List the levers with their units, ranges, reported values and sources.",
    ),
    "map": (
        "standoff.apps.map.command:draw_map",
        "Draw the forces of a run on a map, by turn or as an animation.",
    ),
    "replay": (
        "standoff.apps.replay.command:replay",
        "Replay any run of a result with a full trace and transcript.",
    ),
    "report": (
        "standoff.report.command:report",
        "Write a report on one or more results as a single HTML file.",
    ),
    "results": (
        "standoff.apps.results.command:results",
        "List the results under results/ and those with a name, the newest first.",
    ),
    "resume": (
        "standoff.apps.sweep.resume:resume",
        "Finish a sweep that was stopped, killed or damaged.",
    ),
    "robust": (
        "standoff.analysis.robust.command:robust",
        "Choose a package of levers that is robust to uncertainty, and give its cost.",
    ),
    "run": (
        "standoff.apps.run.command:run",
        "Run a crisis many times for the shares of its outcomes, and once with a full trace.",
    ),
    "scenario": (
        "standoff.apps.scenario.command:scenario",
        "List, create, check and show scenarios and their sources.",
    ),
    "search": (
        "standoff.analysis.search.command:search",
        "Search for the best package of levers, and verify it with a new seed.",
    ),
    "sensitivity": (
        "standoff.analysis.sensitivity.command:sensitivity",
        "Measure how strongly each factor of a sweep influences the outcomes.",
    ),
    "sweep": (
        "standoff.apps.sweep.command:sweep",
        "Run a crisis many times at each of many settings of the levers.",
    ),
    "talks": (
        "standoff.analysis.talks.command:talks",
        "Say why talks failed: which party blocked, over which issue, and by how much.",
    ),
    "turning-points": (
        "standoff.analysis.turning_points.command:turning_points",
        "Rank the acts of a run by how much the alternatives would change the outcomes.",
    ),
    "warmup": (
        "standoff.apps.warmup:warmup",
        "Compile the rules now, so that later commands start quickly.",
    ),
}
"""For each command, the path of its function and its one-line help."""


class Commands(NamedCommands):
    """A group of commands that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Call a command; an error in an argument names the option of the command."""
        try:
            return super().invoke(ctx)
        except ArgumentError as error:
            command = self.get_command(ctx, ctx.invoked_subcommand or "")
            raise ConfigError(message_of(error, command)) from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command without importing any command."""
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=COMMANDS[name][1]) for name in names]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="standoff")
def standoff() -> None:
    """Simulate international crises under different levers of diplomacy and escalation."""


def main() -> None:
    """Run the command line, and end the process with its status."""
    if "_STANDOFF_COMPLETE" in os.environ:  # a shell requests completions
        from standoff.terminal.completion import register

        register()
    run_to_end(lambda: standoff(standalone_mode=False))


if __name__ == "__main__":
    main()
