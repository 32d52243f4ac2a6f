"""Uniform random numbers as a pure function of seed, run, turn, actor and use.

Rule     u = first word of Philox 4x64-10(counter = (draw, slot, turn, replication), key) >> 11, times 2^-53
Reads    key from the seed; replication, turn, slot, draw, each a 64-bit word
Source   Salmon, Moraes, Dror & Shaw (2011), 'Parallel random numbers: as easy as 1, 2, 3'
Assumes  nothing about order: there is no stream and no state. A uniform depends on its five names only, so
         neither another actor or draw, nor the number of threads, nor the order of the runs changes it.

Equal to ``numpy.random.Generator(numpy.random.Philox(seed, counter=counter)).random()`` where `counter` is
the uint64 array of (draw - 1, slot, turn, replication): numpy counts up before it draws, so draws begin at 1.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from standoff.compiled import rule

__all__ = ["round_keys", "slot_of", "uniform"]

N_ROUNDS = 10
# What each round adds to the two words of the key: fractions of the golden ratio and the square root of 3.
KEY_STEPS = (0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B)

MULTIPLIER_0 = np.uint64(0xD2E7470EE14C6C93)
MULTIPLIER_1 = np.uint64(0xCA5A826395121157)
LOW_HALF = np.uint64(0xFFFFFFFF)
HALF_WORD = np.uint64(32)
TO_53_BITS = np.uint64(11)


def round_keys(seed: int) -> NDArray[np.uint64]:
    """Keys of all rounds, for `uniform`.

    Parameters
    ----------
    seed
        Seed of the ensemble, at least 0, of any size.

    Returns
    -------
    array, (20,)
        Both words of the key of each round, in the order of the rounds. They are added up here, in Python's
        unbounded integers, because interpreted numpy scalars warn where 64 bits wrap around.

    Examples
    --------
    >>> round_keys(1).shape
    (20,)
    """
    key = np.random.SeedSequence(seed).generate_state(2, np.uint64)
    words = [
        (int(word) + step * bumps) % 2**64
        for bumps in range(N_ROUNDS)
        for word, step in zip(key, KEY_STEPS, strict=True)
    ]
    return np.array(words, dtype=np.uint64)


def slot_of(*names: str) -> int:
    """Slot of an actor, or of several that share a draw: a stable hash of the names in their order.

    Parameters
    ----------
    names
        Names of actors. For an unordered pair the caller sorts them.

    Returns
    -------
    int
        0..2^63-1; the same in every process, version and machine. The 64th bit is left out, since numpy
        makes floats of a list, and numba refuses a Python integer, in which it is set.

    Examples
    --------
    >>> slot_of("blue") == slot_of("blue"), slot_of("blue", "red") == slot_of("red", "blue")
    (True, False)
    """
    # No name contains the null character, so it keeps ("ab", "c") and ("a", "bc") apart.
    digest = hashlib.blake2b("\0".join(names).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


@rule
def uniform(keys: NDArray[np.uint64], replication: int, turn: int, slot: int, draw: int) -> float:
    """Uniform number in [0, 1), a multiple of 2^-53.

    Parameters
    ----------
    keys
        (20,) from `round_keys`.
    replication, turn
        Which run, and when in it; at least 0. Python integers may go to 2^63-1, uint64 to 2^64-1.
    slot
        Who, from `slot_of`.
    draw
        What for; at least 1.

    Examples
    --------
    >>> uniform(round_keys(1), 0, 0, slot_of("blue"), 1)
    0.1442887549740811
    """
    # All words stay unsigned: one signed operand would turn them into floats.
    word_0 = np.uint64(draw)
    word_1 = np.uint64(slot)
    word_2 = np.uint64(turn)
    word_3 = np.uint64(replication)
    for position in range(0, 2 * N_ROUNDS, 2):
        high_0, low_0 = _product(MULTIPLIER_0, word_0)
        high_1, low_1 = _product(MULTIPLIER_1, word_2)
        word_0 = high_1 ^ word_1 ^ keys[position]
        word_1 = low_1
        word_2 = high_0 ^ word_3 ^ keys[position + 1]
        word_3 = low_0
    return float(word_0 >> TO_53_BITS) * 2.0**-53


@rule
def _product(a: np.uint64, b: np.uint64) -> tuple[np.uint64, np.uint64]:
    """High and low word of a 128-bit product, from products of halves, none of which exceeds 64 bits."""
    a_high, a_low = a >> HALF_WORD, a & LOW_HALF
    b_high, b_low = b >> HALF_WORD, b & LOW_HALF
    lowest = a_low * b_low
    first = a_low * b_high
    middle = (lowest >> HALF_WORD) + (first & LOW_HALF) + a_high * b_low
    high = a_high * b_high + (first >> HALF_WORD) + (middle >> HALF_WORD)
    return high, (middle << HALF_WORD) | (lowest & LOW_HALF)
