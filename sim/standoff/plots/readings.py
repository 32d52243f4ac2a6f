"""How to read each figure, in a sentence: for its caption, and for a report."""

from __future__ import annotations

from typing import Final

from standoff.plots.sheet import Figure, Sheet

__all__ = ["READINGS", "reading_of", "with_reading"]

READINGS: Final = {
    "outcomes": "Each bar is the share of runs that end with the outcome; the whisker is the 95 % interval "
    "for the number of runs.",
    "differences": "Right of zero, an outcome is more frequent than in the first result. A hollow mark is "
    "not significant: it may be due to chance.",
    "measures": "Differences in the measures from the first result, in standard deviations of its runs.",
    "flows": "Bars are the outcomes of the first result (left) and of the other (right), bands the runs that "
    "have both: the same chance, another setting. Light grey bands are runs whose outcome stays the same.",
    "war_by_day": "By each day, the share of all runs in which a war has begun; a line ends at the share of "
    "runs with such a war.",
    "ends_by_day": "By each day, how all runs divide into wars, settlements, de-escalations and those that "
    "are undecided; the right edge shows the outcomes.",
    "sample_of_runs": "Each line is a run, in the colour of its end; a cross marks the first fighting, a dot "
    "the end of the run.",
    "settlements": "Positions on the issues, between 0 and 1, in the runs that end with a settlement.",
    "curves": "Each line is the share of runs with an outcome against the value of the factor; the band is "
    "its 95 % interval.",
    "variants": "A panel for each outcome, a line for each option; bands are 95 % intervals.",
    "map": "Each cell is a point of the sweep; the colour is the share of runs with the outcome. Below it, "
    "the difference from the reference, compared run by run: grey cells may differ by chance alone.",
    "ranking": "Each bar shows how far a factor alone moves the share, between its lowest and its highest "
    "value; the largest effect is at the top.",
    "options": "A panel for each outcome, a row for each combination of options; whiskers are 95 % "
    "intervals.",
    "points": "Each dot is a point of the sweep; black marks are means over slices of the factor.",
    "indices": "Share of the variance explained by a factor alone (first order) and with all its "
    "interactions (total); whiskers are 95 % intervals.",
    "convergence": "The same indices from fewer points. If they still change, more points are needed.",
    "effects": "Further right, a factor has a larger effect; further up, its effect depends more "
    "on the other factors.",
    "pawn": "How far fixing a factor shifts the whole distribution; values below the line may be noise.",
    "trajectory": "Each step of the peeling trades coverage for density.",
    "limits": "The limits of each box within the ranges of its factors.",
    "scatter": "The points held out, by their share of runs; the frame is the box.",
    "robustness": "A row for each package of levers, a panel for each criterion; lines are 95 % "
    "intervals over the states of the world.",
    "pareto": "Performance of each package against its cost. Packages on the line are "
    "Pareto-efficient: no other package is better in one and no worse in the other.",
    "states": "For each package, in what share of the states of the world its regret is at most so large: "
    "the steeper a curve rises on the left, the more robust the package.",
    "history": "Dots are the trials in their order, the line is the best so far; on the right are the "
    "values with fresh chance.",
    "levers": "Each dot is a trial; where the best ones gather, the lever matters.",
    "front": "Each dot is a trial; no setting on the line is worse than another in both goals.",
    "rungs": "A line for each actor: the higher, the more violent its acts. Marks are acts; the rows above "
    "show the calendar and events.",
    "forces": "Troops over time, stacked by axis of advance; hatched troops are across the border.",
    "beliefs": "How sure each observer is that the actor is resolved; the dotted line is the truth.",
    "positions": "For each issue: what each actor wants (dot) and accepts (bar), and the status quo at the "
    "start and at the end.",
    "decisions": "Above zero an attack was worth more to the actor than its best peace, below zero less; "
    "marks are its acts.",
    "map_opening": "Circles are forces, by thousand troops; the table below gives the numbers.",
    "map_end": "Circles are forces, by thousand troops; the table below gives the numbers.",
    "turning_points": "How far the shares of the outcomes move if the actor takes its strongest alternative. "
    "A hollow mark is not significant: it may be due to chance.",
    "blocked": "Left: at how many attempts a party blocked, by the issue that would have yielded it most. "
    "Right: the utility that it fell short by; the dot is the median, the bar holds half of the cases.",
    "explanation": "Left: what each option was worth to the actor, the best on top. Right: how probable its "
    "choice was. The dark option was chosen.",
}


def reading_of(name: str) -> str:
    """Return how to read a figure; empty if its name is unknown.

    Figures such as ``map_any_war`` and ``sensitivity_indices`` share the reading of ``map`` and ``indices``.

    Examples
    --------
    >>> reading_of("map_any_war") == reading_of("map")
    True
    """
    parts = name.rpartition("/")[2].split("_")
    ends = [
        *(parts[:end] for end in range(len(parts), 0, -1)),
        *(parts[start:] for start in range(1, len(parts))),
    ]
    return next((READINGS[key] for key in map("_".join, ends) if key in READINGS), "")


def with_reading(name: str, figure: Figure) -> Figure:
    """Put how to read a figure into its caption, if its name is known and it is not there yet."""
    if isinstance(figure, Sheet) and not figure.reading:
        figure.add_reading(reading_of(name))
    return figure
