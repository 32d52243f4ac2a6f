"""Settings that every command takes as ``key=value``: where to write, figures and their formats, runs.

In commands whose other settings are options they can be given as options as well, as ``--out PATH``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from standoff.config.settings import FORMATS
from standoff.terminal.settings_form import note_form

__all__ = ["KeyOption", "KeyedCommand", "figures_key", "formats_key", "out_key", "replications_key"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

NAME = re.compile(r"[a-z][a-z_.]*")
"""What looks like the name of a setting."""
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


class KeyOption(click.Option):
    """An option that is written as a setting.

    Parameters
    ----------
    param_decls : sequence of str
        The option and its argument.
    key : str
        Name of the setting.
    shown : str
        Its value, as the help shows it.
    **attributes
        As of a click option.
    """

    def __init__(self, param_decls: Sequence[str], key: str = "", shown: str = "", **attributes: Any) -> None:
        self.key, self.shown = key, shown
        super().__init__(param_decls, **attributes)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Give the line of help: the setting and its meaning."""
        return f"{self.key}={self.shown}", self.help or ""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """Name the setting in an error."""
        return f"'{self.key}'"

    def as_options(self, value: str) -> list[str]:
        """Write the setting with a value as options."""
        option = self.opts[0]
        if self.is_flag:
            if value.lower() not in (*YES, *NO):
                raise click.BadParameter(f"{value!r} is neither true nor false.", param=self)
            return [option if value.lower() in YES else self.secondary_opts[0]]
        if self.multiple:
            listed = value.strip().removeprefix("[").removesuffix("]").split(",")
            return [f"{option}={element.strip()}" for element in listed]
        return [f"{option}={value}"]

    def as_setting(self, option: str) -> str:
        """Say as which setting an option is read."""
        if self.is_flag:
            return f"{self.key}={'true' if option in self.opts else 'false'}"
        return f"{self.key}={self.shown}"


class KeyedCommand(click.Command):
    """A command that takes some of its options as settings."""

    @property
    def _keyed(self) -> list[KeyOption]:
        return [option for option in self.params if isinstance(option, KeyOption)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put settings into the form of options, and say so where they were given as options."""
        keys = {option.key: option for option in self._keyed}
        names = {name: option for option in self._keyed for name in (*option.opts, *option.secondary_opts)}
        words: list[str] = []
        read: dict[str, str] = {}
        for before, word in pairwise(("", *args)):
            name, sign, value = word.partition("=")
            if sign and name in keys:
                words += keys[name].as_options(value)
                continue
            if sign and NAME.fullmatch(name) and not before.startswith("-") and not _is_there(word):
                raise click.UsageError(self._no_setting(ctx, name, value), ctx)
            if name in names:
                read[name] = names[name].as_setting(name)
            words.append(word)
        note_form(read)
        return super().parse_args(ctx, words)

    def _no_setting(self, ctx: click.Context, name: str, value: str) -> str:
        """Say that the command has no such setting, and what was probably meant."""
        from difflib import get_close_matches  # only after a mistake

        flag = f"--{name.replace('_', '-')}"
        if any(flag in option.opts for option in self.params):
            return f"{name}={value}: {ctx.command_path} takes this as {flag} {value}."
        names = [option.key for option in self._keyed]
        close = get_close_matches(name, names, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"its settings are {', '.join(names)}."
        return f"{ctx.command_path} has no setting '{name}'; {hint}"

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of settings as well."""
        keys = [f"{option.key}=" for option in self._keyed]
        items = [CompletionItem(key) for key in keys if incomplete and key.startswith(incomplete)]
        return items + super().shell_complete(ctx, incomplete)


def _is_there(word: str) -> bool:
    """Tell whether a word names a folder, or points of a sweep in one."""
    return Path(word).exists() or Path(word.rpartition(":")[0] or word).exists()


def out_key(meaning: str) -> Decorator:
    """Add the setting ``out``: what is written there, and where by default."""
    return click.option("--out", cls=KeyOption, key="out", shown="PATH", help=meaning)


def figures_key(default: bool | None = True, meaning: str = "true") -> Decorator:
    """Add the setting ``figures``, true or false; ``meaning`` is its default in words."""
    return click.option(
        "--figures/--no-figures", cls=KeyOption, key="figures", shown="false", default=default,
        help=f"Whether to draw the figures; default: {meaning}.",
    )  # fmt: skip


def formats_key(formats: Sequence[str] = FORMATS, default: str = "png,svg") -> Decorator:
    """Add the setting ``figure_formats``, a list of these formats."""
    return click.option(
        "--format", "formats", cls=KeyOption, key="figure_formats", shown=",".join(formats),
        type=click.Choice(formats), multiple=True,
        help=f"Formats of the figures, one or more of these; default: {default}.",
    )  # fmt: skip


def replications_key(kind: click.IntRange, default: int, meaning: str) -> Decorator:
    """Add the setting ``replications``, a number of runs."""
    return click.option(
        "--replications", cls=KeyOption, key="replications", shown="N", type=kind, default=default,
        help=f"{meaning}; default: {default}.",
    )  # fmt: skip
