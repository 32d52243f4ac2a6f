"""Sentences of a discovery."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

import numpy as np

from standoff.analysis.discover.clustered import Estimate
from standoff.analysis.discover.discovery import Discovery, Fit, HoldsUp, ScoredBox
from standoff.analysis.discover.significance import LEVEL, n_possible
from standoff.statistics.summary import CONFIDENCE

__all__ = ["box_text", "caveats", "estimate_text", "headline", "named", "sentences"]

NAMES = {"prim": "PRIM", "cart": "CART"}


def sentences(discovery: Discovery) -> list[str]:
    """Describe each box in a sentence, with its figures on both halves and whether it holds up."""
    lines = [_background(discovery)]
    if discovery.whole.is_reached:
        side, stricter = ("at most", "lower") if discovery.target.is_rare else ("at least", "higher")
        share = _percent(discovery.target.share)
        lines.append(
            f"That is {side} {share} without any limit, so no box is needed; set a {stricter} target."
        )
        return lines
    for method, boxes in discovery.boxes.items():
        lines += _missing(discovery, NAMES[method], boxes)
        for number, scored in enumerate(boxes, 1):
            lines += _of_box(discovery, _name(method, number, len(boxes)), scored)
    return lines


def headline(discovery: Discovery) -> str:
    """Give the target in words: "any war in at least 70 % of runs"."""
    side = "at most" if discovery.target.is_rare else "at least"
    return (
        f"{discovery.target.what} in {side} {_percent(discovery.target.share)} of {discovery.target.counted}"
    )


def named(discovery: Discovery) -> Iterator[tuple[str, ScoredBox]]:
    """Give the boxes with their names: "PRIM", "CART 2"."""
    for method, boxes in discovery.boxes.items():
        for number, scored in enumerate(boxes, 1):
            yield _name(method, number, len(boxes)), scored


def box_text(discovery: Discovery, scored: ScoredBox) -> str:
    """Describe a box: the share of the outcome, and the conditions."""
    target = discovery.target
    claim = headline(discovery)
    if not scored.is_reached:
        claim = f"{target.what} in {_percent(scored.training.share.value)} of {target.counted}"
    return f"{claim} when {scored.box.as_text(discovery.cases.units)}"


def estimate_text(estimate: Estimate) -> str:
    """Give a share with its interval, in per cent."""
    if math.isnan(estimate.value):
        return "none"
    value, low, high = (f"{100 * end:.1f}" for end in (estimate.value, estimate.low, estimate.high))
    return f"{value} % ({low}–{high})"


def caveats(discovery: Discovery) -> list[str]:
    """Say how the figures are defined and what they do not cover."""
    level, target = f"{LEVEL:g} / {n_possible(discovery.cases)}", discovery.target
    lines = [
        f"Density: share of the {target.counted} inside the box with {target.what}. Coverage: share of all "
        f"{target.counted} {'without' if target.is_rare else 'with'} {target.what} that lie inside. "
        "Intervals: 95 %, over points. Training figures are optimistic, because the box was chosen there.",
        f"A limit is kept if its p-value in training is below {level}, where {n_possible(discovery.cases)} "
        "is the number of limits that could have been set.",
    ]
    if discovery.target.counted == "runs":
        n = float(np.median(discovery.cases.n))
        share = discovery.whole.held_out.share.value
        reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt(share * (1 - share) / n)
        lines.append(
            f"All points share the chance of the same {n:,.0f} runs. The intervals do not cover its common "
            f"effect, which may shift all shares together by up to {100 * reach:.0f} percentage points. More "
            "runs at each point reduce it, more points do not."
        )
    return lines


def _background(discovery: Discovery) -> str:
    whole, target = discovery.whole, discovery.target
    return (
        f"{target.what.capitalize()} occurs in {estimate_text(whole.training.share)} of all {target.counted} "
        f"at the {whole.training.n_points:,} training points and in {estimate_text(whole.held_out.share)} at "
        f"the {whole.held_out.n_points:,} held-out points."
    )


def _name(method: str, number: int, of: int) -> str:
    return f"{NAMES[method]} {number}" if of > 1 else NAMES[method]


def _missing(discovery: Discovery, name: str, boxes: tuple[ScoredBox, ...]) -> Iterator[str]:
    target = headline(discovery)
    if not boxes:
        yield f"{name} finds no significant limit, and so no box with {target}."
    elif not boxes[0].is_reached:
        yield f"{name} finds no box with {target}. The closest is:"


def _of_box(discovery: Discovery, name: str, scored: ScoredBox) -> Iterator[str]:
    yield f"{name}: {box_text(discovery, scored)}."
    yield f"  Training: {_fit_text(scored.training)}."
    yield f"  Held out: {_fit_text(scored.held_out)}."
    yield f"  {_verdict(discovery, scored)}"


def _fit_text(fit: Fit) -> str:
    return (
        f"{fit.n_inside:,} of {fit.n_points:,} points inside, density {estimate_text(fit.share)}, "
        f"coverage {estimate_text(fit.coverage)}"
    )


def _verdict(discovery: Discovery, scored: ScoredBox) -> str:
    claim = discovery.target.share if scored.is_reached else scored.training.share.value
    side = "at most" if discovery.target.is_rare else "at least"
    if scored.verdict is HoldsUp.HOLDS:
        return f"It holds out of sample: the whole interval of the density is {side} {_percent(claim)}."
    if scored.verdict is HoldsUp.MAY_HOLD:
        return f"It may hold out of sample: the interval of the density includes {_percent(claim)}."
    if math.isnan(scored.held_out.share.value):
        return "It does not hold out of sample: no held-out point lies inside."
    # Where several reasons apply, the first is given.
    density, target = scored.held_out.share, discovery.target
    most = max(target.density(density.low), target.density(density.high))
    if most < target.density(claim):
        wrong = "above" if target.is_rare else "below"
        return (
            f"It does not hold out of sample: the whole interval of the density is {wrong} {_percent(claim)}."
        )
    return (
        "It does not hold out of sample: the interval of the density includes the share over all points, as "
        "if the box had no limits."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
