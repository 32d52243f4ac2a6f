from __future__ import annotations

import copy
import os
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.errors import Fault, ScenarioError
from standoff.scenario.documents import read_document
from standoff.scenario.facts import with_values
from standoff.scenario.load import load_scenario
from tests.commands import STRAIT


def read(tmp_path: Path, content: str | bytes) -> tuple[object, list[Fault]]:
    path = tmp_path / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_document(path, "file.yaml")


# Control characters and line separators are left out: what YAML makes of them is no concern of ours.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zl", "Zp"]))
SOUND = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | st.dates(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXT, below, max_size=4),
    max_leaves=20,
)


@given(content=SOUND)
def test_plain_yaml_reads_as_it_was_written(tmp_path_factory, content: object):
    text = yaml.safe_dump(content, allow_unicode=True, default_flow_style=None)
    assume("&id" not in text)  # equal lists may be one list, which is written as an alias
    assert read(tmp_path_factory.mktemp("yaml"), text) == (content, [])


REFUSED = {
    "a tag that would run code": (
        "a: 1\nb: !!python/object/apply:os.system ['touch x']\n",
        "line 2, column 4 = python/object/apply:os.system: a scenario is data",
    ),
    "a tag on a mapping": (
        "a: !!python/object:os.PathLike {}",
        "line 1, column 4 = python/object:os.PathLike",
    ),
    "a tag on a scalar": ("a: !!python/name:os.system ''", "line 1, column 4 = python/name:os.system"),
    "a target": (
        "a:\n  _target_: os.system\n",
        "line 2, column 3 = _target_: a scenario is data: it names no code",
    ),
    "a key twice": ("a: 1\nb: 2\na: 3\n", "line 3, column 1 = a: this key stands twice; keep one"),
    "an alias": ("a: &x [1]\nb: *x\n", "line 2, column 4: broken YAML: aliases (*) are not allowed"),
    "a merge": ("a: {<<: {b: 1}}\n", "line 1, column 5 = merge: a scenario is data: tags and merges are not"),
    "an open bracket": ("a: [1, 2\nb: 3\n", "line 2, column 2: broken YAML: "),
    "a tabulator": ("a:\n\tb: 1\n", "line 2, column 1: broken YAML: "),
    "two documents": ("a: 1\n---\nb: 2\n", "line 2, column 1: broken YAML: but found another document"),
    "a key that is a number": ("1: 2\n", "line 1, column 1 = 1: a key must be text; put it in quotes"),
    "an empty key": ("~: 2\n", "line 1, column 1 = null: a key must be text"),
    "a key that is a list": ("? [1]\n: 2\n", "line 1, column 3 = [1]: a key must be text"),
    "no such day": ("a: 2022-02-30\n", "line 1, column 4 = 2022-02-30: cannot be read: day"),
    "a text tagged as a date": ("a: !!timestamp monday\n", "line 1, column 4 = monday: cannot be read"),
    "a text tagged as a number": ("a: !!int ''\n", "line 1, column 4"),
    "too long a number": (f"a: {'9' * 5000}\n", "99...: has too many digits"),
    "an octal number": (
        "a: 075\n",
        "line 1, column 4 = 075: YAML takes a leading zero for octal; write 75, or",
    ),
    "a negative octal": ("a: -010\n", "column 4 = -010: YAML takes a leading zero for octal; write -10, or"),
    "a double zero": ("a: [00]\n", "column 5 = 00: YAML takes a leading zero for octal; write 0, or"),
    "a zero before an eight": ("a: 08\n", "column 4 = 08: YAML takes a leading zero for octal; write 8, or"),
    "base 60": (
        "a: -2:03\n",
        "column 4 = -2:03: YAML takes a number with a colon for base 60; write a decimal",
    ),
    "a fraction in base 60": (
        "a: 1:30.5\n",
        "column 4 = 1:30.5: YAML takes a number with a colon for base 60",
    ),
    "base 16": ("a: 0x1F\n", "column 4 = 0x1F: only decimal numbers are read; write 31"),
    "a decimal comma": (
        "a: {b: 0,65, c: 1}\n",
        "line 1, column 10 = 65: a comma separates two entries; write 0.65",
    ),
    "a placeholder for a value": ("a: ???\n", "line 1, column 4 = ???: a value is missing here; give it"),
    "many digits in base 16": (f"a: !!int '0x{'f' * 5000}'\n", "fff...: has too many digits"),
    "deep brackets": ("[" * 30, "line 1, column 21: broken YAML: more than 20 levels of nesting"),
    "endless brackets": ("[" * 200_000, "nesting"),  # libyaml may be the first to refuse, in its words
    "another encoding": ("a: Ж".encode("cp1251"), "(file): is not UTF-8 text at byte 3; save it as UTF-8"),
    "a control character": (b"a: \x00", "broken YAML"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_content_that_is_not_plain_data_is_refused_with_its_line(
    tmp_path: Path, content: str | bytes, message: str
):
    parsed, faults = read(tmp_path, content)
    assert parsed is None
    assert len(faults) == 1
    assert message in str(faults[0])
    assert list(tmp_path.iterdir()) == [tmp_path / "file.yaml"]


def test_all_faults_of_a_file_are_collected(tmp_path: Path):
    _, faults = read(tmp_path, "a: 1\na: 2\nb: !!python/none x\n_target_: c\n")
    assert [fault.field for fault in faults] == ["line 2, column 1", "line 3, column 4", "line 4, column 1"]


def test_nested_aliases_are_refused_without_being_expanded(tmp_path: Path):
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    _, faults = read(tmp_path, "\n".join(lines))
    assert "aliases (*) are not allowed" in str(faults[0])


@pytest.mark.parametrize(
    "text", ["0.5", "-3", "1_000", "2031-05-10", "'075'", '"2:30"', "0", "0.0", "007.5", "a:b", "x075"]
)
def test_values_that_are_read_as_they_look_are_accepted(tmp_path: Path, text: str):
    content, faults = read(tmp_path, f"a: {text}\n")
    assert (content, faults) == (yaml.safe_load(f"a: {text}\n"), [])


def test_a_byte_order_mark_is_ignored(tmp_path: Path):
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\n") == ({"a": 1}, [])


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path: Path):
    path = tmp_path / "file.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    _, faults = read_document(path, "file.yaml")
    assert str(faults[0]) == "(file): cannot be read (it is larger than 1,000,000 bytes); the file is needed"


def test_reading_does_not_wait_for_a_pipe(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.yaml")
    _, faults = read_document(tmp_path / "pipe.yaml", "pipe.yaml")
    assert str(faults[0]) == "(file): cannot be read (it is no plain file); the file is needed"


def test_a_missing_file_is_a_fault(tmp_path: Path):
    _, faults = read_document(tmp_path / "none.yaml", "none.yaml")
    assert str(faults[0]) == "(file): cannot be read (no such file or directory); the file is needed"


@pytest.mark.parametrize("file", ["scenario.yaml", "facts.yaml", "actors/vesper.yaml", "../sources.yaml"])
@pytest.mark.parametrize("content", ["", "- 1\n", "a", "a: [", "{}\n"])
def test_a_file_that_holds_something_else_is_a_fault(edit, file: str, content: str):
    folder = edit("strait/README.md", "#", "#")
    (folder / file).write_text(content)
    with pytest.raises(ScenarioError):
        load_scenario(folder)


def test_a_broken_file_does_not_hide_the_faults_of_the_others(edit):
    edit("strait/scenario.yaml", "issues:", "issues: [")
    folder = edit("strait/actors/vesper.yaml", "  flexibility:", "  flexibilty:")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(folder)
    assert [fault.path for fault in caught.value.faults] == [
        "data/strait/scenario.yaml",
        "data/strait/actors/vesper.yaml",
        "data/strait/actors/vesper.yaml",
    ]


def test_a_scenario_without_actors_is_a_fault(edit):
    folder = edit("strait/README.md", "#", "#")
    for path in (folder / "actors").iterdir():
        path.unlink()
    with pytest.raises(ScenarioError, match=r"actors: 1 fault\n  \(file\): no actor is there"):
        load_scenario(folder)


def test_the_file_of_an_actor_must_have_a_plain_name(edit):
    folder = edit("strait/README.md", "#", "#")
    (folder / "actors" / "tamar.yaml").rename(folder / "actors" / "ta.mar.yaml")
    with pytest.raises(
        ScenarioError,
        match="an actor's name begins with a letter and has at most 64 letters, digits, _ and -",
    ):
        load_scenario(folder)


def test_reading_does_not_change_the_recursion_limit(tmp_path: Path):
    before = sys.getrecursionlimit()
    read(tmp_path, "[" * 19 + "]" * 19)
    assert sys.getrecursionlimit() == before


@pytest.mark.parametrize("left", [".#vesper.yaml", "._vesper.yaml", ".vesper.yaml.swp", "vesper.yaml~"])
@pytest.mark.parametrize("folder", ["actors", "variants"])
def test_leftovers_of_editors_and_file_systems_are_ignored(edit, folder: str, left: str):
    scenario = edit("strait/README.md", "#", "#")
    (scenario / folder / left).write_bytes(b"\x00\x05\x16\x07")
    assert load_scenario(scenario).name == "strait"


@pytest.mark.parametrize(
    ("old", "new"),
    [("actors/vesper.yaml", "actors/vesper.yml"), ("facts.yaml", "facts.YAML"), (None, "actions.yml")],
)
def test_a_file_with_an_ending_that_is_not_read_is_named(edit, old: str | None, new: str):
    scenario = edit("strait/README.md", "#", "#")
    if old is None:
        (scenario / new).write_text("{}")
    else:
        (scenario / old).rename(scenario / new)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(scenario)
    assert f"strait/{new}: 1 fault\n  (file): is not read; rename it to " in str(caught.value)


def test_many_faults_are_counted_and_the_first_are_listed(edit):
    scenario = edit("strait/scenario.yaml", "issues:", "".join(f"x{n}: 1\n" for n in range(5000)) + "issues:")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(scenario)
    assert str(caught.value).endswith("more; correct these first")
    assert len(str(caught.value)) < 20_000


def test_documents_that_are_read_once_are_not_changed():
    """Also not a variant or a set value, which put elements into what was read."""
    before = copy.deepcopy(load_scenario(STRAIT).documents)
    load_scenario(f"{STRAIT}@2030-02-20")
    with_values(
        load_scenario(STRAIT), {"actors.vesper.costs.war": 0.9, "actors.vesper.forces.limited_axis": None}
    )
    assert load_scenario(STRAIT).documents == before


def test_a_file_that_has_changed_is_read_again(tmp_path: Path):
    assert [read(tmp_path, text)[0] for text in ("a: 1", "a: 2", "a: 1")] == [{"a": 1}, {"a": 2}, {"a": 1}]
