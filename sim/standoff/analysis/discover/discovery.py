"""Scenario discovery: boxes in the space of the factors with many or few runs of an outcome.

Density   share of the runs inside a box that have the outcome
Coverage  share of all runs with the outcome that lie inside the box

Boxes are found on a random half of the points (training), and figures are given for both halves: those of the
training half are optimistic, because the box was chosen on it. Limits that may be chance are dropped
(`significance`), numbers are rounded (`boxes`), and all figures are those of the box as it is described.

From PRIM's trajectory the box with the largest coverage among those that reach the target is chosen, or else
the densest. From CART all leaves that reach the target are chosen, or else the densest. PRIM gives one box: a
second one, of the points outside the first, could not be described without it; CART gives several.

A box *holds* if the whole interval of its density on the held-out half meets the target, and *may hold* if
the interval includes the target. It *does not hold* if the whole interval misses the target, or if the
interval includes the share over all points of that half, so that the box adds nothing.

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
from standoff.analysis.discover.significance import quasi_p, significant
from standoff.arrays import Flags, Numbers
from standoff.errors import ArgumentError, ConfigError

__all__ = ["Discovery", "Fit", "HoldsUp", "PeelingStep", "ScoredBox", "discover"]


FEWEST = 40
"""Least number of points: twenty in each half."""


class HoldsUp(StrEnum):
    """Whether a box holds up on the held-out points."""

    HOLDS = "holds"
    MAY_HOLD = "may hold"
    FAILS = "does not hold"


@dataclass(frozen=True)
class Fit:
    """Figures of a box on some points: points inside and in total, and shares 0..1 with intervals.

    ``share`` is the share of runs inside that have the outcome, ``coverage`` that of all runs sought that lie
    inside.
    """

    n_inside: int
    n_points: int
    share: Estimate
    coverage: Estimate


@dataclass(frozen=True)
class ScoredBox:
    """A box with its figures on both halves.

    Parameters
    ----------
    box : Box
        The box.
    training, held_out : Fit
        Its figures on the half on which it was found, and on the other.
    p_training, p_held_out : tuple of float
        P-value of each limit on either half; a quasi-p-value in training, where the limit was chosen.
    is_reached : bool
        Whether it meets the target in training.
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
    """A step of the peeling: the box as peeled on the training half, and with its significant limits only."""

    peeled: Box
    training: Fit
    kept: ScoredBox


@dataclass(frozen=True, eq=False)
class Discovery:
    """The boxes that were found.

    Parameters
    ----------
    cases : Cases
        The points.
    target : Target
        The target of the boxes.
    is_training : ndarray (n_points,)
        Whether each point was used for training; the others were held out.
    whole : ScoredBox
        The box without any limit.
    steps : tuple of PeelingStep
        PRIM's trajectory, from the whole space on; empty without PRIM.
    boxes : Mapping of str to tuple of ScoredBox
        By method: the chosen box of PRIM, leaves of CART by falling coverage. None where no limit is
        significant, or where the whole space meets the target.
    """

    cases: Cases
    target: Target
    is_training: Flags
    whole: ScoredBox
    steps: tuple[PeelingStep, ...]
    boxes: dict[str, tuple[ScoredBox, ...]]


def discover(cases: Cases, target: Target, methods: Sequence[str] = METHODS) -> Discovery:
    """Find boxes.

    Parameters
    ----------
    cases : Cases
        The points.
    target : Target
        The target of the boxes.
    methods : sequence of str
        ``prim``, ``cart`` or both.

    Raises
    ------
    ConfigError
        If there are too few points, nothing varies, or a half has no case that is sought.
    MissingExtra
        If ema_workbench is not installed.
    """
    _require_points(cases)
    judge = _Judge(cases, target)
    train, sought = judge.train, judge.train.sought(target)
    if not sought.any() or not judge.rest.sought(target).any():
        raise ArgumentError(
            f"{target.what} occurs in {'all' if target.is_rare else 'none'} of the {target.counted} of the "
            "training or held-out half, so no box can be found; choose another outcome with {of}",
            of=None,
        )
    share = sought / train.n
    whole = judge.score(Box(()))
    steps: tuple[PeelingStep, ...] = ()
    boxes: dict[str, tuple[ScoredBox, ...]] = {}
    if "prim" in methods:
        steps = tuple(judge.step(box, share) for box in peeled(train, share))
        boxes["prim"] = judge.choose([step.kept for step in steps], whole)[:1]
    if "cart" in methods:
        boxes["cart"] = judge.choose(
            [judge.score_significant(box, share) for box in leaves(train, share)], whole
        )
    return Discovery(cases, target, judge.is_training, whole, steps, boxes)


def _require_points(cases: Cases) -> None:
    if cases.n_points < FEWEST:
        raise ConfigError(
            f"{cases.n_points} points are too few to find a box on one half and check it on the other; "
            f"sweep at least {FEWEST}"
        )
    if not cases.varied:
        raise ConfigError("no factor takes more than one value; vary at least one")


class _Judge:
    """Scores boxes on both halves and chooses among them."""

    def __init__(self, cases: Cases, target: Target) -> None:
        self.target = target
        self.is_training = training_half(cases.n_points)
        self.train, self.rest = cases.at(self.is_training), cases.at(~self.is_training)
        self.shares = [half.sought(target) / half.n for half in (self.train, self.rest)]
        self.base_share = clustered(self.rest.hits, self.rest.n).value

    def step(self, box: Box, share: Numbers) -> PeelingStep:
        return PeelingStep(box, self.fit(box, self.train), self.score_significant(box, share))

    def score_significant(self, box: Box, share: Numbers) -> ScoredBox:
        return self.score(readable(significant(box, self.train, share), self.train.columns))

    def score(self, box: Box) -> ScoredBox:
        training, held_out = self.fit(box, self.train), self.fit(box, self.rest)
        p = [tuple(quasi_p(box, half, share).tolist())
             for half, share in zip((self.train, self.rest), self.shares, strict=True)]  # fmt: skip
        is_reached = self.target.reached_by(training.share.value)
        claim = self.target.share if is_reached else training.share.value
        return ScoredBox(
            box, training, held_out, p[0], p[1], is_reached, self._verdict(held_out.share, claim)
        )

    def choose(self, candidates: Iterable[ScoredBox], whole: ScoredBox) -> tuple[ScoredBox, ...]:
        """Choose the boxes that meet the target, or else the densest, by falling coverage.

        Boxes inside one of larger coverage are left out: leaves of CART can be, once limits are dropped.
        """
        limited = sorted(
            (scored for scored in candidates if scored.box.limits and not whole.is_reached),
            key=lambda scored: (-scored.training.coverage.value, len(scored.box.limits)),
        )
        kept: dict[ScoredBox, Flags] = {}
        for scored in limited:
            inside = scored.box.inside(self.train.columns)
            if scored.is_reached and not any((inside <= larger).all() for larger in kept.values()):
                kept[scored] = inside
        densest = max(
            limited, key=lambda scored: self.target.density(scored.training.share.value), default=None
        )
        return tuple(kept) or ((densest,) if densest else ())

    def fit(self, box: Box, half: Cases) -> Fit:
        inside, sought = box.inside(half.columns), half.sought(self.target)
        return Fit(
            n_inside=int(np.count_nonzero(inside)),
            n_points=half.n_points,
            share=clustered(half.hits * inside, half.n * inside),
            coverage=clustered(sought * inside, sought),
        )

    def _verdict(self, share: Estimate, claim: float) -> HoldsUp:
        ends = (share.low, share.high)
        least, most = sorted(self.target.density(end) for end in ends)
        claimed = self.target.density(claim)
        if math.isnan(share.value) or most < claimed or least <= self.target.density(self.base_share):
            return HoldsUp.FAILS
        return HoldsUp.HOLDS if least >= claimed else HoldsUp.MAY_HOLD
