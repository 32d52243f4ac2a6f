"""The argument RESULT of a command: the folder of a result, or its name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

__all__ = ["RESULT"]


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
