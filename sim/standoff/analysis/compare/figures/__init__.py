"""The figures of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.analysis.compare.comparison import Comparison
from standoff.analysis.compare.figures.differences import differences, differences_height
from standoff.analysis.compare.figures.outcomes import compared_height, compared_outcomes
from standoff.analysis.compare.figures.settlements import settled_height, settled_positions
from standoff.plots.ensemble_figures import wars_title
from standoff.plots.flows import flow_height, outcome_flows
from standoff.plots.labels import percent_text
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import SHEET
from standoff.plots.war_by_day import compared_wars
from standoff.statistics.sample import Sample
from standoff.vocabulary import ANY_WAR, OUTCOME_SETS

__all__ = ["compare_figures"]


MOST_NAMED: Final = 4
"""Most results whose share of war the title names."""


def compare_figures(comparison: Comparison, title: str) -> dict[str, Figure]:
    """Draw the figures for which a comparison has data.

    | figure | shows | needs |
    |---|---|---|
    | ``outcomes`` | the share of each outcome, side by side | |
    | ``differences`` | differences in these shares from the first result | two results |
    | ``measures`` | differences in the measures | two results |
    | ``flows`` | how runs end in the first result and in another | pairs of runs |
    | ``war_by_day`` | the share of runs in which a war has begun, by day | a row for each run |
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


def _wars_title(comparison: Comparison) -> str:
    """Say in how many runs of each result there is war, or of the two farthest apart if there are many."""
    courses = dict(sorted(comparison.courses.items(), key=lambda item: -item[1].share(ANY_WAR)[-1]))
    if len(courses) == 1:
        return wars_title(*courses.values())
    shown = list(courses) if len(courses) <= MOST_NAMED else [next(iter(courses)), list(courses)[-1]]
    listed = ", ".join(f"{percent_text(courses[name].share(ANY_WAR)[-1])} of {name}" for name in shown)
    return f"War of any kind in {listed}"


def _of_runs(comparison: Comparison, title: str) -> Iterator[tuple[str, Figure]]:
    samples, names = comparison.samples, [sample.name for sample in comparison.samples]
    if comparison.courses:
        note = f"{title}\nBands are 95 % intervals of single results.{_not_by_overlap(samples)}"
        panel = partial(compared_wars, comparison.courses)
        yield "war_by_day", draw_sheet([panel], _wars_title(comparison), note, 3.2)
    if comparison.settled:
        note = f"{title}\nDots: medians; thick lines: 50 % of settlements; thin lines: 90 %."
        positions, height = (
            partial(settled_positions, names, comparison.settled),
            settled_height(comparison.settled),
        )
        yield "settlements", draw_sheet([positions], "Positions of the issues in settlements", note, height)
