"""Discovery – in which part of the space of the factors runs end so: boxes, and how far they hold up.

Density   share of the runs inside a box that end so
Coverage  share of all runs that end so which lie inside

Boxes are found on one half of the points, picked at random, and figures are given for both halves: the
first flatter a box, since it was chosen for them. Limits that chance could have set are dropped (`needed`),
numbers are rounded (`boxes`), and all figures are those of the box as it is told.

Of PRIM's trajectory the box is taken that covers most among those dense enough; if none is, the densest,
and it is said so. Of CART all leaves that are dense enough are taken, else the densest. PRIM gives one box:
a second one, of the points that the first leaves over, could not be told without it; CART gives several.

A box *holds* if the whole interval of its density on the half that was held out is on the right side of
what is asked for; it *may hold* if the interval lies across; it *does not hold* if it lies on the wrong
side, or if it holds the share of all points of that half, so that the box says nothing.

Source    Bryant & Lempert (2010), 'Thinking inside the box'
Assumes   all points have the same number of runs; see `clustered` for the intervals
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from standoff.analysis.discover.boxes import Box, readable
from standoff.analysis.discover.cases import Cases, Target, training_half
from standoff.analysis.discover.clustered import Estimate, clustered
from standoff.analysis.discover.options import METHODS
from standoff.analysis.discover.prim_cart import leaves, peeled
from standoff.analysis.discover.significance import needed, quasi_p
from standoff.arrays import Flags, Numbers
from standoff.errors import ArgumentError, ConfigError

__all__ = ["Discovery", "Fit", "FoundBox", "HoldsUp", "PeelingStep", "discover"]


FEWEST = 40
"""Points below which no box is sought: each half would hold fewer than twenty."""


class HoldsUp(StrEnum):
    """Whether a box holds up on the points that were held out."""

    HOLDS = "holds"
    MAY_HOLD = "may hold"
    FAILS = "does not hold"


@dataclass(frozen=True)
class Fit:
    """How a box does on some points: their number inside and in all, and shares 0..1 with intervals.

    ``share`` is the share of runs inside that end so, ``coverage`` that of all runs sought that lie inside.
    """

    n_inside: int
    n_points: int
    share: Estimate
    coverage: Estimate


@dataclass(frozen=True)
class FoundBox:
    """A box.

    Parameters
    ----------
    box : Box
        As it is told.
    training, held_out : Fit
        How it does on the half by which it was found, and on the other.
    p_training, p_held_out : tuple of float
        Quasi-p-value of each limit there; on the held-out half a plain p-value, for nothing was chosen by it.
    is_reached : bool
        Whether it is dense enough in training.
    verdict : HoldsUp
        Whether it holds up.
    """

    box: Box
    training: Fit
    held_out: Fit
    p_training: tuple[float, ...]
    p_held_out: tuple[float, ...]
    is_reached: bool
    verdict: HoldsUp


@dataclass(frozen=True)
class PeelingStep:
    """A step of the peeling: the box as peeled, on the training half, and what is left of it if only the
    limits that are needed are kept.
    """

    peeled: Box
    training: Fit
    kept: FoundBox


@dataclass(frozen=True, eq=False)
class Discovery:
    """What was found.

    Parameters
    ----------
    cases : Cases
        The points.
    aim : Target
        What was sought.
    is_training : ndarray (n_points,)
        By which points; the others were held out.
    whole : FoundBox
        The box without any limit.
    steps : tuple of PeelingStep
        PRIM's trajectory, from the whole space on; empty if it was not asked for.
    boxes : Mapping of str to tuple of FoundBox
        By method: the chosen one of PRIM, the leaves of CART, those that cover most first. None where no
        limit is more than chance, or where the whole space is dense enough.
    """

    cases: Cases
    aim: Target
    is_training: Flags
    whole: FoundBox
    steps: tuple[PeelingStep, ...]
    boxes: dict[str, tuple[FoundBox, ...]]


def discover(cases: Cases, aim: Target, methods: Sequence[str] = METHODS) -> Discovery:
    """Find boxes.

    Parameters
    ----------
    cases : Cases
        The points.
    aim : Target
        What is sought.
    methods : sequence of str
        ``prim``, ``cart`` or both.

    Raises
    ------
    ConfigError
        If there are too few points, nothing varies, or nothing that is sought happens in one of the halves.
    MissingExtra
        If ema_workbench is not installed.
    """
    _require_points(cases)
    judge = _Judge(cases, aim)
    train, sought = judge.train, judge.train.sought(aim)
    if not sought.any() or not judge.rest.sought(aim).any():
        raise ArgumentError(
            f"{aim.what} comes in {'all' if aim.is_rare else 'none'} of the {aim.counted} of a half of the "
            "points: there is nothing to find; ask for something else with {of}",
            of=None,
        )
    share = sought / train.n
    whole = judge.found(Box(()))
    steps: tuple[PeelingStep, ...] = ()
    boxes: dict[str, tuple[FoundBox, ...]] = {}
    if "prim" in methods:
        steps = tuple(judge.step(box, share) for box in peeled(train, share))
        boxes["prim"] = judge.chosen([step.kept for step in steps], whole)[:1]
    if "cart" in methods:
        boxes["cart"] = judge.chosen([judge.kept(box, share) for box in leaves(train, share)], whole)
    return Discovery(cases, aim, judge.is_training, whole, steps, boxes)


def _require_points(cases: Cases) -> None:
    if cases.n_points < FEWEST:
        raise ConfigError(
            f"{cases.n_points} points are too few to find a box in one half and hold it against the other; "
            f"play {FEWEST} or more"
        )
    if not cases.varied:
        raise ConfigError("no factor takes more than one value; sweep one or more")


class _Judge:
    """Finds out how boxes do on both halves."""

    def __init__(self, cases: Cases, aim: Target) -> None:
        self.aim = aim
        self.is_training = training_half(cases.n_points)
        self.train, self.rest = cases.at(self.is_training), cases.at(~self.is_training)
        self.shares = [half.sought(aim) / half.n for half in (self.train, self.rest)]
        self.elsewhere = clustered(self.rest.hits, self.rest.n).value

    def step(self, box: Box, share: Numbers) -> PeelingStep:
        return PeelingStep(box, self.fit(box, self.train), self.kept(box, share))

    def kept(self, box: Box, share: Numbers) -> FoundBox:
        return self.found(readable(needed(box, self.train, share), self.train.columns))

    def found(self, box: Box) -> FoundBox:
        training, held_out = self.fit(box, self.train), self.fit(box, self.rest)
        p = [tuple(quasi_p(box, half, share).tolist())
             for half, share in zip((self.train, self.rest), self.shares, strict=True)]  # fmt: skip
        is_reached = self.aim.reached_by(training.share.value)
        claim = self.aim.share if is_reached else training.share.value
        return FoundBox(box, training, held_out, p[0], p[1], is_reached, self._verdict(held_out.share, claim))

    def chosen(self, found: Iterable[FoundBox], whole: FoundBox) -> tuple[FoundBox, ...]:
        """Give those that are dense enough, or else the densest; those that cover most first.

        What lies inside one that covers more is left out: CART's leaves do, once limits were dropped.
        """
        limited = sorted(
            (one for one in found if one.box.limits and not whole.is_reached),
            key=lambda one: (-one.training.coverage.value, len(one.box.limits)),
        )
        kept: dict[FoundBox, Flags] = {}
        for one in limited:
            inside = one.box.inside(self.train.columns)
            if one.is_reached and not any((inside <= other).all() for other in kept.values()):
                kept[one] = inside
        densest = max(limited, key=lambda one: self.aim.density(one.training.share.value), default=None)
        return tuple(kept) or ((densest,) if densest else ())

    def fit(self, box: Box, half: Cases) -> Fit:
        inside, sought = box.inside(half.columns), half.sought(self.aim)
        return Fit(
            n_inside=int(np.count_nonzero(inside)),
            n_points=half.n_points,
            share=clustered(half.hits * inside, half.n * inside),
            coverage=clustered(sought * inside, sought),
        )

    def _verdict(self, share: Estimate, claim: float) -> HoldsUp:
        ends = (share.low, share.high)
        least, most = sorted(self.aim.density(end) for end in ends)
        claimed = self.aim.density(claim)
        if math.isnan(share.value) or most < claimed or least <= self.aim.density(self.elsewhere):
            return HoldsUp.FAILS
        return HoldsUp.HOLDS if least >= claimed else HoldsUp.MAY_HOLD
