"""The reference of a sweep: what the runs of all points are compared with, run by run."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from standoff.arrays import Flags
from standoff.config.sweep_settings import REPORTED, SweepSettings
from standoff.design.design import Design
from standoff.design.factors import FactorKind
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.sweep.reported import baseline_value

__all__ = ["reference_name", "reference_of"]


def reference_of(
    design: Design, settings: SweepSettings, scenario: Scenario, as_reported: Collection[tuple[str, ...]]
) -> tuple[int | str | None, bool]:
    """Give the reference of a sweep.

    Parameters
    ----------
    design : Design
        The points.
    settings : SweepSettings
        Settings that all points share.
    scenario : Scenario
        The scenario whose levers and quantities are varied.
    as_reported : collection of tuple of str
        Combinations of options of the swept groups that set nothing.

    Returns
    -------
    tuple
        The reference: a point; ``REPORTED`` if it is the setting as reported and no point is so; None if
        there is none. And whether it is the setting as reported.

    Raises
    ------
    ConfigError
        If there is no such point.
    """
    reference = settings.reference
    if isinstance(reference, int) and reference >= design.n_points:
        raise ConfigError(
            f"reference = {reference}: there are {design.n_points} points; allowed range is 0 to "
            f"{design.n_points - 1}, {REPORTED} for the setting as reported, or null for no differences"
        )
    if reference is None:
        return None, False
    reported = _points_as_reported(design, settings, scenario, as_reported)
    if reference != REPORTED:
        return reference, reference in reported
    return (reported[0] if reported else REPORTED), True


def reference_name(reference: int | str | None, *, is_reported: bool) -> str:
    """Name the reference of a sweep; empty if there is none."""
    if reference is None:
        return ""
    return "as reported" if is_reported else f"point {reference}"


def _points_as_reported(
    design: Design, settings: SweepSettings, scenario: Scenario, as_reported: Collection[tuple[str, ...]]
) -> list[int]:
    """Find the points at which all factors are as reported."""
    is_so = _options_are_so(design, as_reported)
    for factor in design.factors:
        if factor.role == FactorKind.CHOICE:
            continue
        try:
            is_so &= design.columns[factor.name] == baseline_value(factor, settings, scenario)
        except ConfigError:  # actors with one role have different values, so no point has those reported
            return []
    points: list[int] = np.flatnonzero(is_so).tolist()
    return points


def _options_are_so(design: Design, as_reported: Collection[tuple[str, ...]]) -> Flags:
    """Tell at which points the options of the swept groups are as reported, (n_points,)."""
    names = [factor.name for factor in design.factors if factor.role == FactorKind.CHOICE]
    if not names:
        return np.ones(design.n_points, bool)
    options = zip(*(design.columns[name].tolist() for name in names), strict=True)
    return np.array([chosen in as_reported for chosen in options], bool)
