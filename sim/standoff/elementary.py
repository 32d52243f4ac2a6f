"""Elementary functions (exp, log and what follows from them) with the same bits on every machine.

The mathematics library differs between systems in its last bits, and a call to it keeps a loop over actions
from being vectorised. These functions use only +, -, *, / and the bits of a float, all of which IEEE 754
fixes: interpreted and compiled code agree in every bit.

Rule     exp: x = k ln 2 + r, |r| <= ln(2)/2; Taylor series of e^r to r^13; times 2^k
         log: x = 2^k m, m in [sqrt(1/2), sqrt(2)); log m = 2 artanh(s), s = (m-1)/(m+1), series to s^21
Source   Muller (2016), Elementary Functions, 3rd ed., ch. 5 and 11: reduction with ln 2 in two parts;
         Abramowitz & Stegun (1964), 4.1.27 and 4.2.1: the series
Assumes  errors of exp and log below 1.5 ulp, as tested; nothing is raised: 0, inf and nan go through
"""

import math

import numpy as np

from standoff.compiled import rule

__all__ = ["exp", "log", "log_odds", "logistic", "power"]

LOG2_E = 1.4426950408889634
# ln 2 in two parts: the first has 32 bits, so that its product with an exponent is exact.
LN2_HIGH = 0.6931471803691238
LN2_LOW = 1.9082149292705877e-10
# Adding 1.5 * 2**52 rounds to an integer, which then stands in the low bits of the sum.
ROUNDER = 6755399441055744.0
SMALLEST_NORMAL = 2.2250738585072014e-308
BITS_OF_SQRT_HALF = 0x3FE6A09E667F3BCD


@rule
def exp(x: float) -> float:
    """Exponential function.

    Below -708 the value is 0 and above 709 it is inf: all other values are normal numbers, and one
    multiplication scales them.

    Examples
    --------
    >>> exp(0.0), exp(-800.0), exp(800.0)
    (1.0, 0.0, inf)
    """
    # No branch: loops over exponentials can be vectorised. Outside the limits any value will do at first.
    inside = min(709.0, max(-708.0, float(x)))
    rounded = inside * LOG2_E + ROUNDER
    k = rounded - ROUNDER
    r = (inside - k * LN2_HIGH) - k * LN2_LOW
    # Pairs of terms (Estrin's scheme) keep the processor busier than Horner's chain.
    r2 = r * r
    r4 = r2 * r2
    low = (1 / 2 + r * (1 / 6)) + r2 * (1 / 24 + r * (1 / 120))
    middle = (1 / 720 + r * (1 / 5040)) + r2 * (1 / 40320 + r * (1 / 362880))
    high = (1 / 3628800 + r * (1 / 39916800)) + r2 * (1 / 479001600 + r * (1 / 6227020800))
    series = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)))
    # 2**k from its bits; the shift drops all of `rounded` but k.
    exponent = (np.float64(rounded).view(np.int64) + 1023) << 52
    value = series * float(np.int64(exponent).view(np.float64))
    value = 0.0 if x < -708.0 else value
    value = math.inf if x > 709.0 else value
    return value if x == x else math.nan


@rule
def log(x: float) -> float:
    """Natural logarithm; -inf at 0, nan below.

    Examples
    --------
    >>> log(1.0), log(2.0), log(0.0)
    (0.0, 0.6931471805599453, -inf)
    """
    # No branch, as in `exp`. Where the logarithm is no number, any value will do at first.
    x = float(x)
    size = abs(x)
    is_tiny = size < SMALLEST_NORMAL
    size = size * 18014398509481984.0 if is_tiny else size
    bits = np.float64(size).view(np.int64)
    whole = (bits - BITS_OF_SQRT_HALF) >> 52
    f = float(np.int64(bits - (whole << 52)).view(np.float64)) - 1.0
    k = float(whole) - (54.0 if is_tiny else 0.0)
    s = f / (2.0 + f)
    z = s * s
    high = 2 / 13 + z * (2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21))))
    series = z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9 + z * (2 / 11 + z * high)))))
    # 2 s = f - f^2/2 + s f^2/2: the leading term f is exact, and what is rounded is small beside it.
    half_square = 0.5 * f * f
    value = k * LN2_HIGH - ((half_square - (s * (half_square + series) + k * LN2_LOW)) - f)
    value = value if x < math.inf else x
    value = value if x > 0.0 else math.nan
    value = value if x != 0.0 else -math.inf
    return value if x == x else x


@rule
def power(x: float, y: float) -> float:
    """Power x**y of a base that is not negative, with a relative error below (1 + |y log x|) 3.2e-16.

    Parameters
    ----------
    x
        Base, at least 0; a negative one gives nan.
    y
        Finite exponent. ``power(0, 0)`` is 1, as in Python.

    Examples
    --------
    >>> power(1.0, 2.5), power(0.0, 2.5), power(0.0, 0.0)
    (1.0, 0.0, 1.0)
    """
    if y == 0.0:
        return 1.0
    return exp(float(y) * log(x))


@rule
def logistic(x: float) -> float:
    """Logistic function 1/(1 + exp(-x)), 0..1, without loss of digits on either side.

    Examples
    --------
    >>> logistic(0.0), logistic(-800.0), logistic(800.0)
    (0.5, 0.0, 1.0)
    """
    tail = exp(-abs(x))
    return (tail if x < 0.0 else 1.0) / (1.0 + tail)


@rule
def log_odds(p: float) -> float:
    """Log odds log(p/(1-p)) of a probability, the inverse of `logistic`; infinite at 0 and 1, nan outside.

    Examples
    --------
    >>> log_odds(0.5), log_odds(0.0), log_odds(1.0)
    (0.0, -inf, inf)
    """
    p = float(p)
    if p == 1.0:
        return math.inf
    return log(p / (1.0 - p))
