"""Policies: how agents of the Mesa model choose their acts; users can pass classes of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from standoff.arrays import Flags, Numbers
from standoff.rules.choice import pick

__all__ = ["Policy", "QuantalResponse", "Situation"]


@dataclass(frozen=True)
class Situation:
    """What an actor knows when it chooses.

    Parameters
    ----------
    actor : str
        Its name.
    day : float
        Days since the opening.
    kind : int
        Its private type, 0 (most resolved) to 4.
    options : tuple of str
        Names of all actions.
    available : ndarray (n_options,)
        True where the option is open now.
    utility : ndarray (n_options,)
        Expected utility by the rules for its own type, 0 where closed.
    probability : ndarray (n_options,)
        What the quantal response would choose, sums to 1.
    belief : ndarray (n_actors, n_types)
        Its beliefs about the others' types, rows in the order of ``others``.
    others : tuple of str
        Names of all actors.
    rung : float
        Its rung of escalation now.
    force : float
        Its force, share of what its plan requires.
    """

    actor: str
    day: float
    kind: int
    options: tuple[str, ...]
    available: Flags
    utility: Numbers
    probability: Numbers
    belief: Numbers
    others: tuple[str, ...]
    rung: float
    force: float


class Policy(Protocol):
    """Chooses an action for an actor that has an opportunity to act."""

    def choose(self, situation: Situation, u_choice: float) -> str:
        """Give the name of an available option; ``u_choice`` is the turn's uniform for it."""
        ...


class QuantalResponse:
    """The rules' own way to choose: the agent logit, by inverse of its cumulative distribution."""

    def choose(self, situation: Situation, u_choice: float) -> str:
        """Give the option at which the cumulative distribution passes the uniform."""
        return situation.options[pick(situation.probability, u_choice)]
