"""Map of forces: circles are as large as the troops, stand where they should, and names keep clear."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.colors import to_rgb
from matplotlib.patches import Circle
from matplotlib.text import Text
from PIL import Image

from standoff.errors import InputError
from standoff.plots.actors import COOL, WARM
from standoff.plots.forces_map import files as map_files
from standoff.plots.forces_map.drawing import ForceMap, ForcesOnMap
from standoff.plots.forces_map.files import write_animation, write_maps
from standoff.plots.forces_map.ground import Front, Ground, Mark, Where
from standoff.plots.forces_map.land import Land
from standoff.plots.forces_map.layout import LabelBox
from standoff.plots.run_figures import write_figures
from standoff.plots.style import SHEET
from standoff.story.trace import RunTrace

HERE, THERE = (Mark("red", Where.PLACE, name) for name in ("Here", "There"))
ACROSS = Mark("red", Where.ACROSS, "north")
FACING = Mark("white_house", Where.FACING, "north")
NOTE = "A strait in dispute – run 3"


def square(left, bottom, side):
    return np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) * side + np.array([left, bottom])


def make_ground(lands=True):
    """Red stands in two places in the north, white house in the south behind the front at (0, 0)."""
    front = Front(np.array([0.0, 0.0]), np.array([0.0, -1.0]))
    land = (
        Land("Whiteland", "white_house", ((square(-300.0, -400.0, 400.0),),)),
        Land("Redland", "red", ((square(-300.0, 0.0, 400.0),),)),
    )
    return Ground(
        land if lands else (),
        "Borders: made up." if lands else "",
        np.array([-100.0, -150.0]),
        np.array([100.0, 150.0]),
        shares={
            ("red", "north"): {HERE: 0.75, THERE: 0.25},
            ("red", "south"): {THERE: 1.0},
            ("white_house", "north"): {FACING: 1.0},
            **{(actor, "rear"): {} for actor in ("white_house", "red", "far_ally")},
            **{("far_ally", axis): {} for axis in ("north", "south")},
            ("white_house", "south"): {},
        },
        spots={
            HERE: np.array([-60.0, 80.0]),
            THERE: np.array([60.0, 80.0]),
            ACROSS: front,
            FACING: front,
        },
        crossings={("red", "north"): ACROSS},
    )


def make_forces(stage, tables, **options):
    for name in ("forces", "actors", "events"):
        tables[name] = [{**row, "turn": int(row["day"])} for row in tables[name]]
    tables["events"][-1]["text"] = "Both sides cease fire."
    return ForcesOnMap(RunTrace(stage, tables), make_ground(**options), NOTE)


@pytest.fixture
def forces(stage, tables):
    return make_forces(stage, tables)


@pytest.fixture
def page(forces):
    with rc_context(SHEET):
        yield ForceMap(forces)


def circles(page):
    """The circles on the map by their middles, with radii in km."""
    return {tuple(patch.center): patch for patch in page.map.patches if isinstance(patch, Circle)} | {
        tuple(artist.center): artist for artist in page.moving if isinstance(artist, Circle)
    }


def circle(page, mark):
    return circles(page)[tuple(page.layout.centres[mark])]


def test_the_area_of_a_circle_is_proportional_to_the_troops(page):
    page.show(10)
    shown = page.forces.turns[10].shown
    per_thousand = {circle(page, mark).radius ** 2 / troops for mark, troops in shown.items()}
    assert max(per_thousand) == pytest.approx(min(per_thousand))
    assert shown[ACROSS] == 20.0


def test_all_turns_share_one_scale(page):
    """There has 10 thousand and a quarter of 25 that grow by one a day."""
    radii = []
    for turn in (0, 6):
        page.show(turn)
        radii.append(circle(page, THERE).radius)
    assert (radii[1] / radii[0]) ** 2 == pytest.approx((10.0 + 31.0 / 4.0) / (10.0 + 25.0 / 4.0))


def test_an_actor_has_its_colour_on_the_map_and_in_the_table(page):
    page.show(10)
    assert to_rgb(circle(page, ACROSS).get_facecolor()) == to_rgb(WARM[0])
    assert to_rgb(circle(page, FACING).get_facecolor()) == to_rgb(COOL[1])
    assert [line.get_color() for line in page.table.lines] == [COOL[1], WARM[0], COOL[0]]


def test_troops_without_a_known_place_look_different_even_without_colour(page):
    page.show(10)
    looks = {
        (circle(page, mark).get_hatch(), circle(page, mark).get_linestyle())
        for mark in (HERE, ACROSS, FACING)
    }
    assert len(looks) == 3


def test_troops_across_the_border_are_drawn_inside_the_land_of_the_target(page):
    whiteland = page.forces.ground.lands[0]
    page.show(10)
    for mark in (ACROSS, FACING):
        drawn = circle(page, mark)
        for angle in np.linspace(0.0, 2.0 * math.pi, 12):
            edge = np.array(drawn.center) + 0.99 * drawn.radius * np.array([math.cos(angle), math.sin(angle)])
            assert whiteland.contains(edge)


def test_circles_on_an_axis_do_not_overlap(page):
    page.show(11)
    one, other = circle(page, ACROSS), circle(page, FACING)
    assert math.dist(one.center, other.center) > one.radius + other.radius


def test_showing_a_turn_twice_gives_the_same_picture(page):
    def seen():
        return sorted((*key, patch.radius) for key, patch in circles(page).items()), page.title.get_text()

    page.show(10)
    before = seen()
    page.show(0)
    assert seen() != before
    page.show(10)
    assert seen() == before


def test_a_new_turn_replaces_the_previous_one(page):
    page.show(10)
    count = [len(panel.get_children()) for panel in page.figure.axes]
    page.show(11)
    assert [len(panel.get_children()) for panel in page.figure.axes] == count


def test_names_of_crowded_places_do_not_overlap(stage, tables):
    """Sixteen places a few pixels apart: most find room for their names, none takes that of another."""
    marks = {Mark("red", Where.PLACE, f"Crowded place {n}"): divmod(n, 4) for n in range(16)}
    forces = make_forces(stage, tables)
    forces.ground.spots.update({mark: np.array([20.0 * x, 9.0 * y]) for mark, (x, y) in marks.items()})
    forces.ground.shares["red", "north"] = dict.fromkeys(marks, 1.0 / 16.0)
    with rc_context(SHEET):
        page = ForceMap(forces)
        page.show(0)
        page.figure.canvas.draw()
        boxes = [text.get_window_extent() for text in page.map.texts if "Crowded" in text.get_text()]
    assert 8 <= len(boxes) < 16
    for one, other in itertools.combinations(boxes, 2):
        assert not one.padded(-1).overlaps(other.padded(-1))


def test_the_heading_gives_date_turn_run_and_events(page):
    page.show(10)
    second, third = page.subtitle.get_text().split("\n")
    assert page.title.get_text() == "5 January 2032: 20 thousand troops are across the border"
    assert second == f"{NOTE}, end of turn 10 (day 10)"
    assert third == "Both sides cease fire."
    page.show(0)
    assert page.title.get_text() == "26 December 2031: no troops are across the border"


def test_the_table_gives_troops_rung_and_act(page):
    page.show(7)
    cells = [text.get_text() for text in page.table.texts]
    rows = [cells[start : start + 6] for start in range(0, len(cells), 6)]
    assert rows[2] == ["Red", "47", "0", "5.0", "12", "attack"]
    assert rows[3][0] == "Far Ally"
    assert rows[3][5] == "none"


def test_fewer_than_fifty_soldiers_are_not_shown(stage, tables):
    for row in tables["forces"]:
        if row["axis"] == "south" and row["actor"] == "red":
            row["troops"] = 0.0
        if row["axis"] == "north" and row["actor"] == "red" and row["day"] == 11:
            row["troops"] = row["crossed"] = 20.01
    forces = make_forces(stage, tables)
    with rc_context(SHEET):
        page = ForceMap(forces)
        page.show(11)
        assert {text.get_text() for text in page.map.texts} >= {"20 across"}
        assert not any("Here" in text.get_text() for text in page.map.texts)


@pytest.mark.parametrize("lands", [True, False])
@pytest.mark.parametrize("turn", [0, 11])
def test_no_text_overlaps_or_leaves_the_page(stage, tables, lands, turn):
    with rc_context(SHEET):
        page = ForceMap(make_forces(stage, tables, lands=lands))
        figure = page.show(turn)
        figure.canvas.draw()
        texts = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    assert min(text.get_fontsize() for text in texts) >= 8.0
    for (one, box), (other, second) in itertools.combinations(boxes, 2):
        assert not box.padded(-1).overlaps(second.padded(-1)), f"{one!r} runs into {other!r}"
    for words, box in boxes:
        assert min(box.x0, box.y0, figure.bbox.x1 - box.x1, figure.bbox.y1 - box.y1) >= 0, words


def test_names_of_places_keep_clear_of_the_circles_of_others(page):
    page.show(11)
    page.figure.canvas.draw()
    layout = page.layout
    for mark in (HERE, THERE):
        (text,) = (text for text in page.map.texts if text.get_text().startswith(mark.label))
        corners = page.map.transData.inverted().transform(text.get_window_extent())
        for other in set(layout.centres) - {mark}:
            away = LabelBox(*corners.ravel()).distance(layout.centres[other])
            assert away > layout.radius(layout.peaks[other])


def test_the_name_of_a_single_place_fits_on_the_map(stage, tables):
    made = make_forces(stage, tables, lands=False)
    shares = {key: {HERE: 1.0} if key == ("red", "north") else {} for key in made.ground.shares}
    alone = replace(made.ground, shares=shares, spots={HERE: made.ground.spots[HERE]}, crossings={})
    with rc_context(SHEET):
        figure = ForceMap(replace(made, ground=alone)).show(0)
    assert any("Here" in text.get_text() for text in figure.findobj(Text))


def test_countries_are_named_inside_their_borders(page):
    named = page.layout.country_labels(page._size)
    assert set(named) == {"Whiteland", "Redland"}
    for land in page.forces.ground.lands:
        assert land.contains(np.array(named[land.name]))


def test_without_outlines_there_is_no_sea_and_the_caption_says_so(stage, tables):
    with rc_context(SHEET):
        page = ForceMap(make_forces(stage, tables, lands=False))
    assert to_rgb(page.map.get_facecolor()) == (1.0, 1.0, 1.0)
    assert any("Without outlines of countries" in text.get_text() for text in page.figure.texts)


def test_a_map_is_written_by_turn_and_equal_maps_have_equal_bytes(tmp_path, forces):
    folders = [tmp_path / run for run in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        write_maps(folder, forces, [3])
    assert sorted(path.name for path in folders[0].iterdir()) == ["turn-003.png", "turn-003.svg"]
    for path in folders[0].iterdir():
        assert path.read_bytes() == (folders[1] / path.name).read_bytes()


def test_the_animation_has_a_frame_for_each_turn_and_the_colours_of_the_actors(tmp_path, forces):
    path = write_animation(tmp_path, forces)
    with Image.open(path) as film:
        assert film.n_frames == 12
        film.seek(11)
        assert film.info["duration"] == 2000
        pixels = {colour for _, colour in film.convert("RGB").getcolors(1 << 20)}
    for colour in (COOL[1], WARM[0], COOL[0]):
        assert tuple(round(255 * part) for part in to_rgb(colour)) in pixels
    assert path.stat().st_size < 300_000


def test_a_long_run_is_shown_every_other_turn_and_to_its_end(tmp_path, forces, monkeypatch):
    monkeypatch.setattr(map_files, "MOST_FRAMES", 6)
    seen = []
    monkeypatch.setattr(map_files, "_write_gif", lambda path, page, turns: seen.extend(turns))
    write_animation(tmp_path, forces)
    assert seen == [0, 2, 4, 6, 8, 10, 11]


def test_an_mp4_needs_ffmpeg(tmp_path, forces, monkeypatch):
    monkeypatch.setattr(map_files.FFMpegWriter, "isAvailable", lambda: False)
    with pytest.raises(InputError, match="needs ffmpeg"):
        write_animation(tmp_path, forces, "mp4")


def test_the_figures_of_a_run_include_maps_of_its_opening_and_its_end(tmp_path, stage, tables, monkeypatch):
    forces = make_forces(stage, tables)
    monkeypatch.setattr("standoff.plots.page.save_sheet", lambda figure, folder, name, formats: [])
    names = write_figures(tmp_path, stage, tables, None, "A strait in dispute", ground=forces.ground)
    assert [path.name for path in names[-2:]] == ["map_opening.csv", "map_end.csv"]
