from __future__ import annotations

import pytest

from standoff.design.crossed import crossed
from standoff.design.factorial import grid, table
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube
from standoff.errors import InputError

TRUST = Factor("trust", FactorKind.LEVER, "share", (0.0, 1.0))
DOORS = Factor("doors", FactorKind.CHOICE, "", ("open", "closed", "ajar"))
COST = Factor("cost", FactorKind.UNCERTAINTY, "utility", low=0.2, high=0.4)
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))


def test_every_package_meets_the_same_states():
    states = latin_hypercube([COST, RULES], 5, 1)
    made = crossed(grid([TRUST, DOORS]), states)
    assert made.n_points == 6 * 5
    for package in range(6):
        points = [made.point(point) for point in range(5 * package, 5 * package + 5)]
        assert len({(point["trust"], point["doors"]) for point in points}) == 1
        assert [(point["cost"], point["rules"]) for point in points] == [
            tuple(states.point(state).values()) for state in range(5)
        ]
    assert made.options == {"packages": "grid", "has_reported": False,
                            "states": {"kind": "latin_hypercube", "points": 5, "seed": 1}}  # fmt: skip


def test_the_state_as_reported_comes_before_those_that_were_drawn():
    made = crossed(grid([TRUST]), latin_hypercube([COST, RULES], 3, 1), {"cost": 0.25, "rules": "base"})
    assert made.n_points == 2 * 4
    assert made.options["has_reported"] is True
    for first in (0, 4):
        assert (made.point(first)["cost"], made.point(first)["rules"]) == (0.25, "base")


def test_a_package_that_is_listed_twice_is_refused():
    rows = table({"trust": [0.0, 1.0, 0.0]}, [TRUST])
    with pytest.raises(InputError, match=r"the package \(0\.0,\) is listed twice"):
        crossed(rows, latin_hypercube([COST], 2, 1))
