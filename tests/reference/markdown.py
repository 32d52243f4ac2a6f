"""Markdown – tables, and the marked blocks of a page that a generator fills."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["Block", "fill", "number", "table"]

Block = Callable[..., str]
"""Makes the text of a block; takes the words that follow its name in the mark."""

BEGIN = "<!-- begin: "
MARKED = re.compile(rf"({BEGIN}([^>]+?) -->\n)(?:(?!{BEGIN}).)*?(<!-- end -->)", re.DOTALL)


def fill(text: str, blocks: Mapping[str, Block]) -> str:
    """Fill what stands between ``<!-- begin: name words -->`` and ``<!-- end -->``.

    Parameters
    ----------
    text : str
        A page.
    blocks : Mapping
        What makes each block, by name.

    Returns
    -------
    str
        The page with every block made anew.

    Raises
    ------
    KeyError
        If nothing makes a block of that name.
    ValueError
        If a block has no end, and what follows would be lost.
    """
    if len(MARKED.findall(text)) != text.count(BEGIN):
        raise ValueError("a block begins and does not end; close each with <!-- end -->")

    def made(match: re.Match[str]) -> str:
        name, *words = match[2].split()
        return f"{match[1]}{blocks[name](*words)}\n{match[3]}"

    return MARKED.sub(made, text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; a bar inside a cell is escaped, a line break becomes a blank."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def number(value: float) -> str:
    """Write a number as briefly as it can be read back."""
    return f"{value:.12g}"
