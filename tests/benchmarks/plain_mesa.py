"""The same crisis as a plain Mesa model: pure Python floats, no numpy and no compiled code while it runs.

This is what the engine is compared with. ``PlainCrisis`` is written as the tutorials of Mesa advise, and is
played by ``mesa.batch_run``. It draws from Mesa's own generator, unless it is given the engine's chance to
show that both play the same runs.
"""

from __future__ import annotations

from collections.abc import Callable

import mesa

from standoff.chance import round_keys, uniform
from standoff.drivers.record import RunRecord
from standoff.vocabulary import Draw, Outcome, WarLevel
from tests.benchmarks.plain_stage import PlainStage
from tests.benchmarks.plain_tables import copied

__all__ = ["PlainCrisis", "engine_chance"]

Chance = Callable[[int, int, int, int], float]
"""Gives a uniform for a replication, turn, slot and draw."""


def engine_chance(seed: int) -> Chance:
    """The uniforms of the engine for a seed, for a model that has to play the very runs of the engine."""
    keys = round_keys(seed)
    return lambda replication, turn, slot, draw: uniform(keys, replication, turn, slot, draw)


class PlainActor(mesa.Agent):  # type: ignore[misc]
    """An actor: perceives, decides, acts, moves its forces."""

    def __init__(self, model: PlainCrisis, row: int) -> None:
        super().__init__(model)
        self.row = row
        self.slot = model.facts.actor[row].slot
        self.chosen = -1

    def perceive(self) -> None:
        """Phase 2."""
        model = self.model
        model.rules.perceive(model.facts, model.state, self.row)

    def decide(self) -> None:
        """Phase 3, first half: weigh the options, choose if an opportunity comes; write nothing shared."""
        model = self.model
        facts, state, outlook = model.facts, model.state, model.outlook
        options, rules, row = model.options, model.rules, self.row
        rules.weigh_options(facts, state, outlook, options, row)
        rules.note_policy(facts, outlook, options, row)
        self.chosen = -1
        if model.draw(Draw.OPPORTUNITY, self.slot) < model.stage.p_opportunity:
            self.chosen = rules.pick(
                options.probability[state.actor[row].type], model.draw(Draw.CHOICE, self.slot)
            )

    def act(self) -> None:
        """Phase 3, second half: let the chosen act take effect."""
        model = self.model
        model.state.actor[self.row].action = -1
        model.rules.adopt_policy(model.facts, model.state, model.outlook, self.row)
        if self.chosen >= 0:
            model.rules.carry_out(model.facts, model.state, model.outlook, self.row, self.chosen)

    def move(self) -> None:
        """Phase 5."""
        model = self.model
        model.rules.send_arms(model.facts, model.state, self.row)
        model.rules.move_forces(model.facts, model.state, self.row, model.outlook.actor[self.row].fear)


class PlainCrisis(mesa.Model):  # type: ignore[misc]
    """One run of a crisis.

    Parameters
    ----------
    scenario : PlainStage
        The crisis.
    replication : int
        Which run of it; seeds Mesa's generator.
    chance : callable, optional
        Replaces Mesa's generator.
    """

    def __init__(self, scenario: PlainStage, replication: int, chance: Chance | None = None) -> None:
        super().__init__(seed=replication)
        self.stage, self.facts, self.rules = scenario, scenario.facts, scenario.rules
        self.replication, self.chance = replication, chance
        self.state, self.outlook = copied(scenario.opening), copied(scenario.outlook)
        self.options, self.bargain = scenario.options, scenario.bargain
        self.result: RunRecord | None = None
        for row, fact in enumerate(self.facts.actor):
            self.state.actor[row].type = self.rules.private_type(self.facts, self.draw(Draw.TYPE, fact.slot))
            PlainActor(self, row)
        # batch_run reads the row of the last turn, so each has to be collected; only the last has a result.
        self.datacollector = mesa.DataCollector(model_reporters={"result": "result"})

    def draw(self, draw: Draw, slot: int = 0) -> float:
        """Draw a uniform."""
        if self.chance is None:
            return self.random.random()
        return self.chance(self.replication, self.state.clock.turn, slot, draw)

    def step(self) -> None:
        """Play a turn."""
        facts, state, rules = self.facts, self.state, self.rules
        rules.advance(facts, state)
        self.agents.do("perceive")
        rules.assess(facts, state, self.outlook)
        self.agents.do("decide")
        self.agents.do("act")
        self.negotiate()
        self.agents.do("move")
        self.incidents()
        if state.war.level != WarLevel.NONE:
            self.combat()
        rules.record(facts, state, self.outlook, self.stage.horizon_days)
        if state.clock.ended:
            self.running = False
            self.result = self.summary()
        self.datacollector.collect(self)

    def negotiate(self) -> None:
        """Phase 4."""
        facts, state, rules, outlook, bargain = self.facts, self.state, self.rules, self.outlook, self.bargain
        rules.mediate(facts, state, self.draw(Draw.MEDIATE))
        if not rules.drafts(facts, state, self.draw(Draw.DRAFT)):
            return
        if not rules.find_package(facts, state, outlook, bargain):
            return
        signed = [
            rules.signs(facts, state, outlook, row, bargain.package, self.draw(Draw.ACCEPT, fact.slot))
            for row, fact in enumerate(facts.actor)
            if rules.is_party(facts, row)
        ]
        if all(signed):
            rules.take_effect(facts, state, bargain.package)

    def incidents(self) -> None:
        """Phase 6: all pairs are read on one snapshot, then what happens takes effect."""
        facts, state, rules = self.facts, self.state, self.rules
        happened = []
        for one in range(facts.n_actors):
            for other in range(one + 1, facts.n_actors):
                slot = facts.dyad[one][other].slot
                u_incident, u_clash = self.draw(Draw.INCIDENT, slot), self.draw(Draw.CLASH, slot)
                level = rules.incident_level(facts, state, one, other, u_incident, u_clash)
                rules.cool_down(facts, state, one, other)
                if level > 0:
                    happened.append((one, other, level))
        for one, other, level in happened:
            rules.befall(facts, state, one, other, level)

    def combat(self) -> None:
        """Phase 7."""
        facts, state, rules = self.facts, self.state, self.rules
        rules.fight(facts, state)
        u_ceasefire, u_proposer = self.draw(Draw.CEASEFIRE), self.draw(Draw.PROPOSER)
        rules.agree_terms(facts, state, self.outlook, u_ceasefire, u_proposer)
        rules.correct_odds(facts, state)

    def summary(self) -> RunRecord:
        """Give the record of a finished run."""
        war, clock, tally, actors = self.state.war, self.state.clock, self.state.tally, self.state.actor
        return RunRecord(
            replication=self.replication,
            outcome=Outcome(self.rules.outcome_of(self.facts, self.state)),
            types=tuple(row.type for row in actors),
            days=clock.day,
            days_to_violence=tally.days_to_violence,
            peak_rung=tally.peak_rung,
            goldstein=tally.goldstein,
            crossed=war.crossed,
            attacker_losses=war.attacker_losses,
            target_losses=war.target_losses,
            signed=bool(clock.signed),
            outside=bool(war.outside),
            ceasefire=bool(war.ceasefire),
            drafts=clock.drafts,
            chose_war=tuple(row.chose_war == 1 for row in actors),
            preferred_war=tuple(margin > 0.0 for margin in tally.margin),
            positions=tuple(self.state.position),
            payoffs=tuple(self.rules.payoff(self.facts, self.state, row) for row in range(len(actors))),
        )
