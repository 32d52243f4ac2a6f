"""Messages write whatever was found on one short line, so that no report of a fault can fail."""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import Fault, ScenarioError, printable, shortened


class Unspeakable:
    """What cannot be written."""

    def __str__(self) -> str:
        raise ValueError("no words")


class Bottomless:
    """What is never written to its end."""

    def __str__(self) -> str:
        return str(self)


RECURSIVE: list[Any] = []
RECURSIVE.append(RECURSIVE)
DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]

SHOWN = {
    "nothing": (None, "null"),
    "a share": (0.25, "0.25"),
    "a flag": (True, "True"),
    "5,000 digits": (10**5000, "a whole number of about 5,000 digits"),
    "5,000 digits below 0": (-(10**5000), "a whole number of about 5,000 digits"),
    "a short list": ([1, 2.5, "x"], "[1, 2.5, x]"),
    "a longer list": ([0] * 100, "a list"),
    "digits in a list": ([10**5000], "[a whole number of about 5,000 digits]"),
    "a list in itself": (RECURSIVE, "a list"),
    "a deep list": (DEEP, "a list"),
    "a mapping": ({"a": {}}, "a mapping"),
    "bytes": (b"\x00" * 2000, "2,000 bytes"),
    "an escape sequence": ("\x1b[31mred", "\\x1b[31mred"),
    "lines": ("a\nb\u2028c", "a\\nb\\u2028c"),
    "half a character": ("\ud800", "\\ud800"),
    "turned text": ("a\u202eb", "a\\u202eb"),
    "letters": ("Kyïv – 東京", "Kyïv – 東京"),
    "an array": (np.arange(3), "[0 1 2]"),
    "no words": (Unspeakable(), "an object of type Unspeakable"),
    "no end": (Bottomless(), "an object of type Bottomless"),
}


@pytest.mark.parametrize(("value", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_a_value_is_shown_on_one_line(value: object, shown: str):
    assert shortened(value) == shown


@given(text=st.text(max_size=200))
def test_every_text_is_shown_with_printable_characters_only(text: str):
    assert len(shortened(text)) <= 60
    for shown in (printable(text), shortened(text)):
        assert all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in shown)


def test_a_fault_shortens_what_comes_from_a_file():
    long = "x\x1b" * 5000
    lines = str(ScenarioError("harbour", [Fault(long, long, long, long)])).splitlines()
    assert len(lines) == 2
    assert all(line.isprintable() and len(line) < 2000 for line in lines)
