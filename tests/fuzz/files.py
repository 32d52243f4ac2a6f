"""Files of scenarios whose text was damaged or written as people write it, as they are read and checked."""

from __future__ import annotations

import functools
import random
import re
from dataclasses import replace
from pathlib import Path

from standoff.errors import printable
from standoff.scenario.documents import read_document
from tests.fuzz.scenarios import checked, shipped

FRAGMENTS = (
    *("\t", "\n", ":", "- ", "{", "}", "[", "]", '"', "'", "#", "|", ">", "%", "?", "@", "`", ", ", "---\n"),
    *("&a ", "*a", "<<: ", "!!python/name:os.system ", "!x ", "_target_: x\n", "\x00", "\x1b[31m", "\ufeff"),
    *(
        '"\\e[31m"',
        '"\\ud800"',
        '"\\u202e"',
        "\u2028",
        "é",
        "\U0001f600",
        "[" * 30,
        "{a: " * 30,
        "a: {b: c}\n",
    ),
    *("075", "-2:03", "0x1F", "0,65", "1e5", "???", "~", "null", "yes", "9999-12-31", "2022-02-30", ".nan"),
    *("9" * 5000, "0x" + "f" * 5000, "1" + ":1" * 3000, "-.inf", "1.0e+400", "''", "x" * 5000, "🂡" * 300),
)
TOKEN = re.compile(r"[\w.+-]+|\s+|[^\w\s]")


@functools.cache
def texts() -> list[tuple[int, str, str]]:
    """List the files of the shipped scenarios: which of them, which part or actor, and its text."""
    pieces = []
    for base, documents in enumerate(shipped()):
        paths = {"crisis": documents.folder / "scenario.yaml", "facts": documents.folder / "facts.yaml"}
        paths |= {f"actors/{name}": documents.folder / f"actors/{name}.yaml" for name in documents.actors}
        pieces += [(base, part, path.read_text()) for part, path in paths.items() if path.is_file()]
    return pieces


def damaged(chance: random.Random, text: str) -> str:
    """Change a text as slips and damage do: a piece is cut out, doubled, moved, or replaced by a fragment."""
    tokens = TOKEN.findall(text)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        place = chance.randrange(len(tokens))
        size = chance.choice((0, 1, 1, 3, 50))
        piece = tokens[place : place + size]
        new = chance.choice(([], piece * 2, piece[::-1], [chance.choice(FRAGMENTS)]))
        tokens[place : place + size] = new
        tokens = tokens or [" "]
    return "".join(tokens)


def attempt(chance: random.Random, folder: Path) -> str:
    """Read a damaged file of a shipped scenario, and check it with the others."""
    base, part, text = chance.choice(texts())
    folder.mkdir()
    path = folder / "file.yaml"
    path.write_bytes(damaged(chance, text).encode("utf-8", "surrogatepass"))
    content, faults = read_document(path, "file.yaml")
    path.unlink()
    folder.rmdir()
    if faults:
        assert all(printable(str(fault)) == str(fault) for fault in faults)
        return "unreadable"
    documents = shipped()[base]
    if part.startswith("actors/"):
        name = part.removeprefix("actors/")
        return checked(replace(documents, actors={**documents.actors, name: content}))
    if part == "crisis" and not isinstance(content, dict):
        return "refused"  # as the loader does
    return checked(replace(documents, **{part: content}))
