"""Runs with compilation off, in a process of their own, where any rule can be watched or replaced.

``NUMBA_DISABLE_JIT=1 python -m tests.interpreted`` prints, as JSON, all that tests ask of them. Interpreted
runs are slow: the stages below are small and bring about within days what they are for.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import zip_longest
from typing import Any

import numpy as np

from standoff.drivers.ensemble import play
from standoff.drivers.single import CrisisModel
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from tests.edits import let_patience_differ, make_war_cheap, make_war_dear, watch_closely
from tests.stages import build_stage

Rule = Callable[..., Any]

# What the stages below are for must not hang on the values that the project settles on.
FIXED = {"rationality": 40.0, "discount": 0.96, "planning_days": 14.0, "type_spread": 0.6, "contest": 2.5}
FIXED |= {"attrition": 0.02, "cross_rate": 40.0, "limited_cost": 0.25}
WAR = FIXED | {"tempo": 20.0, "terms_rate": 20.0, "incident_rate": 0.0}
TALKS = FIXED | {"tempo": 0.0, "offer_rate": 100.0, "trust": 1.0, "upkeep": 0.0}
CLASHES = FIXED | {"tempo": 0.0, "incident_rate": 50.0, "clash": 1.0}
COERCION = FIXED | {"tempo": 1.0, "upkeep": 0.05}
PROSPECTS = FIXED | {"tempo": 1.0, "curvature": 0.88, "loss_aversion": 2.25, "weighting": 0.61}

INJECTS = [
    {"day": 0, "pair": "vesper|orlen", "effect": "tension", "by": 0.2, "reason": "A film."},
    {"day": 1, "actor": "vesper", "effect": "troops", "by": -3, "axis": "narrows", "reason": "A storm."},
    {"day": 1, "actor": "orlen", "effect": "rung", "by": 1, "reason": "A speech."},
    {"day": 8, "actor": "vesper", "effect": "act", "action": "demand", "reason": "A leak."},
]

STAGES: dict[str, Callable[[], Stage]] = {
    "war": lambda: build_stage("strait", make_war_cheap, 3, **WAR),
    "talks": lambda: build_stage("strait", let_patience_differ, 2, **TALKS),
    "clashes": lambda: build_stage("strait", make_war_dear, 2, **CLASHES),
    "calendar": lambda: build_stage("strait", watch_closely, 14, INJECTS, turn_days=7.0),
    "coercion": lambda: build_stage("strait", make_war_dear, 2, **COERCION),
    "prospects": lambda: build_stage("strait", None, 1, **PROSPECTS),
}


def scaled(rule: Rule, factor: float = 0.8) -> Rule:
    """The rule with its result scaled."""
    return lambda *arguments: factor * rule(*arguments)


def with_half_the_precision(rule: Rule) -> Rule:
    """A quantal response of actors that are half as precise."""
    return lambda utility, weight, available, precision, probability: rule(
        utility, weight, available, 0.5 * precision, probability
    )


# Rule by module and name; the stage on which a change of it must show; the change.
CHANGES: dict[str, tuple[str, Callable[[Rule], Rule]]] = {
    "choice.choice_probabilities": ("war", with_half_the_precision),
    "choice.logit_share": ("war", scaled),
    "choice.critical_risk": ("coercion", scaled),
    "choice.resist_advantage": ("coercion", scaled),
    "choice.class_weights": ("war", lambda rule: lambda option_class, available, weight: weight.fill(1.0)),
    "combat.square_law": ("war", scaled),
    "combat.square_law_under_reinforcement": ("war", scaled),
    "combat.salvo_losses": ("war", scaled),
    "combat.ultimatum_demand": ("war", scaled),
    "combat.refusal_risk": ("war", lambda rule: lambda odds, own_cost, other_most: 1.0),
    "incident.hazard_probability": ("war", scaled),
    "incident.incident_hazard": ("clashes", lambda rule: scaled(rule, 0.0)),
    "negotiation.first_proposer_share": ("talks", lambda rule: lambda own, other: 1e3 * (own > other) + 1e-3),
    "negotiation.nash_log_product": ("talks", lambda rule: lambda gain, power: -gain),
    "odds.contest_odds": ("war", scaled),
    "odds.perceived_odds": ("war", scaled),
    "perception.posterior": ("war", lambda rule: lambda belief, own, mean: belief),
    "perception.likelihood": ("war", lambda rule: lambda p_act, p_mean, visibility, leak: 1.0),
    "posture.approach": ("war", lambda rule: lambda now, goal, up, down: now),
    "posture.reaction": ("war", scaled),
    "valuation.best_peace": ("coercion", scaled),
    "valuation.decision_weight": ("prospects", scaled),
    "valuation.promise_credibility": ("talks", scaled),
    "valuation.prospect_value": ("prospects", scaled),
    "valuation.value_of_waiting": ("war", scaled),
}


def modules() -> list[Any]:
    """All loaded modules of the package."""
    return [module for name, module in sorted(sys.modules.items()) if name.partition(".")[0] == "standoff"]


@contextmanager
def replaced(rule: Rule, other: Rule) -> Iterator[None]:
    """Replace a rule wherever a module of the package has it under a name."""
    places = [(module, name) for module in modules() for name, value in vars(module).items() if value is rule]
    for module, name in places:
        setattr(module, name, other)
    try:
        yield
    finally:
        for module, name in places:
            setattr(module, name, rule)


def rules() -> dict[str, Rule]:
    """All functions that the modules of the rules define, by module and name."""
    by_name = {}
    for module in modules():
        if module.__name__.startswith("standoff.rules."):
            for name, value in vars(module).items():
                if callable(value) and getattr(value, "__module__", "") == module.__name__:
                    by_name[f"{module.__name__.removeprefix('standoff.rules.')}.{name}"] = value
    return by_name


def rounded(value: Any) -> Any:
    """The value with nine digits: what differs by rounding alone is the same."""
    return float(f"{value:.9g}") if isinstance(value, float) else value


def story(stage: Stage) -> Iterator[str]:
    """Hash to nine digits all that a reader of a run could see: its trace after each turn, and its result."""
    trace = Trace()
    model = CrisisModel(stage, seed=3, replication=0, trace=trace)
    while model.state.clock.ended == 0:
        model.step()
        yield _hash(trace.tables)
    yield _hash({"result": [dataclasses.asdict(model.result())]})


def _hash(tables: dict[str, list[dict[str, Any]]]) -> str:
    tables = {
        table: [{name: rounded(value) for name, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def calls(stories: dict[str, list[str]]) -> dict[str, bool]:
    """Tell of every rule whether some stage calls it; being watched changes none of the ``stories``."""
    called = dict.fromkeys(rules(), False)

    def watched(name: str, rule: Rule) -> Rule:
        def call(*arguments: Any) -> Any:
            called[name] = True
            return rule(*arguments)

        return call

    with ExitStack() as stack:
        for name, rule in rules().items():
            stack.enter_context(replaced(rule, watched(name, rule)))
        if any(list(story(make())) != stories[name] for name, make in STAGES.items()):
            raise AssertionError("a story differs without any change")
        list(play(STAGES["talks"](), 3, 0, 1))  # the ensemble alone reads gauges
    return called


def changes(stories: dict[str, list[str]]) -> dict[str, bool]:
    """Tell of every rule in ``CHANGES`` whether replacing it changes the story of its stage.

    A run is played until it has changed: most do so in their first turn.
    """
    by_stage = {}
    for name, (stage, change) in CHANGES.items():
        rule = rules()[name]
        with replaced(rule, change(rule)):
            pairs = zip_longest(story(STAGES[stage]()), stories[stage])
            by_stage[name] = any(now != before for now, before in pairs)
    return by_stage


def first_stories() -> dict[str, list[str]]:
    """Hashes of the story of the first run of every stage."""
    return {name: list(story(make())) for name, make in STAGES.items()}


def first_records() -> dict[str, str]:
    """Hashes of the bits of the first records of every stage."""
    runs = {name: np.concatenate(list(play(make(), 3, 0, 2))) for name, make in STAGES.items()}
    return {name: hashlib.sha256(rows.tobytes()).hexdigest() for name, rows in runs.items()}


def main() -> None:
    """Print stories and records of the stages, which rules they call, and which changes they show."""
    stories = first_stories()
    answers = {"calls": calls(stories), "changes": changes(stories), "records": first_records()}
    print(json.dumps({"stories": stories, **answers}))


if __name__ == "__main__":
    main()
