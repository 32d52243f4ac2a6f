"""Goals, which are to be as low or as high as possible, and aims, which are to hold.

Rule     a goal is written ``NAME``, ``NAME:min`` or ``NAME:max``, an aim ``NAME<=NUMBER`` or ``NAME>=NUMBER``
Assumes  of outcomes, that war is to be rare and everything else frequent; of utilities, that more is better;
         of any other measure nothing, so its direction must be given
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
"""Unit of the measures of which more is better."""
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
        """Factor that turns its values into losses, of which less is better."""
        return -1.0 if self.is_max else 1.0

    @property
    def better(self) -> str:
        """Which values are better, as tables have it: ``more`` or ``less``."""
        return "more" if self.is_max else "less"

    @property
    def as_text(self) -> str:
        """The goal as it is written on the command line."""
        return f"{self.name}:{'max' if self.is_max else 'min'}"


@dataclass(frozen=True)
class Bound:
    """An aim: a bound that a response is to keep.

    Parameters
    ----------
    name : str
        The response.
    is_most : bool
        Whether the bound is an upper bound; otherwise a lower one.
    bound : float
        In the unit of the response; for outcomes a share of runs, 0..1.
    """

    name: str
    is_most: bool
    bound: float

    @property
    def as_text(self) -> str:
        """The aim as it is written on the command line."""
        return f"{self.name}{'<=' if self.is_most else '>='}{self.bound:g}"

    def holds(self, values: Numbers) -> Flags:
        """Find the values that keep the bound."""
        return values <= self.bound if self.is_most else values >= self.bound


def goal_of(text: str, names: Sequence[str]) -> Goal:
    """Read a goal.

    Parameters
    ----------
    text : str
        Such as ``any_war``, ``settlement`` or ``peak_rung:min``.
    names : sequence of str
        Names of the responses.

    Raises
    ------
    ConfigError
        If the response or its direction is unknown.

    Examples
    --------
    >>> goal_of("any_war", ["any_war"]).as_text, goal_of("days:max", ["days"]).as_text
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
        raise ConfigError(f"goal '{text}': expected min or max after the colon, as in {name}:min")
    if is_share:
        return Goal(name, unit, name in outcomes and outcomes[name] < FIRST_WAR)
    if unit != UTILITY:
        raise ConfigError(f"goal '{text}': has no direction; give {name}:min or {name}:max")
    return Goal(name, unit, is_max=True)


def bound_of(text: str, names: Sequence[str]) -> Bound:
    """Read an aim.

    Parameters
    ----------
    text : str
        Such as ``any_war<=0.3``.
    names : sequence of str
        Names of the responses.

    Raises
    ------
    ConfigError
        If the text is not an aim, or the response is unknown.

    Examples
    --------
    >>> bound_of("any_war<=0.3", ["any_war"])
    Bound(name='any_war', is_most=True, bound=0.3)
    """
    match = AIM.fullmatch(text)
    try:
        bound = float(match[3]) if match else float("nan")
    except ValueError:
        bound = float("nan")
    if match is None or not np.isfinite(bound):
        raise ConfigError(f"aim '{text}': invalid; give a response and its bound, as in 'any_war<=0.3'")
    _require_known(text, match[1], names)
    return Bound(match[1], match[2] == "<=", bound)


def _require_known(text: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise ConfigError(f"'{text}': response '{name}' is unknown; {nearest(name, names)}")
