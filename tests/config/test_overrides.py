"""Overrides are taken as written, or refused in words of the program, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from standoff.config.overrides import override_text, parse_overrides
from standoff.config.settings import RunSettings, leaves
from standoff.config.sweep_settings import SweepSettings
from standoff.config.syntax import is_function, pieces
from standoff.errors import ConfigError
from tests.fuzz.overrides import FOREIGN

KEYS = sorted(leaves(SweepSettings))
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)
names = texts.filter(
    lambda text: not set(text) & set("[]{}'\",\\$()") and text == text.strip() and text.lower() != "null"
).filter(bool)
marks = st.text("[](){}'\"=,:;|>\\$#~!%&*. \tae01-+_/", max_size=40)


def value_of(word: str) -> object:
    (override,) = parse_overrides([word], SweepSettings)
    return override.value()


def complaint(word: str) -> str:
    """What is said of a word that is refused; nothing of one that is read."""
    try:
        parse_overrides([word], SweepSettings)
    except ConfigError as error:
        return str(error)
    return ""


@given(texts)
@example("2022-02-08")
@example("1_000")
@example("007")
@example("it's")
@example("null and void")
def test_a_name_means_what_it_says(text: str):
    """Except for what makes a list, a mapping, a call, a quoted text or nothing at all."""
    assume(text == text.strip() != "" and text.lower() != "null")
    assume(text[0] not in "[{'\"" and not set(text) & set(",\\") and "${" not in text)
    assume(not is_function(text))
    for key in ("out", "design.path", "experiment", "diplomacy"):
        assert value_of(f"{key}={text}") == text


@given(st.lists(names, max_size=4))
def test_a_list_of_names_holds_them_as_written(listed: list[str]):
    assert value_of(f"design.levers=[{','.join(listed)}]") == listed


@given(texts | marks)
@example("{a: ${b}}")
@example("[" * 2000)
@example("9" * 5000)
@example("range(0,1e300,1e-300)")
def test_any_value_is_read_or_refused_with_its_key(text: str):
    for key in ("seed", "out", "figure_formats", "diplomacy.trust", "rules", "injects.events"):
        message = complaint(f"{key}={text}")
        assert message.startswith(key) or not message
        assert message == "" or message.isprintable()
        assert len(message) < 1000


@given(st.sampled_from(KEYS) | texts | marks, texts | marks)
def test_any_word_is_read_or_refused_in_words_of_the_program(start: str, end: str):
    message = complaint(start + end)
    assert not [part for part in FOREIGN if part in message.replace(start + end, "")]


@given(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts)
def test_a_value_from_python_is_that_value(value: object):
    assume(not isinstance(value, str) or (value and value[0] not in "[{" and "${" not in value))
    assume(not isinstance(value, str) or value == value.strip())
    (override,) = parse_overrides([f"turn_days={override_text(value)}"], RunSettings)
    assert (override.value(), type(override.value())) == (value, type(value))


@given(st.lists(marks.filter(lambda text: not set(text) & set(",[](){}'\"\\")), min_size=1))
def test_pieces_are_what_commas_separate(parts: list[str]):
    assert pieces(",".join(parts)) == [part.strip() for part in parts]


@pytest.mark.parametrize("value", ["run_${seed}", "${oc.env:HOME}"])
def test_from_python_no_value_refers_to_another(value: str):
    with pytest.raises(ConfigError, match="is not replaced by a value"):
        override_text(value)


@pytest.mark.parametrize(
    ("text", "value"), [("1e6", 1_000_000), ("20.0", 20), ("5.", 5), ("1.5", 1.5), ("1e-1", 0.1)]
)
def test_a_whole_number_may_have_a_point_or_an_exponent(text: str, value: float):
    assert (value_of(f"replications={text}"), type(value_of(f"replications={text}"))) == (value, type(value))
    assert value_of(f"turn_days={text}") == value
