"""Names of folders carry what was set, on every file system."""

from __future__ import annotations

import re

import pytest

from standoff.config.given import LONGEST_NAME, setting_name

LONG = [f"escalation.odds_bias={','.join(f'{step / 10:g}' for step in range(n))}" for n in (60, 61)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["diplomacy=open"], "diplomacy=open"),
        (["seed=7", "out=x", "notes=true", "--multirun", "experiment=baseline"], ""),
        (["scenario.name=/home/me/Kept: here/sarn 2031"], "sarn-2031"),
        (["scenario=cuba_1962", "~rules.learning", "+rules=prospect"],
         "cuba_1962_rules.learning_+rules=prospect"),
        (["injects.events=[{day: 3, reason: 'A? <b>|*'}]"], "injects.events=-day-3,-reason-A-b"),
        (["diplomacy.trust=Straße"], "diplomacy.trust=Stra-e"),
    ],
)  # fmt: skip
def test_a_name_holds_the_settings_and_nothing_that_a_file_system_refuses(words: list[str], name: str):
    made = setting_name(words)
    assert made == name
    assert re.fullmatch(r"[A-Za-z0-9_.,=+-]*", made)
    assert not made.endswith(".")


def test_a_long_name_is_cut_and_still_tells_other_settings_apart():
    first, second = (setting_name([word]) for word in LONG)
    assert len(first) == len(second) == LONGEST_NAME
    assert first[:70] == second[:70]
    assert first != second
