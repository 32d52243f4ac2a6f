"""Use: the rules that these tests examine are the ones that a run lives by.

A process without compilation plays short runs and tells which rules they call, and whether a run changes when
one of them is replaced wherever it is bound. A rule that can be changed without any effect is decoration.
"""

from __future__ import annotations

import pytest

from tests.interpreted import CHANGES


@pytest.mark.parametrize("rule", CHANGES)
def test_a_run_changes_with_the_rule(interpreted, rule):
    assert interpreted["changes"][rule]


def test_every_rule_is_called_by_some_run(interpreted):
    assert [rule for rule, is_called in interpreted["calls"].items() if not is_called] == []
