from __future__ import annotations

import pytest

from standoff.config.complaints import key_kind
from standoff.config.levers import LEVERS
from standoff.config.settings import RunSettings
from standoff.errors import ConfigError
from standoff.scenario.parameters import load_parameters


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        *((group, "group") for group in ("rules", "diplomacy", "escalation", "scenario", "experiment")),
        *((name, "lever") for name in LEVERS),
        *((f"rules.{name}", "rule") for name in load_parameters()),
        *((name, "setting") for name in (*RunSettings.ranges, "figures", "out", "scenario.name")),
    ],
)
def test_a_swept_key_is_of_one_kind(key: str, kind: str):
    assert key_kind(key) == kind


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("diplomacy.trst", "diplomacy.trst: unknown key; did you mean 'trust'?"),
        ("rule", "rule: unknown key; did you mean 'rules'?"),
        ("trust", "trust: unknown key; did you mean 'diplomacy.trust' or 'rules.trust'? allowed: "),
        ("diplomcy.trust", "diplomcy.trust: unknown key; did you mean 'diplomacy.trust' or 'rules.trust'?"),
        ("name", "name: unknown key; did you mean 'scenario.name'?"),
        ("learnng", "learnng: unknown key; did you mean 'rules.learning'?"),
        ("sampling.n", "sampling.n: unknown key"),
    ],
)
def test_an_unknown_swept_key_is_refused_with_the_nearest_name(key: str, expected: str):
    with pytest.raises(ConfigError) as error:
        key_kind(key)
    assert str(error.value).startswith(expected)
