"""Scenarios that pass the check, with values at the ends of their ranges, as both drivers play them."""

from __future__ import annotations

import copy
import functools
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from standoff.chance import round_keys
from standoff.config.setup import names_of
from standoff.drivers.ensemble import as_row, n_turns
from standoff.drivers.kernel import NOBODY, RESULT, WORK, run_chunk
from standoff.drivers.single import CrisisModel
from standoff.drivers.stage import Stage, set_stage
from standoff.drivers.talk_moments import room_for
from standoff.errors import ConfigError, ScenarioError
from standoff.rules.gauge import N_BINS, N_GAUGES
from standoff.scenario.content import Documents, Scenario
from standoff.scenario.inject_schema import PAIRED, UNITS
from standoff.scenario.inject_schema import RANGES as CHANGES
from standoff.scenario.injects import with_injects
from standoff.scenario.load import load_scenario
from standoff.scenario.pack import pack
from standoff.scenario.parameters import load_parameters
from standoff.scenario.paths import Tree, is_quantity, patched
from standoff.scenario.units import RANGES
from standoff.scenario.validate import validated
from standoff.state.crisis import STATE
from standoff.state.tables import MAX_ACTORS, MAX_ISSUES
from standoff.vocabulary import InjectEffect
from tests.fuzz.scenarios import shipped
from tests.stages import FOLDERS

SEED = 11
N_RUNS = 3
MOST_DAYS = 12
FORCES = ("troops", "peacetime", "planned")
COSTS = ("costs.war", "sanction_exposure", "politics.audience")
COUNTED = ("outcome", "days", "days_to_violence", "peak_rung", "goldstein", "crossed", "attacker_losses")
COUNTED += ("target_losses", "signed", "outside", "ceasefire", "drafts")
EFFECTS: Mapping[str, tuple[float, float]] = {
    "rung": (0, 16), "goldstein": (-10, 10), "min_force": (0, 1), "cost": (-2, 2), "pays": (0, 1),
    "demand": (0, 1), "table_days": (0, 3650), "offer": (0, 1), "arms": (-1, 1), "sanctions": (-1, 1),
    "flank": (-1, 1), "calm_days": (0, 3650),
}  # fmt: skip
"""Columns of an action that any may have, with their ranges."""


@functools.cache
def bases() -> list[Documents]:
    """Give the scenarios that are changed: those that come with the package, and that of the tests."""
    return [*shipped(), load_scenario(FOLDERS["strait"]).documents]


def quantities(element: Any, path: str = "") -> Iterator[str]:
    """List the paths of all quantities below an element."""
    if is_quantity(element):
        yield path
    elif isinstance(element, dict):
        for key, below in element.items():
            yield from quantities(below, f"{path}.{key}" if path else key)


@functools.cache
def paths_of(base: int) -> list[tuple[str, str]]:
    """List the paths of a scenario's quantities with their units."""
    tree = bases()[base].tree
    return [(path, _at(tree, path)["unit"]) for path in quantities(tree)]


def _at(tree: Tree, path: str) -> Any:
    for key in path.split("."):
        tree = tree[key]
    return tree


def extreme(chance: random.Random, least: float, most: float) -> float:
    """Draw a number of a range: often one of its ends, or one that is tiny beside them."""
    tiny = [number for number in (0.0, 1e-300, 1e-17, 1e-9, 1e-3) if least <= number <= most]
    return chance.choice([least, most, chance.uniform(least, most), *tiny])


def grown(chance: random.Random, tree: Tree) -> Tree:
    """Put the issues of a scenario into it again under other names, as many as have room."""
    issues = list(tree["issues"])
    for number in range(chance.randint(0, MAX_ISSUES - len(issues))):
        name, like = f"again_{number}", chance.choice(issues)
        tree = {**tree, "issues": {**tree["issues"], name: tree["issues"][like]}}
        tree["actors"] = {actor: _with_issue(file, name, like) for actor, file in tree["actors"].items()}
    return tree


def _with_issue(actor: Tree, name: str, like: str) -> Tree:
    sections = [section for section in ("positions", "war_aims") if actor.get(section)]
    return {**actor, **{each: {**actor[each], name: actor[each][like]} for each in sections}}


def crowded(chance: random.Random, tree: Tree) -> Tree:
    """Put actors into a scenario again under other names, with the relations of those that they are like."""
    for number in range(chance.randint(1, MAX_ACTORS - len(tree["actors"]))):
        name, like = f"again_{number}", chance.choice(list(tree["actors"]))
        tree = {**tree, "actors": {**tree["actors"], name: tree["actors"][like]}}
        for section, sign in (("relations", ">"), ("dyads", "|")):
            known = tree.get(section, {})
            pairs = {pair: [name if end == like else end for end in pair.split(sign)] for pair in known}
            tree[section] = known | {sign.join(pairs[pair]): known[pair] for pair in known}
    return tree


def with_another_attacker(chance: random.Random, tree: Tree) -> Tree:
    """Let an actor that attacks nobody attack another one, with the aims of one that does."""
    relations, actors = tree["relations"], tree["actors"]
    aims = next(actor["war_aims"] for actor in actors.values() if actor.get("war_aims"))
    peaceful = [name for name, actor in actors.items() if not actor.get("war_aims")]
    if not peaceful:
        return tree
    attacker = chance.choice(peaceful)
    pair = f"{attacker}>{chance.choice([name for name in actors if name != attacker])}"
    return {
        **tree,
        "relations": {**relations, pair: {**relations.get(pair, {}), "may_attack": True}},
        "actors": {**actors, attacker: {**actors[attacker], "war_aims": aims}},
    }


def changed_actions(chance: random.Random, actions: Tree) -> Tree:
    """Change some effects of some actions."""
    changed = dict(actions)
    for name in chance.sample(list(actions), chance.randint(0, 6)):
        for column in chance.sample(list(EFFECTS), chance.randint(1, 4)):
            changed[name] = {**changed[name], column: extreme(chance, *EFFECTS[column])}
    return changed


def mutant(chance: random.Random) -> Documents:
    """Move some quantities to the ends of their ranges, change actions, and add issues."""
    base = chance.randrange(len(bases()))
    documents = bases()[base]
    known = paths_of(base)
    moved = chance.sample(known, min(len(known), chance.choice((1, 3, 10, 40, len(known)))))
    patch = {path: extreme(chance, *_range_of(path, unit)) for path, unit in moved}
    tree = in_order(patched(documents.tree, patch))
    for change in (grown, crowded, with_another_attacker):
        if chance.random() < 0.2:
            tree = patched(change(chance, tree), {})
    actors = tree.pop("actors")
    crisis = {**tree, "horizon_days": chance.randint(1, MOST_DAYS)}
    actions = changed_actions(chance, documents.actions) if chance.random() < 0.5 else documents.actions
    return replace(documents, crisis=crisis, actors=actors, actions=actions)


def in_order(tree: Tree) -> Tree:
    """Mend what most mutants would be refused for: crossed red lines, and forces beyond what is required."""
    actors = copy.deepcopy(tree["actors"])
    for actor in actors.values():
        for stance in actor["positions"].values():
            if stance["low"]["value"] > stance["high"]["value"]:
                stance["low"], stance["high"] = stance["high"], stance["low"]
        groups, required = actor["forces"].get("groups", {}).values(), actor["forces"]["required"]
        most = max(sum(group[column]["value"] for group in groups) for column in FORCES) if groups else 0.0
        least = max(0.001, most / 99.0)
        if required["value"] < least:
            required |= {"value": least, "low": least, "high": max(least, required["high"])}
    return {**tree, "actors": actors}


def _range_of(path: str, unit: str) -> tuple[float, float]:
    least, most = RANGES[unit]
    return (0.0 if path.endswith(COSTS) else least), most


def injected(chance: random.Random, scenario: Scenario) -> Scenario:
    """Add some injects of the largest sizes, as far as they fit the crisis."""
    names, horizon = scenario.actor_names, scenario.crisis.horizon_days
    for _ in range(chance.choice((0, 0, 3, 12))):
        effect = chance.choice(list(InjectEffect))
        inject: dict[str, Any] = {
            "effect": effect.name.lower(),
            "day": chance.randrange(horizon),
            "reason": "-",
        }
        if effect in PAIRED:
            inject["pair"] = "|".join(chance.sample(names, 2))
        else:
            inject["actor"] = chance.choice(names)
        if effect in UNITS:
            inject["by"] = extreme(chance, *CHANGES[UNITS[effect]])
        if effect == InjectEffect.ACT:
            inject["action"] = chance.choice(scenario.action_names)
        if effect == InjectEffect.TROOPS:
            inject["axis"] = chance.choice([*scenario.axis_names, None])
        with suppress(ConfigError):
            scenario = with_injects(scenario, [inject], horizon)
    return scenario


def rules_of(chance: random.Random) -> dict[str, float]:
    """Draw rule parameters: as they are, some at the ends of their limits, or all."""
    known = load_parameters()
    values = {name: parameter.value for name, parameter in known.items()}
    for name in chance.sample(list(known), chance.choice((0, 0, 2, 10, len(known)))):
        values[name] = extreme(chance, *known[name].limits)
    return {**values, "turn_days": chance.choice((0.5, 1.0, 1.0, 7.0))}


def stage_of(scenario: Scenario, rules: Mapping[str, float]) -> Stage:
    """Set the stage of a scenario under rule parameters."""
    crisis = scenario.crisis
    return set_stage(pack(scenario, rules), names_of(scenario), crisis.opens_at, float(crisis.horizon_days))


def compiled_runs(stage: Stage) -> Any:
    """Play some runs in the kernel and give their rows."""
    rows = np.zeros(N_RUNS, RESULT).view(np.recarray)
    fan = np.zeros((N_GAUGES, n_turns(stage), N_BINS), np.int32)
    facts, opening = (as_row(record).view(np.recarray)[0] for record in (stage.facts, stage.opening))
    states, works = np.zeros(1, STATE).view(np.recarray), np.zeros(1, WORK).view(np.recarray)
    broken = run_chunk(
        facts,
        opening,
        states,
        works,
        round_keys(SEED),
        0,
        stage.horizon_days,
        rows,
        fan,
        NOBODY,
        0,
        room_for(0),
    )
    assert broken == -1, f"run {broken} broke off"
    assert (fan >= 0).all()
    assert (fan.sum(axis=2) == N_RUNS).all(), "a reading fell beside its bins"
    return rows


def assert_sane(stage: Stage, model: CrisisModel) -> None:
    """Check the numbers of a turn."""
    facts, state = stage.facts, model.state
    n_actors, n_axes, n_issues = int(facts.n_actors), int(facts.n_axes), int(facts.n_issues)
    np.testing.assert_allclose(state.belief[:n_actors, :n_actors].sum(axis=2), 1.0, rtol=1e-6)
    for agent in model.agents:
        np.testing.assert_allclose(agent.options.probability.sum(axis=1), 1.0, rtol=1e-9)
    assert (state.troops[:n_actors, :n_axes] >= 0.0).all()
    for shares in (state.position[:n_issues], state.front["ground"][:n_axes], state.dyad["tension"]):
        assert ((shares >= 0.0) & (shares <= 1.0 + 1e-9)).all()
    for column in ("sanctions", "flank", "access", "offer"):
        values = state.actor[column][:n_actors]
        assert ((values >= 0.0) & (values <= 1.0)).all(), column
    for column in ("order", "audience", "arms", "arms_rate", "table_days"):
        assert (state.actor[column][:n_actors] >= 0.0).all(), column
    war = state.war
    assert min(war.attacker_losses, war.target_losses, war.crossed) >= 0.0
    across = state.front["crossed"][:n_axes]
    assert (across >= 0.0).all()
    if war.attacker >= 0:
        assert (across <= state.troops[war.attacker, :n_axes] * (1.0 + 1e-9) + 1e-9).all(), (
            "more across than there are"
        )


def assert_agreement(stage: Stage, row: Any) -> None:
    """Play a run in Mesa, check every turn, and compare it with the row of the kernel."""
    model = CrisisModel(stage, SEED, int(row["replication"]))
    while model.state.clock.ended == 0:
        model.step()
        assert_sane(stage, model)
    single = model.result()
    n_actors, n_issues = len(stage.names.actors), len(stage.names.issues)
    assert {name: row[name] for name in COUNTED} == {name: getattr(single, name) for name in COUNTED}
    assert tuple(row["position"][:n_issues]) == single.positions
    assert tuple(row["payoff"][:n_actors]) == single.payoffs
    assert np.isfinite([*single.payoffs, *single.positions, single.goldstein]).all()


def attempt(chance: random.Random, folder: Path) -> str:
    """Check a mutant of a scenario and play it if it passes."""
    try:
        scenario = validated(mutant(chance), is_whole=False)
    except ScenarioError:
        return "refused"
    stage = stage_of(injected(chance, scenario), rules_of(chance))
    rows = compiled_runs(stage)
    assert_agreement(stage, rows[chance.randrange(N_RUNS)])
    return "war" if (rows["outcome"] < 3).any() else "peace"
