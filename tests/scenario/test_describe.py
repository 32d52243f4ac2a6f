from __future__ import annotations

import pytest
from rich.console import Console, RenderableType

from standoff.scenario.content import Scenario, quantities
from standoff.scenario.load import load_scenario
from standoff.terminal.describe import sources_table, summary
from tests.commands import STRAIT


@pytest.fixture
def strait() -> Scenario:
    return load_scenario(STRAIT)


def shown(content: RenderableType) -> str:
    console = Console(width=300)
    with console.capture() as capture:
        console.print(content)
    return capture.get()


def row(text: str, start: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.strip().startswith(start) and "│" in line)
    return [cell.strip() for cell in line.split("│")]


def test_the_summary_shows_forces_by_axis_and_positions_with_red_lines(strait: Scenario):
    text = shown(summary(strait))
    assert "Facts as of 2030-03-02; starts on 2030-03-01; 30 days" in text
    assert row(text, "Vesper ") == ["Vesper", "20 / 6 / 28", "4 / 2 / 6", "10 / 10 / 6", "40"]
    assert "Positions: ideal [red lines] salience" in text  # brackets are text, not markup
    assert "0 [0–0.6] 0.8" in text
    assert row(text, "tamar>vesper") == ["tamar>vesper", "rival_weight 1, hosts, dependence 0.25"]
    assert row(text, "2030-03-05 to")[0] == "2030-03-05 to 2030-03-12"
    assert row(text, "F4")[2] == "decorative: no rule reads the weather of a day"


def test_the_timeline_is_in_the_order_of_its_days(strait: Scenario):
    text = shown(summary(strait))
    assert text.index("2030-02-27") < text.index("2030-03-05 to") < text.index("2030-03-20")


def test_every_quantity_is_in_the_table_of_sources_with_all_its_titles(strait: Scenario):
    text = shown(sources_table(strait))
    for path, _ in quantities(strait):
        assert row(text, f"{path} ")[0] == path
    assert row(text, "places.mouth.distance") == [
        "places.mouth.distance", "60", "50–70", "km", "derived", "2030-01-10",
        "Atlas of the strait; Annual review of forces",
    ]  # fmt: skip


def test_assumptions_come_last_with_their_reasons(strait: Scenario):
    text = shown(sources_table(strait))
    assert text.index("Sources") < text.index("places.mouth.distance") < text.index("Assumptions")
    assert text.index("Assumptions") < text.index("axes.narrows.weight")
    assert row(text, "axes.narrows.weight")[-1] == "the shorter way"
