"""Which rules of the plain model are rewritten for speed, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.benchmarks.plain_decision import Decisions
from tests.benchmarks.plain_forces import Forces
from tests.benchmarks.plain_known import Known
from tests.benchmarks.plain_outlook import Outlooks
from tests.benchmarks.plain_package import Packages
from tests.benchmarks.plain_rules import plain_rules

__all__ = ["STEPS", "rewritten"]

STEPS: dict[str, tuple[str, ...]] = {
    "forces": ("posture.move_forces", "incident.incident_level", "incident.cool_down"),
    "packages": ("negotiation.find_package",),
    "decisions": (
        "assessment.assess",
        "decision.weigh_options",
        "opening.note_policy",
        "opening.adopt_policy",
    ),
}
"""Rules that are rewritten in each step; those of one step need each other."""


def _note_policy(facts: Any, outlook: Any, options: Any, actor: int) -> None:
    outlook.policy[actor] = options.probability


def _adopt_policy(facts: Any, state: Any, outlook: Any, actor: int) -> None:
    state.policy[actor] = outlook.policy[actor]


def rewritten(facts: Any, steps: Iterable[str] = STEPS) -> dict[str, Callable[..., Any]]:
    """Rewritten rules by name for a crisis, as ``plain_rules`` takes them."""
    known = Known(facts, plain_rules())
    forces = Forces(known)
    outlooks = Outlooks(known, forces)
    rules: dict[str, Callable[..., Any]] = {
        "posture.move_forces": forces.move_forces,
        "incident.incident_level": forces.incident_level,
        "incident.cool_down": forces.cool_down,
        "negotiation.find_package": Packages(known).find_package,
        "assessment.assess": outlooks.assess,
        "decision.weigh_options": Decisions(known, outlooks).weigh_options,
        # The rewritten decision makes new rows each time, so that they need not be copied.
        "opening.note_policy": _note_policy,
        "opening.adopt_policy": _adopt_policy,
    }
    return {name: rules[name] for step in steps for name in STEPS[step]}
