"""Standoff: a wargame and scenario-simulation engine for international crises.

A scenario of sourced numbers is played turn by turn by agents that perceive, learn, bargain,
escalate and fight. One set of rules drives one run with its full trace and ensembles of many runs.

    import standoff

    crisis = standoff.load("my_crisis")
    crisis.with_values({"diplomacy.trust": 0.5}).run_many(500).outcomes()

What is here by name comes from ``standoff.interface``, and is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standoff.interface import (
        Crisis,
        Ensemble,
        Findings,
        Run,
        Sweep,
        compare,
        load,
        read,
        write_report,
    )

__all__ = [
    "Crisis",
    "Ensemble",
    "Findings",
    "Run",
    "Sweep",
    "__version__",
    "compare",
    "load",
    "read",
    "write_report",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the interface when something of it is asked for; importing the package does nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("standoff.interface"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
