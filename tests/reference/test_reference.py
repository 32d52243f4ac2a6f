"""The pages are what the data say, and nothing of the data is left out of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from standoff.rules.turn import PHASES
from standoff.scenario.parameters import load_parameters
from standoff.vocabulary import Draw, Outcome, Term
from tests.reference.code import phases
from tests.reference.commented import fields_of, members_of
from tests.reference.markdown import MARKED, fill, table
from tests.reference.pages import BLOCKS, PAGES, made
from tests.reference.rules import MODULES, READERS, ROOT, draws_of, parameters_read, sections, source_keys

MODEL = MARKED.sub("", (ROOT / "docs/model.md").read_text(encoding="utf-8"))
"""What is written by hand: no generated table can stand in for an explanation."""
CODE = " ".join(map("".join, re.findall(r"```text\n(.*?)```|`([^`\n]+)`", MODEL, re.DOTALL)))
"""Its equations and what it sets in code: an English word that is also a parameter does not count."""
MARKS = sorted({match[2] for page in PAGES for match in MARKED.finditer(page.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_is_what_the_generator_makes_of_it(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == made(page), "run `make docs`"


def test_every_block_is_on_some_page() -> None:
    assert {mark.split()[0] for mark in MARKS} == set(BLOCKS)


def test_a_filled_page_keeps_its_own_text_and_replaces_the_content_of_its_blocks() -> None:
    page = "before\n<!-- begin: twice a -->\nold | text\n<!-- end -->\nafter\n"
    new = fill(page, {"twice": lambda word: word * 2})
    assert new == "before\n<!-- begin: twice a -->\naa\n<!-- end -->\nafter\n"
    assert fill(new, {"twice": lambda word: word * 2}) == new


def test_a_block_without_an_end_swallows_nothing() -> None:
    page = "<!-- begin: a -->\nmine\n<!-- begin: a -->\n<!-- end -->\n"
    with pytest.raises(ValueError, match="does not end"):
        fill(page, {"a": lambda: "new"})


def test_a_bar_or_a_line_break_in_a_cell_does_not_break_its_table() -> None:
    assert table(("a",), [("x | y\nz",)]).splitlines()[-1] == "| x \\| y z |"


@pytest.mark.parametrize("name", load_parameters())
def test_a_parameter_is_read_by_a_rule_and_explained_by_the_model(name: str) -> None:
    assert any(name in parameters_read(path) for path in READERS)
    assert re.search(rf"\b{name}\b", CODE)


@pytest.mark.parametrize("draw", Draw)
def test_a_draw_is_named_by_one_rule_and_by_the_model(draw: Draw) -> None:
    assert sum(draw.name in draws_of(path) for path in MODULES) == 1
    assert f"Draw.{draw.name}" in MODEL


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_rule_states_equations_sources_and_assumptions_and_the_model_explains_it(path: Path) -> None:
    parts = sections(path)
    assert all(parts.get(label) for label in ("Rule", "Reads", "Source", "Assumes"))
    assert f"`{path.name}`" in MODEL
    assert source_keys(parts["Source"]) <= source_keys(MODEL)


def test_the_phases_of_the_page_are_those_that_run() -> None:
    _, _, *rows = phases().splitlines()
    assert [row.split()[1:3] for row in rows] == [[str(phase.value), phase.name.lower()] for phase in PHASES]


@pytest.mark.parametrize("term", Term)
def test_the_model_explains_every_term_of_the_utility(term: Term) -> None:
    assert re.search(rf"^{term.name} +", MODEL, re.MULTILINE)


@pytest.mark.parametrize("mark", [mark for mark in MARKS if mark.startswith(("columns", "words"))])
def test_every_column_and_every_word_says_what_it_means(mark: str) -> None:
    kind, *words = mark.split()
    if kind == "columns":
        module, record = words
        rows = fields_of(ROOT / f"sim/standoff/state/{module}.py", record)
    else:
        rows = members_of(ROOT / "sim/standoff/vocabulary.py", words[0])
    assert rows
    assert all(row.meaning or row.kind.split()[0].isupper() for row in rows)


def test_comments_are_read_from_the_line_on_which_an_entry_ends() -> None:
    outcomes = members_of(ROOT / "sim/standoff/vocabulary.py", "Outcome")
    assert [(row.name, int(row.kind)) for row in outcomes] == [(each.name, each.value) for each in Outcome]
    rules = fields_of(ROOT / "sim/standoff/state/tables.py", "RULES")
    bond = next(row for row in rules if row.name == "host_bond")
    assert bond.meaning.startswith("share of a host's bond")
