from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from standoff.statistics.pareto import front

LOSSES = arrays.arrays(
    float, st.tuples(st.integers(1, 25), st.integers(1, 4)), elements=st.integers(0, 5).map(float)
)


def dominates(one: np.ndarray, other: np.ndarray) -> bool:
    return bool((one <= other).all() and (one < other).any())


def test_a_front_by_hand():
    losses = np.array([[3.0, 3.0], [1.0, 5.0], [2.0, 2.0], [5.0, 1.0], [2.0, 2.0], [1.0, 6.0], [5.0, 1.5]])
    assert front(losses).tolist() == [False, True, True, True, True, False, False]


@given(LOSSES)
def test_nothing_dominates_the_front_and_something_of_it_dominates_everything_else(losses):
    kept = front(losses)
    for place, loss in enumerate(losses):
        rivals = losses if kept[place] else losses[kept]
        assert any(dominates(other, loss) for other in rivals) != kept[place]


@given(LOSSES, st.randoms())
def test_the_order_of_the_options_does_not_matter(losses, random):
    order = list(range(len(losses)))
    random.shuffle(order)
    assert front(losses[order]).tolist() == front(losses)[order].tolist()
