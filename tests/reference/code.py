"""Code – tables of what the code says: order of a turn, rules, state, vocabulary, chance."""

from __future__ import annotations

from collections.abc import Mapping

from standoff.rules import turn
from standoff.vocabulary import Draw
from tests.reference.commented import fields_of, members_of
from tests.reference.markdown import table
from tests.reference.rules import MODULES, ROOT, draws_of, sections, title

__all__ = ["columns", "draws", "phases", "rules", "words"]


def phases() -> str:
    """The order of a turn: the table in the docstring of ``sim/standoff/rules/turn.py``."""
    rows = [line for line in (turn.__doc__ or "").splitlines() if line.startswith("|")]
    return "\n".join(rows)


def rules() -> str:
    """Every module of the rules as its docstring has it."""
    return "\n\n".join(_module(path.name, title(path), sections(path)) for path in MODULES)


def _module(file: str, heading: str, parts: Mapping[str, str]) -> str:
    lines = [f"## {heading.rstrip('.')}", f"`sim/standoff/rules/{file}`", f"```text\n{parts['Rule']}\n```"]
    lines += [f"- **{label}**: {' '.join(parts[label].split())}" for label in parts if label != "Rule"]
    return "\n\n".join(lines[:3]) + "\n\n" + "\n".join(lines[3:])


def columns(module: str, record: str) -> str:
    """The columns of a table of the state, with unit and range."""
    rows = fields_of(ROOT / f"sim/standoff/state/{module}.py", record)
    return table(
        ("column", "type", "meaning, unit, range"),
        ((f"`{row.name}`", row.kind, row.meaning or f"table `{row.kind.split()[0]}`") for row in rows),
    )


def words(enumeration: str) -> str:
    """The members of an enumeration of the vocabulary."""
    rows = members_of(ROOT / "sim/standoff/vocabulary.py", enumeration)
    return table(("name", "number", "meaning"), ((f"`{row.name}`", row.kind, row.meaning) for row in rows))


def draws() -> str:
    """Every named use of chance, from the docstrings of the rules."""
    uses = {name: (path.stem, use) for path in MODULES for name, use in draws_of(path).items()}
    header = ("draw", "number", "how often", "rule")
    return table(header, ((f"`{draw.name}`", str(draw.value), *reversed(uses[draw.name])) for draw in Draw))
