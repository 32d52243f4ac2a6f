"""Sweep figures – which figures a sweep allows, from what its design varies, written to files."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plots.association import associations, independent
from sim.plots.curves import curves
from sim.plots.fan import fan
from sim.plots.labels import in_lines, setting_told
from sim.plots.map import add_scale, is_full_grid, maps_abreast, share_map, widest_interval
from sim.plots.options import line_height, options
from sim.plots.points import MOST_DOTS, panel_height, scatter
from sim.plots.ranking import ranking, strongest
from sim.plots.sheet import Panel, draw_sheet, save_sheet
from sim.plots.style import SHEET
from sim.plots.sweep import ANY_WAR, Points, SweepData
from sim.plots.tornado import tornado_height
from sim.vocabulary import Gauge, Outcome

__all__ = ["figures_of_sweep", "write_sweep_figures"]

DRAWN: Final = ("latin_hypercube", "sobol", "saltelli", "morris")
"""Designs that draw their points: each value comes up once or so, beside other values of all else."""
MOST_PANELS: Final = 6
MOST_MAPS: Final = 4
MOST_ROWS: Final = 12
MOST_OPTIONS: Final = 5 * MOST_ROWS
MOST_FACTORS: Final = 12
TITLE_WIDTH: Final = 44
"""Characters of the title of a panel."""
MOST_TOLD: Final = 3
"""Factors up to which their values at the point of the fans are told."""
MAPPED: Final = (
    ("Any war", ANY_WAR),
    ("Full invasion", (Outcome.FULL_INVASION,)),
    ("Settlement", (Outcome.SETTLEMENT,)),
    ("De-escalation", (Outcome.DE_ESCALATION,)),
)
RANKED: Final = (MAPPED[0], MAPPED[2])

Page = tuple[str, Figure]


def write_sweep_figures(folder: Path, data: SweepData, title: str) -> list[str]:
    """Draw the figures that the design of a sweep allows and write each as PNG and SVG.

    | the design varies | figure |
    |---|---|
    | one number, any choices | ``curves``: share of each outcome against it, a panel for each combination |
    | two numbers on a full grid, any choices | ``map``: shares over both, a page for each combination |
    | one factor at a time | ``ranking``: what each does by itself, the strongest on top |
    | only choices | ``options``: share of each outcome under each combination |
    | anything else | ``points``: any war against the factors that it follows most closely |
    | whatever it does | ``fan``: the gauges over time at one point |

    Parameters
    ----------
    folder : Path
        Where to write; it is made if needed.
    data : SweepData
        The sweep.
    title : str
        Title of the scenario and the experiment.

    Returns
    -------
    list of str
        Names of the files, two for each figure; none if all points failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    with rc_context(SHEET):
        for name, figure in _pages(data, title):
            names += [path.name for path in save_sheet(figure, folder, name)]
    return names


def figures_of_sweep(data: SweepData, title: str) -> dict[str, Figure]:
    """Draw the figures that the design of a sweep allows, by name; see `write_sweep_figures`."""
    with rc_context(SHEET):
        return dict(_pages(data, title))


def _pages(data: SweepData, title: str) -> Iterator[Page]:
    if len(data.played):
        yield from _pages_of_points(data, title)
    if data.fan.any():
        yield _fans(data, title)


def _pages_of_points(data: SweepData, title: str) -> Iterator[Page]:
    """Choose the figure that shows the shares of all points best."""
    kind, n_numbers = data.design.kind, len(data.numbers)
    is_drawn = kind in DRAWN
    if n_numbers == 0:
        yield from _options(data, title)
    elif n_numbers == 1 and not is_drawn and len(data.groups) < data.design.n_points:
        yield _curves(data, title)
    elif n_numbers == 2 and not is_drawn and is_full_grid(data):
        yield from _maps(data, title)
    elif kind == "one_at_a_time" and data.n[0]:
        yield _ranking(data, title)
    elif len(independent(data)):
        yield _points(data, title)


def _options(data: SweepData, title: str) -> Iterator[Page]:
    shown, cut = _groups(data, MOST_OPTIONS)
    points = np.array([found[0] for found in shown.values()])
    top = _top(data, points)
    note = f"{title} – {data.runs_told(points)}{cut}; whiskers are 95 % intervals"
    n_pages = math.ceil(len(shown) / MOST_ROWS)
    for page in range(n_pages):
        rows = list(shown)[page * MOST_ROWS : (page + 1) * MOST_ROWS]
        panels = [partial(options, data, rows, outcome, top) for outcome in Outcome]
        height = 0.85 + line_height(rows) * len(rows)
        which = f" ({page + 1} of {n_pages})" if n_pages > 1 else ""
        figure = draw_sheet(panels, f"How the runs end under each choice{which}", note, height, columns=3)
        yield "options" if n_pages == 1 else f"options_{page + 1}", figure


def _curves(data: SweepData, title: str) -> Page:
    shown, cut = _groups(data, MOST_PANELS)
    points = np.concatenate(list(shown.values()))
    top = _top(data, points)
    panels = [
        _titled(_told(data, chosen), partial(curves, data, found, top, is_alone=len(shown) == 1))
        for chosen, found in shown.items()
    ]
    note = f"{title} – {data.runs_told(points)}{cut}; bands are 95 % intervals"
    headline = f"How the outcomes change with {data.numbers[0].name}"
    with rc_context({"legend.handlelength": 4.0}):  # long enough to tell the dashes apart
        return "curves", draw_sheet(panels, headline, note, 3.9 if len(panels) == 1 else 2.6)


def _maps(data: SweepData, title: str) -> Iterator[Page]:
    shown, cut = _groups(data, MOST_MAPS)
    across, up = data.numbers
    for number, (chosen, points) in enumerate(shown.items(), start=1):
        panels = [_titled(name, partial(share_map, data, points, outcomes)) for name, outcomes in MAPPED]
        widest = 100 * widest_interval(data, points, [outcomes for _, outcomes in MAPPED])
        note = (
            f"{title}{' – ' if chosen else ''}{_told(data, chosen)} – {data.runs_told(points)}{cut}; "
            f"95 % intervals reach at most {widest:.1f} points from a share"
        )
        figure = draw_sheet(
            panels, f"How the runs end by {across.name} and {up.name}", note, 2.7, maps_abreast(data)
        )
        add_scale(figure)
        yield "map" if len(shown) == 1 else f"map_{number}", figure


def _ranking(data: SweepData, title: str) -> Page:
    ranked = [(name, outcomes, strongest(data, outcomes)) for name, outcomes in RANKED]
    panels = [_titled(name, partial(ranking, data, found, outcomes)) for name, outcomes, found in ranked]
    left_out = len(data.numbers) - len(ranked[0][2])
    cut = f"; {left_out:,} weaker factors of {len(data.numbers):,} are left out" if left_out else ""
    note = f"{title} – {data.runs_told(np.arange(data.design.n_points))}{cut}"
    headline = "What each factor changes by itself, from its lowest to its highest value"
    height = max(tornado_height([ends.factor.name for ends in found]) for *_, found in ranked)
    return "ranking", draw_sheet(panels, headline, note, height)


def _points(data: SweepData, title: str) -> Page:
    points = independent(data)
    found = associations(data, points)
    shown = found[:MOST_FACTORS]
    panels = [partial(scatter, data, points, one) for one in shown]
    notes = [f"{title} – {data.runs_told(np.arange(data.design.n_points))}"]
    if len(points) < len(data.played):
        notes.append(f"used are the {len(points):,} of samples A and B, whose values the others repeat")
    if len(found) > len(shown):
        notes.append(
            f"the {len(shown)} factors with the largest rank correlations are shown, "
            f"the other {len(found) - len(shown):,} are left out"
        )
        notes.append(f"the largest of {len(found):,} correlations are so partly by chance")
    if len(points) > MOST_DOTS:
        notes.append(f"dots are {MOST_DOTS:,} points picked at random, means are those of all")
    notes.append("intervals take points as independent draws")
    headline = "How often the runs end in any war, by the factors that this follows most closely"
    return "points", draw_sheet(panels, headline, "; ".join(notes), panel_height(data, shown))


def _fans(data: SweepData, title: str) -> Page:
    factors = data.design.factors
    values = list(data.design.point(data.fan_point).values())
    told = f" ({setting_told(factors, values)})" if len(factors) <= MOST_TOLD else ""
    which = f"n = {int(data.fan[0, 0].sum()):,} runs of point {data.fan_point}{told}"
    note = f"{title} – {which}; a run that is over stays where it was"
    panels = [partial(fan, data, gauge) for gauge in Gauge]
    return "fan", draw_sheet(panels, "How the gauges spread over the runs of a point", note, 2.3)


def _groups(data: SweepData, most: int) -> tuple[dict[tuple[str, ...], Points], str]:
    """Give the first combinations of options that were played, and say how many are left out."""
    played = {chosen: points for chosen, points in data.groups.items() if data.n[points].any()}
    failed = len(data.groups) - len(played)
    told = (
        f"; left out for failing at all points: {failed:,} of {len(data.groups):,} combinations"
        if failed
        else ""
    )
    cut = f"; the first {most} of {len(played):,} combinations are shown" if len(played) > most else ""
    return dict(list(played.items())[:most]), told + cut


def _top(data: SweepData, points: Points) -> float:
    """Give the upper end of a scale that holds the intervals of all outcomes, 0..1."""
    highest = max(float(np.nanmax(data.estimate([outcome], points).high)) for outcome in Outcome)
    return min(1.0, 1.06 * highest)


def _told(data: SweepData, chosen: tuple[str, ...]) -> str:
    return setting_told(data.choices, chosen)


def _titled(name: str, panel: Panel) -> Panel:
    def titled(ax: Axes) -> Axes:
        panel(ax).set_title(in_lines(name, TITLE_WIDTH))
        return ax

    return titled
