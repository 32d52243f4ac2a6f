"""The record of a run: its results without its trace, and the message about a run that broke off."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.errors import RunError
from standoff.vocabulary import Outcome

__all__ = ["NOT_FINITE", "RunRecord", "broken_off"]

NOT_FINITE = (
    "a probability or a state is not a finite number. Some value of the scenario, a lever or a rule is too "
    "extreme; bring it nearer to its plausible range."
)


@dataclass
class RunRecord:
    """The results of one run.

    Parameters
    ----------
    replication : int
        Which run.
    outcome : Outcome
        How its history is classified.
    types : tuple of int
        Private types of the actors, in their order.
    days : float
        Length, days.
    days_to_violence : float
        Days until fighting began, -1 = never.
    peak_rung : float
        Highest rung that any actor reached.
    goldstein : float
        Sum of the Goldstein weights of all acts.
    crossed, attacker_losses, target_losses : float
        Thousand troops.
    signed, outside, ceasefire : bool
        A package was signed; a protector's forces fought; fighting ended on terms.
    drafts : int
        Packages that were drafted.
    chose_war, preferred_war : tuple of bool
        By actor: it attacked by choice; attacking was worth more to it than its best peace at some time.
    positions : tuple of float
        Issue positions at the end, in their order.
    payoffs : tuple of float
        By actor: what the end is worth to it (utility).
    """

    replication: int
    outcome: Outcome
    types: tuple[int, ...]
    days: float
    days_to_violence: float
    peak_rung: float
    goldstein: float
    crossed: float
    attacker_losses: float
    target_losses: float
    signed: bool
    outside: bool
    ceasefire: bool
    drafts: int
    chose_war: tuple[bool, ...]
    preferred_war: tuple[bool, ...]
    positions: tuple[float, ...]
    payoffs: tuple[float, ...]


def broken_off(replication: int, day: float) -> RunError:
    """Make the error of a run in which a number is not finite.

    Parameters
    ----------
    replication : int
        Which run.
    day : float
        Days since the opening, at the start of the turn in which it broke off.
    """
    return RunError(f"run {replication} broke off on day {day:g}: {NOT_FINITE}")
