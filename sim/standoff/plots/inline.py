"""Figures as SVG inside an HTML page: ids are unique on the page, and glyphs are shared between figures.

Text is drawn as outlines, so that a figure looks the same on any machine and none of its text is read as
markup. Title, subtitle and caption are removed from the picture, since the page prints them as text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.plots.sheet import Sheet, settle
from standoff.plots.style import SHEET

__all__ = ["InlineSvg", "inline_svg"]

DRAWN: Final = {"svg", "g", "defs", "path", "use", "clipPath", "rect", "image", "pattern", "circle"}
"""Elements that are kept; metadata, style sheets and comments are removed."""
REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
DECIMALS: Final = re.compile(r"-?\d+\.\d{3,}")
GLYPH: Final = re.compile(r".+-[0-9a-f]+")
"""Ids of glyphs: the name of the font and the number of the glyph; ids of other shapes have no dash."""


@dataclass(frozen=True)
class InlineSvg:
    """A figure for a page.

    Parameters
    ----------
    headline, note : str
        Title; subtitle and caption.
    markup : str
        The ``<svg>`` element, without its glyphs.
    glyphs : Mapping of str to str
        ``<path>`` element by id; equal ids mean equal glyphs in all figures.
    """

    headline: str
    note: str
    markup: str
    glyphs: Mapping[str, str]


def inline_svg(figure: Figure, name: str) -> InlineSvg:
    """Turn a figure into a part of a page.

    Parameters
    ----------
    figure : Figure
        The figure; it loses its title, subtitle and caption.
    name : str
        Name, unique on the page; letters, digits, ``-`` and ``_``.
    """
    headline, note = _take_texts(figure)
    file = io.BytesIO()
    with rc_context({**SHEET, "svg.fonttype": "path", "svg.hashsalt": name}):
        settle(figure)
        figure.savefig(file, format="svg", metadata={"Date": None})
    root = ElementTree.fromstring(file.getvalue())
    _strip(root)
    glyphs = _take_glyphs(root)
    _rename(root, f"{name}-", glyphs)
    root.attrib = {"viewBox": root.attrib["viewBox"], "role": "img",
                   "aria-labelledby": f"{name}-title {name}-desc"}  # fmt: skip
    for part, text in (("desc", note), ("title", headline)):
        element = ElementTree.Element(part, {"id": f"{name}-{part}"})
        element.text = text
        root.insert(0, element)
    shapes = {key: ElementTree.tostring(glyph, encoding="unicode") for key, glyph in glyphs.items()}
    return InlineSvg(headline, note, ElementTree.tostring(root, encoding="unicode"), shapes)


def _take_texts(figure: Figure) -> tuple[str, str]:
    """Remove the texts of a sheet and return its title, and its subtitle with the caption."""
    if not isinstance(figure, Sheet):
        return str(figure.get_label()), ""
    figure.remove_texts()
    return figure.title, ". ".join(filter(None, (figure.subtitle, " ".join(figure.caption.split()))))


def _strip(element: ElementTree.Element) -> None:
    """Remove what draws nothing, name spaces, and decimals too small to see."""
    element.tag = element.tag.rpartition("}")[2]
    element.text = element.tail = None
    for key in list(element.attrib):
        value = element.attrib.pop(key)
        name = key.rpartition("}")[2]
        if name in ("d", "x", "y"):
            value = DECIMALS.sub(lambda match: f"{float(match[0]):.2f}", value)
        elif name == "transform":
            value = DECIMALS.sub(lambda match: f"{float(match[0]):.5g}", value)
        element.attrib[name] = " ".join(value.split())
    for child in list(element):
        if child.tag.rpartition("}")[2] not in DRAWN:
            element.remove(child)
        else:
            _strip(child)


def _take_glyphs(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Remove the glyphs from the definitions and return them by id."""
    glyphs = {}
    for parent in root.iter("defs"):
        for child in list(parent):
            if child.tag == "path" and GLYPH.fullmatch(child.get("id", "")):
                glyphs[child.attrib["id"]] = child
                parent.remove(child)
    return glyphs


def _rename(root: ElementTree.Element, prefix: str, glyphs: Mapping[str, ElementTree.Element]) -> None:
    """Prefix the ids that are referred to and drop the others; ids of glyphs stay as they are."""
    used = set()
    for element in root.iter():
        href = element.get("href", "")
        if href.startswith("#") and href[1:] not in glyphs:
            used.add(href[1:])
            element.set("href", f"#{prefix}{href[1:]}")
        for key, value in element.attrib.items():
            used.update(REFERENCE.findall(value))
            element.set(key, REFERENCE.sub(rf"url(#{prefix}\1)", value))
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.set("id", f"{prefix}{name}")
