"""The page on validation: all of its blocks are made, and made again to the same bytes."""

from __future__ import annotations

import pytest

from tests.stages import ROOT
from tests.validation.evidence import gather
from tests.validation.figures import figures
from tests.validation.page import blocks
from tests.validation.targets import load_targets


@pytest.mark.slow
def test_every_block_and_figure_of_the_page_is_made_and_the_same_twice() -> None:
    page = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
    one, other = (gather(20, 2, lambda what: None) for _ in range(2))
    made, again = ({name: block() for name, block in blocks(each).items()} for each in (one, other))
    assert made == again
    assert all(f"<!-- begin: {name} -->" in page for name in made)
    assert page.count("<!-- begin: ") == len(made)
    assert all(f"figures/validation_{name}.png" in page for name in figures(one))
    assert made["ablations"].count("\n") == made["ranges"].count("\n")


def test_the_page_gives_the_ranges_as_they_are_in_their_file() -> None:
    lines = (ROOT / "docs/validation.md").read_text(encoding="utf-8").splitlines()
    for target in load_targets():
        head = f"| `{target.crisis}` | {target.measure.replace('_', ' ')} | {target.shown} |"
        assert sum(line.startswith(head) for line in lines) == 2, head  # as reached, and among the ablations
