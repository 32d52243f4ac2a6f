"""The points of a sweep as packages by states of the world, and the choice among the packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from standoff.analysis.robust.choice import Package, Problem, RobustChoice, robust_choice
from standoff.analysis.robust.options import CRITERIA, CRITERION
from standoff.analysis.robust.runs import Replay
from standoff.arrays import Counts, Numbers
from standoff.design.design import Design
from standoff.design.factors import Factor
from standoff.errors import ArgumentError, ConfigError, ResultError
from standoff.statistics.goals import Goal, bound_of, goal_of
from standoff.statistics.response import Response
from standoff.statistics.surface import Surface
from standoff.sweep.factors import can_be_chosen

__all__ = ["Cross", "choose_robustly", "cross_of", "problem_of"]

PAYOFF = "payoff_"
"""Prefix of the measures that are the costs of a choice by default."""
FEWEST_STATES = 2


@dataclass(frozen=True, eq=False)
class Cross:
    """The points of a design, arranged by package and state.

    Parameters
    ----------
    packages : tuple of Mapping
        Value by factor, of the factors that can be chosen.
    points : ndarray (n_packages, n_states)
        Points in the sampled or listed states.
    reported : ndarray (n_packages,) or None
        Points in the state as reported, if the design has it.
    """

    packages: tuple[Package, ...]
    points: Counts
    reported: Counts | None


def cross_of(design: Design) -> Cross:
    """Arrange the points of a design by package and state.

    Levers and presets of levers make the packages; uncertainties, variants of the rules and injects make the
    states.

    Raises
    ------
    ResultError
        If there is only one package, no uncertainty, or if the packages were not played in the same states.
    """
    chosen = [factor for factor in design.factors if can_be_chosen(factor)]
    unknown = [factor for factor in design.factors if not can_be_chosen(factor)]
    remedy = "sweep packages and uncertainties with design=crossed"
    if not unknown:
        raise ResultError(f"the sweep varies no uncertainty, so there is one state of the world; {remedy}")
    package, first = _numbered(design, chosen)
    state, _ = _numbered(design, unknown)
    n_packages, n_states = len(first), int(state.max()) + 1
    if n_packages < 2:
        raise ResultError(f"the sweep has only one package, so there is nothing to choose from; {remedy}")
    points = np.full((n_packages, n_states), -1)
    points[package, state] = np.arange(design.n_points)
    if design.n_points != points.size or (points < 0).any():
        raise ResultError(
            f"the {n_packages} packages of the sweep were not all played in the same {n_states} states; "
            f"{remedy}"
        )
    packages = tuple({factor.name: design.point(point)[factor.name] for factor in chosen} for point in first)
    if design.options.get("has_reported"):
        return Cross(packages, points[:, 1:], points[:, 0])
    return Cross(packages, points, None)


def _numbered(design: Design, factors: Sequence[Factor]) -> tuple[Counts, list[int]]:
    """Number the distinct values of factors in the order of the points; give the first point of each."""
    numbers: dict[tuple[float | str, ...], int] = {}
    first = []
    columns = [design.columns[factor.name].tolist() for factor in factors]
    of_point = np.empty(design.n_points, np.int64)
    for point, row in enumerate(zip(*columns, strict=True) if columns else [()] * design.n_points):
        if row not in numbers:
            first.append(point)
        of_point[point] = numbers.setdefault(row, len(numbers))
    return of_point, first


def problem_of(
    surface: Surface,
    by: str,
    aims: Sequence[str] = (),
    costs: Sequence[str] = (),
    criterion: str = CRITERION,
) -> Problem:
    """Read a decision problem for the responses of a sweep.

    Parameters
    ----------
    surface : Surface
        The sweep.
    by : str
        The goal, see `standoff.statistics.goals.goal_of`.
    aims : sequence of str
        Aims, see `standoff.statistics.goals.bound_of`.
    costs : sequence of str
        Goals; by default the payoff of each actor.
    criterion : str
        One of ``CRITERIA``.

    Raises
    ------
    ConfigError
        If a goal, an aim, a cost or the criterion is not valid.
    """
    if criterion not in CRITERIA:
        raise ConfigError(f"criterion = {criterion}: must be one of {', '.join(CRITERIA)}")
    if criterion == "satisficing" and not aims:
        raise ArgumentError(
            "criterion = satisficing: needs an aim; give one or more, as in {aims}", aims=["any_war<=0.3"]
        )
    names = surface.names
    goal = goal_of(by, names)
    named = costs or [name for name in names if name.startswith(PAYOFF)]
    unique: dict[str, Goal] = {each.name: each for each in (goal_of(text, names) for text in named)}
    unique.pop(goal.name, None)
    return Problem(goal, tuple(bound_of(text, names) for text in aims), tuple(unique.values()), criterion)


def choose_robustly(surface: Surface, problem: Problem, replay: Replay = lambda _: None) -> RobustChoice:
    """Choose among the packages of a sweep.

    Parameters
    ----------
    surface : Surface
        Packages against states of the world.
    problem : Problem
        The decision problem.
    replay : callable
        Plays points again, to compare packages run by run; by default they are not played.

    Raises
    ------
    ResultError
        If it is no such sweep, or if all packages have values in too few states.
    """
    cross = cross_of(surface.design)
    names = dict.fromkeys(
        (problem.goal.name, *(aim.name for aim in problem.aims), *(of.name for of in problem.costs))
    )
    whole = {name: surface.response(name) for name in names}
    usable = np.ones(cross.points.shape[1], bool)
    for response in whole.values():
        usable &= np.isfinite(response.value[cross.points]).all(axis=0)
    if usable.sum() < FEWEST_STATES:
        raise ResultError(
            f"only {int(usable.sum())} of {len(usable)} states have {', '.join(names)} for all packages; "
            "choose other goals, or see failures.csv of the sweep"
        )
    points = cross.points[:, usable]
    reported = None if cross.reported is None else whole[problem.goal.name].value[cross.reported]
    if reported is not None and not np.isfinite(reported).all():
        reported = None
    responses = {name: _at(response, points) for name, response in whole.items()}

    def gaps(package: int, rival: int) -> Numbers | None:
        values = replay(points[[package, rival]].ravel())
        return None if values is None else np.subtract(*values.reshape(2, points.shape[1], -1))

    choice = robust_choice(cross.packages, problem, responses, reported, gaps)
    return replace(choice, n_left_out=int((~usable).sum()))


def _at(response: Response, points: Counts) -> Response:
    n, value, error = response.n[points], response.value[points], response.error[points]
    return replace(response, n=n, value=value, error=error)
