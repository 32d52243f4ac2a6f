"""Chance: equal to numpy's Philox, uniform, uncorrelated in every word, whatever else is drawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from standoff.chance import round_keys, slot_of, uniform

interpreted = getattr(uniform, "py_func", uniform)

seeds = st.integers(0, 2**128 - 1)
words = st.integers(0, 2**64 - 1).map(np.uint64)
draws = st.integers(1, 2**64 - 1).map(np.uint64)

name_lists = st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=3)

N_SAMPLES = 20_000
# Where the run of neighbours starts, and which word of the key they differ in.
WORDS = {"replication": (0, 5, 77, 1), "turn": (9, 0, 77, 1), "slot": (9, 5, 0, 1), "draw": (9, 5, 77, 1)}


def neighbours(word: str) -> np.ndarray:
    """Uniforms of (N_SAMPLES,) keys that count up in one word only."""
    keys = round_keys(20220208)
    position = list(WORDS).index(word)
    start = WORDS[word]
    names = np.tile(start, (N_SAMPLES, 1))
    names[:, position] += np.arange(N_SAMPLES)
    return np.array([uniform(keys, *name) for name in names])


@settings(deadline=None)
@given(seed=seeds, replication=words, turn=words, slot=words, draw=draws)
def test_a_uniform_equals_the_one_of_numpys_philox(seed, replication, turn, slot, draw):
    counter = np.array([int(draw) - 1, slot, turn, replication], dtype=np.uint64)
    expected = np.random.Generator(np.random.Philox(seed, counter=counter)).random()
    assert uniform(round_keys(seed), replication, turn, slot, draw) == expected


@settings(deadline=None)
@given(seed=seeds, replication=words, turn=words, slot=words, draw=draws)
def test_interpreted_and_compiled_uniforms_have_the_same_bits(seed, replication, turn, slot, draw):
    keys = round_keys(seed)
    assert interpreted(keys, replication, turn, slot, draw) == uniform(keys, replication, turn, slot, draw)


@pytest.mark.parametrize(
    ("word", "expected"),
    [(0, 0x16554D9ECA36314C), (2**64 - 1, 0x87B092C3013FE90B)],
)
def test_the_published_vectors_of_philox_are_reproduced(word, expected):
    """Known answers of the authors' Random123 library, for counter and key all zeros or all ones."""
    steps = (0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B)
    keys = np.array([(word + step * bump) % 2**64 for bump in range(10) for step in steps], dtype=np.uint64)
    counter = [np.uint64(word)] * 4
    assert uniform(keys, *counter) == interpreted(keys, *counter) == (expected >> 11) * 2.0**-53


def test_the_type_of_the_integers_does_not_matter():
    keys = round_keys(3)
    expected = uniform(keys, 1, 2, 3, 4)
    for kind in (int, np.int64, np.uint64, np.int32):
        assert uniform(keys, kind(1), kind(2), kind(3), kind(4)) == expected
        assert interpreted(keys, kind(1), kind(2), kind(3), kind(4)) == expected


@settings(deadline=None)
@given(seed=seeds, replication=words, turn=words, slot=words, draw=draws)
def test_a_uniform_lies_in_its_interval_and_is_a_python_float(seed, replication, turn, slot, draw):
    value = interpreted(round_keys(seed), replication, turn, slot, draw)
    assert type(value) is float
    assert 0.0 <= value < 1.0


@pytest.mark.parametrize("word", WORDS)
def test_neighbours_in_each_word_are_uniform(word):
    # The sample is fixed; a p-value below 1e-3 would be one bad luck in a thousand.
    assert stats.kstest(neighbours(word), "uniform").pvalue > 1e-3


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("lag", [1, 2, 16])
def test_neighbours_in_each_word_are_uncorrelated(word, lag):
    sample = neighbours(word)
    correlation = np.corrcoef(sample[:-lag], sample[lag:])[0, 1]
    assert abs(correlation) < 4 / np.sqrt(N_SAMPLES)  # four standard errors


def test_neighbouring_seeds_are_uncorrelated():
    sample = np.array([uniform(round_keys(seed), 0, 1, 2, 3) for seed in range(2_000)])
    assert stats.kstest(sample, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(sample[:-1], sample[1:])[0, 1]) < 4 / np.sqrt(sample.size)


def test_exchanging_two_words_gives_another_uniform():
    keys = round_keys(3)
    names = [(1, 2, 3, 4), (2, 1, 3, 4), (1, 3, 2, 4), (1, 2, 4, 3)]
    assert len({uniform(keys, *name) for name in names}) == 4


@settings(deadline=None)
@given(
    names=st.lists(st.text(min_size=1), min_size=2, max_size=6, unique=True),
    n_draws=st.integers(1, 5),
    seed=seeds,
)
def test_one_more_actor_or_draw_leaves_the_others_unchanged(names, n_draws, seed):
    keys = round_keys(seed)

    def table(actors, n_draws):
        return {
            (actor, turn, draw): uniform(keys, 8, turn, slot_of(actor), draw)
            for draw in range(n_draws, 0, -1)
            for actor in actors
            for turn in range(3)
        }

    small = table(names[1:], n_draws)
    large = table(names[::-1], n_draws + 1)
    assert small.items() <= large.items()


def test_slots_are_the_same_in_every_process():
    assert slot_of("blue") == 7909439691377065673
    assert slot_of("blue", "red") == 784556115746619300


@given(names=name_lists, others=name_lists)
def test_different_names_have_different_slots(names, others):
    assert (slot_of(*names) == slot_of(*others)) == (names == others)


def test_slots_fit_signed_and_unsigned_words():
    slots = [slot_of(f"actor {number}") for number in range(1000)]
    assert np.array(slots).dtype == np.int64
    assert np.array(slots, dtype=np.uint64).tolist() == slots
    assert len(set(slots)) == len(slots)
