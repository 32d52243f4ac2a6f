"""The figures of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from standoff.plots.flows import flow_height, outcome_flows
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import SHEET
from standoff.statistics.sample import Sample
from standoff.vocabulary import OUTCOME_SETS, Gauge

__all__ = ["compare_figures"]

OVER: Final = "a run that has ended keeps its last value"
CENSORED: Final = "a run that ends without violence is censored on that day"


def compare_figures(comparison: Comparison, title: str) -> dict[str, Figure]:
    """Draw the figures for which a comparison has data.

    | figure | shows | needs |
    |---|---|---|
    | ``outcomes`` | the share of each outcome, side by side | |
    | ``differences`` | differences in these shares from the first result | two results |
    | ``measures`` | differences in the measures | two results |
    | ``flows`` | how runs end in the first result and in another | pairs of runs |
    | ``fans`` | the gauges over time | fans |
    | ``survival`` | time to violence | a row for each run |
    | ``settlements`` | positions of the issues in settlements | a row for each run, and a settlement |

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        Figure by name.
    """
    with rc_context(SHEET):
        return dict([*_of_differences(comparison, title), *_of_runs(comparison, title)])


def _of_differences(comparison: Comparison, title: str) -> Iterator[tuple[str, Figure]]:
    samples = comparison.samples
    panels = [partial(compared_outcomes, samples)]
    note = f"{title}\nWhiskers are 95 % intervals of single results.{_not_by_overlap(samples)}"
    yield "outcomes", draw_sheet(panels, "Share of runs by outcome", note, compared_height(samples))
    note = f"{title}\nHollow marks: the interval includes 0. Not adjusted for multiple comparisons."
    headlines = {
        "differences": f"Outcomes: difference from {samples[0].name}",
        "measures": f"Measures: difference from {samples[0].name}",
    }
    for name, headline in headlines.items():
        lines = [
            line for line in comparison.contrasts if (line.of in OUTCOME_SETS) == (name == "differences")
        ]
        if not lines:  # a single sample has no differences
            return
        yield name, draw_sheet([partial(differences, lines)], headline, note, differences_height(lines))

    if comparison.flows:
        note = (
            f"{title}\nEach run is paired with the run of the same chance. Coloured bands: runs that end in "
            "another outcome, in the colour of the first; light grey bands: runs that keep theirs."
        )
        drawn = [partial(outcome_flows, flow) for flow in comparison.flows]
        headline = f"How the runs of {samples[0].name} end in the other results"
        if len(drawn) == 1:
            (flow,) = comparison.flows
            share = 100 * flow.n_moved / flow.n
            headline = f"{share:.1f} % of the runs of {flow.reference} have another outcome in {flow.result}"
        yield "flows", draw_sheet(drawn, headline, note, flow_height(comparison.flows), 1)


def _not_by_overlap(samples: Sequence[Sample]) -> str:
    """Warn that intervals of results that share their chance are no comparison."""
    if len({sample.seed for sample in samples}) == len(samples):
        return ""
    return (
        " Results with the same seed share their chance: compare them by the figure of the differences, run "
        "by run, and not by whether intervals overlap."
    )


def _of_runs(comparison: Comparison, title: str) -> Iterator[tuple[str, Figure]]:
    samples, names = comparison.samples, [sample.name for sample in comparison.samples]
    if any(sample.fan for sample in samples):
        edges = ", dots: 90 %" if len(samples) <= MOST_EDGES else ""
        note = f"{title}\nLines: medians; bands: 50 % of runs{edges}; {OVER}."
        panels = [partial(compared_fans, samples, gauge) for gauge in Gauge]
        yield "fans", draw_sheet(panels, "Gauges over time", note, 2.3)
    if comparison.survivals:
        note = (
            f"{title}\nKaplan–Meier with 95 % bands (Greenwood) of single results; {CENSORED}."
            f"{_not_by_overlap(samples)}"
        )
        curves = partial(survival_curves, names, comparison.survivals)
        height = 3.0 + 0.18 * len(names)  # the legend takes a line for each
        yield "survival", draw_sheet([curves], "Time until the first violence", note, height)
    if comparison.settled:
        note = f"{title}\nDots: medians; thick lines: 50 % of settlements; thin lines: 90 %."
        positions, height = (
            partial(settled_positions, names, comparison.settled),
            settled_height(comparison.settled),
        )
        yield "settlements", draw_sheet([positions], "Positions of the issues in settlements", note, height)
