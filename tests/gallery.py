"""Makes the pictures of the documents anew, by the commands of ``docs/gallery.md``: ``make gallery``."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

__all__ = ["LARGEST", "PAGE", "commands", "make", "pictures", "put"]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "gallery.md"
FIGURES = ROOT / "docs" / "figures"
WORK = ROOT / "build" / "gallery"
LARGEST = 150_000
"""Bytes of a picture."""


def commands() -> list[list[str]]:
    """Words of the commands of the page, in their order."""
    text = PAGE.read_text(encoding="utf-8").replace("\\\n", " ")
    return [shlex.split(line) for line in re.findall(r"^    \.venv/bin/standoff (.*)$", text, re.MULTILINE)]


def pictures() -> dict[str, str]:
    """Where the commands write each picture of the page, by its name there."""
    found = re.findall(r"\]\(figures/(\S+)\)\n\n`(\S+)`:", PAGE.read_text(encoding="utf-8"))
    return dict(found)


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
    """Copy a picture with as many colours as fit into its size; a chart has few."""
    with Image.open(source) as picture:
        plain = picture.convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        few = plain.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(place, optimize=True)
        if place.stat().st_size <= LARGEST:
            return
    raise ValueError(f"{place}: is larger than {LARGEST:,} bytes even with {colours} colours; draw less")


if __name__ == "__main__":
    make()
