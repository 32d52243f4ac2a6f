"""The figures of a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.analysis.compare.comparison import Comparison
from standoff.analysis.compare.figures.differences import differences, differences_height
from standoff.analysis.compare.figures.fans import MOST_EDGES, compared_fans
from standoff.analysis.compare.figures.outcomes import compared_height, compared_outcomes
from standoff.analysis.compare.figures.settlements import settled_height, settled_positions
from standoff.analysis.compare.figures.survival import survival_curves
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import SHEET
from standoff.vocabulary import OUTCOME_SETS, Gauge

__all__ = ["compare_figures"]

OVER: Final = "a run that is over stays where it was"
CENSORED: Final = "a run that ends otherwise leaves the curve, as if violence could still have come"


def compare_figures(comparison: Comparison, title: str) -> dict[str, Figure]:
    """Draw the figures that a comparison allows.

    | figure | shows | needs |
    |---|---|---|
    | ``outcomes`` | the share of each outcome, side by side | |
    | ``differences`` | differences of these shares from the first result | two results |
    | ``measures`` | differences of the measures | two results |
    | ``fans`` | the gauges over time | fans |
    | ``survival`` | time to violence | a row for each run |
    | ``settlements`` | positions of the issues in settlements | a row for each run, and a settlement |

    Parameters
    ----------
    comparison : Comparison
        What is drawn.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        By name.
    """
    with rc_context(SHEET):
        return dict([*_of_differences(comparison, title), *_of_runs(comparison, title)])


def _of_differences(comparison: Comparison, title: str) -> Iterator[tuple[str, Figure]]:
    samples = comparison.samples
    panels = [partial(compared_outcomes, samples)]
    yield "outcomes", draw_sheet(panels, "How the runs end", title, compared_height(samples))
    note = f"{title} – a hollow mark has an interval that holds 0; intervals hold one by one"
    headlines = {
        "differences": f"How much more often the runs end in each way than those of {samples[0].name}",
        "measures": f"How much greater the measures of the runs are than those of {samples[0].name}",
    }
    for name, headline in headlines.items():
        lines = [
            line for line in comparison.contrasts if (line.of in OUTCOME_SETS) == (name == "differences")
        ]
        if not lines:  # a sample alone differs from nothing
            return
        yield name, draw_sheet([partial(differences, lines)], headline, note, differences_height(lines))


def _of_runs(comparison: Comparison, title: str) -> Iterator[tuple[str, Figure]]:
    samples, names = comparison.samples, [sample.name for sample in comparison.samples]
    if any(sample.fan for sample in samples):
        edges = ", dots 90 %" if len(samples) <= MOST_EDGES else ""
        note = f"{title} – lines are medians, bands hold 50 % of the runs{edges}; {OVER}"
        panels = [partial(compared_fans, samples, gauge) for gauge in Gauge]
        yield "fans", draw_sheet(panels, "How the gauges spread over the runs", note, 2.3)
    if comparison.survivals:
        note = f"{title} – Kaplan–Meier, bands are 95 % by Greenwood; {CENSORED}"
        curves = partial(survival_curves, names, comparison.survivals)
        height = 3.0 + 0.18 * len(names)  # the legend takes a line for each
        yield "survival", draw_sheet([curves], "How long it takes until violence", note, height)
    if comparison.settled:
        note = f"{title} – dots are medians, thick lines hold 50 % of the settlements, thin ones 90 %"
        stand, height = (
            partial(settled_positions, names, comparison.settled),
            settled_height(comparison.settled),
        )
        yield "settlements", draw_sheet([stand], "Where the issues stand in settlements", note, height)
