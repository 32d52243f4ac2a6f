"""The text of a value before Hydra reads it: where it can be split, and why it cannot be read."""

from __future__ import annotations

import re

from standoff.scenario.names import nearest

__all__ = ["DEEPEST", "closes", "is_function", "nesting", "pieces", "reason", "shown"]

FUNCTIONS = {
    "bool": "bool(value,…)",
    "choice": "choice(a,b,…)",
    "float": "float(value,…)",
    "glob": "glob(pattern)",
    "int": "int(value,…)",
    "interval": "interval(low,high)",
    "range": "range(start,stop,step)",
    "shuffle": "shuffle(a,b,…)",
    "sort": "sort(a,b,…)",
    "str": "str(value,…)",
    "tag": "tag(name,values)",
}
"""How each function of the grammar is written."""

CALL = re.compile(r"\s*([A-Za-z_]\w*)\s*\(")
MISSING = re.compile(r"^\s*,|,\s*(?:,|$|\]|\}|\))")
FOREIGN = re.compile(r"[^\w\s\[\](){}:=,/\\+.$%*@?|'\"-]|[^\x00-\x7f]")
"""A character that the grammar takes only inside quotes."""

PAIRS = {")": "(", "]": "[", "}": "{"}
QUOTES = "'\""
DEEPEST = 20
"""Most brackets inside each other, as in files."""
LONGEST = 160
"""Most characters of a value in a message."""


def shown(text: str) -> str:
    """Give a text for a message: shortened, without control characters."""
    clean = "".join(char if char.isprintable() else "?" for char in text[: LONGEST + 1])
    return clean if len(text) <= LONGEST else f"{clean[:LONGEST]}…"


def is_function(text: str) -> bool:
    """Tell whether a value is a call of a function of the grammar, such as ``range(0,3)``."""
    call = CALL.match(text)
    return call is not None and call[1] in FUNCTIONS and text.rstrip().endswith(")")


def pieces(text: str) -> list[str]:
    """Split a value at its commas, except those in brackets, in quotes, or behind a backslash.

    Examples
    --------
    >>> pieces("a, 'b,c', [d,e]")
    ['a', "'b,c'", '[d,e]']
    """
    cuts = [at for at, char, depth in _scan(text)[0] if char == "," and not depth]
    starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def closes(text: str) -> bool:
    """Tell whether the bracket that begins a value is closed by its last character."""
    ends = [at for at, char, depth in _scan(text)[0] if char in PAIRS and not depth]
    return ends[:1] == [len(text) - 1]


def nesting(text: str) -> int:
    """Count the brackets inside each other where a value is nested most deeply."""
    return max((depth for _, _, depth in _scan(text)[0]), default=0)


def reason(text: str, error: Exception) -> str:
    """Say why Hydra's grammar does not read a value.

    Parameters
    ----------
    text : str
        The value.
    error : Exception
        What the parser raised.
    """
    if isinstance(error, RecursionError) or nesting(text) > DEEPEST:
        return "is nested too deeply"
    call = CALL.match(text)
    if call and call[1] not in FUNCTIONS:
        hint = nearest(call[1], FUNCTIONS)
        return f"there is no function {call[1]}(), {hint}; a text with brackets stands in quotes"
    if unclosed := _unclosed(text):
        return unclosed
    if MISSING.search(text):
        return "a value is missing beside a comma"
    outside = "".join(char for _, char, _ in _scan(text)[0])
    if foreign := FOREIGN.search(outside):
        return f"{foreign[0]!r} cannot stand outside quotes"
    if call:
        return f"{call[1]}() does not take this; write {FUNCTIONS[call[1]]}"
    return "cannot be read"


def _unclosed(text: str) -> str:
    """Name a bracket or quote that is not closed, or closes nothing."""
    characters, quote = _scan(text)
    opened: list[str] = []
    for _, char, _ in characters:
        if char in PAIRS.values():
            opened.append(char)
        elif char in PAIRS and (not opened or opened.pop() != PAIRS[char]):
            return f"{char} closes no bracket"
    if quote:
        return f"the quote {quote} is not closed"
    return f"{opened[-1]} is not closed" if opened else ""


def _scan(text: str) -> tuple[list[tuple[int, str, int]], str]:
    """Give the characters outside quotes, each with its place and the brackets open behind it.

    A quote opens a text only where a value begins; an apostrophe inside a word does not. The second part of
    the result is the quote that is still open at the end, if any.
    """
    characters: list[tuple[int, str, int]] = []
    quote, depth, escaped, before = "", 0, False, ","
    for at, char in enumerate(text):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif quote:
            quote = "" if char == quote else quote
        elif char in QUOTES and before in ",[{(:=":
            quote = char
        else:
            depth += (char in PAIRS.values()) - (char in PAIRS)
            characters.append((at, char, depth))
        before = before if char.isspace() else char
    return characters, quote
