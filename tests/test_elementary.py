"""Elementary functions: close to mpmath, the same bits interpreted and compiled, and nothing raised."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff import elementary
from standoff.elementary import exp, log, log_odds, logistic, power

SMALLEST, LARGEST = 2.0**-1022, 1.7976931348623157e308
SPECIAL = [0.0, 1.0, 0.5, 1 - 2**-53, 1 + 2**-52, 5e-324, SMALLEST, LARGEST, 1e-300]
SPECIAL += [708.0, 708.5, 709.0, 709.5, math.inf, math.nan]

any_float = st.floats() | st.sampled_from(SPECIAL + [-x for x in SPECIAL])
normals = st.floats(SMALLEST, LARGEST)


def interpreted(name: str):
    """The Python function behind a compiled one, its callees compiled or not."""
    function = getattr(elementary, name)
    return getattr(function, "py_func", function)


def bits(x: float) -> bytes:
    """Bits of a float; all nan are one, for IEEE 754 leaves their payload open."""
    return np.float64(math.nan if math.isnan(x) else x).tobytes()


def error_ulp(value: float, exact: mpmath.mpf) -> float:
    """Distance in units of the last place of the exact result."""
    with mpmath.workprec(200):
        return float(abs(mpmath.mpf(value) - exact) / mpmath.mpf(math.ulp(float(exact))))


def exact(function, *arguments: float) -> mpmath.mpf:
    """A function of mpmath at 200 bits."""
    with mpmath.workprec(200):
        return function(*(mpmath.mpf(argument) for argument in arguments))


def test_exp_is_within_one_and_a_half_ulp():
    rng = np.random.default_rng(1)
    sample = [*rng.uniform(-700, 700, 6_000), *rng.uniform(-1, 1, 3_000), *np.linspace(-700, 700, 1_401)]
    # Around odd multiples of ln(2)/2 the reduction changes over and its remainder is largest.
    sample += [(k + 0.5) * math.log(2) + nudge for k in range(-1000, 1000) for nudge in (-1e-13, 1e-13)]
    assert max(error_ulp(exp(x), exact(mpmath.exp, x)) for x in map(float, sample)) <= 1.5


@settings(deadline=None)
@given(x=st.floats(-700, 700))
def test_exp_is_within_one_and_a_half_ulp_for_any_argument(x):
    assert error_ulp(exp(x), exact(mpmath.exp, x)) <= 1.5


def test_log_is_within_one_and_a_half_ulp():
    rng = np.random.default_rng(2)
    sample = [*np.exp(rng.uniform(-708, 709, 5_000)), *rng.uniform(0.5, 2, 3_000)]
    sample += [*(1 + rng.normal(0, 1e-4, 2_000))]
    # Around sqrt(1/2) times a power of two the reduction changes over.
    sample += [math.sqrt(0.5) * 2.0**k * near for k in range(-1000, 1000) for near in (1 - 1e-15, 1 + 1e-15)]
    sample += [1 - 2.0**-k for k in range(2, 54)] + [1 + 2.0**-k for k in range(1, 53)]
    assert max(error_ulp(log(x), exact(mpmath.log, x)) for x in map(float, sample) if x != 1.0) <= 1.5


@settings(deadline=None)
@given(x=normals.filter(lambda x: x != 1.0))
def test_log_is_within_one_and_a_half_ulp_for_any_argument(x):
    assert error_ulp(log(x), exact(mpmath.log, x)) <= 1.5


@settings(deadline=None)
@given(x=st.floats(5e-324, SMALLEST))
def test_log_of_a_subnormal_number_is_as_exact(x):
    assert error_ulp(log(x), exact(mpmath.log, x)) <= 1.5


@settings(deadline=None)
@given(x=st.floats(1e-6, 1e6), y=st.floats(-20, 20))
def test_power_keeps_the_relative_error_that_it_states(x, y):
    expected = exact(mpmath.power, x, y)
    allowed = 3.2e-16 * (1 + abs(y * math.log(x)))
    with mpmath.workprec(200):
        assert abs(power(x, y) - expected) <= allowed * expected


@settings(deadline=None)
@given(x=st.floats(-700, 700))
def test_logistic_is_within_three_ulp_on_both_sides(x):
    # exp, the sum and the quotient each add about one.
    expected = exact(lambda z: 1 / (1 + mpmath.exp(-z)), x)
    assert error_ulp(logistic(x), expected) <= 3


@settings(deadline=None)
@given(x=st.floats(-700, 700))
def test_logistic_of_both_signs_adds_up_to_one(x):
    assert logistic(x) + logistic(-x) == pytest.approx(1.0, abs=3e-16, rel=0)


@settings(deadline=None)
@given(p=st.floats(1e-300, 1 - 2**-53))
def test_log_odds_is_exact_to_the_rounding_of_its_quotient(p):
    expected = exact(lambda q: mpmath.log(q / (1 - q)), p)
    with mpmath.workprec(200):
        assert abs(log_odds(p) - expected) <= 4e-16 * (1 + abs(expected))


@settings(deadline=None)
@given(x=st.floats(-30, 30))
def test_log_odds_undoes_logistic(x):
    # Near p = 1 a rounding of p by 2^-53 moves the log odds by 2^-53/(1-p).
    assert log_odds(logistic(x)) == pytest.approx(x, rel=1e-15, abs=4e-16 * (1 + math.exp(x)))


@settings(deadline=None)
@given(first=st.floats(-720, 720), second=st.floats(-720, 720))
def test_exp_and_logistic_never_fall(first, second):
    # One last place of room: neighbouring arguments may round either way.
    low, high = sorted((first, second))
    assert exp(low) <= exp(high) * (1 + 2**-52)
    assert logistic(low) <= logistic(high) * (1 + 2**-51)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("exp", (0.0,), 1.0),
        ("exp", (-math.inf,), 0.0),
        ("exp", (-1e300,), 0.0),
        ("exp", (math.inf,), math.inf),
        ("exp", (710.0,), math.inf),
        ("exp", (math.nan,), math.nan),
        ("log", (1.0,), 0.0),
        ("log", (0.0,), -math.inf),
        ("log", (-0.0,), -math.inf),
        ("log", (-1.0,), math.nan),
        ("log", (-math.inf,), math.nan),
        ("log", (math.inf,), math.inf),
        ("log", (math.nan,), math.nan),
        ("power", (0.0, 0.0), 1.0),
        ("power", (0.0, 2.0), 0.0),
        ("power", (0.0, -2.0), math.inf),
        ("power", (1.0, 1e300), 1.0),
        ("power", (-1.0, 2.0), math.nan),
        ("power", (10.0, 400.0), math.inf),
        ("logistic", (0.0,), 0.5),
        ("logistic", (math.inf,), 1.0),
        ("logistic", (-math.inf,), 0.0),
        ("logistic", (math.nan,), math.nan),
        ("log_odds", (0.5,), 0.0),
        ("log_odds", (0.0,), -math.inf),
        ("log_odds", (1.0,), math.inf),
        ("log_odds", (1.5,), math.nan),
        ("log_odds", (-0.5,), math.nan),
    ],
)
def test_limits_are_values_and_not_exceptions(name, arguments, expected):
    for function in (getattr(elementary, name), interpreted(name)):
        assert bits(function(*arguments)) == bits(expected)
        assert bits(function(*map(np.float64, arguments))) == bits(expected)


@pytest.mark.parametrize("name", ["exp", "log", "logistic", "log_odds"])
@settings(deadline=None, max_examples=300)
@given(x=any_float | st.floats(-40, 40) | st.floats(0, 1))
def test_interpreted_and_compiled_functions_have_the_same_bits(name, x):
    for argument in (x, np.float64(x)):
        assert bits(interpreted(name)(argument)) == bits(getattr(elementary, name)(argument))


@settings(deadline=None, max_examples=300)
@given(x=any_float | st.floats(0, 100), y=any_float | st.floats(-5, 5))
def test_interpreted_and_compiled_powers_have_the_same_bits(x, y):
    for arguments in ((x, y), (np.float64(x), np.float64(y))):
        assert bits(interpreted("power")(*arguments)) == bits(power(*arguments))
