"""Checks that the numbers and facts of a scenario matter.

Rule       a quantity or a parameter of the rules is set to either end of its range, a fact is removed; it is
           decorative if no run differs in its outcome or course. Runs are added until one differs
Assumes    one change at a time, all else as reported: what matters only together with something else is
           missed
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from standoff.checks.check import Check, Finding, Verdict, listed, worst
from standoff.checks.same import differing
from standoff.checks.trial import SEED, CheckedScenario, first_of
from standoff.config.setup import Stages
from standoff.drivers.ensemble import blocks, play_block
from standoff.drivers.executors import in_order, open_executor
from standoff.drivers.stage import Stage
from standoff.errors import SimError
from standoff.scenario.content import quantities
from standoff.scenario.facts import without_fact
from standoff.scenario.parameters import load_parameters

__all__ = ["facts_matter", "n_screened", "n_searched", "numbers_matter"]

FEW: Final = 32
"""Number of runs with which each search begins, enough for most of what matters."""
PART: Final = 8
"""A search ends with the runs of a setting divided by this number, but not before ``FEW``."""


@dataclass(frozen=True)
class Perturbation:
    """A change to the scenario: its name, and a function that sets the stage for each variant of it."""

    name: str
    stages: tuple[Callable[[], Stage], ...]


@dataclass(frozen=True)
class Screened:
    """The effect of a change: runs until one differs in its course, or all; reason if it was refused."""

    name: str
    n: int
    moves: bool
    moves_payoff: bool = False
    refused: str = ""


def n_screened(trial: CheckedScenario) -> int:
    """Give the number of runs of a search that finds no effect."""
    return max(FEW, trial.n // PART)


def n_searched(trial: CheckedScenario) -> int:
    """Give the number of runs of all searches if they find no effect."""
    changes = [*_quantities(trial), *_parameters(trial), *_facts(trial)]
    return n_screened(trial) * sum(len(change.stages) for change in changes)


def numbers_matter(trial: CheckedScenario) -> Check:
    """Check that each quantity and each parameter of the rules matters within its range."""
    changes = [*_quantities(trial), *_parameters(trial)]
    results = _screen(trial, changes)
    silent = [result for result in results if not result.moves and not result.refused]
    null = [result.name for result in silent if not result.moves_payoff]
    valued = [result.name for result in silent if result.moves_payoff]
    refused = [result.name for result in results if result.refused]
    n = n_screened(trial)
    n_moving = len(results) - len(silent) - len(refused)
    words = f"{n_moving} of {len(results)} numbers with a range change at least one run."
    if null:
        words += f" Decorative (no effect in {n:,} runs at either end): {listed(null)}."
    if valued:
        words += f" Effect on payoffs only: {listed(valued)}."
    if refused:
        words += f" Not valid if changed alone: {listed(refused)}."
    findings = tuple(_finding(result, Verdict.NOTE) for result in results if not result.moves)
    verdict = Verdict.FAIL if len(silent) == len(results) else Verdict.NOTE if findings else Verdict.PASS
    return Check("numbers", "Does every number matter?", verdict, words, findings)


def facts_matter(trial: CheckedScenario) -> Check:
    """Check that each fact matters or is declared decorative."""
    question = "Does every fact matter, unless declared decorative?"
    facts = trial.scenario.facts
    declared = [name for name, fact in facts.items() if fact.decorative]
    results = _screen(trial, list(_facts(trial)))
    if not results:
        return Check(
            "facts", question, Verdict.NOTE, "The scenario lists no facts that should have an effect."
        )
    null = [result.name for result in results if not result.moves]
    words = f"{len(results) - len(null)} of {len(results)} facts change at least one run when removed."
    if null:
        words += f" No effect, although not declared decorative: {listed(null)}."
    if declared:
        words += f" Declared decorative: {listed(declared)}."
    findings = tuple(_finding(result, Verdict.PASS if result.moves else Verdict.FAIL) for result in results)
    return Check("facts", question, worst(findings), words, findings)


def _finding(result: Screened, verdict: Verdict) -> Finding:
    of = "1 where a run differs"
    if result.moves_payoff and not result.moves:
        of += " by more than payoffs"
    return Finding(result.name, result.refused or of, verdict, float(result.moves), result.n)


def _quantities(trial: CheckedScenario) -> Iterator[Perturbation]:
    for path, number in quantities(trial.scenario):
        ends = [end for end in (number.low, number.high) if end != number.value]
        if ends:
            yield Perturbation(path, tuple(_with_quantity(trial, path, end) for end in ends))


def _with_quantity(trial: CheckedScenario, path: str, end: float) -> Callable[[], Stage]:
    return lambda: Stages(trial.scenario).stage({}, {}, {path: end})


def _parameters(trial: CheckedScenario) -> Iterator[Perturbation]:
    for name, number in load_parameters().items():
        ends = [end for end in (number.low, number.high) if end != number.value]
        if ends:
            yield Perturbation(f"rules.{name}", tuple(_with_parameter(trial, name, end) for end in ends))


def _with_parameter(trial: CheckedScenario, name: str, end: float) -> Callable[[], Stage]:
    return lambda: Stages(trial.scenario).stage({}, {name: end})


def _facts(trial: CheckedScenario) -> Iterator[Perturbation]:
    for name, fact in trial.scenario.facts.items():
        if not fact.decorative:
            yield Perturbation(name, (_without(trial, name),))


def _without(trial: CheckedScenario, name: str) -> Callable[[], Stage]:
    return lambda: Stages(without_fact(trial.scenario, name)).stage({}, {})


def _screen(trial: CheckedScenario, changes: Sequence[Perturbation]) -> list[Screened]:
    """Search for the effect of each change on all cores."""
    _ = trial.reported, trial.conduct  # computed before the workers need them
    results = []
    with open_executor("threads") as executor:
        for change, future in in_order(executor, lambda change: _search(trial, change), changes):
            results.append(future.result())
            trial.advance(n_screened(trial) * len(change.stages))
    return results


def _search(trial: CheckedScenario, change: Perturbation) -> Screened:
    """Play a change with few runs, then with all, until a run differs."""
    moves_payoff = False
    try:
        stages = [make() for make in change.stages]
        for last in (FEW, n_screened(trial)):
            reported = first_of(trial.reported, last)
            for stage in stages:
                (block,) = blocks(stage, SEED, 0, last, size=last)
                changed = trial.read(play_block(block).rows)
                if differing(reported, changed, trial.conduct).any():
                    return Screened(change.name, last, True)
                moves_payoff |= bool(differing(reported, changed).any())
    except SimError as error:
        return Screened(change.name, 0, False, refused=str(error).splitlines()[-1].strip())
    return Screened(change.name, n_screened(trial), False, moves_payoff)
