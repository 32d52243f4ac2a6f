"""Inline – a figure as SVG inside a page: no id of its own clashes with another figure's, glyphs are shared.

Text is drawn as outlines, so that a figure looks the same on any machine and nothing in it is markup; its
headline and note leave the picture, since the page says them as text.
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

from standoff.plots.style import SHEET

__all__ = ["InlineSvg", "inline_svg"]

DRAWN: Final = {"svg", "g", "defs", "path", "use", "clipPath", "rect", "image", "pattern", "circle"}
"""Elements that a page takes over; metadata, style sheets and comments are left out."""
REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
DECIMALS: Final = re.compile(r"-?\d+\.\d{3,}")
GLYPH: Final = re.compile(r".+-[0-9a-f]+")
"""Ids of glyphs: the name of the font and the number of the glyph; those of other shapes have no dash."""


@dataclass(frozen=True)
class InlineSvg:
    """A figure for a page.

    Parameters
    ----------
    headline, note : str
        What is seen; which runs, how many, and what the marks are.
    markup : str
        The ``<svg>`` element, without its glyphs.
    glyphs : Mapping of str to str
        ``<path>`` element by id, the same in all figures.
    """

    headline: str
    note: str
    markup: str
    glyphs: Mapping[str, str]


def inline_svg(figure: Figure, name: str) -> InlineSvg:
    """Give a figure as part of a page.

    Parameters
    ----------
    figure : Figure
        It loses its headline.
    name : str
        No other figure of the page has it; letters, digits, ``-`` and ``_``.
    """
    headline, note = _said(figure)
    figure.suptitle("")
    file = io.BytesIO()
    with rc_context({**SHEET, "svg.fonttype": "path", "svg.hashsalt": name}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    root = ElementTree.fromstring(file.getvalue())
    _strip(root)
    glyphs = _take_glyphs(root)
    _rename(root, f"{name}-", glyphs)
    root.attrib = {"viewBox": root.attrib["viewBox"], "role": "img",
                   "aria-labelledby": f"{name}-title {name}-desc"}  # fmt: skip
    for part, text in (("desc", note), ("title", headline)):
        told = ElementTree.Element(part, {"id": f"{name}-{part}"})
        told.text = text
        root.insert(0, told)
    shapes = {key: ElementTree.tostring(glyph, encoding="unicode") for key, glyph in glyphs.items()}
    return InlineSvg(headline, note, ElementTree.tostring(root, encoding="unicode"), shapes)


def _said(figure: Figure) -> tuple[str, str]:
    """Take headline and note from the title of a sheet, which breaks them into lines."""
    said = " ".join(figure.get_suptitle().replace("-\n", "-").split())
    headline = str(figure.get_label()) or said
    return headline, said.removeprefix(headline).strip()


def _strip(element: ElementTree.Element) -> None:
    """Leave out what draws nothing, name spaces, and decimals that nobody sees."""
    element.tag = element.tag.rpartition("}")[2]
    element.text = element.tail = None
    for key in list(element.attrib):
        value = element.attrib.pop(key)
        name = key.rpartition("}")[2]
        if name in ("d", "x", "y"):
            value = DECIMALS.sub(lambda found: f"{float(found[0]):.2f}", value)
        elif name == "transform":
            value = DECIMALS.sub(lambda found: f"{float(found[0]):.5g}", value)
        element.attrib[name] = " ".join(value.split())
    for child in list(element):
        if child.tag.rpartition("}")[2] not in DRAWN:
            element.remove(child)
        else:
            _strip(child)


def _take_glyphs(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Take the glyphs out of the definitions."""
    glyphs = {}
    for parent in root.iter("defs"):
        for child in list(parent):
            if child.tag == "path" and GLYPH.fullmatch(child.get("id", "")):
                glyphs[child.attrib["id"]] = child
                parent.remove(child)
    return glyphs


def _rename(root: ElementTree.Element, prefix: str, glyphs: Mapping[str, ElementTree.Element]) -> None:
    """Keep the ids that something refers to, each with a prefix; those of glyphs stay."""
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
