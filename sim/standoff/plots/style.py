"""The colours, marks and matplotlib settings of all figures.

Axes of advance and results take colours by their row; actors by their role (``actors.py``); outcomes and
options have fixed colours. A test checks that all colours remain distinct under simulated deuteranopia.
Each class of options has a mark of its own as well as a colour.
"""

from __future__ import annotations

from typing import Any, Final

from matplotlib import rcParamsDefault

from standoff.vocabulary import OptionClass, Outcome

__all__ = [
    "AXIS_COLOURS",
    "CAPTION_COLOUR",
    "EVENT_MARKS",
    "INK",
    "OPTION_COLOURS",
    "OPTION_MARKS",
    "OUTCOME_COLOURS",
    "REAR_COLOUR",
    "RESULT_COLOURS",
    "SHADE",
    "SHEET",
    "TURNING_POINTS",
    "axis_colour",
    "result_style",
    "shown",
    "words",
]

INK: Final = "#222222"
CAPTION_COLOUR: Final = "#555555"
"""Colour of subtitles and captions."""
SHADE: Final = "#E6E6E6"

RESULT_COLOURS: Final = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#000000",
    "#F0E442",
)
RESULT_DASHES: Final = ("-", "--", "-.", ":")

AXIS_COLOURS: Final = (
    "#3399BB",
    "#DD9933",
    "#DDDD99",
    "#559977",
    "#9999FF",
    "#33DDFF",
    "#FFDD33",
    "#997733",
    "#3377FF",
)
REAR_COLOUR: Final = "#C8C8C8"

OUTCOME_COLOURS: Final = {
    Outcome.STANDOFF: "#B4B4B4",
    Outcome.DE_ESCALATION: "#7FB8E0",
    Outcome.SETTLEMENT: "#2B4C9B",
    Outcome.LIMITED_INCURSION: "#F5B041",
    Outcome.FULL_INVASION: "#D3492A",
    Outcome.WIDER_WAR: "#5E0B15",
}

OPTION_COLOURS: Final = {
    OptionClass.WITHDRAW: "#56A5DC",
    OptionClass.NEGOTIATE: "#2B4C9B",
    OptionClass.STAND: "#8E8E8E",
    OptionClass.COERCE: "#E5B000",
    OptionClass.LIMITED_ATTACK: "#D55E00",
    OptionClass.FULL_ATTACK: "#5E0B15",
}
OPTION_MARKS: Final = {
    OptionClass.WITHDRAW: "v",
    OptionClass.NEGOTIATE: "o",
    OptionClass.STAND: "s",
    OptionClass.COERCE: "^",
    OptionClass.LIMITED_ATTACK: "P",
    OptionClass.FULL_ATTACK: "X",
}

EVENT_MARKS: Final = {
    "attack": "X",
    "intervention": "P",
    "clash": "D",
    "incident": "d",
    "ceasefire": "s",
    "signature": "o",
    "refusal": "x",
    "no_package": "_",
    "mediation": "^",
    "inject": "*",
}
"""Marks of the kinds of events, in the order in which figures list them."""

TURNING_POINTS: Final = {
    "attack": ("#D3492A", "-"),
    "intervention": ("#5E0B15", "-"),
    "ceasefire": ("#222222", "--"),
    "signature": ("#2B4C9B", "-"),
    "inject": ("#9A4FC9", "-."),
}
"""Events that every figure over time marks with a line, with its colour and dashes."""

SHEET: Final[dict[Any, Any]] = {
    **{name: value for name, value in rcParamsDefault.items() if not name.startswith("backend")},
    "axes.axisbelow": True,
    "axes.edgecolor": "#666666",
    "axes.grid": True,
    "axes.labelsize": 9,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 9,
    "figure.titlesize": 11.5,
    "figure.titleweight": "bold",
    "font.size": 9,
    "grid.color": "#E9E9E9",
    "hatch.linewidth": 0.7,
    "legend.fontsize": 8.5,
    "legend.frameon": False,
    "text.parse_math": False,  # a dollar sign is no start of a formula
    "svg.hashsalt": "standoff",  # keeps the ids of an SVG file the same each time
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
}
"""All settings of matplotlib, except those of the window system, under which figures are drawn and saved.

A ``matplotlibrc`` in the current folder, which may come from a stranger, can therefore neither change a
figure nor name a program to run.
"""


def shown(name: str) -> str:
    """Format a name for readers.

    Examples
    --------
    >>> shown("white_house")
    'White House'
    """
    return name.replace("_", " ").title()


def words(option_class: OptionClass) -> str:
    """Return the name of a class of options for readers."""
    return option_class.title


def result_style(row: int) -> dict[str, Any]:
    """Return colour and dashes of a result by its rank among those compared, 0 to 6."""
    return {"color": RESULT_COLOURS[row], "linestyle": RESULT_DASHES[row % len(RESULT_DASHES)]}


def axis_colour(row: int) -> str:
    """Return the colour of an axis of advance by its row, >= 0."""
    return AXIS_COLOURS[row % len(AXIS_COLOURS)]
