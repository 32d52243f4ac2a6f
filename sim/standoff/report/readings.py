"""Readings – how each figure of a report is read, in a sentence or two."""

from __future__ import annotations

from typing import Final

__all__ = ["reading_of"]

READINGS: Final = {
    "outcomes": "Each mark is the share of runs that end so; its bar is the 95 % interval for the number of "
    "runs.",
    "differences": "Right of zero, an outcome is more frequent than in the first result. A hollow mark may "
    "be chance.",
    "measures": "Differences of the measures from the first result, in standard deviations of its runs.",
    "fans": "Half of the runs lie inside the band at each time; the line is the median.",
    "fan": "Half of the runs lie inside the dark band at each time, 90 % in the light one; the line is the "
    "median.",
    "survival": "The curve falls when violence begins. A run that ends without it leaves the curve.",
    "settlements": "Where the issues stand in the runs that end with a settlement, between 0 and 1.",
    "curves": "Each line is the share of runs that end so at a value of the lever; the band is its 95 % "
    "interval.",
    "variants": "A panel for each outcome, a line for each choice; bands are 95 % intervals.",
    "parallel": "Each line is a point of the sweep, across its factors from their lowest to their highest "
    "values; the colour is the share of runs with any war.",
    "map": "Each cell is a point of the sweep; the colour is the share of runs that end so.",
    "ranking": "Each bar is how far a factor by itself moves the share, between its lowest and its highest "
    "value; the longest is on top.",
    "options": "A panel for each outcome, a line for each choice; whiskers are 95 % intervals.",
    "points": "Each dot is a point of the sweep; the steps are means of bins.",
    "sensitivity_indices": "Share of the variance that goes back to a factor by itself, and with all its "
    "interactions; whiskers are 95 % intervals.",
    "sensitivity_convergence": "The same indices from fewer points: where they still move, more are needed.",
    "sensitivity_effects": "Right: the factor moves much. Up: how much it moves depends on the others.",
    "sensitivity_pawn": "How far fixing a factor shifts the whole distribution; below the line it may be "
    "noise.",
    "sensitivity_tornado": "How far a factor by itself moves the response, run by run under the same chance.",
    "boxes_trajectory": "Each step of the peeling gives up coverage for density.",
    "boxes_limits": "Where each box lies in the ranges of its factors.",
    "boxes_scatter": "The points held out, by their share; the frame is the box.",
    "robust_robustness": "A row for each package, a panel for each criterion; lines are 95 % intervals over "
    "the states of the world.",
    "robust_pareto": "What a package reaches against what that costs; the packages on the line are better in "
    "one of the two than any other.",
    "robust_states": "A row for each package, a column for each state of the world: how far it falls short.",
    "rungs": "A line for each actor: the higher, the more violent what it does. Below: its acts and what "
    "happened, by their marks.",
    "forces": "Troops by axis of advance, day by day; each panel has its own scale.",
    "beliefs": "What each actor makes of the other's private resolve, from 0 (sure it is weak) to 1.",
    "positions": "Each line is an issue between 0 and 1: what actors want, what they accept, where it stands "
    "at the end.",
    "decisions": "The utility that an attacker expects of its best option of each class, day by day; it "
    "mostly, and not always, takes the best.",
    "map_end": "Circles are forces, by thousand troops; the table below gives the same in numbers.",
    "turning_points": "How far the shares of the outcomes move if the actor takes its strongest alternative. "
    "A hollow mark may be chance.",
    "explanation": "Left: what each option is worth to the actor, by named term. Right: how likely it makes "
    "the option; chance draws among them.",
}


def reading_of(name: str) -> str:
    """Say how to read a figure; pages of one, such as ``map_any_war``, are read alike.

    Examples
    --------
    >>> reading_of("map_any_war") == reading_of("map")
    True
    """
    return READINGS.get(name) or READINGS.get(name.partition("_")[0], "")
