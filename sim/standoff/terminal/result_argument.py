"""The argument RESULT of a command, a folder or a name, and the options that name a run of the result."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

__all__ = ["RESULT", "point_option", "run_option"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Result(click.Path):
    """A path; a name that was given to a result stands for its folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the path of a result."""
        from standoff.store.addresses import result_path  # loads what a scenario is made of

        return result_path(Path(os.fsdecode(super().convert(value, param, ctx))))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete names, or else paths."""
        from standoff.store.addresses import result_names

        names = [name for name in result_names() if name.startswith(incomplete)]
        return [CompletionItem(name) for name in names] or super().shell_complete(ctx, param, incomplete)


RESULT = _Result()
"""The type of the argument."""


def run_option(
    text: str = "Number of the run; default: the traced one.", *, is_required: bool = False
) -> Decorator:
    """Add the option ``--run``, argument ``replication``."""
    return click.option("--run", "replication", type=click.IntRange(0), required=is_required, help=text)


def point_option(default: int | None = 0) -> Decorator:
    """Add the option ``--point``; None as default tells a point that was not given from point 0."""
    text = "Number of the point of a sweep; default: 0."
    return click.option("--point", type=click.IntRange(0), default=default, help=text)
