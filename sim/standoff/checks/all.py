"""All checks, in the order of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from standoff.checks.check import Check, noted
from standoff.checks.decorative import facts_matter, n_searched, numbers_matter
from standoff.checks.dominance import dominated_is_never_favourite
from standoff.checks.levers import levers_do_something, signs_are_as_expected
from standoff.checks.mirror import equals_get_equal_chances
from standoff.checks.noise import N_RUNS, no_noise_one_outcome
from standoff.checks.order import KINDS, order_and_names_do_not_matter
from standoff.checks.scale import turn_length_matters_little, unit_of_utility_does_not_matter
from standoff.checks.switches import SWITCHES, off_is_off
from standoff.checks.trial import LONG, TRACED, CheckedScenario
from standoff.config.levers import LEVERS

__all__ = ["CHECKS", "n_runs", "run_checks"]

CHECKS: Final[tuple[Callable[[CheckedScenario], Check], ...]] = (
    levers_do_something,
    signs_are_as_expected,
    off_is_off,
    no_noise_one_outcome,
    equals_get_equal_chances,
    order_and_names_do_not_matter,
    turn_length_matters_little,
    unit_of_utility_does_not_matter,
    dominated_is_never_favourite,
    facts_matter,
    numbers_matter,
)


OF_THE_RULES: Final = frozenset(
    (
        off_is_off,
        no_noise_one_outcome,
        equals_get_equal_chances,
        order_and_names_do_not_matter,
        turn_length_matters_little,
        unit_of_utility_does_not_matter,
        dominated_is_never_favourite,
    )
)
"""Checks of what the rules do with any numbers: what they find is a note to the author of a scenario."""


def run_checks(trial: CheckedScenario) -> Iterator[Check]:
    """Run all checks of a scenario in order."""
    for check in CHECKS:
        yield noted(check(trial)) if check in OF_THE_RULES else check(trial)


def n_runs(trial: CheckedScenario) -> int:
    """Estimate the number of runs of all checks; searches that end early count in full."""
    long = 3 * LONG  # as reported, under other names, with turns of half a day
    short = 2 * len(LEVERS) + 2 + len(KINDS) + 1  # levers, the mirrored pair, orders, the unit of utility
    traced = len(SWITCHES) + 3  # switches, all on, ties, as reported
    return (long + short) * trial.n + traced * TRACED + 2 * N_RUNS + n_searched(trial)
