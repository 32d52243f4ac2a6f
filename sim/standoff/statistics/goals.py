"""Goals – what is to be as low or as high as possible, and aims that are to hold.

Rule     a goal is written ``NAME``, ``NAME:min`` or ``NAME:max``, an aim ``NAME<=NUMBER`` or ``NAME>=NUMBER``
Assumes  of outcomes, that war is to be rare and everything else frequent; of utilities, that more is better;
         of any other measure nothing, so that its direction has to be said
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from standoff.arrays import Flags, Numbers
from standoff.errors import ConfigError
from standoff.scenario.names import nearest
from standoff.statistics.measures import unit_of
from standoff.statistics.response import SHARE
from standoff.vocabulary import FIRST_WAR, Outcome

__all__ = ["ANY_WAR_NAME", "Bound", "Goal", "bound_of", "goal_of"]

ANY_WAR_NAME = "any_war"
UTILITY = "utility"
"""Unit of the measures of which more is better for whoever they belong to."""
AIM = re.compile(r"\s*([\w-]+)\s*(<=|>=)\s*(\S+)\s*")


@dataclass(frozen=True)
class Goal:
    """A response that is to be low, or high.

    Parameters
    ----------
    name : str
        ``any_war``, an outcome or a measure.
    unit : str
        Unit of its values.
    is_max : bool
        Whether more is better.
    """

    name: str
    unit: str
    is_max: bool

    @property
    def sign(self) -> float:
        """What makes losses of its values: less is better."""
        return -1.0 if self.is_max else 1.0

    @property
    def told(self) -> str:
        """The goal as it is written."""
        return f"{self.name}:{'max' if self.is_max else 'min'}"


@dataclass(frozen=True)
class Bound:
    """A bound that a response is to keep.

    Parameters
    ----------
    name : str
        The response.
    is_most : bool
        Whether the bound is its greatest value allowed, and not its least.
    bound : float
        In its unit; of outcomes the share of runs, 0..1.
    """

    name: str
    is_most: bool
    bound: float

    @property
    def told(self) -> str:
        """The aim as it is written."""
        return f"{self.name}{'<=' if self.is_most else '>='}{self.bound:g}"

    def holds(self, values: Numbers) -> Flags:
        """Tell where values keep the bound."""
        return values <= self.bound if self.is_most else values >= self.bound


def goal_of(text: str, names: Sequence[str]) -> Goal:
    """Read a goal.

    Parameters
    ----------
    text : str
        Such as ``any_war``, ``settlement`` or ``peak_rung:min``.
    names : sequence of str
        What can be asked for.

    Raises
    ------
    ConfigError
        If the response or its direction is unknown.

    Examples
    --------
    >>> goal_of("any_war", ["any_war"]).told, goal_of("days:max", ["days"]).told
    ('any_war:min', 'days:max')
    """
    name, _, direction = text.strip().partition(":")
    _require_known(text, name, names)
    outcomes = {outcome.key: outcome for outcome in Outcome}
    is_share = name == ANY_WAR_NAME or name in outcomes
    unit = SHARE if is_share else unit_of(name)
    if direction in ("min", "max"):
        return Goal(name, unit, direction == "max")
    if direction:
        raise ConfigError(f"goal '{text}': behind the colon stands min or max; give {name}:min or {name}:max")
    if is_share:
        return Goal(name, unit, name in outcomes and outcomes[name] < FIRST_WAR)
    if unit != UTILITY:
        raise ConfigError(
            f"goal '{text}': whether less or more of it is better is not known; give {name}:min or {name}:max"
        )
    return Goal(name, unit, is_max=True)


def bound_of(text: str, names: Sequence[str]) -> Bound:
    """Read an aim.

    Parameters
    ----------
    text : str
        Such as ``any_war<=0.3``.
    names : sequence of str
        What can be asked for.

    Raises
    ------
    ConfigError
        If it is no aim, or the response is unknown.

    Examples
    --------
    >>> bound_of("any_war<=0.3", ["any_war"])
    Bound(name='any_war', is_most=True, bound=0.3)
    """
    found = AIM.fullmatch(text)
    try:
        bound = float(found[3]) if found else float("nan")
    except ValueError:
        bound = float("nan")
    if found is None or not np.isfinite(bound):
        raise ConfigError(f"aim '{text}': is none; give a response and its bound, as in 'any_war<=0.3'")
    _require_known(text, found[1], names)
    return Bound(found[1], found[2] == "<=", bound)


def _require_known(text: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise ConfigError(f"'{text}': response '{name}' is unknown; {nearest(name, names)}")
