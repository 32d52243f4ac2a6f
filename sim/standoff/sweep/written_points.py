"""Designs whose points are written one by one: lists of equal length, or the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from standoff.config.expand import Varied
from standoff.config.sweep_settings import DesignChoice
from standoff.design.design import Design
from standoff.design.factorial import table
from standoff.design.tables import read_table
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.scenario.locate import user_path
from standoff.sweep.factors import listed_factor, plain_values

__all__ = ["MOST_POINTS", "Rows", "refuse_too_many_points", "table_design", "written_design"]

Rows: TypeAlias = Mapping[str, Sequence[object]]
"""Values of the points by key."""

MOST_POINTS = 1_000_000
"""Most points of a sweep; more would not fit into memory as a table."""


def refuse_too_many_points(n_points: int) -> None:
    """Refuse more points than a sweep can have."""
    if n_points > MOST_POINTS:
        raise ConfigError(
            f"{n_points:,} points: a sweep has at most {MOST_POINTS:,}; give fewer values, or draw points "
            "with design=sobol or design=latin_hypercube"
        )


def written_design(
    choice: DesignChoice, swept: Mapping[str, Varied], scenario: Scenario, rows: Rows | None = None
) -> Design:
    """Make a design of points that are written one by one.

    Raises
    ------
    ConfigError
        If the lists differ in length, or the table cannot be used.
    """
    if choice.levers or choice.uncertainties:
        raise ConfigError(
            f"design={choice.kind}: draws no factors; leave out design.levers and design.uncertainties, "
            "or use another design"
        )
    if choice.kind == "zip":
        return _zipped(swept, scenario)
    if swept:
        raise ConfigError(f"design=table: {next(iter(swept))} is swept as well; put it into the table")
    return _from_table(choice, scenario) if rows is None else _listed("table", rows, scenario)


def _zipped(swept: Mapping[str, Varied], scenario: Scenario) -> Design:
    """Combine the first values of all factors, then the second, and so on; values may repeat."""
    if ranges := [key for key, sweep in swept.items() if sweep.is_interval]:
        raise ConfigError(f"design=zip: {ranges[0]} is an interval; list its values, as in 0,0.5,1")
    lengths = {key: len(sweep.values) for key, sweep in swept.items()}
    if len(set(lengths.values())) > 1:
        listed = ", ".join(f"{key} has {length}" for key, length in lengths.items())
        raise ConfigError(f"design=zip: give each factor the same number of values; {listed}")
    return _listed("zip", {key: list(sweep.values) for key, sweep in swept.items()}, scenario)


def _from_table(choice: DesignChoice, scenario: Scenario) -> Design:
    if choice.path is None:
        raise ConfigError("design=table: give the table with design.path=<file>.csv or .parquet")
    return table_design("table", choice.path, scenario)


def table_design(kind: str, path: str, scenario: Scenario) -> Design:
    """Make a design of the rows of a table.

    Parameters
    ----------
    kind : str
        Kind of design.
    path : str
        A CSV or Parquet file.
    scenario : Scenario
        The scenario of its levers and quantities.

    Raises
    ------
    InputError
        If it cannot be read, or a column or a value cannot be used.
    """
    rows = read_table(user_path(path))
    try:
        return _listed(kind, rows, scenario)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def _listed(kind: str, rows: Rows, scenario: Scenario) -> Design:
    if not rows:
        raise ConfigError(
            f"design={kind}: there is nothing to vary; give values, as in 'diplomacy.trust=0,0.5,1'"
        )
    refuse_too_many_points(max(map(len, rows.values())))
    factors = [listed_factor(key, values, scenario) for key, values in rows.items()]
    columns = {factor.name: plain_values(factor, rows[factor.name]) for factor in factors}
    return replace(table(columns, factors), kind=kind)
