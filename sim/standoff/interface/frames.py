"""Tables as data frames, with the units of their columns in ``frame.attrs["units"]``.

A column without a unit holds words or numbers of things, or numbers whose unit stands in the column ``unit``
of each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from standoff.statistics.response import SHARE
from standoff.vocabulary import Outcome, Term

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["STORY", "UNITS", "frame_of", "frame_of_table", "frames_of"]

Units = Mapping[str, str]

POSITION, SHARE_OF_ALL, UTILITY, TROOPS = "position, 0 to 1", "share", "utility", "thousand troops"

STORY: Units = {
    **dict.fromkeys(("expected_utility", "value", "audience"), UTILITY),
    **dict.fromkeys(("day", "until", "table_days"), "days"),
    **dict.fromkeys(("troops", "force", "crossed"), TROOPS),
    **dict.fromkeys(
        ("force_share", "order", "offer", "arms", "sanctions", "access", "ground", "tension"), SHARE_OF_ALL
    ),
    **dict.fromkeys(
        (
            "probability",
            "before",
            "after",
            "p_talk",
            "p_stand",
            "p_coerce",
            "odds",
            "limited_odds",
            "u_opportunity",
            "u_choice",
        ),
        "probability",
    ),
    "rung": "rung, 1 to 16",
    "position": POSITION,
    "hazard_per_day": "per day",
}
"""Units of the columns of the story of a run."""

RUNS: Units = dict.fromkeys(
    ("n", "count", "n_against", "n_compared", "n_enough", "at_risk", "hits", "low_n", "high_n"), "runs"
)
SHARES: Units = dict.fromkeys(
    ("share", "low", "high", "difference", "difference_low", "difference_high", "value", "value_against",
     "less_next", "less_next_low", "less_next_high"),
    SHARE,
)  # fmt: skip
VARIANCE: Units = {"n": "points"} | dict.fromkeys(
    (f"{order}{end}" for order in ("first", "total") for end in ("", "_low", "_high")),
    "share of the variance",
)
HALVES: Units = dict.fromkeys(
    (f"{half}_{what}{end}" for half in ("training", "held_out", "peeled") for what in ("share", "coverage")
     for end in ("", "_low", "_high")),
    SHARE_OF_ALL,
)  # fmt: skip
TERMS: Units = {term.name.lower(): UTILITY for term in Term}
MOVES: Units = dict.fromkeys(
    (*(f"share_{outcome.name.lower()}" for outcome in Outcome), "share_any_war",
     *(f"{what}{end}" for what in ("any_war_difference", "distance") for end in ("", "_low", "_high"))),
    SHARE,
)  # fmt: skip

TALKS: Units = {
    **dict.fromkeys(("n_attempts", "n_blocked", "n_only_obstacle", "n_enough_alone"), "attempts"),
    "n_runs": "runs",
    **dict.fromkeys(("n_drafts", "n_refused"), "packages"),
    "share": "share of attempts",
    **dict.fromkeys(
        ("worth", "going_on", "shortfall", "shortfall_q25", "shortfall_q50", "shortfall_q75", "conceded",
         "conceded_median"), UTILITY,
    ),
    **dict.fromkeys(("status_quo", "position", "ideal", "move_needed", "move_needed_median"), POSITION),
}  # fmt: skip

UNITS: Mapping[str, Units] = {
    "actors": {"fear": "probability"},
    "decisions": TERMS,
    "outcomes": {**SHARES, **dict.fromkeys(("share_with", "share_without"), SHARE)},
    "types": SHARES,
    "explanation": {**STORY, **TERMS},
    "turning_points": {"probability": "probability", **MOVES},
    "parties": TALKS,
    "issues": TALKS,
    "blocked": TALKS,
    "runs": SHARES,
    "attempts": TALKS,
    "concessions": TALKS,
    "differences": SHARES,
    "flows": SHARES,
    "ranking": SHARES,
    "war_by_day": SHARES,
    "settlements": dict.fromkeys(("mean", "low", "high", "q05", "q25", "q50", "q75", "q95"), POSITION),
    "indices": VARIANCE,
    "convergence": VARIANCE,
    "effects": {"n": "walks"},
    "pawn": {"n": "points"} | dict.fromkeys(("median", "low", "high", "threshold"), "index, 0 to 1"),
    "boxes": HALVES,
    "trajectory": HALVES,
    "limits": dict.fromkeys(("p_training", "p_held_out"), "probability"),
    "scatter": {"share": SHARE_OF_ALL},
}
"""Units of the columns of a table by its name, beside those that mean the same everywhere."""


def frame_of(lines: Iterable[Mapping[str, Any]], units: Units) -> DataFrame:
    """Make a data frame.

    Parameters
    ----------
    lines : iterable of Mapping
        Rows with equal keys; None is NaN.
    units : Mapping
        Unit by column; those of columns that are not there are left out.
    """
    from pandas import DataFrame  # takes long to load, and importing the interface does not need it

    return _with_units(DataFrame(list(lines)), {"day": "days", **RUNS, **units})


def frames_of(tables: Mapping[str, Iterable[Mapping[str, Any]]], units: Units) -> dict[str, DataFrame]:
    """Make a data frame of each table of an analysis.

    Parameters
    ----------
    tables : Mapping
        Rows by name of the table.
    units : Mapping
        Units beside those of `UNITS`, such as those of the factors.
    """
    return {name: frame_of(lines, {**units, **UNITS.get(name, {})}) for name, lines in tables.items()}


def frame_of_table(table: pa.Table) -> DataFrame:
    """Make a data frame of a table whose fields hold their units as metadata."""
    units = {field.name: field.metadata[b"unit"].decode() for field in table.schema if field.metadata}
    return _with_units(table.to_pandas(), units)


def _with_units(frame: DataFrame, units: Units) -> DataFrame:
    frame.attrs["units"] = {name: units[name] for name in frame.columns if name in units}
    return frame
