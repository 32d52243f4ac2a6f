"""The sentence that answers says what was counted, no more and no less."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.arrays import Counts
from standoff.statistics.headline import difference_words, frequency, headline
from standoff.statistics.paired import Difference
from standoff.statistics.summary import share_of
from standoff.vocabulary import Outcome


def outcomes(wars: int, n: int) -> Counts:
    """Outcomes of runs of which the first end in war."""
    return np.where(np.arange(n) < wars, Outcome.FULL_INVASION, Outcome.STANDOFF)


def test_a_reference_is_compared_run_by_run_over_the_runs_of_both() -> None:
    said = headline(outcomes(960, 2000), outcomes(580, 1000))
    assert said == (
        "War of any kind in 48 of 100 runs (46–50); as reported 58: 38 points more (35–41)."
    )  # all of the first 960 runs are wars, against 580


@pytest.mark.parametrize(
    ("count", "n", "words"),
    [
        (0, 2000, "0 of 100 runs (0–0.2)"),
        (1, 2000, "fewer than 1 of 100 runs (0–0.3)"),
        (1999, 2000, "more than 99 of 100 runs (99.7–100)"),
        (2000, 2000, "100 of 100 runs (99.8–100)"),
        (1, 1, "1 of 1 run (21–100 of 100)"),
        (50, 100, "50 of 100 runs (40–60)"),
    ],
)
def test_none_and_all_are_said_only_of_none_and_all(count: int, n: int, words: str) -> None:
    assert frequency(share_of(count, n)) == words


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((-0.11, -0.12, -0.09), "11 points fewer (9–12)"),
        ((0.01, 0.006, 0.014), "1 point more (1–1)"),
        ((0.03, 0.001, 0.06), "3.0 points more (0.1–6.0)"),
        ((0.001, -0.01, 0.012), "no difference to the point (1 fewer to 1 more)"),
        ((-0.03, -0.07, 0.0), "3 points fewer, which chance alone could explain (7 fewer to 0)"),
    ],
)
def test_a_difference_is_called_clear_only_if_its_interval_excludes_0(
    ends: tuple[float, float, float], words: str
) -> None:
    assert difference_words(Difference(500, *ends)) == words
