"""The gallery shows every picture of the documents, and its commands make them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from standoff.plots.actors import COOL, WARM
from standoff.plots.style import (
    AXIS_COLOURS,
    OPTION_COLOURS,
    OUTCOME_COLOURS,
    RESULT_COLOURS,
)
from tests import gallery
from tests.commands import invoke
from tests.smaller import smaller
from tests.test_docs import PAGES


def test_every_picture_of_the_documents_is_shown_somewhere_and_all_of_them_in_the_gallery() -> None:
    there = {path.name for path in gallery.FIGURES.iterdir()}
    shown = {name for page in PAGES for name in re.findall(r"\]\([^)]*figures/([^/)]+)\)", page.read_text())}
    assert shown == there
    validated = {name for name in there if name.startswith("validation_")}  # `make validate` draws them
    assert there - validated == gallery.pictures().keys()


def test_every_picture_of_the_gallery_says_where_it_comes_from() -> None:
    assert len(gallery.pictures()) == gallery.PAGE.read_text().count("](figures/")
    made = {re.sub(r"^(out=)?", "", word) for words in gallery.commands() for word in words}
    for source in gallery.pictures().values():
        assert "/".join(Path(source).parts[:2]) in made, source


def test_pictures_of_the_documents_are_small() -> None:
    for path in gallery.FIGURES.iterdir():
        assert path.stat().st_size <= gallery.LARGEST, path.name


def test_a_picture_of_few_colours_is_kept_as_it_is(tmp_path: Path) -> None:
    picture = np.full((40, 40, 3), 255, np.uint8)
    picture[10:20, 5:30] = 0, 114, 178
    picture[30:, :] = 213, 94, 0
    Image.fromarray(picture).save(tmp_path / "drawn.png")
    gallery.put(tmp_path / "drawn.png", tmp_path / "put.png")
    with Image.open(tmp_path / "put.png") as put:
        assert (np.asarray(put.convert("RGB")) == picture).all()


def test_a_picture_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "LARGEST", 1_500)
    noise = np.random.Generator(np.random.PCG64(1)).integers(0, 256, (90, 90, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "drawn.png")
    with pytest.raises(ValueError, match="is larger than 1,500 bytes even with 16 colours"):
        gallery.put(tmp_path / "drawn.png", tmp_path / "put.png")


def test_a_small_mark_keeps_its_colour_among_many_soft_edges(tmp_path: Path) -> None:
    """Two actors whose marks are a few pixels each, in a picture with thousands of other colours."""
    rng = np.random.Generator(np.random.PCG64(2))
    picture = np.clip(rng.normal([200, 160, 60], 25, (120, 400, 3)), 0, 255).astype(np.uint8)
    for place, colour in enumerate(RESULT_COLOURS):
        picture[10:14, 10 + 20 * place : 14 + 20 * place] = rgb(colour)
    Image.fromarray(picture).save(tmp_path / "drawn.png")
    gallery.put(tmp_path / "drawn.png", tmp_path / "put.png")
    with Image.open(tmp_path / "put.png") as put:
        kept = np.asarray(put.convert("RGB"))
    for place, colour in enumerate(RESULT_COLOURS):
        assert (kept[10:14, 10 + 20 * place : 14 + 20 * place] == rgb(colour)).all()


def rgb(colour: str) -> np.ndarray:
    return np.round(255 * np.array(to_rgb(colour))).astype(int)


ACTORS = (*WARM[:2], *COOL[:2])
RESULTS, OUTCOMES, OPTIONS = RESULT_COLOURS[:4], OUTCOME_COLOURS.values(), OPTION_COLOURS.values()
LEGENDS = {
    "beliefs": (ACTORS, 3), "forces": (AXIS_COLOURS, 4), "positions": (ACTORS, 4), "rungs": (ACTORS, 4),
    "turning_points": (ACTORS, 4), "map_of_forces": (ACTORS, 2), "outcomes": (OUTCOMES, 5),
    "curves": (OUTCOMES, 6), "options": (OUTCOMES, 4), "decisions": (OPTIONS, 1),
    "compared_wars": (RESULTS, 3), "ends_by_day": (OUTCOMES, 5),
    "sample_of_runs": (OUTCOMES, 4), "settlements": (RESULTS, 3), "differences": (RESULTS, 2),
    "measures": (RESULTS, 2), "variants": (RESULTS, 3), "convergence": (RESULTS, 4),
}  # fmt: skip
"""For each picture whose legend names colours of the style: these colours, and how many of them it shows."""
NEAR = 6
"""Largest difference in red, green or blue from a colour of the style."""


@pytest.mark.parametrize("name", LEGENDS)
def test_each_entry_of_a_legend_has_its_own_colour_in_the_committed_picture(name: str) -> None:
    colours, least = LEGENDS[name]
    with Image.open(gallery.FIGURES / f"{name}.png") as picture:
        there = np.array([colour for _, colour in picture.convert("RGB").getcolors(2**24) or []])
    distances = np.array([np.abs(there - rgb(colour)).max(axis=1) for colour in colours])
    is_near = distances.min(axis=1) <= NEAR
    assert np.count_nonzero(is_near) >= least
    nearest = distances.argmin(axis=1)[is_near]
    assert len(set(nearest.tolist())) == len(nearest)


@pytest.mark.slow(seconds=90)
def test_the_commands_of_the_gallery_draw_its_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With fewer runs and points, and in the format that the page shows."""
    monkeypatch.chdir(tmp_path)
    for name, *words in gallery.commands():
        formats = [] if "figures=false" in words else ["figure_formats=[png]"]
        assert invoke(name, *smaller(name, words), *formats, monkeypatch=monkeypatch) == 0, words
    for source in gallery.pictures().values():
        assert (tmp_path / source).is_file(), source
