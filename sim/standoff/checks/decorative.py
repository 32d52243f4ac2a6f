"""Decorative – what stands in the scenario and moves nothing.

Rule       a quantity or a parameter of the rules is moved to either end of its range, a fact is taken out; it
           is decorative if no run differs in outcome or in what happened. Runs are added until one differs
Assumes    one at a time, all else as reported: what matters only together with something else does not show
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
"""Runs with which each search begins: most of what matters shows in them."""
PART: Final = 8
"""The search ends with one in so many of the runs of a setting, or ``FEW``."""


@dataclass(frozen=True)
class Perturbation:
    """Something that can be changed: its name, and what sets the stage for each way to change it."""

    name: str
    stages: tuple[Callable[[], Stage], ...]


@dataclass(frozen=True)
class Screened:
    """What a change moves: runs until one differs in conduct, or all of them; why it could not be changed."""

    name: str
    n: int
    moves: bool
    moves_payoff: bool = False
    refused: str = ""


def n_screened(trial: CheckedScenario) -> int:
    """Give the runs of a search that finds nothing."""
    return max(FEW, trial.n // PART)


def n_searched(trial: CheckedScenario) -> int:
    """Give the runs of all searches if they find nothing."""
    changes = [*_quantities(trial), *_parameters(trial), *_facts(trial)]
    return n_screened(trial) * sum(len(change.stages) for change in changes)


def numbers_matter(trial: CheckedScenario) -> Check:
    """Move each quantity and each parameter of the rules over its range."""
    changes = [*_quantities(trial), *_parameters(trial)]
    found = _screen(trial, changes)
    silent = [one for one in found if not one.moves and not one.refused]
    null = [one.name for one in silent if not one.moves_payoff]
    valued = [one.name for one in silent if one.moves_payoff]
    refused = [one.name for one in found if one.refused]
    n = n_screened(trial)
    words = f"{len(found) - len(silent) - len(refused)} of {len(found)} numbers with a range move a run."
    if null:
        words += f" Decorative, in {n:,} runs at either end: {listed(null)}."
    if valued:
        words += f" They move only what the end is worth to somebody: {listed(valued)}."
    if refused:
        words += f" They cannot be moved alone: {listed(refused)}."
    findings = tuple(_finding(one, Verdict.NOTE) for one in found if not one.moves)
    verdict = Verdict.FAIL if len(silent) == len(found) else Verdict.NOTE if findings else Verdict.PASS
    return Check("numbers", "Does every number matter?", verdict, words, findings)


def facts_matter(trial: CheckedScenario) -> Check:
    """Take each fact out of the scenario."""
    question = "Does every fact matter, or is listed as decorative?"
    facts = trial.scenario.facts
    declared = [name for name, fact in facts.items() if fact.decorative]
    found = _screen(trial, list(_facts(trial)))
    if not found:
        return Check("facts", question, Verdict.NOTE, "The scenario lists no facts that something carries.")
    null = [one.name for one in found if not one.moves]
    words = f"{len(found) - len(null)} of {len(found)} facts move a run when they are taken out."
    if null:
        words += f" Not so, although nothing says that they are decorative: {listed(null)}."
    if declared:
        words += f" Listed as decorative: {listed(declared)}."
    findings = tuple(_finding(one, Verdict.PASS if one.moves else Verdict.FAIL) for one in found)
    return Check("facts", question, worst(findings), words, findings)


def _finding(one: Screened, verdict: Verdict) -> Finding:
    of = "1 where a run differs"
    if one.moves_payoff and not one.moves:
        of += " by more than payoffs"
    return Finding(one.name, one.refused or of, verdict, float(one.moves), one.n)


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
    """Look through changes on all cores."""
    _ = trial.reported, trial.conduct  # worked out before workers ask for them
    found = []
    with open_executor("threads") as executor:
        for change, future in in_order(executor, lambda each: _look(trial, each), changes):
            found.append(future.result())
            trial.advance(n_screened(trial) * len(change.stages))
    return found


def _look(trial: CheckedScenario, change: Perturbation) -> Screened:
    """Play a change with few runs, then with all, until something happens otherwise."""
    moves_payoff = False
    try:
        stages = [make() for make in change.stages]
        for last in (FEW, n_screened(trial)):
            there = first_of(trial.reported, last)
            for stage in stages:
                (block,) = blocks(stage, SEED, 0, last, size=last)
                here = trial.read(play_block(block).rows)
                if differing(there, here, trial.conduct).any():
                    return Screened(change.name, last, True)
                moves_payoff |= bool(differing(there, here).any())
    except SimError as error:
        return Screened(change.name, 0, False, refused=str(error).splitlines()[-1].strip())
    return Screened(change.name, n_screened(trial), False, moves_payoff)
