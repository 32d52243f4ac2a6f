"""Figures of the page on validation."""

from __future__ import annotations

import datetime as dt
from functools import partial

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, RESULT_COLOURS, RESULT_DASHES, SHADE, SHEET
from standoff.scenario.load import load_scenario
from standoff.statistics.summary import share_of
from standoff.vocabulary import Outcome
from tests.validation.checks import FACTORS
from tests.validation.evidence import Evidence
from tests.validation.observed import forecasters, outcomes
from tests.validation.playing import DATES, MAIN
from tests.validation.reached import SHARES, war

__all__ = ["figures"]

BLUE, ORANGE, GREEN, RED = RESULT_COLOURS[:4]
MARKS = "osD^vP"


def figures(evidence: Evidence) -> dict[str, Figure]:
    """Draw all of them, by name."""
    n = f"{evidence.n_runs:,} runs of each, 95 % Wilson intervals"
    with rc_context(SHEET):
        shares = [figure for figure in evidence.base.figures if figure.target.measure in SHARES]
        return {
            "ranges": draw_sheet(
                [partial(_ranges, evidence)], "Shares of runs beside the ranges fixed before tuning", n,
                0.27 * len(shares) + 0.5,
            ),
            "crises": draw_sheet(
                [partial(_crises, evidence)], "Any war as forecast, and whether it came",
                f"model: {evidence.n_runs:,} runs of each", 3.6,
            ),
            "dates": draw_sheet(
                [partial(_dates, evidence)], "The crisis of 2022 by the day of its facts",
                f"{n}; the forecasters' question runs to the end of 2022, a run 60 days", 2.8,
            ),
            "response": draw_sheet(
                [partial(_response, evidence)], "Response to the attackers' force, all else as reported",
                f"{evidence.n_swept:,} runs at each point", 3.2,
            ),
        }  # fmt: skip


def _ranges(evidence: Evidence, ax: Axes) -> Axes:
    shown = [figure for figure in evidence.base.figures if figure.target.measure in SHARES]
    for row, figure in enumerate(shown):
        hits = SHARES[figure.target.measure](evidence.played[figure.target.crisis])
        share = share_of(int(hits.sum()), len(hits))
        target = figure.target
        ax.barh(row, target.high - target.low, 0.7, left=target.low, color=SHADE,
                label="range" if row == 0 else None)  # fmt: skip
        colour, mark, label = (BLUE, "o", "met") if figure.is_met else (RED, "X", "missed")
        first = all(each.is_met != figure.is_met for each in shown[:row])
        ax.plot([share.low, share.high], [row, row], color=colour, lw=1.2)
        ax.plot(share.share, row, mark, color=colour, ms=6, label=label if first else None)
    names = [f"{figure.target.crisis}: {figure.target.measure.replace('_', ' ')}" for figure in shown]
    ax.set_yticks(range(len(shown)), names)
    ax.set_ylim(len(shown) - 0.5, -0.5)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xlabel("share of runs")
    ax.grid(visible=False, axis="y")
    return ax


def _crises(evidence: Evidence, ax: Axes) -> Axes:
    """Draw the crises that nobody tuned on below the others, each group by the forecast of the model."""
    ticks: list[str] = []
    for cards, happened, result in (
        (evidence.held_out.cards, outcomes("held_out"), ", not tuned on"),
        (evidence.base.cards, outcomes(), ""),
    ):
        order = np.argsort(cards[0].war, kind="stable")
        rows = np.arange(len(order)) + len(ticks)
        names = [list(happened)[crisis] for crisis in order]
        first = not ticks
        for place, card, mark in zip((0.16, 0.0, -0.16), (*cards[:2], cards[3]), "osD", strict=True):
            colour = {"o": BLUE, "s": "#999999", "D": ORANGE}[mark]
            label = card.forecaster if first else None
            ax.plot(card.war[order], rows + place, mark, color=colour, ms=6, label=label)
        came = [float(happened[name] >= Outcome.LIMITED_INCURSION) for name in names]
        ax.plot(came, rows, "|", color=INK, ms=16, mew=2, label="what happened" if first else None)
        ticks += [f"{name}{result}" for name in names]
    ax.axhline(len(outcomes("held_out")) - 0.5, color=INK, lw=0.8, ls=":")
    ax.set_yticks(range(len(ticks)), ticks)
    ax.set_xlim(-0.03, 1.03)
    ax.set_xlabel("probability of any war; at 0 and 1: what happened")
    return ax


def _dates(evidence: Evidence, ax: Axes) -> Axes:
    frozen = {name: load_scenario(name).crisis.frozen_at for name in (*DATES, MAIN)}
    names = sorted(frozen, key=lambda name: frozen[name])
    days = [frozen[name] for name in names]
    shares = [share_of(int(war(evidence.played[name].rows).sum()), evidence.n_runs) for name in names]
    reach = np.array([(each.share - each.low, each.high - each.share) for each in shares]).T
    ax.errorbar(
        days,
        [each.share for each in shares],
        yerr=reach,
        marker="o",
        color=BLUE,
        capsize=3,
        label="model, any war",
    )
    path = forecasters()
    ax.plot([each.day for each in path], [each.p for each in path], "s", color=ORANGE, ms=6,
            label="forecasters (Metaculus)")  # fmt: skip
    ax.axvline(dt.date(2022, 2, 24), color=INK, lw=1, ls="--", label="invasion, 24 February")
    ax.set_ylim(0, 1)
    ax.set_ylabel("probability of war")
    ax.set_xlabel("day of the facts")
    return ax


def _response(evidence: Evidence, ax: Axes) -> Axes:
    for row, (name, response) in enumerate(evidence.responses.items()):
        style = {"marker": MARKS[row], "color": RESULT_COLOURS[row], "ls": RESULT_DASHES[row % 2]}
        ax.plot(FACTORS, response.shares, ms=5, label=name, **style)
    ax.axvline(1.0, color=INK, lw=0.8, ls=":")
    ax.set_ylim(-0.02, 1.02)
    ax.set_xlabel("attackers' troops of day 0, multiple of those reported")
    ax.set_ylabel("share of runs with any war")
    return ax
