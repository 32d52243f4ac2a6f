"""One run as a Mesa model: agents execute the phases by the rules, and chance is looked up.

The model calls the rules themselves. Mesa's own generator is not used: a uniform is a function of seed,
replication, turn, actor and draw (``chance``), so a run is the same alone or among a million.
"""

from __future__ import annotations

from collections.abc import Mapping

import mesa
import numpy as np

from standoff.chance import round_keys, uniform
from standoff.drivers.policy import Policy, QuantalResponse, Situation
from standoff.drivers.record import RunRecord, broken_off
from standoff.drivers.stage import Stage, opening_state
from standoff.drivers.trace import Trace
from standoff.errors import InputError, shortened
from standoff.rules.act import carry_out, send_arms
from standoff.rules.assessment import assess
from standoff.rules.decision import weigh_options
from standoff.rules.incident import befall, cool_down, hazard_probability, incident_level
from standoff.rules.negotiation import drafts, find_package, is_party, mediate, signs, take_effect
from standoff.rules.opening import adopt_policy, note_policy
from standoff.rules.outcome import is_finite, outcome_of, record
from standoff.rules.payoff import payoff
from standoff.rules.perception import perceive
from standoff.rules.posture import move_forces
from standoff.rules.timeline import advance, injected_act
from standoff.rules.turn import PHASES
from standoff.rules.war import agree_terms, correct_odds, fight
from standoff.state.crisis import BARGAIN, OPTIONS
from standoff.state.tables import blank
from standoff.vocabulary import Draw, Outcome, Phase, WarLevel

__all__ = ["ActorAgent", "CrisisModel", "run_one"]

NOTHING = -1


class ActorAgent(mesa.Agent):  # type: ignore[misc]
    """An actor: perceives, decides, acts, moves its forces.

    Parameters
    ----------
    model : CrisisModel
        The run it belongs to.
    row : int
        Its row in the tables.
    policy : Policy
        How it chooses.
    """

    def __init__(self, model: CrisisModel, row: int, policy: Policy) -> None:
        super().__init__(model)
        self.row = row
        self.name = model.stage.names.actors[row]
        self.policy = policy
        self.options = blank(OPTIONS)
        self.chosen = NOTHING
        self.decided = False
        self.injected = NOTHING

    def perceive(self) -> None:
        """Phase 2: update beliefs on what the others did last turn."""
        perceive(self.model.stage.facts, self.model.state, self.row)

    def decide(self) -> None:
        """Phase 3, first half: weigh the options, choose if an opportunity comes; write nothing shared."""
        model = self.model
        facts = model.stage.facts
        rules = facts.rules
        u_opportunity = model.draw(Draw.OPPORTUNITY, facts.actor[self.row].slot)
        self.decided = u_opportunity < hazard_probability(rules.tempo, rules.turn_days)
        self.chosen = NOTHING
        if not weigh_options(facts, model.state, model.outlook, self.options, self.row):
            raise broken_off(model.replication, float(model.state.clock.day))
        u_choice = model.draw(Draw.CHOICE, facts.actor[self.row].slot)
        note_policy(facts, model.outlook, self.options, self.row)
        self.injected = int(injected_act(facts, model.state, self.row))
        if self.injected != NOTHING and self.options.available[self.injected]:
            self.chosen, self.decided = self.injected, True
        elif self.decided:
            self.chosen = self._choose(u_choice)
        if model.trace:
            model.trace.decision(model, self, u_opportunity, u_choice)

    def _choose(self, u_choice: float) -> int:
        situation = self.situation()
        name: object = self.policy.choose(situation, u_choice)  # whatever a class of the user returns
        is_option = isinstance(name, str) and name in situation.options
        chosen = situation.options.index(name) if is_option else NOTHING
        if chosen == NOTHING or not situation.available[chosen]:
            usable = [
                option
                for option, is_open in zip(situation.options, situation.available, strict=True)
                if is_open
            ]
            raise InputError(
                f"{self.name}: its policy chose '{shortened(name)}', which is not open on day "
                f"{situation.day:g}; allowed: {', '.join(usable)}"
            )
        return chosen

    def situation(self) -> Situation:
        """Give what the actor knows now, for a policy."""
        model = self.model
        kind = int(model.state.actor[self.row].type)
        n = len(model.stage.names.actions)
        return Situation(
            actor=self.name,
            day=float(model.state.clock.day),
            kind=kind,
            options=model.stage.names.actions,
            available=np.array(self.options.available[:n], dtype=bool),
            utility=self.options.utility[kind, :n].copy(),
            probability=self.options.probability[kind, :n].copy(),
            belief=model.state.belief[self.row, : len(model.stage.names.actors)].copy(),
            others=model.stage.names.actors,
            rung=float(model.state.actor[self.row].rung),
            force=float(model.outlook.actor[self.row].force),
        )

    def act(self) -> None:
        """Phase 3, second half: let the chosen act take effect."""
        model = self.model
        model.state.actor[self.row].action = NOTHING
        adopt_policy(model.stage.facts, model.state, model.outlook, self.row)
        if not self.decided:
            return
        carry_out(model.stage.facts, model.state, model.outlook, self.row, self.chosen)

    def move(self) -> None:
        """Phase 5: move forces, take in arms."""
        model = self.model
        send_arms(model.stage.facts, model.state, self.row)
        move_forces(model.stage.facts, model.state, self.row, model.outlook.actor[self.row].fear)


class CrisisModel(mesa.Model):  # type: ignore[misc]
    """One run of a crisis.

    Parameters
    ----------
    stage : Stage
        The crisis, ready to be run.
    seed : int
        Seed of the ensemble.
    replication : int
        Which run of it.
    policies : Mapping of str to Policy, optional
        Replaces the rules' way to choose for the named actors.
    trace : Trace, optional
        Receives the trace.
    """

    def __init__(
        self,
        stage: Stage,
        seed: int,
        replication: int,
        policies: Mapping[str, Policy] | None = None,
        trace: Trace | None = None,
    ) -> None:
        super().__init__(rng=seed)
        unknown = set(policies or {}) - set(stage.names.actors)
        if unknown:
            raise InputError(f"no actor {sorted(unknown)}; there are {', '.join(stage.names.actors)}")
        self.stage = stage
        self.replication = replication
        self.keys = round_keys(seed)
        self.state, self.outlook = opening_state(stage, self.keys, replication)
        self.bargain = blank(BARGAIN)
        self.trace = trace
        for row, name in enumerate(stage.names.actors):
            ActorAgent(self, row, (policies or {}).get(name, QuantalResponse()))
        self.phase_of = {
            Phase.TIMELINE: self.timeline,
            Phase.PERCEIVE: lambda: self.agents.do("perceive"),
            Phase.DECIDE: self.decide,
            Phase.NEGOTIATE: self.negotiate,
            Phase.MOVE: lambda: self.agents.do("move"),
            Phase.INCIDENT: self.incidents,
            Phase.COMBAT: self.combat,
            Phase.RECORD: self.close_turn,
        }
        if trace:
            trace.opening(self)

    def draw(self, draw: Draw, slot: int = 0) -> float:
        """Look up the uniform of this turn for a draw and an actor or pair."""
        return uniform(self.keys, self.replication, int(self.state.clock.turn), slot, int(draw))

    def step(self) -> None:
        """Play a turn."""
        for phase in PHASES:
            self.phase_of[phase]()

    def timeline(self) -> None:
        """Phase 1."""
        if self.trace:
            self.trace.calendar(self)
        advance(self.stage.facts, self.state)

    def decide(self) -> None:
        """Phase 3: all weigh on one snapshot, then all acts take effect."""
        assess(self.stage.facts, self.state, self.outlook)
        self.agents.do("decide")
        self.agents.do("act")

    def negotiate(self) -> None:
        """Phase 4."""
        facts, state = self.stage.facts, self.state
        if mediate(facts, state, self.draw(Draw.MEDIATE)) and self.trace:
            self.trace.event(self, "mediation", "A mediator brings all parties to the table.")
        if not drafts(facts, state, self.draw(Draw.DRAFT)):
            return
        if not find_package(facts, state, self.outlook, self.bargain):
            if self.trace:
                self.trace.event(
                    self, "no_package", "A draft is attempted; no package leaves every party better off."
                )
            return
        parties = [agent for agent in self.agents if is_party(facts, agent.row)]
        signed = {
            agent.name: signs(facts, state, self.outlook, agent.row, self.bargain.package,
                              self.draw(Draw.ACCEPT, facts.actor[agent.row].slot))
            for agent in parties
        }  # fmt: skip
        if self.trace:
            self.trace.draft(self, signed)
        if all(signed.values()):
            take_effect(facts, state, self.bargain.package)

    def incidents(self) -> None:
        """Phase 6: all pairs are read on one snapshot, then what happens takes effect."""
        facts, state = self.stage.facts, self.state
        happened = []
        for one in range(facts.n_actors):
            for other in range(one + 1, facts.n_actors):
                slot = facts.dyad[one, other].slot
                level = incident_level(
                    facts, state, one, other,
                    self.draw(Draw.INCIDENT, slot), self.draw(Draw.CLASH, slot),
                )  # fmt: skip
                cool_down(facts, state, one, other)
                if level > 0:
                    happened.append((one, other, level))
        for one, other, level in happened:
            befall(facts, state, one, other, level)
            if self.trace:
                self.trace.incident(self, one, other, level)

    def combat(self) -> None:
        """Phase 7."""
        if self.state.war.level == WarLevel.NONE:
            return
        fight(self.stage.facts, self.state)
        share = agree_terms(
            self.stage.facts, self.state, self.outlook, self.draw(Draw.CEASEFIRE), self.draw(Draw.PROPOSER)
        )
        correct_odds(self.stage.facts, self.state)
        if share >= 0.0 and self.trace:
            self.trace.event(
                self, "ceasefire", f"Fighting ends on terms that concede {share:.0%} of the aims."
            )

    def close_turn(self) -> None:
        """Phase 8."""
        if not is_finite(self.stage.facts, self.state):
            raise broken_off(self.replication, float(self.state.clock.day))
        if self.trace:
            self.trace.turn(self)
        record(self.stage.facts, self.state, self.outlook, self.stage.horizon_days)

    def result(self) -> RunRecord:
        """Give the record of the run so far."""
        war, clock, tally = self.state.war, self.state.clock, self.state.tally
        actors = [self.state.actor[row] for row in range(len(self.stage.names.actors))]
        return RunRecord(
            replication=self.replication,
            outcome=Outcome(outcome_of(self.stage.facts, self.state)),
            types=tuple(int(actor.type) for actor in actors),
            days=float(clock.day),
            days_to_violence=float(tally.days_to_violence),
            peak_rung=float(tally.peak_rung),
            goldstein=float(tally.goldstein),
            crossed=float(war.crossed),
            attacker_losses=float(war.attacker_losses),
            target_losses=float(war.target_losses),
            signed=bool(clock.signed),
            outside=bool(war.outside),
            ceasefire=bool(war.ceasefire),
            drafts=int(clock.drafts),
            chose_war=tuple(bool(actor.chose_war) for actor in actors),
            preferred_war=tuple(bool(margin > 0.0) for margin in tally.margin[: len(actors)]),
            positions=tuple(
                float(position) for position in self.state.position[: len(self.stage.names.issues)]
            ),
            payoffs=tuple(payoff(self.stage.facts, self.state, row) for row in range(len(actors))),
        )


def run_one(
    stage: Stage,
    seed: int,
    replication: int,
    policies: Mapping[str, Policy] | None = None,
    trace: Trace | None = None,
) -> RunRecord:
    """Play one run to its end.

    Parameters
    ----------
    stage : Stage
        The crisis, from ``set_stage``.
    seed : int
        Seed of the ensemble, >= 0.
    replication : int
        Which run of it, >= 0.
    policies : Mapping of str to Policy, optional
        Replaces the rules' way to choose for the named actors.
    trace : Trace, optional
        Receives the trace of the run.

    Returns
    -------
    RunRecord
        The run in a row.

    Raises
    ------
    RunError
        If the run breaks off because a number in it is not finite.
    """
    model = CrisisModel(stage, seed, replication, policies, trace)
    while model.state.clock.ended == 0:
        model.step()
    return model.result()
