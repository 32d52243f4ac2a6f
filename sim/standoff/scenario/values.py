"""Plain values of the fields: numbers, days and texts, as far as tables, figures and pages can bear them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, Field

from standoff.scenario.names import refuse

__all__ = [
    "LONGEST_RUN_DAYS",
    "PRINTS",
    "PRINTS_ON_A_LINE",
    "Colour",
    "Day",
    "Flag",
    "HorizonDays",
    "Note",
    "Number",
    "Text",
    "Title",
]

FIRST_DAY, LAST_DAY = dt.date(1800, 1, 1), dt.date(2199, 12, 31)
"""Days that a scenario may name: calendars of 64-bit nanoseconds, as in tables, end in 2262."""
LIGHTEST = 215
"""Brightness of the lightest colour of a line on white paper, 0 to 255."""
LONGEST_RUN_DAYS = 365
"""Longest run that can be told: the story of one fits into memory, of ten actors at ten turns a day, too."""
LONGEST_TITLE, LONGEST_TEXT = 200, 5_000
"""Characters of a title and of any other text, so that tables, figures and pages have room for them."""
PRINTS = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]*$"
"""Texts without control characters, escape sequences and marks that turn the order of what follows."""
PRINTS_ON_A_LINE = PRINTS.replace(r"\x08\x0b-\x1f", r"\x1f")


def _representable(day: dt.date) -> dt.date:
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise refuse(f"allowed range is {FIRST_DAY} to {LAST_DAY}")


# YAML has types of its own, so nothing is converted: "0.4", true and 2022-02-08 10:00 are slips, not values.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Flag = Annotated[bool, Field(strict=True)]


def _legible(colour: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise refuse('give red, green and blue as two hexadecimal digits each, such as "#0072B2"')
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    if 0.299 * red + 0.587 * green + 0.114 * blue <= LIGHTEST:
        return colour
    raise refuse(f"'{colour}' is too light for lines and marks on white; give a darker colour")


Colour = Annotated[str, Field(strict=True), AfterValidator(_legible)]
"""Red, green and blue, each as two hexadecimal digits behind a #."""
Day = Annotated[dt.date, Field(strict=True), AfterValidator(_representable)]
HorizonDays = Annotated[int, Field(strict=True, ge=1, le=LONGEST_RUN_DAYS)]
Note = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=PRINTS)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, pattern=PRINTS)]
Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE, pattern=PRINTS_ON_A_LINE)]
