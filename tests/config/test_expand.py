from __future__ import annotations

import math
import random
from decimal import Decimal

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.config.expand import Varied, expand, swept
from standoff.config.overrides import override_text, parse_overrides
from standoff.config.settings import RunSettings
from standoff.errors import ConfigError


def expanded(*words: str) -> dict[str, str | Varied]:
    return expand(parse_overrides(words, RunSettings), RunSettings)


def values(override: str) -> tuple[object, ...]:
    (sweep,) = swept([override])[1].values()
    return sweep.values


def test_swept_and_fixed_overrides_are_separated_and_the_last_of_a_key_counts():
    fixed, sweeps = swept(
        ["seed=1,2", "diplomacy=open", "traced=1", "seed=3", "traced=4,5", "hydra.mode=RUN"]
    )
    assert fixed == ["seed=3", "diplomacy=open"]
    assert {key: sweep.values for key, sweep in sweeps.items()} == {"traced": (4, 5)}


def test_keys_keep_their_first_place_on_the_command_line():
    assert list(expanded("seed=1,2", "diplomacy=open", "traced=1", "seed=3")) == [
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
        "seed=float(range(1,4))",
        "seed=sort(3,1,2)",
        "seed=sort(1,3,2,reverse=true)",
        "out=[1,x],{a:1,b:[2]}",
        "~rules.learning=1,2",
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
    (varied,) = expanded(override).values()
    assert ([varied] if isinstance(varied, str) else list(varied.overrides)) == expected


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("seed=1,2.5,null,true,x,'3'", (1, 2.5, None, True, "x", "3")),
        ("rules=[base,prospect],{learning:0}", ("[base,prospect]", "{learning:0}")),
        ("seed=range(2,8,3)", (2, 5)),
        ("diplomacy.trust=range(0,0.1,0.03)", (0.0, 0.03, 0.06, 0.09)),
        ("seed=sort(range(5,0,-2))", (1, 3, 5)),
        ("diplomacy.trust=int(range(0,3,0.5))", (0, 0, 1, 1, 2, 2)),
        ("+seed=1,2", (1, 2)),
    ],
)
def test_values_are_typed_as_the_grammar_types_them(override: str, expected: tuple[object, ...]):
    typed = values(override)
    assert typed == expected
    assert [type(value) for value in typed] == [type(value) for value in expected]


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("range(0,0.1,0.01)", [0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09]),
        ("range(0.1,0.4,0.1)", [0.1, 0.2, 0.3]),
        ("range(0.7,0.8,0.1)", [0.7]),
        ("range(0.3,-0.1,-0.1)", [0.3, 0.2, 0.1, 0.0]),
        ("range(1e-3,4e-3,1e-3)", [0.001, 0.002, 0.003]),
    ],
)
def test_a_range_excludes_its_end_and_has_the_values_as_written(override: str, expected: list[float]):
    assert list(values(f"diplomacy.trust={override}")) == expected


@given(
    start=st.integers(-10_000, 10_000),
    step=st.integers(1, 2_000),
    n=st.integers(1, 20),
    sign=st.sampled_from([1, -1]),
    places=st.integers(0, 6),
)
def test_a_range_of_decimals_is_that_of_whole_numbers_with_a_point(
    start: int, step: int, n: int, sign: int, places: int
):
    def written(number: int) -> str:
        return str(Decimal(number).scaleb(-places))

    numbers = values(
        f"seed=range({written(start)},{written(start + sign * n * step)},{written(sign * step)})"
    )
    assert [float(value) for value in numbers] == [float(written(start + sign * k * step)) for k in range(n)]


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


def test_an_interval_of_whole_numbers_is_the_list_of_them():
    assert values("seed=int(interval(1,4))") == (1, 2, 3, 4)
    assert values("seed=int(interval(0.5,2.5))") == (0, 1, 2)
    with pytest.raises(ConfigError, match="too many values; at most 1,000,000 whole numbers"):
        values("seed=int(interval(0,1e9))")


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        (
            "seed=choice()",
            "seed=choice(): choice() does not take this; write choice(a,b,…); allowed range is",
        ),
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
        ("seed=sort(1,x)", "seed=sort(1,x): sort() does not take this; write sort(a,b,…)"),
        ("seed=some(1)", "seed=some(1): there is no function some(), "),
        ("seed=1,", "seed=1,: a value is missing beside a comma; allowed range is 0 to"),
        ("seed=tag(log,interval(1,9))", "tags have no meaning here; for a log scale list the values"),
        ("seed=tag(a,choice(1,2))", "tags have no meaning here"),
        (
            "hydra.mode=RUN,MULTIRUN",
            "hydra.mode=RUN,MULTIRUN: Hydra's own keys cannot be swept; give one value",
        ),
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


def test_nan_lists_and_mappings_can_be_written():
    assert math.isnan(float(override_text(math.nan)))
    assert override_text("[a,1]") == "[a,1]"
    assert override_text("{learning:0.5}") == "{learning:0.5}"
