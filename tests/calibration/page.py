"""Page – the blocks of ``docs/calibration.md`` that are made of the calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from standoff.scenario.parameters import load_parameters
from tests.calibration.choice import as_good, best, left_out, mean_loss
from tests.calibration.loss import GROUPS, group_of
from tests.calibration.points import TUNED, Point
from tests.reference.markdown import Block, table
from tests.validation.reached import Figure

__all__ = ["Calibration", "blocks"]


@dataclass(frozen=True)
class Calibration:
    """All that was played.

    Parameters
    ----------
    n_runs, n_again : int
        Runs of each crisis at each point; at the current and the best point, with other chance.
    points : sequence of Point
        The design.
    now : Point
        The parameters as they are, under the chance of the design.
    again_now, again_best : Point
        As they are, and at the best point, under other chance.
    """

    n_runs: int
    n_again: int
    points: Sequence[Point]
    now: Point
    again_now: Point
    again_best: Point


def blocks(calibration: Calibration) -> dict[str, Block]:
    """Give what makes each block of the page, by its name."""
    makers = {
        "counts": _counts,
        "parameters": _parameters,
        "losses": _losses,
        "verdict": _verdict,
        "figures": _figures,
        "chosen": _chosen,
    }
    return {name: partial(maker, calibration) for name, maker in makers.items()}


def _counts(calibration: Calibration) -> str:
    return (
        f"{len(calibration.points)} points, {calibration.n_runs} runs of each crisis at each; the parameters "
        "as they are and the best point played again with other chance, "
        f"{calibration.n_again:,} runs of each crisis."
    )


def _parameters(calibration: Calibration) -> str:
    known = load_parameters()
    least, good = best(calibration.points), as_good(calibration.points)
    rows = []
    for name, why in TUNED.items():
        values = [point.rules[name] for point in good]
        span = f"{known[name].low:g} – {known[name].high:g}"
        rows.append((f"`{name}`", f"{calibration.now.rules[name]:g}", span,
                     f"{least.rules[name]:.3g}", f"{min(values):.3g} – {max(values):.3g}", why))  # fmt: skip
    head = ("parameter", "now", "range", "best", f"{len(good)} points as good", "why it is tuned")
    return table(head, rows)


def _losses(calibration: Calibration) -> str:
    least, others = best(calibration.points), left_out(calibration.points)
    rows = []
    for row, group in enumerate(GROUPS):
        shown = (calibration.now, least, others[group], calibration.again_now, calibration.again_best)
        rows.append((f"`{group}`", *(f"{point.loss.by_crisis[row]:.3f}" for point in shown)))
    outside = float(np.mean([others[group].loss.by_crisis[row] for row, group in enumerate(GROUPS)]))
    means = [
        mean_loss(calibration.now),
        mean_loss(least),
        outside,
        mean_loss(calibration.again_now),
        mean_loss(calibration.again_best),
    ]
    rows.append(("mean", *(f"{value:.3f}" for value in means)))
    return table(("crisis", "now", "best", "left out", "now, again", "best, again"), rows)


def _verdict(calibration: Calibration) -> str:
    others = left_out(calibration.points)
    gains = {
        group: calibration.now.loss.by_crisis[row] - others[group].loss.by_crisis[row]
        for row, group in enumerate(GROUPS)
    }
    worse = [f"`{group}`" for group, gain in gains.items() if gain < 0.0]
    worse_text = f"; worse off than now are {', '.join(worse)}" if worse else ""
    good = as_good(calibration.points)
    gain = float(np.mean(list(gains.values())))
    way = "falls" if gain > 0.0 else "rises"
    return (
        f"Left out, the loss {way} by {abs(gain):.3f} on average{worse_text}. {len(good)} of "
        f"{len(calibration.points)} points cannot be told from the best by their runs."
    )


def _figures(calibration: Calibration) -> str:
    others = left_out(calibration.points)
    rows = []
    for place, figure in enumerate(calibration.again_now.loss.figures):
        group = group_of(figure.target.crisis)
        after, outside = calibration.again_best.loss.figures[place], others[group].loss.figures[place]
        target = figure.target
        cells = map(_shown, (figure, after, outside))
        rows.append((f"`{target.crisis}`", target.measure.replace("_", " "), target.shown, *cells))
    return table(("crisis", "measure", "range", "now, again", "best, again", "left out"), rows)


def _shown(figure: Figure) -> str:
    text = figure.shown.split(" (")[0].split(":")[0] if figure.target.among else f"{figure.value:.3g}"
    return text if figure.is_met else f"**{text}**"


def _chosen(calibration: Calibration) -> str:
    rows = [
        ("all", best(calibration.points)),
        *((f"all but `{group}`", point) for group, point in left_out(calibration.points).items()),
    ]
    return table(
        ("chosen by", *(f"`{name}`" for name in TUNED)),
        [(name, *(f"{point.rules[parameter]:.3g}" for parameter in TUNED)) for name, point in rows],
    )
