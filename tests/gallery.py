"""Makes the pictures of the documents anew, by the commands of ``docs/gallery.md``: ``make gallery``."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from standoff.plots.actors import COOL, NEUTRAL, WARM
from standoff.plots.style import (
    AXIS_COLOURS,
    OPTION_COLOURS,
    OUTCOME_COLOURS,
    RESULT_COLOURS,
)

__all__ = ["LARGEST", "PAGE", "commands", "flat_colours", "make", "pictures", "put", "style_colours"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "gallery.md"
FIGURES = ROOT / "docs" / "figures"
WORK = ROOT / "build" / "gallery"
LARGEST = 250_000
"""Bytes of a picture."""
FEW = 4
"""Least number of flat squares by which a colour counts as that of an area."""


def commands() -> list[list[str]]:
    """Words of the commands of the page, in their order."""
    text = PAGE.read_text(encoding="utf-8").replace("\\\n", " ")
    return [shlex.split(line) for line in re.findall(r"^    \.venv/bin/standoff (.*)$", text, re.MULTILINE)]


def pictures() -> dict[str, str]:
    """Where the commands write each picture of the page, by its name there."""
    matches = re.findall(r"\]\(figures/(\S+)\)\n\n`(\S+)`:", PAGE.read_text(encoding="utf-8"))
    return dict(matches)


def make() -> None:
    """Run the commands and put the pictures where the page shows them."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for words in commands():
        print("standoff", shlex.join(words), flush=True)
        subprocess.run([sys.executable, "-m", "standoff.apps.cli", *words], cwd=WORK, check=True)
    for name, source in pictures().items():
        put(WORK / source, FIGURES / name)


def put(source: Path, place: Path) -> None:
    """Copy a picture with as many colours as fit into its size.

    Colours of areas are kept exactly, however small the area, so that no two entries of a legend become one;
    the other colours, those of soft edges, share the rest of the palette.
    """
    with Image.open(source) as picture:
        plain = picture.convert("RGB")
    flat = flat_colours(np.asarray(plain))
    for colours in (256, 128, 64, 32, 16):
        _in_colours(plain, flat[: colours // 2], colours).save(place, optimize=True)
        if place.stat().st_size <= LARGEST:
            return
    raise ValueError(f"{place}: is larger than {LARGEST:,} bytes even with {colours} colours; draw less")


def flat_colours(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Colours that fill squares of two by two pixels, those of the style first, then the most frequent ones.

    Parameters
    ----------
    picture : ndarray (n_rows, n_columns, 3)
        Red, green, blue.

    Returns
    -------
    ndarray (n_colours, 3)
    """
    coded = picture.astype(np.int64) @ [65536, 256, 1]
    corner = coded[:-1, :-1]
    same = (corner == coded[1:, :-1]) & (corner == coded[:-1, 1:]) & (corner == coded[1:, 1:])
    colours, counts = np.unique(corner[same], return_counts=True)
    styled = np.isin(colours, [int(colour.removeprefix("#"), 16) for colour in style_colours()])
    order = np.lexsort((-counts, ~styled))[: np.count_nonzero((counts >= FEW) | styled)]
    chosen = colours[order]
    return np.stack([chosen >> 16, chosen >> 8 & 255, chosen & 255], axis=1).astype(np.uint8)


def style_colours() -> set[str]:
    """Colours that the style names: of actors, results, outcomes, options and axes."""
    families: tuple[Iterable[str], ...] = (
        WARM, COOL, NEUTRAL, RESULT_COLOURS, AXIS_COLOURS, OUTCOME_COLOURS.values(), OPTION_COLOURS.values(),
    )  # fmt: skip
    return {colour for family in families for colour in family}


def _in_colours(plain: Image.Image, kept: npt.NDArray[np.uint8], colours: int) -> Image.Image:
    """Reduce a picture to a number of colours, some of which are kept; each pixel takes the nearest one."""
    rest = plain.quantize(colours - len(kept), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    others = np.array(rest.getpalette(), np.uint8).reshape(-1, 3)[: colours - len(kept)]
    palette = np.concatenate([kept, others])
    # Pillow itself looks up colours on a coarse grid, which turns white into a light grey.
    drawn = np.asarray(plain).astype(np.int32)
    codes, where = np.unique(drawn @ [65536, 256, 1], return_inverse=True)
    there = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(float)
    among = palette.astype(float)
    squares = (among**2).sum(axis=1)  # less twice the product: the distance, but for a constant of the pixel
    parts = np.array_split(there, len(there) // 16_384 + 1)
    nearest = np.concatenate([(squares - 2.0 * part @ among.T).argmin(axis=1) for part in parts])
    few = Image.fromarray(nearest[where].reshape(drawn.shape[:2]).astype(np.uint8), "P")
    few.putpalette(palette.ravel().tolist())
    return few


if __name__ == "__main__":
    make()
