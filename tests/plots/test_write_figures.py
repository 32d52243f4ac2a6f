"""Writing: files, equal bytes, words that do not run into each other."""

import itertools
import subprocess
import sys

import matplotlib
import pytest
from matplotlib.image import imread
from matplotlib.text import Text

from standoff.plots.run_figures import write_figures
from standoff.plots.style import SHEET
from tests.figures import texts_of

OF_A_RUN = ("rungs", "forces", "beliefs", "positions", "decisions")
OF_RUNS = ("outcomes", "war_by_day", "ends_by_day")
NAMES = (*OF_RUNS, *OF_A_RUN)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory, results):
    """Each figure, drawn, with the texts that were drawn on it."""
    by_name = {}

    def keep(figure, folder, name, formats):
        texts, draw = [], Text.draw
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Text, "draw", lambda self, renderer: (texts.append(self), draw(self, renderer))[1])
            figure.canvas.draw()
        seen = [text for text in dict.fromkeys(texts) if text.get_visible() and text.get_text().strip()]
        by_name[name] = figure, seen
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("standoff.plots.page.save_sheet", keep)
        write_figures(tmp_path_factory.mktemp("sheets"), *results, "A strait in dispute", replication=3)
    return by_name


@pytest.fixture(scope="module")
def files(tmp_path_factory, results):
    """The files of two writings of the same figures."""
    folders = [tmp_path_factory.mktemp("files") / "new" / run for run in ("one", "two")]
    return [write_figures(folder, *results, "A strait in dispute") for folder in folders]


@pytest.fixture
def names_only(monkeypatch):
    """Write no figures, but their tables, which have the same names."""
    monkeypatch.setattr("standoff.plots.page.save_sheet", lambda figure, folder, name, formats: [])


def _names(paths):
    return [path.stem for path in paths]


def test_each_figure_is_written_as_png_and_svg_with_its_numbers_1000_pixels_wide(files):
    first, _ = files
    assert [path.name for path in first] == [
        f"{name}.{suffix}" for name in NAMES for suffix in ("png", "svg", "csv")
    ]
    assert all(path.stat().st_size > 5000 for path in first if path.suffix != ".csv")
    assert {imread(path).shape[1] for path in first if path.suffix == ".png"} == {1000}


def test_files_of_equal_figures_have_equal_bytes(files):
    first, second = files
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert not any(b"<dc:date>" in path.read_bytes() for path in first)


@pytest.mark.usefixtures("names_only")
def test_without_an_ensemble_there_are_only_figures_of_the_run(tmp_path, stage, tables):
    assert _names(write_figures(tmp_path, stage, tables, None, "A strait in dispute")) == list(OF_A_RUN)


@pytest.mark.usefixtures("names_only")
def test_without_a_trace_there_are_only_figures_of_the_ensemble(tmp_path, results):
    stage, _, ensemble = results
    assert _names(write_figures(tmp_path, stage, {}, ensemble, "A strait in dispute")) == list(OF_RUNS)


@pytest.mark.usefixtures("names_only")
def test_beliefs_that_never_move_need_no_figure(tmp_path, stage, tables):
    for row in tables["beliefs"]:
        row["after"] = row["before"]
    assert "beliefs" not in _names(write_figures(tmp_path, stage, tables, None, "A strait in dispute"))


@pytest.mark.usefixtures("names_only")
def test_drawing_does_not_change_the_settings_of_matplotlib(tmp_path, results):
    stage, _, ensemble = results
    before = {key: matplotlib.rcParams[key] for key in SHEET}
    write_figures(tmp_path, stage, {}, ensemble, "A strait in dispute")
    assert {key: matplotlib.rcParams[key] for key in SHEET} == before
    assert before != SHEET


def test_pyplot_and_its_global_state_are_never_imported():
    code = "import sys, standoff.plots; sys.exit('matplotlib.pyplot' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_overlaps_or_leaves_the_sheet(sheets, name):
    figure, texts = sheets[name]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    assert len(boxes) > 10
    for (one, box), (other, second) in itertools.combinations(boxes, 2):
        assert not box.padded(-1).overlaps(second.padded(-1)), f"{one!r} runs into {other!r}"
    for words, box in boxes:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1
        assert inside, f"{words!r} leaves the sheet"


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_smaller_than_eight_points(sheets, name):
    _, texts = sheets[name]
    assert min(text.get_fontsize() for text in texts) >= 8.0


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_shows_its_number_of_runs(sheets, name):
    figure, _ = sheets[name]
    text = "n = 200 runs" if name in OF_RUNS else "– run 3"
    assert text in texts_of(figure)


@pytest.mark.parametrize("name", NAMES)
def test_every_panel_names_its_axes(sheets, name):
    figure, _ = sheets[name]
    panels = [ax for ax in figure.axes if ax.axison]
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in panels)


@pytest.mark.parametrize("name", OF_A_RUN)
def test_the_legend_names_everything_once_and_covers_no_panel(sheets, name):
    figure, _ = sheets[name]
    (legend,) = figure.legends
    labels = [text.get_text() for text in legend.get_texts()]
    assert len(set(labels)) == len(labels)
    box = legend.get_window_extent()
    assert not any(box.overlaps(ax.get_tightbbox()) for ax in figure.axes if ax.axison)
