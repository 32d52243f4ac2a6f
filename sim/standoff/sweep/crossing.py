"""The crossed design of a command line: every package in the same states of the world.

Packages come from listed levers and presets, or from the rows of a table. States of the world come from
everything that cannot be chosen: uncertainties named by patterns, intervals, listed options of the rules and
of injects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from standoff.config.apply import moved_by
from standoff.config.composer import Composer
from standoff.config.levers import LEVERS, RULES
from standoff.config.search_settings import DrawChoice
from standoff.config.sweep_settings import DesignChoice, SweepSettings
from standoff.design.crossed import crossed
from standoff.design.design import Design
from standoff.design.factorial import grid, grid_size
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube, sobol
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.sweep.factors import can_be_chosen, drawn_uncertainties, swept_factors
from standoff.sweep.reported import baseline_value, varied_values
from standoff.sweep.written_points import refuse_too_many_points, table_design

__all__ = ["already_set", "crossed_design", "drawn_states"]

SAMPLERS = {"latin_hypercube": latin_hypercube, "sobol": sobol}


def crossed_design(composer: Composer[SweepSettings], scenario: Scenario) -> Design:
    """Lay out every package in the same states of the world.

    Parameters
    ----------
    composer : Composer
        The command line.
    scenario : Scenario
        Whose levers and quantities are varied.

    Raises
    ------
    InputError
        If there is no package or no uncertainty, or if they cannot be used.
    """
    settings = composer.base
    choice = settings.design
    if choice.levers:
        raise ConfigError(
            "design=crossed: design.levers draws levers, but packages must be listed; give values, as in "
            "'diplomacy.trust=0,0.5,1'"
        )
    named = [_as_uncertainty(factor) for factor in swept_factors(varied_values(composer, scenario), scenario)]
    listed = [factor for factor in named if can_be_chosen(factor)]
    states = [factor for factor in named if factor not in listed]
    packages = _from_table(choice.path, listed, scenario) if choice.path else None
    chosen = listed if packages is None else packages.factors
    if not chosen:
        raise ConfigError(
            "design=crossed: there are no packages; list values of levers or options of presets, as in "
            "diplomacy=reported,open, or give a table with design.path=<file>.csv"
        )
    fixed = already_set(composer, [*chosen, *named], scenario)
    states += drawn_uncertainties(choice.uncertainties, fixed, scenario)
    if not states:
        raise ConfigError(
            "design=crossed: there are no uncertainties to draw; name them, as in "
            "'design.uncertainties=[actors.*.costs.*,rules.*]', or give intervals"
        )
    n_packages = grid_size(listed) if packages is None else packages.n_points
    refuse_too_many_points(n_packages * (choice.points + 1))
    drawn = drawn_states(states, choice, settings.seed)
    return crossed(packages or grid(listed), drawn, _reported(states, settings, scenario))


def drawn_states(states: Sequence[Factor], choice: DesignChoice | DrawChoice, seed: int) -> Design:
    """Draw states of the world.

    Parameters
    ----------
    states : sequence of Factor
        Factors that cannot be chosen.
    choice : DesignChoice or DrawChoice
        Number of draws and method.
    seed : int
        At least 0.
    """
    return SAMPLERS[choice.sampling](states, choice.points, seed)


def already_set(composer: Composer[Any], factors: Iterable[Factor], scenario: Scenario) -> set[str]:
    """Name the uncertainties that are not drawn, because the command line or a factor sets them.

    Drawing them would have no effect where a lever sets the same number, and would undo a variant of the
    rules.

    Parameters
    ----------
    composer : Composer
        The command line.
    factors : iterable of Factor
        The factors varied by name.
    scenario : Scenario
        The scenario of the quantities.
    """
    kept = list(factors)
    options = [
        {factor.name: option}
        for factor in kept
        if factor.role == FactorKind.CHOICE
        for option in factor.values
    ]
    names = _with_targets([factor.name for factor in kept], scenario)
    for settings in (composer.base, *map(composer.settings, options)):
        names |= _with_targets(settings.levers, scenario) | {f"{RULES}.{name}" for name in settings.variant}
    return names


def _with_targets(names: Iterable[str], scenario: Scenario) -> set[str]:
    """Give names of factors together with everything that the levers among them set."""
    known = set(names)
    return known.union(*(moved_by(scenario, name) for name in known if name in LEVERS))


def _as_uncertainty(factor: Factor) -> Factor:
    """Treat an interval as an uncertainty, even of a lever."""
    return replace(factor, role=FactorKind.UNCERTAINTY) if factor.is_range else factor


def _from_table(path: str, listed: Sequence[Factor], scenario: Scenario) -> Design:
    if listed:
        raise ConfigError(
            f"design=crossed: {listed[0].name} is listed as well as the table {path}; put it into the table"
        )
    packages = table_design("table", path, scenario)
    for factor in packages.factors:
        if not can_be_chosen(factor):
            raise ConfigError(
                f"{path}: {factor.name} cannot be part of a package; remove it, and draw it with "
                f"'{factor.name}=interval(low,high)' or list its options"
            )
    return packages


def _reported(
    states: Sequence[Factor], settings: SweepSettings, scenario: Scenario
) -> Mapping[str, float | str] | None:
    """Give the reported state, with the first option of each group; None if actors with one role differ."""
    try:
        return {factor.name: factor.values[0] if factor.role == FactorKind.CHOICE
                else baseline_value(factor, settings, scenario) for factor in states}  # fmt: skip
    except ConfigError:
        return None
