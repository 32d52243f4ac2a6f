"""The figure of the continuations of a run: how each pair of them ends without the change and with it."""

from __future__ import annotations

from functools import partial

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.plots.flows import flow_height, outcome_flows
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import SHEET
from standoff.statistics.flows import Flow

__all__ = ["figure_of_branch"]


def figure_of_branch(flow: Flow, headline: str, note: str) -> Figure:
    """Draw the flows of pairs of continuations between outcomes.

    Parameters
    ----------
    flow : Flow
        The pairs, one or more.
    headline, note : str
        What was found; which run, when and what was changed.
    """
    with rc_context(SHEET):
        return draw_sheet([partial(outcome_flows, flow)], headline, note, flow_height([flow]), 1)
