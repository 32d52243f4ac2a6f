"""Reports as their readers see them: in a browser, wide and narrow, by day and by night, on paper."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no browser: `apt-get install chromium` (or chromium-browser, google-chrome on PATH) lets this run"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")  # fmt: skip
WIDTHS = (1280, 400)
COLOURS = "color-contrast"
SCREENS = [
    (1280, "light", {}),
    (1280, "dark", {"runOnly": [COLOURS]}),
    (400, "light", {"rules": {COLOURS: {"enabled": False}}}),
]
"""Widths, schemes and rules: only colours differ in the dark, and they are the same on a narrow screen."""

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of this machine; without one the tests are left out, except where it is required."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        if os.environ.get("STANDOFF_BROWSER") == "required":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=["hostile", "sweep"])
def name(request: pytest.FixtureRequest) -> str:
    """Which report."""
    return str(request.param)


@pytest.fixture
def opened(browser: Browser, reported: Path) -> Iterator[Opener]:
    """Open a report offline; at the end, nothing was asked for, nothing complained, nothing popped up."""
    contexts, complaints = [], []

    def open_page(name: str, width: int = 1280, scheme: str = "light", **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, **more
        )
        contexts.append(context)
        address = (reported / f"{name}.html").as_uri()
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: request.url.partition("#")[0] == address
                or request.url.startswith("data:") or complaints.append(request.url))  # fmt: skip
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


BOXES = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility())
    .map((one) => { const at = one.getBoundingClientRect();
      return {left: at.left, right: at.right, top: at.top, bottom: at.bottom, of: one.className + one.id}; });
  return {figures: boxes("figure .sheet > svg"), all: document.querySelectorAll("figure").length,
    texts: boxes("main p, main h2, figcaption, main .scroll, main details"),
    page: document.documentElement.scrollWidth, drawn: [...document.querySelectorAll("figure .sheet > svg")]
      .map((one) => one.querySelectorAll("path, use").length)};
}"""


@pytest.mark.parametrize("width", WIDTHS)
def test_all_figures_are_visible_inside_the_screen_and_cover_no_text(
    opened: Opener, name: str, width: int
) -> None:
    boxes = opened(name, width).evaluate(BOXES)
    assert len(boxes["figures"]) == boxes["all"] > 6
    assert boxes["page"] == width  # no sideways scrolling of the page
    assert min(boxes["drawn"]) > 20
    for figure in boxes["figures"]:
        assert 0 <= figure["left"] < figure["right"] <= width
        assert figure["right"] - figure["left"] > 0.6 * min(width, 900)
        assert figure["bottom"] - figure["top"] > 100
        for other in [*boxes["texts"], *(each for each in boxes["figures"] if each is not figure)]:
            apart = (
                other["bottom"] <= figure["top"]
                or figure["bottom"] <= other["top"]
                or other["right"] <= figure["left"]
                or figure["right"] <= other["left"]
            )
            assert apart, (figure, other)


@pytest.mark.parametrize(("width", "scheme", "asked"), SCREENS)
def test_an_automatic_check_of_accessibility_finds_nothing_serious(
    opened: Opener, width: int, scheme: str, asked: dict[str, Any]
) -> None:
    page = opened("hostile", width, scheme)
    if width == max(WIDTHS):  # what is folded takes long, and is the same on a narrow screen
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    violations = Axe().run(page, options={"resultTypes": ["violations"], **asked}).response["violations"]
    serious = [(each["id"], each["nodes"][0]["html"][:200]) for each in violations
               if each["impact"] in ("serious", "critical")]  # fmt: skip
    assert serious == []


CONTRAST = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; });
  const light = (colour) => {
    const [r, g, b] = channels(colour); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const texts = "main p, main td, main th, main a, nav a, h1, summary, figcaption";
  const inks = [...document.querySelectorAll(texts)]
    .map((one) => light(getComputedStyle(one).color));
  const ratio = (ink) => (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  return {ground, least: Math.min(...inks.map(ratio))};
}"""


def test_text_has_contrast_in_the_light_and_the_dark_scheme(opened: Opener) -> None:
    day, night = (opened("hostile", scheme=scheme).evaluate(CONTRAST) for scheme in ("light", "dark"))
    assert night["ground"] < 0.05 < 0.8 < day["ground"]
    assert min(day["least"], night["least"]) >= 4.5


def test_the_keyboard_reaches_everything_and_enlarges_a_figure(opened: Opener, name: str) -> None:
    page = opened(name)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answer"
    button = page.locator("button.zoom").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "zoom":
            break
    assert button.evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Enter")
    large = page.locator("dialog[open] svg")
    assert large.bounding_box()["width"] > 950
    assert page.locator("figure").first.locator(".sheet > svg").count() == 0
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert button.evaluate("(one) => one === document.activeElement")
    assert page.locator("figure").first.locator(".sheet > svg").count() == 1


def test_a_click_enlarges_a_figure_on_a_narrow_screen_and_another_one_closes_it(opened: Opener) -> None:
    page = opened("sweep", 400)
    page.locator("figure").nth(1).locator(".zoom").click()
    assert page.locator("dialog[open] svg").bounding_box()["width"] > 900
    page.get_by_role("button", name="Close").click()
    assert page.locator("dialog[open]").count() == 0
    assert page.locator("figure .sheet > svg").count() == page.locator("figure").count()


def test_without_scripts_all_figures_and_texts_are_there(opened: Opener, name: str) -> None:
    page = opened(name, java_script_enabled=False)
    figures = page.locator("figure .sheet > svg")
    assert figures.count() > 6
    assert all(figure.is_visible() for figure in figures.all())
    assert not any(button.is_visible() for button in page.locator("button.zoom, button.copy").all())


def test_markup_in_a_scenario_shows_as_text_and_runs_nothing(opened: Opener) -> None:
    page = opened("hostile")
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("script").count() == 1
    assert "<script>hacked=1</script>" in page.locator("h1").inner_text()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.locator("main").inner_text().count("<img src=x onerror='hacked=1'>") > 20


def test_the_report_prints_with_its_text_and_whole_figures(opened: Opener, name: str) -> None:
    page = opened(name)
    document = page.pdf(format="A4")
    assert 6 <= len(re.findall(rb"/Type\s*/Page\b", document)) <= 40
    page.emulate_media(media="print")
    assert not page.locator("nav, .skip, .zoom, .copy").filter(visible=True).count()
    assert "end in war of any kind" in page.locator("main").inner_text()
    style = page.locator("figure").first.evaluate("(one) => getComputedStyle(one).breakInside")
    assert style == "avoid"
    page.locator("summary", has_text="Transcript of the typical run").click()
    text = page.locator("details[open] pre")
    assert text.evaluate("(one) => one.scrollHeight <= one.clientHeight + 1")  # nothing is cut off
