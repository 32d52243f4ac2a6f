from __future__ import annotations

import math
import random

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.config.expand import expand, override_text, swept
from standoff.errors import ConfigError


def values(override: str) -> tuple[object, ...]:
    (sweep,) = swept([override])[1].values()
    return sweep.values


def test_swept_and_fixed_overrides_are_told_apart_and_the_last_of_a_key_counts():
    fixed, sweeps = swept(
        ["seed=1,2", "diplomacy=open", "traced=1", "seed=3", "traced=4,5", "hydra.mode=RUN"]
    )
    assert fixed == ["seed=3", "diplomacy=open"]
    assert {key: sweep.values for key, sweep in sweeps.items()} == {"traced": (4, 5)}


def test_keys_keep_their_first_place_on_the_command_line():
    assert list(expand(["seed=1,2", "diplomacy=open", "traced=1", "seed=3"])) == [
        "seed",
        "diplomacy",
        "traced",
    ]


@pytest.mark.parametrize(
    "override",
    [
        "seed=1,2,3",
        "diplomacy.trust=0.1,1e-3,null,nan,-0.0",
        "rules=choice(base,prospect)",
        "out='a,b',c/d,\"e f\",''",
        "figures=true,no,off",
        "figures=bool(0,1)",
        "seed=int(1.5,2.5)",
        "seed=range(3)",
        "seed=range(3,0,-1)",
        "diplomacy.trust=range(0,0.1,0.01)",
        "diplomacy.trust=range(0.3,-0.1,-0.1)",
        "seed=float(range(1,4))",
        "seed=sort(3,1,2)",
        "seed=sort(range(5,0,-2))",
        "seed=sort(1,3,2,reverse=true)",
        "seed=tag(a,choice(1,2))",
        "out=[1,x],{a:1,b:[2]}",
        "out=${seed},'x_${seed}'",
        "+diplomacy.hope=1,2",
        "~rules.learning=1,2",
        "rules@other=base,prospect",
        "~seed",
        "seed=4",
        "out='x y'",
    ],
)
def test_each_value_has_the_override_that_hydra_gives_it(override: str):
    (parsed,) = OverridesParser.create().parse_overrides([override])
    is_swept = parsed.is_sweep_override()
    values = parsed.sweep_string_iterator() if is_swept else [parsed.get_value_element_as_str()]
    expected = [f"{parsed.get_key_element()}={value}" for value in values]
    (found,) = expand([override]).values()
    assert ([found] if isinstance(found, str) else list(found.overrides)) == expected


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("seed=1,2.5,null,true,x,'3'", (1, 2.5, None, True, "x", "3")),
        ("rules=[base,prospect],{learning:0}", ("[base,prospect]", "{learning:0}")),
        ("seed=range(2,8,3)", (2, 5)),
        ("diplomacy.trust=range(0,0.1,0.03)", (0.0, 0.03, 0.06, 0.09)),
    ],
)
def test_values_are_typed_as_the_grammar_types_them(override: str, expected: tuple[object, ...]):
    found = values(override)
    assert found == expected
    assert [type(value) for value in found] == [type(value) for value in expected]


def test_a_range_of_fractions_adds_them_up_as_hydra_does():
    found = values("diplomacy.trust=range(0,0.1,0.01)")
    assert found[3] == 0.030000000000000002
    assert found[-1] == 0.1  # since the binary 0.01 is a little less than one hundredth of the binary 0.1


@given(
    start=st.floats(-10, 10).map(lambda number: round(number, 3)),
    step=st.floats(0.01, 2).map(lambda number: round(number, 2)),
    n=st.integers(1, 20),
    sign=st.sampled_from([1, -1]),
)
def test_the_values_of_a_range_are_hydras_to_the_last_bit(start: float, step: float, n: int, sign: int):
    line = f"seed=range({start},{start + sign * n * step},{sign * step})"
    (override,) = OverridesParser.create().parse_overrides([line])
    assert values(line) == tuple(override.sweep_iterator())


def test_a_shuffled_factor_keeps_its_values_and_their_overrides_together():
    random.seed(3)
    (sweep,) = swept(["seed=shuffle(range(0,50))"])[1].values()
    assert sweep.values != tuple(range(50))
    assert sorted(sweep.values) == list(range(50))
    assert sweep.overrides == tuple(f"seed={value}" for value in sweep.values)


def test_a_pattern_stands_for_the_options_of_its_group():
    assert values("rules=glob(*)")[:3] == ("base", "costly_retreat", "no_audience")
    assert values("rules=glob(no_*,exclude=no_l*)") == ("no_audience", "no_incidents")
    (sweep,) = swept(["rules=glob([b*,a*])"], lambda group: ["a", "b", group])[1].values()
    assert sweep.values == ("a", "b")


def test_an_interval_has_ends_and_no_values():
    (sweep,) = swept(["diplomacy.trust=interval(0,1)"])[1].values()
    assert (sweep.is_interval, sweep.low, sweep.high, sweep.values) == (True, 0.0, 1.0, ())
    (whole,) = swept(["seed=int(interval(1,5))"])[1].values()
    assert (type(whole.low), whole.low, whole.high) == (int, 1, 5)


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("seed=choice()", "empty choice is not legal"),
        ("seed=shuffle()", "seed=shuffle(): no values; give at least one"),
        ("seed=range(1,0)", "seed=range(1,0): no values; a range runs from start to just before stop"),
        ("seed=range(0,5,-1)", "seed=range(0,5,-1): no values"),
        ("seed=range(0,1,0)", "seed=range(0,1,0): a range with step 0 never ends; give another step"),
        ("seed=range(0,1,0.0)", "seed=range(0,1,0.0): a range with step 0 never ends"),
        ("seed=range(0,inf)", "seed=range(0,inf): start, stop and step of a range must be finite"),
        ("seed=range(0,5,nan)", "seed=range(0,5,nan): start, stop and step of a range must be finite"),
        ("seed=range(0,1000000000000)", "too many values; at most 1,000,000 are allowed; use a larger step"),
        ("seed=range(0,1,1e-300)", "too many values"),
        (f"seed=range(0,1{'0' * 400})", "too many values"),
        ("seed=shuffle(range(0,1000000000000))", "too many values"),
        ("seed=sort(range(1000000000000,0,-1))", "too many values"),
        ("seed=range(0,1000001)", "too many values"),
        ("seed=interval(1,1)", "seed=interval(1,1): not an interval; give two numbers"),
        ("seed=interval(0,inf)", "seed=interval(0,inf): not an interval; give two numbers"),
        (
            "rules=glob(x*)",
            "rules=glob(x*): matches no option of a group; options are base, costly_retreat, no_audience",
        ),
        ("seed=glob(*)", "seed=glob(*): matches no option of a group; there is no such group"),
        ("seed=[range(3)]", "seed=[range(3)]: a sweep inside a list, a mapping or another sweep"),
        ("seed={a:choice(1,2)},3", "a sweep inside a list, a mapping or another sweep"),
        ("seed=choice(choice(1,2),3)", "a sweep inside a list, a mapping or another sweep"),
        ("seed=sort(1,x)", "not supported between instances"),
        ("seed=some(1)", "Unknown function 'some'"),
        ("seed=1,", "Error parsing override 'seed=1,'"),
        ("hydra.run.dir=a,b", "hydra.run.dir=a,b: Hydra's own keys cannot be swept; give one value"),
        (
            "hydra/launcher=basic",
            "hydra/launcher=basic: the program plays all points itself",
        ),
    ],
)
def test_a_sweep_without_values_or_with_too_many_is_refused(override: str, expected: str):
    with pytest.raises(ConfigError) as error:
        swept([override])
    assert expected in str(error.value)


def test_a_factor_may_have_a_million_values():
    assert len(values("seed=range(0,1000000)")) == 1_000_000


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False)


@given(plain | st.text(st.characters(codec="ascii", exclude_categories=["Cc"]) | st.just("ü")))
def test_a_value_written_as_an_override_is_read_as_the_same_value(value: object):
    assume(not isinstance(value, str) or value[:1] not in ("[", "{"))  # these stand for lists and mappings
    line = f"seed={override_text(value)}"
    (override,) = OverridesParser.create().parse_overrides([line])
    assert override.value() == value
    assert type(override.value()) is type(value)


def test_not_a_number_can_be_written_and_so_can_lists_and_mappings():
    assert math.isnan(float(override_text(math.nan)))
    assert override_text("[a,1]") == "[a,1]"
    assert override_text("{learning:0.5}") == "{learning:0.5}"
