from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from standoff.report.page import Bar, Fold, Page, Picture, Section, Table, render

HOSTILE = "\"><img src=x onerror='x()'><script>x()</script>&amp;"
SVG = '<svg viewBox="0 0 1 1" role="img"><path d="M0 0"/></svg>'


class Elements(HTMLParser):
    """Collects elements with their attributes, and the text outside of style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(page: Page) -> Elements:
    elements = Elements()
    elements.feed(render(page))
    return elements


def page(text: str) -> Page:
    table = Table(
        text, [text, "n"], [[text, "1"]], text, frozenset({0}), [Bar(0.5, 0.4, 0.6, "#123456", 0.2)]
    )
    picture = Picture("curves", text, text, text, SVG, {text: "report-figures/curves.csv"})
    section = Section(
        "answer", text, [text], [table], [picture], [text], [Fold(text, text, [table])], command=text
    )
    return Page(text, text, text, text, [section, replace(section, anchor="end", pictures=())])


def tags(elements: Elements) -> list[str]:
    return [tag for tag, _ in elements.starts]


def test_markup_in_any_text_of_a_report_is_shown_as_text():
    plain, hostile = parsed(page("plain")), parsed(page(HOSTILE))
    assert tags(plain) == tags(hostile)
    assert tags(hostile).count("script") == 1
    assert "img" not in tags(hostile)
    assert hostile.text.count(HOSTILE) == plain.text.count("plain") > 10
    named = [set(attributes) for _, attributes in hostile.starts]
    assert named == [set(attributes) for _, attributes in plain.starts]


def test_only_the_script_of_the_page_itself_may_run_and_nothing_may_be_fetched():
    text = render(page("plain"))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in policy or f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_a_page_refers_only_to_itself_and_the_files_beside_it():
    for _, attributes in parsed(page("plain")).starts:
        for name in ("src", "href", "xlink:href", "srcset", "action", "data"):
            address = attributes.get(name) or "#"
            assert address.startswith(("#", "report-figures/")), address


def test_a_page_has_landmarks_a_skip_link_a_language_and_headings_in_order():
    elements = parsed(page("plain"))
    names = tags(elements)
    for tag in ("header", "nav", "main", "footer"):
        assert names.count(tag) == 1
    assert dict(elements.starts)["html"] == {"lang": "en"}
    assert [tag for tag in names if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2"]
    first_link = next(attributes for tag, attributes in elements.starts if tag == "a")
    assert (first_link["class"], first_link["href"]) == ("skip", "#answer")
    anchors = {attributes["href"] for tag, attributes in elements.starts if tag == "a"}
    there = {f"#{attributes['id']}" for _, attributes in elements.starts if "id" in attributes}
    assert {anchor for anchor in anchors if anchor and anchor.startswith("#")} <= there


def test_a_bar_shows_a_share_with_its_interval_and_the_base_rate():
    text = render(page("plain"))
    assert '<rect y="1.5" width="50.00" height="7" fill="#123456"/>' in text
    assert "M40.00 5H60.00" in text
    assert "M20.00 0V10" in text


@pytest.mark.parametrize(
    ("cell", "is_number"),
    [("60.5", True), ("58.3–62.6", True), ("+12.7 (+11.2 to +14.1)", True), ("2,000", True), ("", True),
     ("−3.0", True), ("28 %", True), ("odds = 0", False), ("11 Feb 2022", False)],
)  # fmt: skip
def test_numbers_are_aligned_right_and_words_are_not(cell: str, is_number: bool):
    assert Table("", ["name", "cell"], [["1", cell]]).numeric == [False, is_number]
