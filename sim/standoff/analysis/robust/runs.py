"""The goal in each run of a package, played again, so that packages can be compared run by run."""

from __future__ import annotations

from collections.abc import Callable

from standoff.arrays import Numbers
from standoff.errors import InputError
from standoff.statistics.goals import Goal
from standoff.statistics.surface import Points
from standoff.sweep.replayed import MOST_REPLAYED, point_values
from standoff.sweep.study import Study
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.progress import run_bar

__all__ = ["Replay", "replay_of"]

Replay = Callable[[Points], Numbers | None]
"""Plays points again; gives the goal in each of their runs, (n_points, n_runs), or None if it cannot."""


def replay_of(study: Callable[[], Study], goal: Goal, tell: Callable[[str], None]) -> Replay:
    """Make the function that plays points of a sweep again, up to a number of runs.

    Parameters
    ----------
    study : callable
        Gives the sweep; may raise `InputError`, for instance because the rules have changed.
    goal : Goal
        The goal.
    tell : callable
        Receives messages on what is going on.
    """

    def replay(points: Points) -> Numbers | None:
        try:
            played = study()
            n_runs = len(points) * played.replications
            if n_runs > MOST_REPLAYED:
                return None
            announce_compiling(tell)
            tell(f"Playing {n_runs:,} runs again, to compare two packages run by run")
            with run_bar(n_runs) as advance:
                return point_values(played, points, goal.name, advance)
        except InputError as error:
            tell(f"{error}\nComparing the packages as independent runs instead")
            return None

    return replay
