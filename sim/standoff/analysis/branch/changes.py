"""Changes of a run, written as ``A: offer all`` or ``A|B: incident``.

A change is an inject: an act in place of the actor's choice, or an event that moves one number. What comes
before the colon is an actor or a pair; after it comes an act (``withdraw``), or an effect with its size
(``audience -0.3``) and, for troops, an axis (``troops -20 on AXIS``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from standoff.errors import ArgumentError
from standoff.scenario.inject_schema import PAIRED, UNITS
from standoff.scenario.injects import spelled
from standoff.scenario.names import named, nearest
from standoff.sweep.chosen_run import ChosenRun
from standoff.vocabulary import InjectEffect

__all__ = ["EXAMPLE", "inject_of"]

EXAMPLE: Final = "'A: withdraw'"
SIZED: Final = re.compile(r"(?P<word>[\w ]+?)(?: +(?P<by>\S+))?(?: +on +(?P<axis>.+))?")
SIZES: Final = {"all": 1.0, "none": -1.0}
"""Words for the sizes of an offer."""


def inject_of(run: ChosenRun, change: str, day: int) -> dict[str, Any]:
    """Read a change as the inject of a configuration.

    Parameters
    ----------
    run : ChosenRun
        The run, whose actors, acts and axes can be named by name or title.
    change : str
        ``ACTOR: ACT``, ``ACTOR: EFFECT SIZE``, ``ACTOR: troops SIZE on AXIS`` or ``ACTOR|ACTOR: EFFECT``.
    day : int
        Day on which it happens, days since the opening.

    Returns
    -------
    dict
        Fields of `GivenInject`.

    Raises
    ------
    ArgumentError
        If the text cannot be read, or names what the crisis does not have.
    """
    who, colon, what = (part.strip() for part in change.partition(":"))
    if not (who and colon and what):
        raise _fault(change, f"write ACTOR: ACT or ACTOR: EFFECT SIZE, such as {EXAMPLE}")
    actors = [_actor(run, change, name) for name in who.split("|")]
    whom = {"actor": actors[0]} if len(actors) == 1 else {"pair": "|".join(actors)}
    fields = {"day": day, **whom, "reason": f"What if: {change}"}
    actions = {name: action.title for name, action in run.scenario.actions.items()}
    if act := named(what.replace(" ", "_"), actions) or named(what, actions):
        return {**fields, "effect": "act", "action": act}
    return {**fields, **_event(run, change, what)}


def _event(run: ChosenRun, change: str, what: str) -> dict[str, Any]:
    """Read an effect with its size and axis."""
    parts = SIZED.fullmatch(what)
    words = {spelled(effect): effect for effect in (*UNITS, *PAIRED)}
    effect = words.get(parts["word"]) if parts else None
    if parts is None or effect is None:
        allowed = [name.replace("_", " ") for name in run.scenario.actions] + [*words]
        raise _fault(change, nearest(what, allowed))
    fields: dict[str, Any] = {"effect": effect.name.lower()}
    if parts["by"] is not None:
        fields["by"] = _size(change, effect, parts["by"])
    if parts["axis"] is not None:
        fields["axis"] = _axis(run, change, parts["axis"])
    return fields


def _size(change: str, effect: InjectEffect, text: str) -> float:
    if effect == InjectEffect.OFFER and text in SIZES:
        return SIZES[text]
    try:
        return float(text)
    except ValueError:
        unit = UNITS.get(effect, "")
        raise _fault(change, f"{text} is no size; write a number{f' ({unit})' if unit else ''}") from None


def _actor(run: ChosenRun, change: str, text: str) -> str:
    return _named(change, text, {name: actor.title for name, actor in run.scenario.actors.items()})


def _axis(run: ChosenRun, change: str, text: str) -> str:
    return _named(change, text, {name: name.replace("_", " ") for name in run.stage.names.axes})


def _named(change: str, text: str, titles: Mapping[str, str]) -> str:
    name = named(text, titles)
    if name is None:
        raise _fault(change, f"'{text.strip()}' is unknown; {nearest(text.strip(), titles)}")
    return name


def _fault(change: str, remedy: str) -> ArgumentError:
    return ArgumentError(f"{{changes}}: {remedy}", changes=change)
