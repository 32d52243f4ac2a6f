"""The split by private type: known answers, and pairs only where the types are the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.analysis.compare.comparison import compare
from standoff.analysis.compare.rows import rows
from standoff.analysis.compare.types import telling_types
from standoff.analysis.compare.words import split
from standoff.vocabulary import Outcome
from tests.samples import made

PEACE, WAR = Outcome.STANDOFF, Outcome.FULL_INVASION
TYPES = {"north": [0] * 4 + [3] * 4, "south": [1, 2] * 4}
BEFORE = [WAR, WAR, WAR, PEACE, PEACE, PEACE, PEACE, PEACE]
AFTER = [WAR, PEACE, PEACE, PEACE, PEACE, PEACE, PEACE, WAR]
"""Of four runs with type 0 of the north, three are wars and then one; of those with type 3, none and one."""


def test_each_type_has_its_own_difference_and_the_differences_add_up():
    comparison = compare([made("a", BEFORE, types=TYPES), made("b", AFTER, types=TYPES)])
    lines = [line for line in comparison.types if line.actor == "north"]
    assert [(line.type, line.share_reference.share, line.share_result.share) for line in lines] == [
        (0, 0.75, 0.25),
        (3, 0.0, 0.25),
    ]
    assert [(line.difference.value, line.difference.n, line.is_paired) for line in lines] == [
        (-0.5, 4, True),
        (0.25, 4, True),
    ]
    (overall,) = (line for line in comparison.contrasts if line.of == "any_war")
    for actor in TYPES:
        parts = [line.difference for line in comparison.types if line.actor == actor]
        total = sum(part.n * part.value for part in parts)
        assert total / 8 == pytest.approx(overall.difference.value)


def test_the_actor_is_shown_by_whose_type_the_first_result_varies_most():
    comparison = compare([made("a", BEFORE, types=TYPES), made("b", AFTER, types=TYPES)])
    (telling,) = telling_types(comparison.types)
    assert [line.actor for line in telling] == ["north", "north"]
    (sentence,) = split(comparison)
    assert sentence.startswith(
        "Any war depends most on the private type of north (0 finds war cheapest, 4 dear"
    )
    assert "b against a: with type 0, 50 points fewer" in sentence
    assert "with type 3, 25 points more" in sentence


def test_runs_are_not_paired_where_a_setting_changes_the_types():
    other = {"north": [0] * 6 + [3] * 2, "south": TYPES["south"]}
    lines = compare([made("a", BEFORE, types=TYPES), made("b", AFTER, types=other)]).types
    assert {(line.actor, line.is_paired) for line in lines} == {("north", False), ("south", True)}
    (first, _) = (line for line in lines if line.actor == "north")
    assert (first.share_reference.n, first.share_result.n) == (4, 6)
    assert first.difference.value == pytest.approx(1 / 6 - 3 / 4)
    seeds = compare([made("a", BEFORE, types=TYPES), made("b", AFTER, seed=2, types=TYPES)]).types
    assert not any(line.is_paired for line in seeds)


def test_only_types_that_both_results_have_are_compared_over_their_common_runs():
    few = made("b", AFTER[:4], types={actor: kinds[:4] for actor, kinds in TYPES.items()})
    lines = compare([made("a", BEFORE, types=TYPES), few]).types
    assert [(line.type, line.difference.n) for line in lines if line.actor == "north"] == [(0, 4)]


def test_the_table_follows_the_outcome_that_results_are_ranked_by():
    comparison = compare([made("a", BEFORE, types=TYPES), made("b", AFTER, types=TYPES)], by="standoff")
    table = rows(comparison)["types"]
    assert {row["of"] for row in table} == {"standoff"}
    assert [row["difference"] for row in table if row["actor"] == "north"] == [0.5, -0.25]


def test_results_without_types_have_no_split():
    bare, kept = made("a", BEFORE), made("b", AFTER, types=TYPES)
    for samples in ([bare, kept], [kept, bare], [kept, replace(kept, name="c", place="c", runs=None)]):
        comparison = compare(samples)
        assert comparison.types == ()
        assert "types" not in rows(comparison)
        assert list(split(comparison)) == []
