"""Overrides, ``key=value``: their keys, and their values in Hydra's grammar.

What Hydra reads as it pleases, or refuses in words of its own, is settled here first: a key may stand apart
from its ``=``; a key that holds text takes it as written, so that ``out=2022_02_08``, ``out=run#1`` and
``experiment=1.10`` name what they say; and nothing on a command line is replaced by the value of another key
or of the environment.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from types import NoneType

from hydra.core.override_parser import types
from hydra.errors import HydraException

from standoff.config.complaints import allowed_values, unknown_key
from standoff.config.functions import grammar
from standoff.config.settings import Settings, leaves, records
from standoff.config.syntax import DEEPEST, closes, is_function, nesting, pieces, reason, shown
from standoff.errors import ConfigError
from standoff.scenario.content import is_path

__all__ = ["PLAYED_HERE", "PLUGINS", "Value", "is_quantity_key", "override_text", "parse_overrides"]

Value = float | int | str | bool | None
"""Value of a key. A list or a mapping chosen from several is represented by its text."""

PLUGINS = ("hydra/launcher", "hydra/sweeper")
PLAYED_HERE = "the program plays all points itself; leave it out"

OF_HYDRA = ("hydra.mode", "hydra.searchpath")
"""Hydra's own keys that have an effect here."""
FOLDERS = ("hydra.run.", "hydra.sweep.", "hydra.output_subdir", "hydra.job.chdir")
"""Beginnings of Hydra's keys for the place of its output, of which there is none."""

OVERRIDE = re.compile(r"(~|\+\+|\+)?\s*([^=]*?)\s*(?:=\s*(.*))?", re.DOTALL)
PLAIN = re.compile(r"[A-Za-z_/][\w/.@-]*", re.ASCII)
"""Text that the grammar reads as text without quotes."""
FLOAT = re.compile(r"\d+\.?\d*(?:[eE][+-]?\d{1,3})?", re.ASCII)
RESERVED = ("null", "true", "false", "nan", "inf")
ESCAPED = re.compile(r"\\([\\()\[\]{}:=, \t])")


def parse_overrides(words: Sequence[str], schema: type[Settings]) -> list[types.Override]:
    """Parse overrides.

    Parameters
    ----------
    words : sequence of str
        Overrides of the command line, ``key=value`` or ``~key``.
    schema : type of Settings
        The settings of the command.

    Raises
    ------
    ConfigError
        If a key is unknown or a value cannot be read; it names the override and what is allowed.
    """
    return [_parse(word, schema) for word in words]


def override_text(value: Value) -> str:
    """Write a value as on the command line.

    Raises
    ------
    ConfigError
        If it refers to another key.
    """
    if not isinstance(value, str):
        return types.Transformer.str(value)
    if "${" in value:
        raise ConfigError(f"{shown(value)}: ${{…}} is not replaced by a value; write the value itself")
    return value if value.startswith(("[", "{")) else _quoted(value)


def is_quantity_key(key: str, schema: type[Settings]) -> bool:
    """Tell whether a key can only be that of a quantity of the scenario: a path below no setting."""
    return "." in key and key.partition(".")[0] not in (*records(schema), "hydra")


def _parse(word: str, schema: type[Settings]) -> types.Override:
    match = OVERRIDE.fullmatch(word)
    assert match is not None  # the pattern takes any text
    sign, key, value = match[1], match[2], match[3]
    if key == "injects" and value and value.startswith("["):
        key = "injects.events"  # a list of injects is not an option of the group
    _check_key(word, key, value, schema)
    if value is None:
        return types.Override(types.OverrideType.DEL, key, None, None, input_line=f"~{key}")
    if not value and not sign:
        raise ConfigError(f"{key}=: has no value; write {key}=VALUE, or leave it out")
    if "${" in value:
        raise ConfigError(f"{shown(word)}: ${{…}} is not replaced by a value; write the value itself")
    text = _literal(key, value, schema)
    parsed = _parse_value(key, text, schema)
    if parsed.value() is None and key in records(schema):
        raise ConfigError(f"{key}=null: a group has an option; leave {key}= out for the one by default")
    kind = types.OverrideType.DEL if sign == "~" else types.OverrideType.CHANGE
    line = f"{'~' * (sign == '~')}{key}={text}"
    return replace(parsed, type=kind, key_or_group=key, input_line=line)


def _check_key(word: str, key: str, value: str | None, schema: type[Settings]) -> None:
    if key in PLUGINS:
        raise ConfigError(f"{shown(word)}: {PLAYED_HERE}")
    if key.startswith(FOLDERS):
        raise ConfigError(f"{key}: Hydra writes nothing here; give the folder of the result with out=PATH")
    if key.startswith(("hydra.", "hydra/")) and key not in OF_HYDRA:
        raise ConfigError(f"{key}: this key of Hydra has no effect here; leave it out")
    if value is None and not word.startswith("~"):
        raise ConfigError(_no_value(word, schema))
    if key in (*OF_HYDRA, "experiment") or key in records(schema) or key in leaves(schema):
        return
    if not is_quantity_key(key, schema) or not (schema.takes_quantities or is_path(key)):
        raise ConfigError(unknown_key(key, schema))
    if not schema.takes_quantities:
        raise ConfigError(
            f"{shown(key)}: is a quantity of the scenario, and this command sets levers and rules; play it "
            f"at other values with standoff sweep '{shown(word)}', or write a variant of the scenario"
        )


def _no_value(word: str, schema: type[Settings]) -> str:
    """Say what is wrong with a word that is no override."""
    name = word.strip()
    pair = "; a key with > or | must stand in quotes" if is_path(name) else ""
    if name in (*leaves(schema), *records(schema), "experiment") or pair:
        return f"{shown(name)}: has no value; write {shown(name)}=VALUE{pair}"
    return f"{shown(name)}: is not a setting; settings are written key=value, without blanks around ="


def _literal(key: str, value: str, schema: type[Settings]) -> str:
    """Put quotes around what a key takes as text, so that nothing of it is read as something else."""
    kinds = leaves(schema).get(key, frozenset({str} if _names_option(key, schema) else ()))
    if str in kinds and kinds <= {str, NoneType}:
        return value if _is_structured(value) else ",".join(map(_as_text, pieces(value)))
    if list[str] in kinds:
        return _as_list(value)
    if int in kinds and float not in kinds and not _is_structured(value):
        return ",".join(map(_as_whole, pieces(value)))
    return value


def _names_option(key: str, schema: type[Settings]) -> bool:
    return key == "experiment" or key in records(schema)


def _is_structured(value: str) -> bool:
    return value.startswith(("[", "{")) or is_function(value)


def _as_list(value: str) -> str:
    """Read ``png,pdf`` as ``[png,pdf]``; the elements of a list are text."""
    if value.startswith("["):
        return f"[{','.join(map(_as_text, pieces(value[1:-1])))}]" if closes(value) else value
    if not value or value.lower() == "null" or _is_structured(value):
        return value
    return f"[{','.join(map(_as_text, pieces(value)))}]"


def _as_whole(piece: str) -> str:
    """Write a whole number without point or exponent, as ``1e6`` is one."""
    is_float = FLOAT.fullmatch(piece) and not piece.isdecimal()  # which would lose digits of a long number
    number = float(piece) if is_float else math.inf
    return str(int(number)) if number.is_integer() else piece


def _as_text(piece: str) -> str:
    if not piece or piece.lower() == "null" or piece[0] in "[{\"'" or is_function(piece):
        return piece
    return _quoted(ESCAPED.sub(r"\1", piece))


def _quoted(text: str) -> str:
    if PLAIN.fullmatch(text) and text.lower() not in RESERVED:
        return text
    return types.QuotedString(text, types.Quote.single).with_quotes()


def _parse_value(key: str, text: str, schema: type[Settings]) -> types.Override:
    """Parse a value with Hydra's grammar; ``key`` is for messages, since the grammar knows fewer keys."""
    line = shown(f"{key}={text}")
    try:
        if nesting(text) > DEEPEST:  # what the grammar reads, the types may not
            raise RecursionError
        return grammar().parse_override(f"value={text}")
    except (HydraException, ValueError, OverflowError, RecursionError) as error:
        if isinstance(error.__cause__, ConfigError):
            raise ConfigError(f"{line}: {error.__cause__}") from error
        allowed = f"; {allowed_values(key, schema)}" if key in leaves(schema) else ""
        raise ConfigError(f"{line}: {reason(text, error)}{allowed}") from error
