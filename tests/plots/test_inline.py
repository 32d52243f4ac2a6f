from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from matplotlib.axes import Axes

from standoff.plots.inline import InlineSvg, inline_svg
from standoff.plots.sheet import draw_sheet


def panel(ax: Axes) -> Axes:
    ax.plot([0, 1, 2], [0.123456789, 3, 1], "o-", label="a <script>line</script>")
    ax.set_title("p &lt; <b>q</b> -- r")
    ax.pcolormesh([[0.0, 1.0], [2.0, 3.0]], rasterized=True)
    return ax


def drawn(name: str) -> InlineSvg:
    return inline_svg(
        draw_sheet([panel], "How it goes", "Somewhere – n = 5 runs of a de-escalation", 2.0), name
    )


@pytest.fixture(scope="module")
def pair() -> tuple[InlineSvg, InlineSvg]:
    return drawn("one"), drawn("two")


def ids(markup: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', markup)


def test_two_figures_of_a_page_have_no_id_in_common_but_share_their_glyphs(pair):
    one, two = (set(ids(each.markup)) for each in pair)
    assert one
    assert not one & two
    assert pair[0].glyphs == pair[1].glyphs
    assert not one & set(pair[0].glyphs)


def test_every_reference_in_a_figure_has_a_target(pair):
    for each in pair:
        markup = each.markup
        there = {*ids(markup), *each.glyphs}
        named = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', markup)
        assert named
        assert {first or second for first, second in named} <= there
        assert len(ids(markup)) == len(set(ids(markup)))


def test_a_figure_loads_nothing_and_has_no_text_that_could_be_markup(pair):
    for each in pair:
        tags = {element.tag for element in ElementTree.fromstring(each.markup).iter()}
        assert tags <= {"svg", "title", "desc", "g", "defs", "path", "use", "clipPath", "rect", "image"}
        assert "script" not in each.markup
        assert "<!--" not in each.markup
        hrefs = re.findall(r'href="([^"]+)"', each.markup)
        assert all(href.startswith(("#", "data:image/png;base64,")) for href in hrefs)
        assert "http" not in re.sub(r'"data:[^"]+"', "", each.markup)


def test_title_and_note_are_taken_out_of_the_picture_and_name_it():
    curves = drawn("named")
    assert curves.headline == "How it goes"
    assert curves.note == "Somewhere – n = 5 runs of a de-escalation"
    assert '<title id="named-title">How it goes</title>' in curves.markup
    assert 'aria-labelledby="named-title named-desc"' in curves.markup
    assert 'role="img"' in curves.markup


def test_a_title_of_several_lines_is_separated_from_the_note():
    headline = (
        "A headline so long that a sheet has to break it into two lines, since it says a lot of what is seen"
    )
    inline = inline_svg(draw_sheet([panel], headline, "where, n = 2", 2.0), "long")
    assert (inline.headline, inline.note) == (headline, "where, n = 2")


def test_positions_keep_two_decimals_and_glyphs_their_scale(pair):
    drawn_with = re.findall(r' d="([^"]+)"', pair[0].markup)
    assert not re.search(r"\.\d{3}", "".join(drawn_with))
    assert "scale(0.015625)" in "".join(pair[0].glyphs.values())
