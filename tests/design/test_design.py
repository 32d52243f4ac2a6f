from __future__ import annotations

import json

import numpy as np
import pytest

from standoff.design.design import Design
from standoff.design.factors import Factor, FactorKind
from standoff.errors import InputError

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", low=0.0, high=1.0)
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))
NUMBERS = np.array([0.1, 0.9])
WORDS = np.array(["base", "prospect"])


def test_a_point_is_made_of_plain_numbers_and_words():
    point = Design("table", (TRUST, RULES), {"diplomacy.trust": NUMBERS, "rules": WORDS}, {}).point(1)
    assert point == {"diplomacy.trust": 0.9, "rules": "prospect"}
    assert [type(value) for value in point.values()] == [float, str]
    assert json.loads(json.dumps(point)) == point


def test_words_may_be_objects_as_tables_read_them():
    column = WORDS.astype(object)
    assert Design("table", (RULES,), {"rules": column}, {}).point(0) == {"rules": "base"}


@pytest.mark.parametrize(
    ("factors", "columns", "reason"),
    [
        ((), {}, "no factor"),
        ((TRUST, TRUST), {"diplomacy.trust": NUMBERS}, "diplomacy.trust is named twice"),
        ((TRUST, RULES), {"diplomacy.trust": NUMBERS}, "not those of the factors"),
        ((TRUST, RULES), {"rules": WORDS, "diplomacy.trust": NUMBERS}, "not those of the factors"),
        ((TRUST, RULES), {"diplomacy.trust": NUMBERS[:1], "rules": WORDS}, "differ in length"),
        ((TRUST,), {"diplomacy.trust": NUMBERS[:0]}, "no point"),
        ((TRUST,), {"diplomacy.trust": np.array([0.5, np.nan])}, "diplomacy.trust at point 1 is .*nan"),
        ((TRUST,), {"diplomacy.trust": np.array([0, 1])}, "finite float"),
        ((RULES,), {"rules": np.array(["base", None])}, "rules at point 1 is None"),
        ((RULES,), {"rules": np.array(["base", ""])}, "rules at point 1"),
    ],
)
def test_columns_that_do_not_match_the_factors_are_refused(factors, columns, reason):
    with pytest.raises(InputError, match=f"^table: .*{reason}"):
        Design("table", factors, columns, {})
