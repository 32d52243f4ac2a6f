"""Policies that users pass in place of the rules, checked before a run is played."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

from standoff.drivers.policy import Policy
from standoff.errors import ConfigError
from standoff.interface.arguments import mapping, seen

__all__ = ["policies_of"]


def policies_of(policies: object, actors: Sequence[str]) -> dict[str, Policy] | None:
    """Take policies by actor.

    Raises
    ------
    ConfigError
        If there is no such actor, or what is given for one cannot choose.
    """
    if policies is None:
        return None
    given = mapping("policies", policies)
    for actor, policy in given.items():
        where = f"policies[{seen(actor)!r}]"
        if actor not in actors:
            raise ConfigError(f"{where}: there is no such actor; there are {', '.join(actors)}")
        if isinstance(policy, type):
            raise ConfigError(
                f"{where}: is the class {policy.__name__}; give an instance, {policy.__name__}()"
            )
        choose = getattr(policy, "choose", None)
        if not callable(choose) or not _takes_two(choose):
            raise ConfigError(f"{where} = {seen(policy)}: needs a method choose(situation, u_choice)")
    return dict(given)


def _takes_two(function: Any) -> bool:
    """Tell whether a function can be called with two arguments; of one written in C nothing is known."""
    try:
        inspect.signature(function).bind(None, 0.0)
    except TypeError:
        return False
    except ValueError:
        pass
    return True
