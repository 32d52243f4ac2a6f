"""The factors of a sweep, named on the command line, in a table or by a pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from fnmatch import fnmatchcase

from standoff.config.apply import moved_by, reported
from standoff.config.complaints import key_kind
from standoff.config.expand import Varied
from standoff.config.levers import LEVERS, RULES, setter_of, title_of
from standoff.config.limits import refuse_values
from standoff.config.sweep_settings import SweepSettings
from standoff.design.factors import Factor, FactorKind
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario, is_path, quantities
from standoff.scenario.names import nearest
from standoff.scenario.parameters import Parameter, load_parameters
from standoff.scenario.paths import path_fault
from standoff.scenario.quantity import Quantity

__all__ = [
    "can_be_chosen",
    "drawn_factors",
    "drawn_uncertainties",
    "listed_factor",
    "plain_values",
    "role_and_unit",
    "swept_factors",
    "uncertainties",
]

GROUPS = ("diplomacy", "escalation", "beliefs", "rules", "injects")
"""Groups that can be swept; the points of a sweep share the scenario, the lengths of time and the seed."""

WORLD = ("rules", "injects", "beliefs")
"""Groups that belong to the state of the world and are not part of a package."""


def swept_factors(swept: Mapping[str, Varied], scenario: Scenario) -> list[Factor]:
    """Make factors of the keys swept by name, and check their values.

    Raises
    ------
    ConfigError
        If a key cannot be swept or a value is out of range.
    """
    return [
        _checked(Factor(key, *role_and_unit(key, scenario), low=sweep.low, high=sweep.high))
        if sweep.is_interval
        else listed_factor(key, sweep.values, scenario)
        for key, sweep in swept.items()
    ]


def listed_factor(key: str, values: Iterable[object], scenario: Scenario) -> Factor:
    """Make a factor of listed values; repeated values count once.

    Raises
    ------
    ConfigError
        If the key cannot be swept, or a value has the wrong type or is out of range.
    """
    role, unit = role_and_unit(key, scenario)
    kept = dict.fromkeys(_plain(key, role, value) for value in values)
    return _checked(Factor(key, role, unit, tuple(kept)))


def drawn_factors(
    settings: SweepSettings, scenario: Scenario, taken: Sequence[Factor], kept: Collection[str] = ()
) -> list[Factor]:
    """Make factors of the levers and uncertainties that a design draws from their plausible ranges.

    Factors that are already swept by name are left out, and so are levers that would override them. So are
    uncertainties set by a lever of the design or of the settings, which would have no effect, and the names
    in `kept`, which a swept option sets.

    Raises
    ------
    ConfigError
        If a pattern matches nothing.
    """
    names = {factor.name for factor in taken}.union(kept)
    levers = []
    for name in _matching("design.levers", settings.design.levers, list(LEVERS)):
        span = _span(reported(scenario, LEVERS[name]).values())
        if span is not None and names.isdisjoint([name, *moved_by(scenario, name)]):
            levers.append(_drawn(name, FactorKind.LEVER, LEVERS[name].unit, span))
    set_levers = [
        *settings.levers,
        *(name for name in names if name in LEVERS),
        *(lever.name for lever in levers),
    ]
    fixed = names.union(*(moved_by(scenario, name) for name in set_levers))
    return levers + drawn_uncertainties(settings.design.uncertainties, fixed, scenario)


def drawn_uncertainties(patterns: Sequence[str], fixed: Set[str], scenario: Scenario) -> list[Factor]:
    """Make factors of the uncertainties that match patterns, over their plausible ranges.

    Parameters
    ----------
    patterns : sequence of str
        Patterns of names to draw.
    fixed : set of str
        Names that are set elsewhere, and left out.
    scenario : Scenario
        The scenario of the quantities.

    Raises
    ------
    ConfigError
        If a pattern matches nothing.
    """
    known = uncertainties(scenario)
    factors = []
    for name in _matching("design.uncertainties", patterns, list(known)):
        low, high = known[name].low, known[name].high
        if name not in fixed and low < high:
            factors.append(_drawn(name, FactorKind.UNCERTAINTY, known[name].unit, (low, high)))
    return factors


def _drawn(name: str, role: FactorKind, unit: str, span: tuple[float, float]) -> Factor:
    return Factor(name, role, unit, low=span[0], high=span[1], setter=setter_of(name), title=title_of(name))


def can_be_chosen(factor: Factor) -> bool:
    """Tell whether a factor can be part of a package: a lever or a preset of levers."""
    return factor.role != FactorKind.UNCERTAINTY and factor.name not in WORLD


def plain_values(factor: Factor, values: Iterable[object]) -> list[float | str]:
    """Convert values of a factor to its numbers or words; keep repeated values.

    Raises
    ------
    ConfigError
        If a value has the wrong type.
    """
    return [_plain(factor.name, factor.role, value) for value in values]


def _plain(key: str, role: FactorKind, value: object) -> float | str:
    if role == FactorKind.CHOICE:
        return "null" if value is None else str(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigError(f"{key} = {'null' if value is None else value}: a number is expected")
    try:
        return float(value)
    except OverflowError as error:
        raise ConfigError(f"{key}: a number is too large; give one below 1e308") from error


def role_and_unit(key: str, scenario: Scenario) -> tuple[FactorKind, str]:
    """Give the role and the unit of a factor by its key.

    Raises
    ------
    ConfigError
        If there is no such key, or it cannot be swept.
    """
    known = uncertainties(scenario)
    if key in known:
        return FactorKind.UNCERTAINTY, known[key].unit
    if is_path(key):
        raise ConfigError(f"{key}: {path_fault(scenario.documents.tree, key, number=True)}")
    kind = key_kind(key, SweepSettings)
    if kind == "lever":
        return FactorKind.LEVER, LEVERS[key].unit
    if kind == "group" and key in GROUPS:
        return FactorKind.CHOICE, ""
    raise ConfigError(
        f"{key}: cannot be swept, since all points share it; sweep levers, rules.*, quantities of the "
        f"scenario or the groups {', '.join(GROUPS)}"
    )


def _checked(factor: Factor) -> Factor:
    """Refuse values that a lever or rule parameter does not allow, and note who can set the factor."""
    ends = (*factor.values, factor.low, factor.high)
    refuse_values(factor.name, [value for value in ends if isinstance(value, float | int)])
    return replace(factor, setter=setter_of(factor.name), title=title_of(factor.name))


def uncertainties(scenario: Scenario) -> dict[str, Parameter | Quantity]:
    """Give all uncertainties by path: rule parameters, then quantities of the scenario."""
    rules = {f"{RULES}.{name}": parameter for name, parameter in load_parameters().items()}
    return {**rules, **dict(quantities(scenario))}


def _span(numbers: Iterable[Parameter | Quantity]) -> tuple[float, float] | None:
    """Give the widest plausible range; None if there is none, or only one value."""
    ranges = [(number.low, number.high) for number in numbers]
    if not ranges:
        return None
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    return (low, high) if low < high else None


def _matching(key: str, patterns: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Give the names that match a pattern, in their order."""
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in names):
            raise ConfigError(f"{key}: nothing is called {pattern}; {nearest(pattern, names)}")
    return (name for name in names if any(fnmatchcase(name, pattern) for pattern in patterns))
