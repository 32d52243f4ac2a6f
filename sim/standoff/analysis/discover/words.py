"""Discovery words – what was found, in sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

import numpy as np

from standoff.analysis.discover.clustered import Estimate
from standoff.analysis.discover.discovery import Discovery, Fit, FoundBox, HoldsUp
from standoff.analysis.discover.significance import LEVEL, n_possible
from standoff.statistics.summary import CONFIDENCE

__all__ = ["box_told", "caveats", "estimate_told", "headline", "named", "sentences"]

NAMES = {"prim": "PRIM", "cart": "CART"}


def sentences(found: Discovery) -> list[str]:
    """Say what was found: each box in a sentence, then how it did on both halves and whether it holds up."""
    told = [_background(found)]
    if found.whole.is_reached:
        asked = _percent(found.aim.share)
        side = "at most" if found.aim.is_rare else "at least"
        told.append(f"That is {side} {asked} without any limit, so that no box is needed; ask for more.")
        return told
    for method, boxes in found.boxes.items():
        told += _missing(found, NAMES[method], boxes)
        for number, one in enumerate(boxes, 1):
            told += _of_box(found, _name(method, number, len(boxes)), one)
    return told


def headline(found: Discovery) -> str:
    """Say what is asked for: "any war in at least 70 % of runs"."""
    side = "at most" if found.aim.is_rare else "at least"
    return f"{found.aim.what} in {side} {_percent(found.aim.share)} of {found.aim.counted}"


def named(found: Discovery) -> Iterator[tuple[str, FoundBox]]:
    """Give the boxes with what they are called: "PRIM", "CART 2"."""
    for method, boxes in found.boxes.items():
        for number, one in enumerate(boxes, 1):
            yield _name(method, number, len(boxes)), one


def box_told(found: Discovery, one: FoundBox) -> str:
    """Say a box: what happens how often, and when."""
    aim = found.aim
    claim = headline(found)
    if not one.is_reached:
        claim = f"{aim.what} in {_percent(one.training.share.value)} of {aim.counted}"
    return f"{claim} when {one.box.told(found.cases.units)}"


def estimate_told(estimate: Estimate) -> str:
    """Give a share with its interval, in per cent."""
    if math.isnan(estimate.value):
        return "none"
    value, low, high = (f"{100 * end:.1f}" for end in (estimate.value, estimate.low, estimate.high))
    return f"{value} % ({low}–{high})"


def caveats(found: Discovery) -> list[str]:
    """Say what the figures rest on and what is not in them."""
    level, aim = f"{LEVEL:g} / {n_possible(found.cases)}", found.aim
    told = [
        f"Density: the share of {aim.what} in the {aim.counted} inside. Coverage: the share of all "
        f"{aim.counted} {'without' if aim.is_rare else 'with'} {aim.what} that lie inside. Intervals: 95 %, "
        "over points. Figures of the points by which a box was found flatter it: it was chosen by them.",
        "A limit is kept if random points would do as well as those inside it with a probability below "
        f"{level}, the number of limits that could have been set.",
    ]
    if found.aim.counted == "runs":
        n = float(np.median(found.cases.n))
        share = found.whole.held_out.share.value
        reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt(share * (1 - share) / n)
        told.append(
            f"All points share the chance of the same {n:,.0f} replications. What it does to all of them "
            "alike is in no interval here; it may move all shares together by up to "
            f"{100 * reach:.0f} percentage points. More replications make it smaller, more points do not."
        )
    return told


def _background(found: Discovery) -> str:
    whole, aim = found.whole, found.aim
    return (
        f"{aim.what.capitalize()} comes in {estimate_told(whole.training.share)} of all {aim.counted} at the "
        f"{whole.training.n_points:,} points by which boxes are found, and in "
        f"{estimate_told(whole.held_out.share)} at the {whole.held_out.n_points:,} that are held out."
    )


def _name(method: str, number: int, of: int) -> str:
    return f"{NAMES[method]} {number}" if of > 1 else NAMES[method]


def _missing(found: Discovery, name: str, boxes: tuple[FoundBox, ...]) -> Iterator[str]:
    asked = headline(found)
    if not boxes:
        yield f"{name} sets no limit that is more than chance: it finds no box with {asked}."
    elif not boxes[0].is_reached:
        yield f"{name} finds no box with {asked}. The densest it finds:"


def _of_box(found: Discovery, name: str, one: FoundBox) -> Iterator[str]:
    yield f"{name}: {box_told(found, one)}."
    yield f"  Found on {_fit_told(one.training)}."
    yield f"  Held out: {_fit_told(one.held_out)}."
    yield f"  {_verdict(found, one)}"


def _fit_told(fit: Fit) -> str:
    return (
        f"{fit.n_inside:,} of {fit.n_points:,} points inside, density {estimate_told(fit.share)}, "
        f"coverage {estimate_told(fit.coverage)}"
    )


def _verdict(found: Discovery, one: FoundBox) -> str:
    claim = found.aim.share if one.is_reached else one.training.share.value
    side = "at most" if found.aim.is_rare else "at least"
    asked = f"{side} {_percent(claim)}"
    if one.verdict is HoldsUp.HOLDS:
        return f"It holds out of sample: the whole interval is {asked}."
    if one.verdict is HoldsUp.MAY_HOLD:
        return f"It may hold out of sample: {_percent(claim)} lies within the interval."
    if math.isnan(one.held_out.share.value):
        return "It does not hold out of sample: no point that was held out lies inside."
    # What fails by more than one reason fails by the first one.
    density, aim = one.held_out.share, found.aim
    most = max(aim.density(density.low), aim.density(density.high))
    if most < aim.density(claim):
        return (
            f"It does not hold out of sample: the whole interval is on the wrong side of {_percent(claim)}."
        )
    return (
        "It does not hold out of sample: the interval reaches the share of all points, as if it had no limit."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
