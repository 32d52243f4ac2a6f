"""Layout of the points of a sweep from its factors, with a limit on their number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from standoff.config.composer import Composer
from standoff.config.expand import Varied
from standoff.config.sweep_settings import DesignChoice, SweepSettings
from standoff.design.design import Design
from standoff.design.factorial import grid, grid_size, one_at_a_time
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube, sobol
from standoff.design.variance import morris, saltelli
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.scenario.injects import with_injects
from standoff.sweep.by_source import groups_by_source
from standoff.sweep.crossing import already_set, crossed_design
from standoff.sweep.factors import drawn_factors, swept_factors
from standoff.sweep.played_shares import with_played_shares
from standoff.sweep.reference import reference_of
from standoff.sweep.reported import baseline_value, varied_values
from standoff.sweep.study import Study, preset_of, presets_of
from standoff.sweep.written_points import Rows, refuse_too_many_points, written_design

__all__ = ["lay_out", "study_of"]

DRAWN: dict[str, Callable[[Sequence[Factor], DesignChoice, int], Design]] = {
    "latin_hypercube": lambda factors, choice, seed: latin_hypercube(factors, choice.points, seed),
    "sobol": lambda factors, choice, seed: sobol(factors, choice.points, seed),
    "morris": lambda factors, choice, seed: morris(factors, choice.trajectories, choice.grid_levels, seed),
}

WRITTEN = ("table", "zip")
"""Designs whose points are written one by one."""


def study_of(composer: Composer[SweepSettings], scenario: Scenario, rows: Rows | None = None) -> Study:
    """Lay out the sweep of a command line.

    Parameters
    ----------
    composer : Composer
        The command line.
    scenario : Scenario
        The scenario whose levers and quantities are varied.
    rows : Mapping, optional
        Values of the points by key, for ``design=table`` without a file.

    Raises
    ------
    InputError
        If it cannot be laid out, or its reference point does not exist.
    """
    settings = composer.base
    design = with_played_shares(_designed(composer, scenario, rows), scenario)
    horizon = scenario.crisis.horizon_days if settings.horizon_days is None else settings.horizon_days
    presets = presets_of(composer, design)
    reported = preset_of(composer, {})
    options_as_reported = {chosen for chosen, preset in presets.items() if preset == reported}
    reference, is_reported = reference_of(design, settings, scenario, options_as_reported)
    for preset in presets.values():
        with_injects(scenario, preset.injects, horizon)  # refuse faults now, not at the first point
    return Study(
        scenario=scenario,
        design=design,
        presets=presets,
        seed=settings.seed,
        replications=settings.replications,
        turn_days=settings.turn_days,
        horizon_days=float(horizon),
        reference=reference,
        record=settings.record,
        reported=reported,
        is_reference_reported=is_reported,
    )


def _designed(composer: Composer[SweepSettings], scenario: Scenario, rows: Rows | None) -> Design:
    """Lay out what is varied by name, and what is drawn besides.

    What the options of swept groups set is not drawn, except for designs whose points are written one by one.
    """
    settings = composer.base
    if settings.design.kind == "crossed":
        return crossed_design(composer, scenario)
    varied = varied_values(composer, scenario)
    named = () if settings.design.kind in WRITTEN else swept_factors(varied, scenario)
    choices = [factor for factor in named if factor.role == FactorKind.CHOICE]
    kept = already_set(composer, choices, scenario) if choices else ()
    return lay_out(varied, settings, scenario, kept, rows)


def lay_out(
    swept: Mapping[str, Varied],
    settings: SweepSettings,
    scenario: Scenario,
    kept: Collection[str] = (),
    rows: Rows | None = None,
) -> Design:
    """Lay out the points of a sweep.

    Parameters
    ----------
    swept : Mapping
        The factors swept by name, by key.
    settings : SweepSettings
        Settings that all points share.
    scenario : Scenario
        The scenario whose levers and quantities are varied.
    kept : collection of str
        Names that are not drawn, since a draw would undo what a swept option sets.
    rows : Mapping, optional
        Values of the points by key, for ``design=table`` without a file.

    Raises
    ------
    InputError
        If the design cannot be made of these factors, or has too many points.
    """
    choice = settings.design
    if choice.kind in WRITTEN:
        return written_design(choice, swept, scenario, rows)
    named = swept_factors(swept, scenario)
    factors = named + drawn_factors(settings, scenario, named, kept)
    if not factors:
        raise ConfigError(
            f"design={choice.kind}: there is nothing to vary; give values, as in "
            "'diplomacy.trust=0,0.5,1', or 'design.levers=[diplomacy.*]'"
        )
    groups = groups_by_source(factors, scenario) if choice.by == "source" else None
    refuse_too_many_points(_size(choice, factors, len(groups or factors)))
    if choice.kind == "grid":
        return grid(factors)
    if choice.kind == "one_at_a_time":
        base = {factor.name: baseline_value(factor, settings, scenario) for factor in factors}
        return one_at_a_time(factors, base)
    if choice.kind == "saltelli":
        return saltelli(factors, choice.points, settings.seed, groups)
    return DRAWN[choice.kind](factors, choice, settings.seed)


def _size(choice: DesignChoice, factors: Sequence[Factor], n_moved: int) -> int:
    """Count the points without laying them out; n_moved is the number of factors or groups of factors."""
    n = len(factors)
    drawn = {
        "latin_hypercube": choice.points,
        "sobol": choice.points,
        "saltelli": choice.points * (n_moved + 2),
        "morris": choice.trajectories * (n + 1),
        "one_at_a_time": 1 + sum(max(2, len(factor.values)) for factor in factors),
    }
    return drawn[choice.kind] if choice.kind in drawn else grid_size(factors)
