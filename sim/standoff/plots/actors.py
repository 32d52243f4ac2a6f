"""The colours of actors: the attacker's side is warm, the defender's side is cool, by role and never by name.

A scenario may give an actor a colour of its own (``colour`` in its file). A test checks that all colours
remain distinct under simulated deuteranopia.
"""

from __future__ import annotations

from typing import Any, Final

from standoff.drivers.stage import Stage

__all__ = ["COOL", "NEUTRAL", "WARM", "actor_colour", "actor_style"]

WARM: Final = ("#D55E00", "#E69F00", "#7F2704", "#F2A7A0")
"""Colours of attackers, then of those who host them."""
COOL: Final = ("#0072B2", "#56B4E9", "#009E73", "#1F1F7A")
"""Colours of targets, then of their protectors."""
NEUTRAL: Final = ("#000000", "#C4B9D6", "#6E7B3A")
"""Colours of actors without such a role."""
ROLES: Final = {"is_attacker": WARM, "is_host": WARM, "is_target": COOL, "is_protector": COOL}
"""Colours by role; an actor with several roles takes those of the first."""
DASHES: Final = ("-", "--", ":", "-.")
"""Dashes of the first, second, … actor of a colour."""


def actor_style(stage: Stage, row: int) -> dict[str, Any]:
    """Return colour and dashes of an actor by its row, >= 0."""
    given = stage.names.colours.get(stage.names.actors[row])
    if given:
        return {"color": given, "linestyle": DASHES[0]}
    ranked = sorted(range(len(stage.names.actors)), key=lambda other: _rank(stage, other))
    palettes = {other: _palette(stage, other) for other in ranked}
    place = [other for other in ranked if palettes[other] is palettes[row]].index(row)
    cycle, index = divmod(place, len(palettes[row]))
    return {"color": palettes[row][index], "linestyle": DASHES[cycle % len(DASHES)]}


def actor_colour(stage: Stage, row: int) -> str:
    """Return the colour of an actor by its row, >= 0."""
    colour: str = actor_style(stage, row)["color"]
    return colour


def _rank(stage: Stage, row: int) -> int:
    """Give the place of an actor's first role, which is behind all of them without one."""
    return next((rank for rank, role in enumerate(ROLES) if stage.facts.actor[role][row]), len(ROLES))


def _palette(stage: Stage, row: int) -> tuple[str, ...]:
    return [*ROLES.values(), NEUTRAL][_rank(stage, row)]
