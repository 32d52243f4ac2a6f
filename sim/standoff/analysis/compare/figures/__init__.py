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
from standoff.plots.flows import flow_height, outcome_flows
from standoff.plots.labels import percent_text
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import SHEET
from standoff.plots.war_by_day import compared_wars
from standoff.statistics.contrast import Contrast
from standoff.statistics.headline import difference_words, frequency
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
    yield "outcomes", draw_sheet(panels, _wars_title(samples), note, compared_height(samples))
    note = f"{title}\nHollow marks: the interval includes 0. Not adjusted for multiple comparisons."
    for name in ("differences", "measures"):
        lines = [
            line for line in comparison.contrasts if (line.of in OUTCOME_SETS) == (name == "differences")
        ]
        if not lines:  # a single sample has no differences
            return
        panel = partial(differences, lines)
        yield name, draw_sheet([panel], _clear_title(name, lines), note, differences_height(lines))

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


def _wars_title(samples: Sequence[Sample]) -> str:
    """Say in how many runs of each result there is war, or of the two farthest apart if there are many."""
    if len(samples) == 1:
        return f"War of any kind in {frequency(samples[0].share(ANY_WAR))}"
    ordered = sorted(samples, key=lambda sample: -sample.share(ANY_WAR).share)
    shown = ordered if len(ordered) <= MOST_NAMED else [ordered[0], ordered[-1]]
    listed = ", ".join(f"{percent_text(sample.share(ANY_WAR).share)} of {sample.name}" for sample in shown)
    return f"War of any kind in {listed}"


def _clear_title(name: str, lines: Sequence[Contrast]) -> str:
    """Say how many differences are more than noise; of two results, the difference in war."""
    war = [line for line in lines if line.of == "any_war"]
    if len(war) == 1:
        words = difference_words(war[0].difference)
        return f"War of any kind in {war[0].result}: {words}"
    n_clear, first = sum(line.is_clear for line in lines), lines[0].reference
    what = "shares" if name == "differences" else "measures"
    return f"{n_clear} of {len(lines)} {what} differ from {first} by more than noise"


def _of_runs(comparison: Comparison, title: str) -> Iterator[tuple[str, Figure]]:
    samples, names = comparison.samples, [sample.name for sample in comparison.samples]
    if comparison.courses:
        note = f"{title}\nBands are 95 % intervals of single results.{_not_by_overlap(samples)}"
        panel = partial(compared_wars, comparison.courses)
        yield "war_by_day", draw_sheet([panel], _wars_title(samples), note, 3.2)
    if comparison.settled:
        note = f"{title}\nDots: medians; thick lines: 50 % of settlements; thin lines: 90 %."
        positions, height = (
            partial(settled_positions, names, comparison.settled),
            settled_height(comparison.settled),
        )
        yield "settlements", draw_sheet([positions], _settled_title(comparison), note, height)


def _settled_title(comparison: Comparison) -> str:
    """Say how many runs of each result end with a settlement."""
    counts = {position.name: position.n for position in comparison.settled}
    listed = ", ".join(f"{n:,} in {name}" for name, n in list(counts.items())[:MOST_NAMED])
    return f"Where the issues stand in the settlements: {listed}"
