"""Command lines with settings as people write and mistype them, as far as they are checked before playing."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from pathlib import Path

from standoff.config.composer import Composer
from standoff.config.expand import expand
from standoff.config.flags import read_flags
from standoff.config.levers import LEVERS
from standoff.config.options import COMMANDS, described
from standoff.config.overrides import parse_overrides
from standoff.config.settings import Settings, leaves, records
from standoff.config.spelling import joined, respelt
from standoff.errors import InputError
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.load import load_scenario
from standoff.sweep.factors import swept_factors
from standoff.sweep.reported import varied_values
from tests.fuzz.files import FRAGMENTS

COMPOSED = 0.1
"""Share of the command lines that can be read which Hydra composes, which takes a hundred times as long."""

CONFIGS = {"run": "config", "sweep": "sweep", "search": "search"}
FLAGS = (
    "--multirun",
    "-m",
    "--replications",
    "--out",
    "--seed=3",
    "--no-figures",
    "--format",
    "--foo",
    "-x",
    "--",
    "=",
)
OF_HYDRA = ("hydra.run.dir", "hydra/launcher", "hydra.searchpath", "hydra.mode", "hydra.job.name", "hydra")
NUMBERS = (
    "0",
    "1",
    "0.5",
    "-1",
    "1e3",
    ".5",
    "007",
    "1_000",
    "0,5",
    "50%",
    "nan",
    "inf",
    "9" * 400,
    "1e999",
    "−1",
)
TEXTS = (
    "open",
    "a b",
    "résultats",
    "~/r",
    "run#1",
    "2022-02-08",
    "1.10",
    "it's",
    '"a, b"',
    "null",
    "true",
    "???",
    "",
)
CALLS = (
    "range({},{},{})",
    "interval({},{})",
    "choice({},{})",
    "sort({},{})",
    "shuffle({},{})",
    "tag({},{})",
    "int({})",
)
CALLS += (
    "glob({})",
    "str({})",
    "float(interval({},{}))",
    "int(interval({},{}))",
    "sort(range({},{},{}))",
    "f({})",
)
SHAPES = (
    "[{},{}]",
    "{{a: {}}}",
    "{},{}",
    "{}, {}, {}",
    "[{{a: {}}}]",
    "[[{}]]",
    "{},",
    "[{}",
    "'{}",
    "${{{}}}",
    "({},{})",
)
FOREIGN = (
    "LexerNoViable",
    "EOF",
    "hydra.cc",
    "usage:",
    "full_key",
    "OmegaConf",
    "object_type",
    "Traceback",
    "NoneType",
)
"""What no message holds: words of the libraries below."""


@functools.cache
def scenario() -> Scenario:
    """Load the scenario whose quantities are varied."""
    return load_scenario("sarn_2031")


@functools.cache
def keys_of(schema: type[Settings]) -> tuple[str, ...]:
    """List the keys of a command, and paths into the scenario."""
    paths = [path for path, _ in quantities(scenario())]
    return (*leaves(schema), *records(schema), "experiment", *LEVERS, *OF_HYDRA, *paths[:200], "injects")


def value(chance: random.Random, depth: int = 0) -> str:
    """Make a value, or something like one."""
    kind = chance.random()
    if kind < 0.3 or depth > 2:
        return chance.choice(NUMBERS)
    if kind < 0.5:
        return chance.choice(TEXTS)
    if kind < 0.55:
        return chance.choice([*described("experiment"), *described("diplomacy"), "opne", "baselin"])
    shape = chance.choice(CALLS if kind < 0.8 else SHAPES)
    return shape.format(*(value(chance, depth + 1) for _ in range(4)))


def slipped(chance: random.Random, text: str) -> str:
    """Change a text as slips do: characters are left out, doubled, swapped, or something is put in."""
    place = chance.randrange(len(text) + 1)
    change: Callable[[str, str], str] = chance.choice(
        [
            lambda start, end: start + end[1:],
            lambda start, end: start + end[:1] + end,
            lambda start, end: start[:-1] + end[:1] + start[-1:] + end[1:],
            lambda start, end: start + chance.choice(FRAGMENTS)[:50] + end,
            lambda start, end: f"{start} {end}",
        ]
    )
    return change(text[:place], text[place:])


def sound(chance: random.Random) -> str:
    """Make a setting that is mostly in order."""
    if chance.random() < 0.4:
        group = chance.choice(("diplomacy", "escalation", "rules", "experiment"))
        return f"{group}={','.join(chance.sample([*described(group)], chance.choice((1, 1, 2))))}"
    numbers = [f"{chance.random():.3g}" for _ in range(chance.choice((1, 1, 2, 3)))]
    shape = chance.choice(("{}", "{}", "choice({})", "interval(0,{})", "[{}]", "null,{}"))
    return f"{chance.choice([*LEVERS])}={shape.format(','.join(numbers))}"


def word(chance: random.Random, schema: type[Settings]) -> str:
    """Make a word of a command line."""
    if chance.random() < 0.1:
        return chance.choice(FLAGS)
    if chance.random() < 0.5:
        return sound(chance)
    sign = chance.choice(["=", "=", "=", "=", "=", " = ", "", "=="])
    prefix = chance.choice(["", "", "", "", "", "", "+", "++", "~", "--"])
    made = f"{prefix}{chance.choice(keys_of(schema))}{sign}{value(chance)}"
    while chance.random() < 0.4:
        made = slipped(chance, made)
    return made


def attempt(chance: random.Random, folder: Path) -> str:
    """Read a command line, and compose some of those that can be read."""
    command = chance.choice([*COMMANDS])
    schema = COMMANDS[command]
    given = [word(chance, schema) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    try:
        words, _ = respelt(joined([each for each in given if "\0" not in each]), schema)
        flags = read_flags(["scenario=sarn_2031", *words], f"standoff {command}", schema)
        expand(parse_overrides(flags.overrides, schema), schema)
        if chance.random() > COMPOSED:
            return "read"
        composer = Composer(flags, CONFIGS[command], schema)
        composer.settings({}) if schema.takes_quantities or composer.is_multirun else composer.single()
        if schema.takes_quantities:
            swept_factors(varied_values(composer, scenario()), scenario())
    except InputError as error:
        message = str(error)
        assert message.strip()
        assert not [part for part in FOREIGN if part in message], message
        return "refused"
    return "composed"
