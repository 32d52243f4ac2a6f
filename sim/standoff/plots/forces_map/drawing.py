"""The map of forces of a run: where the troops of each actor stand at the end of a turn, and its act."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from standoff.plots.actors import actor_colour
from standoff.plots.forces_map.disposition import Disposition, dispositions, peaks
from standoff.plots.forces_map.ground import Ground, Mark, Where
from standoff.plots.forces_map.key import LOOKS, SMALL, draw_key, draw_length
from standoff.plots.forces_map.land import Land
from standoff.plots.forces_map.layout import LabelBox, MapLayout
from standoff.plots.sheet import DPI, WIDTH
from standoff.plots.style import CAPTION_COLOUR, INK, shown
from standoff.story.trace import Row, RunTrace
from standoff.story.words import date_text

__all__ = ["ForceMap", "ForcesOnMap"]

MAP: Final = 5.0
"""Height of the map, inches."""
HEAD: Final = 0.62
KEY: Final = 0.5
LINE: Final = 0.17
"""Heights of the headline, the key and a line of text, inches."""
SEA: Final = "#D5E1E8"
LAND: Final = "#FBFAF6"
BORDER: Final = "#9A9A9A"
QUIET: Final = "#7A7A7A"
HALO: Final = (withStroke(linewidth=2, foreground="white"),)
LEAST: Final = 0.05
"""Smallest number of troops that is shown, thousand."""
LEAST_RADIUS: Final = 2.0
"""Smallest radius of a visible circle, pixels."""
CAPTION: Final = (
    "Numbers: thousand troops. A run models troops by axis; they are spread over the places of the axis as "
    "reported at the opening."
)
BEHIND: Final = "Circles across the border are placed where there is room; they do not show a front line."
NO_LAND: Final = "Without outlines of countries, troops across the border are drawn where they came from."
COLUMNS: Final = (
    (0.035, "left", "thousand troops"),
    (0.33, "right", "total"),
    (0.47, "right", "across"),
    (0.62, "right", "not on the map"),
    (0.70, "right", "rung"),
    (0.73, "left", "act in this turn"),
)
"""Position, alignment and heading of each column of the table."""


@dataclass(frozen=True)
class ForcesOnMap:
    """A run with the map to show it on.

    Parameters
    ----------
    trace : RunTrace
        The run.
    ground : Ground
        The map.
    note : str
        Title of the run.
    """

    trace: RunTrace
    ground: Ground
    note: str

    @cached_property
    def turns(self) -> dict[int, Disposition]:
        """The forces on the map, by turn."""
        return dispositions(self.ground, self.trace.rows("forces"))


class ForceMap:
    """A page with the map, drawn once, that can show any turn of the run.

    Parameters
    ----------
    forces : ForcesOnMap
        The run.
    """

    def __init__(self, forces: ForcesOnMap) -> None:
        self.forces = forces
        self.trace = forces.trace
        self.actors = forces.trace.stage.names.actors
        self.n_lines = len(self.actors) + 1
        ground = forces.ground
        foot = textwrap.wrap(f"{CAPTION} {BEHIND if ground.lands else NO_LAND} {ground.note}", 110)
        height = HEAD + MAP + KEY + LINE * (self.n_lines + len(foot) + 1)
        self.figure = Figure(figsize=(WIDTH, height), dpi=DPI)
        FigureCanvasAgg(self.figure)
        inches = 1.0 / height
        below = LINE * (len(foot) + 0.5)
        self.table = self._panel(below * inches, LINE * self.n_lines * inches)
        self.key = self._panel((below + LINE * self.n_lines) * inches, KEY * inches)
        self.map = self._panel((below + LINE * self.n_lines + KEY) * inches, MAP * inches)
        self.figure.text(
            0.01, 0.3 * LINE * inches, "\n".join(foot), size=SMALL, color=CAPTION_COLOUR, va="bottom"
        )
        self.title = self.figure.text(0.01, 1 - 0.05 * inches, "", size=10, va="top", weight="bold")
        look: dict[str, Any] = {"size": 8.5, "va": "top", "linespacing": 1.25, "color": CAPTION_COLOUR}
        self.subtitle = self.figure.text(0.01, 1 - 0.24 * inches, "", **look)
        most = peaks(forces.turns.values())
        self.layout = MapLayout(ground, most, 0.98 * WIDTH / MAP, 0.98 * WIDTH * DPI)
        draw_length(self.map, self.layout, self._size)
        self.labels = self.layout.labels({mark: _text(mark, most[mark]) for mark in most}, self._size)
        self._draw_ground()
        draw_key(self.key, self.layout, self._size)
        self.moving: list[Artist] = []

    def show(self, turn: int) -> Figure:
        """Show the forces at the end of a turn, in place of those shown before."""
        for artist in self.moving:
            artist.remove()
        self.moving = []
        self.title.set_text(self._title(turn))
        self.subtitle.set_text(self._subtitle(turn))
        shown_now = self.forces.turns[turn].shown
        for mark in sorted(shown_now, key=lambda mark: -shown_now[mark]):
            if shown_now[mark] >= LEAST:
                self._draw_mark(mark, shown_now[mark])
        self._draw_table(turn)
        return self.figure

    def _panel(self, bottom: float, height: float) -> Axes:
        panel = self.figure.add_axes((0.01, bottom, 0.98, height))
        panel.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        panel.grid(visible=False)
        panel.set_axis_off()
        return panel

    def _title(self, turn: int) -> str:
        """Say how many troops are across the border, and when."""
        crossed = sum(row["crossed"] for row in self.trace.rows("forces", turn=turn))
        across = f"{_thousands(crossed)} thousand troops are" if crossed else "no troops are"
        return f"{date_text(self.trace.date(self.trace.day(turn)))}: {across} across the border"

    def _subtitle(self, turn: int) -> str:
        """Name the run and the events of the turn, a line each."""
        events = " ".join(row["text"] for row in self.trace.rows("events", turn=turn))
        when = f", end of turn {turn} (day {self.trace.day(turn):g})"
        run = textwrap.shorten(self.forces.note, 98 - len(when), placeholder=" …") + when
        return f"{run}\n{textwrap.shorten(events, 98, placeholder=' …')}"

    def _size(self, text: str) -> tuple[float, float]:
        """Return width and height of a text on the map, pixels."""
        probe = self.map.text(0, 0, text, size=SMALL)
        box = probe.get_window_extent()
        probe.remove()
        return box.width, box.height

    def _draw_ground(self) -> None:
        ax, layout = self.map, self.layout
        view = layout.view
        ax.set(xlim=(view.left, view.right), ylim=(view.bottom, view.top))
        ax.set_axis_on()
        ax.set_facecolor(SEA if self.forces.ground.lands else "white")
        for side in ax.spines.values():
            side.set(visible=True, color=BORDER)
        for land in self.forces.ground.lands:
            outline = _path(land)
            (left, bottom), (right, top) = outline.get_extents().get_points()
            if view.meets(LabelBox(left, bottom, right, top)):
                ax.add_artist(PathPatch(outline, fc=LAND, ec=BORDER, lw=0.7, zorder=1))
        look: dict[str, Any] = {"size": SMALL, "color": QUIET, "ha": "center", "va": "center", "zorder": 2}
        for name, (x, y) in layout.country_labels(self._size).items():
            ax.text(x, y, name.upper(), **look)

    def _draw_mark(self, mark: Mark, troops: float) -> None:
        x, y = self.layout.centres[mark]
        radius = max(self.layout.radius(troops), LEAST_RADIUS * self.layout.km)
        row = self.actors.index(mark.actor)
        look = {"fc": actor_colour(self.trace.stage, row), "zorder": 4, **LOOKS[mark.where]}
        self.moving.append(self.map.add_artist(Circle((x, y), radius, **look)))  # faster than add_patch
        if mark in self.labels:
            at, align = self.labels[mark]
            text = self.map.text(*at, _text(mark, troops), size=SMALL, ha=align, va="bottom", zorder=5)
            text.set_path_effects(list(HALO))
            self.moving.append(text)

    def _draw_table(self, turn: int) -> None:
        forces = self.forces.turns[turn]
        acts = {row["actor"]: row for row in self.trace.rows("actors", turn=turn)}
        for line, cells in enumerate([[head for *_, head in COLUMNS], *self._cells(forces, acts)]):
            y = 1 - (line + 0.5) / self.n_lines
            for (x, align, _), cell in zip(COLUMNS, cells, strict=True):
                colour = INK if line else QUIET
                look: dict[str, Any] = {"size": SMALL, "ha": align, "va": "center", "color": colour}
                self.moving.append(self.table.text(x, y, cell, **look))
            if line:
                self.moving += self.table.plot(
                    0.017, y, "o", ms=6, color=actor_colour(self.trace.stage, line - 1), mec="none"
                )

    def _cells(self, forces: Disposition, acts: Mapping[str, Row]) -> list[list[str]]:
        return [
            [
                self.trace.title(actor),
                _thousands(forces.total.get(actor, 0.0)),
                _thousands(forces.across.get(actor, 0.0)),
                _thousands(forces.off_map.get(actor, 0.0)),
                f"{acts[actor]['rung']:g}",
                acts[actor]["action"].replace("_", " ") or "none",
            ]
            for actor in self.actors
        ]


def _text(mark: Mark, troops: float) -> str:
    if mark.where is Where.PLACE:
        return f"{mark.label} {_thousands(troops)}"
    if mark.where is Where.FACING:
        return f"axis {shown(mark.label)} {_thousands(troops)}"
    return f"{_thousands(troops)} across"


def _thousands(troops: float) -> str:
    if troops == 0.0:
        return "0"
    if troops < LEAST:
        return "<0.1"
    return f"{troops:.1f}" if troops < 9.95 else f"{troops:.0f}"


def _path(land: Land) -> Path:
    return Path.make_compound_path(*(Path(ring, closed=True) for rings in land.polygons for ring in rings))
