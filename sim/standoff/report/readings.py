"""How to read each figure of a report."""

from __future__ import annotations

from typing import Final

__all__ = ["reading_of"]

READINGS: Final = {
    "outcomes": "Each bar is the share of runs that end with the outcome; the whisker is the 95 % interval "
    "for the number of runs.",
    "differences": "Right of zero, an outcome is more frequent than in the first result. A hollow mark is "
    "not significant: it may be due to chance.",
    "measures": "Differences in the measures from the first result, in standard deviations of its runs.",
    "flows": "Bars are the outcomes of the first result (left) and of the other (right), bands the runs that "
    "have both: the same chance, another setting. Light grey bands are runs whose outcome stays the same.",
    "fans": "At each time, half of the runs lie inside the band; the line is the median.",
    "fan": "At each time, half of the runs lie inside the dark band and 90 % inside the light one; the line "
    "is the median.",
    "survival": "The share of runs without violence so far. The curve falls when violence begins; runs that "
    "end without violence are censored.",
    "settlements": "Positions on the issues, between 0 and 1, in the runs that end with a settlement.",
    "curves": "Each line is the share of runs with an outcome against the value of the factor; the band is "
    "its 95 % interval.",
    "variants": "A panel for each outcome, a line for each option; bands are 95 % intervals.",
    "parallel": "Each line is a point of the sweep, drawn across its factors from their lowest (left) to "
    "their highest values (right); the colour is its share of runs with any war.",
    "map": "Each cell is a point of the sweep; the colour is the share of runs with the outcome. Below it, "
    "the difference from the reference, compared run by run: grey cells may differ by chance alone.",
    "ranking": "Each bar shows how far a factor alone moves the share, between its lowest and its highest "
    "value; the largest effect is at the top.",
    "options": "A panel for each outcome, a row for each combination of options; whiskers are 95 % "
    "intervals.",
    "points": "Each dot is a point of the sweep; black marks are means over slices of the factor.",
    "sensitivity_indices": "Share of the variance explained by a factor alone (first order) and with all its "
    "interactions (total); whiskers are 95 % intervals.",
    "sensitivity_convergence": "The same indices from fewer points. If they still change, more points are "
    "needed.",
    "sensitivity_effects": "Further right, a factor has a larger effect; further up, its effect depends more "
    "on the other factors.",
    "sensitivity_pawn": "How far fixing a factor shifts the whole distribution; values below the line may be "
    "noise.",
    "sensitivity_tornado": "How far a factor alone moves the response, run by run with common random "
    "numbers.",
    "boxes_trajectory": "Each step of the peeling trades coverage for density.",
    "boxes_limits": "The limits of each box within the ranges of its factors.",
    "boxes_scatter": "The points held out, by their share of runs; the frame is the box.",
    "robust_robustness": "A row for each package of levers, a panel for each criterion; lines are 95 % "
    "intervals over the states of the world.",
    "robust_pareto": "Performance of each package against its cost. Packages on the line are "
    "Pareto-efficient: no other package is better in one and no worse in the other.",
    "robust_states": "A row for each package, a column for each state of the world; the colour is the "
    "regret: how far the package falls short of the best one.",
    "rungs": "A line for each actor: the higher, the more violent its acts. Marks are acts; the rows above "
    "show the calendar and events.",
    "forces": "Troops over time, stacked by axis of advance; hatched troops are across the border.",
    "beliefs": "The probabilities that an actor gives to the types of another; the true type is framed.",
    "positions": "For each issue: what each actor wants (dot) and accepts (bar), and the status quo at the "
    "start and at the end.",
    "decisions": "The utility that an attacker expects from its best option of each class. It usually, but "
    "not always, chooses the best.",
    "map_end": "Circles are forces, by thousand troops; the table below gives the numbers.",
    "turning_points": "How far the shares of the outcomes move if the actor takes its strongest alternative. "
    "A hollow mark is not significant: it may be due to chance.",
    "talks_blocked": "Left: at how many attempts a party blocked, by the issue that would have yielded it "
    "most. Right: the utility that it fell short by; the dot is the median, the bar holds half of the cases.",
    "explanation": "Left: the expected utility of each option, by term; the dotted line is the best "
    "alternative to the chosen option. Right: the probability of each option; chance draws one of them.",
}


def reading_of(name: str) -> str:
    """Return how to read a figure; figures such as ``map_any_war`` share the reading of ``map``.

    Examples
    --------
    >>> reading_of("map_any_war") == reading_of("map")
    True
    """
    return READINGS.get(name) or READINGS.get(name.partition("_")[0], "")
