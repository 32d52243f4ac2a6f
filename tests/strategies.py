"""Generators of what the rules take: shares, distributions, policies, utilities, bargaining problems."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from standoff.arrays import Numbers
from standoff.state.tables import N_TYPES
from tests.rules.bargaining import Problem

shares = st.floats(0.0, 1.0)
inner_shares = st.floats(0.01, 0.99)
# Multiples of a twentieth: gains that should be 0 are 0 up to rounding, and nothing is nearly a tie.
twentieths = st.integers(0, 20).map(lambda n: n / 20)
utilities = st.floats(-2.0, 2.0)


def distributions(size: int) -> st.SearchStrategy[Numbers]:
    """Distributions over (size,) cases, each case with a chance of at least about 1 %."""
    weights = st.lists(st.floats(0.05, 1.0), min_size=size, max_size=size)
    return weights.map(lambda values: np.array(values) / np.sum(values))


def policies(n_acts: int) -> st.SearchStrategy[Numbers]:
    """Policies (n_types, n_acts): a distribution over acts for each type."""
    rows = st.lists(distributions(n_acts), min_size=N_TYPES, max_size=N_TYPES)
    return rows.map(np.array)


def arrays(values: st.SearchStrategy[float], size: int) -> st.SearchStrategy[Numbers]:
    """Arrays (size,) of values."""
    return st.lists(values, min_size=size, max_size=size).map(np.array)


@st.composite
def problems(draw: st.DrawFn, n_actors: int | None = None) -> Problem:
    """Bargaining problems of two or three parties over one to three issues."""
    n = n_actors or draw(st.integers(2, 3))
    k = draw(st.integers(1, 3))

    def rows(values: st.SearchStrategy[float]) -> Numbers:
        return draw(arrays(values, n * k)).reshape(n, k)

    weights = rows(st.integers(1, 5).map(float))
    edges = np.sort(np.stack([rows(twentieths), rows(twentieths)]), axis=0)
    return Problem(
        ideal=rows(twentieths),
        salience=weights / weights.sum(axis=1, keepdims=True),
        low=edges[0],
        high=edges[1],
        control=rows(twentieths),
        status_quo=draw(arrays(twentieths, k)),
        flexibility=draw(arrays(twentieths, n)),
        offer=draw(arrays(twentieths, n)),
        going_on=draw(arrays(twentieths, n)),
        delay_cost=draw(arrays(st.sampled_from([0.005, 0.01, 0.02]), n)),
    )
