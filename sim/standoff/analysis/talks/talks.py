"""The talks of runs: what became of them, and at each attempt without a package who blocked over what.

Rule     a party blocks an attempt if the package that comes nearest to acceptance by all is worth no more to
         it than going on; the nearest one leaves the party that falls short most the least short
         the issue over which it blocks is the one that would yield it most, if conceded alone and in full
         it is the only obstacle if some package leaves all others better off
Reads    the runs, played again (``drivers/talks.py``)
Assumes  what an issue would yield is measured from the nearest package to the party's ideal; nobody says that
         those who hold the issue would agree
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from standoff.arrays import Counts, Flags, Numbers, Rows
from standoff.drivers.stage import Stage
from standoff.drivers.talks import MET, NO_PACKAGE, NO_ROOM, REFUSED, SIGNED, play_talks
from standoff.sweep.chosen_run import ChosenRun

__all__ = ["NO_ISSUE", "Block", "Fate", "Talks", "talks_of"]

NO_ISSUE = -1
"""In place of an issue: none would yield the party anything, since it has its ideal on all."""


class Fate(IntEnum):
    """What became of the talks of a run."""

    NEVER_MET = 0
    NOT_SOUGHT = 1
    NOT_FOUND = 2
    REFUSED = 3
    SIGNED = 4

    @property
    def key(self) -> str:
        """The word in tables of data."""
        return self.name.lower()


FATES = {
    MET: Fate.NOT_SOUGHT,
    NO_ROOM: Fate.NOT_FOUND,
    NO_PACKAGE: Fate.NOT_FOUND,
    REFUSED: Fate.REFUSED,
    SIGNED: Fate.SIGNED,
}
"""How far talks have come at the latest with each kind of moment."""


@dataclass(frozen=True)
class Block:
    """How often a party blocked attempts over an issue, and by how much.

    Parameters
    ----------
    actor, issue : int
        Rows of the party and the issue; ``NO_ISSUE``: no issue would have helped.
    shortfall : ndarray (n,)
        Utility that the party fell short by at each of the attempts, one or more.
    conceded : ndarray (n,)
        Utility that the issue alone, conceded in full, would have yielded it.
    needed : ndarray (n,)
        Least move of the issue alone that would have closed the gap, position; NaN where none would.
    """

    actor: int
    issue: int
    shortfall: Numbers
    conceded: Numbers
    needed: Numbers

    @property
    def n(self) -> int:
        """Number of attempts."""
        return len(self.shortfall)

    @property
    def n_enough(self) -> int:
        """Attempts at which the issue alone would have closed the gap."""
        return int(np.isfinite(self.needed).sum())

    @property
    def move(self) -> float:
        """Median move of the issue that would have been enough, where one would; NaN if none would."""
        return float(np.median(self.needed[np.isfinite(self.needed)])) if self.n_enough else math.nan


@dataclass(frozen=True, eq=False)
class Talks:
    """The talks of consecutive runs.

    Parameters
    ----------
    stage : Stage
        The crisis.
    runs : range
        The runs.
    moments : recarray (n_moments,)
        ``TALK`` rows of all runs.
    """

    stage: Stage
    runs: range
    moments: Rows

    @cached_property
    def attempts(self) -> Rows:
        """The attempts at a package, ``TALK`` rows."""
        return np.asarray(self.moments[self.moments["result"] != MET])

    @cached_property
    def failed(self) -> Rows:
        """The attempts at which packages were possible and none was found."""
        return self._with(NO_PACKAGE)

    @property
    def n_without(self) -> int:
        """Number of attempts without a package, those with nothing on offer included."""
        return len(self.failed) + self.n_nothing

    @property
    def n_nothing(self) -> int:
        """Number of attempts at which nothing was on offer within the red lines."""
        return len(self._with(NO_ROOM))

    @cached_property
    def drafted(self) -> Rows:
        """The attempts that led to a package, signed or not."""
        return np.asarray(self.attempts[self.attempts["result"] >= REFUSED])

    @property
    def parties(self) -> list[int]:
        """Rows of the actors whose signature is needed."""
        needed = self.attempts["is_party"].any(axis=0)
        return [int(actor) for actor in np.flatnonzero(needed)]

    def fates(self) -> Counts:
        """Count the runs by `Fate`, (n_fates,)."""
        furthest = np.full(len(self.runs), Fate.NEVER_MET)
        reached = np.array([FATES[result] for result in sorted(FATES)])[self.moments["result"]]
        np.maximum.at(furthest, self.moments["replication"] - self.runs.start, reached)
        return np.bincount(furthest, minlength=len(Fate))

    def blocked_by(self, actor: int) -> Flags:
        """Tell at which of the failed attempts an actor blocks, (n_failed,)."""
        return np.asarray(self.failed["blocks"][:, actor] == 1)

    def shortfall(self, actor: int) -> Numbers:
        """Give by how much an actor falls short at each attempt that it blocks, utility."""
        rows = self.failed[self.blocked_by(actor)]
        return np.asarray(rows["going_on"][:, actor] - rows["worth"][:, actor])

    def blocks(self) -> list[Block]:
        """Give the blocks of each party by issue: the parties by how often they block, then the issues."""
        found = [block for actor in self.parties for block in self._blocks_of(actor)]
        total = {actor: int(self.blocked_by(actor).sum()) for actor in self.parties}
        return sorted(found, key=lambda block: (-total[block.actor], block.actor, -block.n, block.issue))

    def _blocks_of(self, actor: int) -> Iterator[Block]:
        rows, n_issues = self.failed[self.blocked_by(actor)], len(self.stage.names.issues)
        conceded, needed = (rows[name][:, actor, :n_issues] for name in ("conceded", "needed"))
        issues, shortfall = main_issues(conceded), self.shortfall(actor)
        for issue in np.unique(issues):
            chosen = issues == issue
            if issue == NO_ISSUE:
                nothing = np.zeros(chosen.sum())
                yield Block(actor, NO_ISSUE, shortfall[chosen], nothing, np.full_like(nothing, np.nan))
            else:
                yield Block(
                    actor, int(issue), shortfall[chosen], conceded[chosen, issue], needed[chosen, issue]
                )

    def blocked_over(self) -> Flags:
        """Tell at which of the failed attempts some party blocks over an issue, (n_failed, n_issues)."""
        n_issues = len(self.stage.names.issues)
        over = np.zeros((len(self.failed), n_issues), bool)
        for actor in self.parties:
            main = main_issues(self.failed["conceded"][:, actor, :n_issues])
            over |= self.blocked_by(actor)[:, None] & (main[:, None] == np.arange(n_issues))
        return over

    def red_lines(self, actor: int, issue: int) -> list[int]:
        """Give the other parties whose red lines exclude an actor's ideal on an issue."""
        ideal, rows = self.stage.facts.position[actor, issue]["ideal"], self.stage.facts.position
        return [
            other
            for other in self.parties
            if other != actor and not rows[other, issue]["low"] <= ideal <= rows[other, issue]["high"]
        ]

    def date(self, attempt: np.void) -> dt.date:
        """Give the date of an attempt."""
        return self.stage.opens_at + dt.timedelta(days=int(attempt["day"]))

    def _with(self, result: int) -> Rows:
        return np.asarray(self.moments[self.moments["result"] == result])


def main_issues(conceded: Numbers) -> Counts:
    """Give the issue that would yield most in each row of (n, n_issues); ``NO_ISSUE`` if none yields more."""
    return np.where(conceded.max(axis=1) > 0.0, conceded.argmax(axis=1), NO_ISSUE)


def talks_of(run: ChosenRun, runs: range, advance: Callable[[int], object] = lambda n: None) -> Talks:
    """Play runs again on all cores, and examine their talks.

    Parameters
    ----------
    run : ChosenRun
        Any of them, with the stage and seed.
    runs : range
        Their numbers, one or more.
    advance : callable, optional
        Called with the number of runs whenever some are done.

    Raises
    ------
    RunError
        If a run breaks off because a number in it is not finite.
    """
    _, moments = play_talks(run.stage, run.seed, runs.start, len(runs), advance)
    return Talks(run.stage, runs, moments)
