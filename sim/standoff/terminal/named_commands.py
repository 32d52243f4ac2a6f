"""A group of commands that names the one that was probably meant."""

from __future__ import annotations

import click

__all__ = ["NamedCommands"]


class NamedCommands(click.Group):
    """A group of commands with a hint for a misspelt name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named first."""
        name = args[0]
        if name in self.list_commands(ctx) or name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"There is no command '{name}'; {self._meant(ctx, name)}", ctx)

    def _meant(self, ctx: click.Context, name: str) -> str:
        from difflib import get_close_matches  # only after a mistake

        names = self.list_commands(ctx)
        if "=" in name:
            return f"settings come behind a command, as in '{ctx.command_path} run {name}'."
        close = get_close_matches(name.lower(), names, n=1)
        return f"did you mean '{close[0]}'?" if close else f"commands are {', '.join(names)}."
