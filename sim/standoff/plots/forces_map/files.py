"""Maps of forces as files: still pictures of turns, and a run as an animation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib import rc_context
from matplotlib.animation import FFMpegWriter
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from standoff.errors import ArgumentError
from standoff.plots.actors import actor_colour
from standoff.plots.forces_map.drawing import BORDER, LAND, QUIET, SEA, ForceMap, ForcesOnMap
from standoff.plots.forces_map.formats import MOVING, STILL
from standoff.plots.forces_map.key import FILL
from standoff.plots.sheet import save_sheet
from standoff.plots.style import INK, SHEET

__all__ = ["figure_of_map", "write_animation", "write_maps"]

SECONDS: Final = 1.0 / 3.0
LAST_SECONDS: Final = 2.0
"""How long a turn and the last turn are shown."""
MOST_FRAMES: Final = 90
"""Largest number of frames; longer runs skip every other turn, or two of three, and so on."""
MOVING_DPI: Final = 110


def write_maps(
    folder: Path, forces: ForcesOnMap, turns: Sequence[int], kinds: Sequence[str] = STILL
) -> list[Path]:
    """Draw the map at the end of some turns and write the files into an existing folder.

    Parameters
    ----------
    folder : Path
        Where to write ``turn-<turn>``.
    forces : ForcesOnMap
        The run.
    turns : Sequence of int
        Turns of the run.
    kinds : Sequence of str
        Formats, of ``STILL``.
    """
    with rc_context(SHEET):
        page = ForceMap(forces)
        return [
            path for turn in turns for path in save_sheet(page.show(turn), folder, f"turn-{turn:03d}", kinds)
        ]


def write_animation(folder: Path, forces: ForcesOnMap, kind: str = MOVING[0]) -> Path:
    """Draw a run turn by turn and write it as ``animation.<kind>`` into an existing folder.

    Raises
    ------
    InputError
        If an MP4 is wanted and there is no ffmpeg.
    """
    turns = list(forces.turns)
    shown = [*turns[: -1 : math.ceil(len(turns) / MOST_FRAMES)], turns[-1]]
    path = folder / f"animation.{kind}"
    with rc_context(SHEET):  # the settings also name the program that ffmpeg is
        if kind == "mp4" and not FFMpegWriter.isAvailable():
            message = "{kind}=mp4: needs ffmpeg, which is not installed; install it, or choose gif"
            raise ArgumentError(message, kind=None)
        (_write_mp4 if kind == "mp4" else _write_gif)(path, ForceMap(forces), shown)
    return path


def _write_mp4(path: Path, page: ForceMap, turns: Sequence[int]) -> None:
    writer = FFMpegWriter(fps=round(1.0 / SECONDS))
    with writer.saving(page.figure, path, MOVING_DPI):
        for turn in [*turns[:-1], *round(LAST_SECONDS / SECONDS) * [turns[-1]]]:
            page.show(turn)
            writer.grab_frame()


def _write_gif(path: Path, page: ForceMap, turns: Sequence[int]) -> None:
    stage = page.trace.stage
    palette = _palette([actor_colour(stage, row) for row in range(len(stage.names.actors))])
    first, *others = (_frame(page.show(turn), palette) for turn in turns)
    durations = [1000.0 * SECONDS] * len(others) + [1000.0 * LAST_SECONDS]
    first.save(path, save_all=True, append_images=others, duration=durations, loop=0)


def _frame(figure: Figure, palette: Image.Image) -> Image.Image:
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=MOVING_DPI)
    return Image.open(buffer).convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE)


def _palette(of_actors: Sequence[str]) -> Image.Image:
    """Return the colours of the map and blends for edges; an adaptive palette would merge actors."""
    grounds = np.array([to_rgb(colour) for colour in ("white", LAND, SEA)])
    inks = np.array([to_rgb(colour) for colour in (INK, QUIET, BORDER, FILL, *of_actors)])
    shares = np.linspace(0.0, 1.0, 7)[:, None, None, None]
    mixed = (shares * inks[:, None] + (1.0 - shares) * grounds).reshape(-1, 3)
    colours = np.unique((255.0 * mixed).round().astype(np.uint8), axis=0)
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours.tobytes())
    return palette


def figure_of_map(forces: ForcesOnMap, turn: int) -> Figure:
    """Draw the forces on the map at the end of a turn; see `write_maps`."""
    with rc_context(SHEET):
        figure = ForceMap(forces).show(turn)
    figure.set_label(f"Forces on the map at the end of turn {turn}")
    return figure
