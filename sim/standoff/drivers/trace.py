"""The trace of one run, as tables.

| table | a row per |
|---|---|
| actors | turn and actor: posture, politics, what it did |
| forces | turn, actor and axis |
| forecasts | turn, actor and rival: what the actor expects the rival to do next |
| decisions | turn, actor and open option: utility by named term, probability, draws, choice |
| beliefs | turn, observer, subject and type: before and after |
| positions | turn and issue |
| dyads | turn and unordered pair |
| events | whatever happened, with a sentence |
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from standoff.drivers.calendar import calendar_rows, injects_of_turn
from standoff.rules.incident import pair_hazard
from standoff.state.tables import N_TYPES
from standoff.vocabulary import OptionClass, Term, WarLevel

if TYPE_CHECKING:
    from standoff.drivers.single import ActorAgent, CrisisModel

__all__ = ["Trace"]

Row = dict[str, Any]
NOTHING = -1
CLASSES = {int(each): each.name.lower() for each in OptionClass}
TERMS = tuple(term.name.lower() for term in sorted(Term))


class Trace:
    """The tables of one run, filled by the model while it runs.

    Attributes
    ----------
    tables : dict of str to list of dict
        Rows by table.
    """

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = defaultdict(list)
        self._before: Any = None
        self._decided: dict[int, Row] = {}

    def opening(self, model: CrisisModel) -> None:
        """Record the calendar that is known on day 0."""
        self.tables["calendar"] = calendar_rows(model.stage)

    def calendar(self, model: CrisisModel) -> None:
        """Start a turn: keep beliefs as they were, and record the injects of this turn."""
        self._before = model.state.belief.copy()
        self._decided = {}
        for text, actor, other in injects_of_turn(model.stage, model.state.clock.day):
            self.event(model, "inject", text, actor, other)

    def decision(self, model: CrisisModel, agent: ActorAgent, u_opportunity: float, u_choice: float) -> None:
        """Record an actor's options; it may have no opportunity to take one this turn."""
        kind = int(model.state.actor[agent.row].type)
        actions = model.stage.names.actions
        when = self._when(model)
        options = agent.options  # each field is read once for all rows: reading one takes longer than a row
        available, classes = options.available.tolist(), options.option_class.tolist()
        terms, utility = options.term[:, :, kind].tolist(), options.utility[kind].tolist()
        weight, probability = options.weight.tolist(), options.probability[kind].tolist()
        for option, name in enumerate(actions):
            if not available[option]:
                continue
            self.tables["decisions"].append(
                {
                    **when,
                    "actor": agent.name,
                    "option": name,
                    "option_class": CLASSES[classes[option]],
                    **dict(zip(TERMS, terms[option], strict=True)),
                    "expected_utility": utility[option],
                    "weight": weight[option],
                    "probability": probability[option],
                    "u_opportunity": float(u_opportunity),
                    "u_choice": float(u_choice),
                    "has_opportunity": agent.decided,
                    "is_chosen": option == agent.chosen,
                    "is_injected": option == agent.injected,
                }
            )
        self._forecasts(model, agent)
        if agent.injected not in (NOTHING, agent.chosen):
            act, who = actions[agent.injected].replace("_", " "), self._title(model, agent.name)
            text = f"The injected act does not happen: {act} is not open to {who} now."
            self.event(model, "inject", text, agent.name)
        self._decided[agent.row] = {
            "action": actions[agent.chosen] if agent.decided else "",
            "has_opportunity": agent.decided,
        }
        if agent.decided:
            self._assault(model, agent)

    def _assault(self, model: CrisisModel, agent: ActorAgent) -> None:
        """Record an act that opens, raises or joins a war."""
        act = model.stage.facts.action[agent.chosen]
        who = self._title(model, agent.name)
        if act.war > 0:
            level = WarLevel(int(act.war)).name.lower()
            self.event(model, "attack", f"{who} opens a {level} attack.", agent.name)
        if act.joins:
            self.event(model, "intervention", f"{who} sends its own forces into the war.", agent.name)

    def _forecasts(self, model: CrisisModel, agent: ActorAgent) -> None:
        """Record what an actor expects of each rival, by its beliefs over the rival's types."""
        weights = model.stage.facts.dyad[agent.row]["rival_weight"]
        response, belief = model.outlook.response, model.state.belief[agent.row]
        for rival, name in enumerate(model.stage.names.actors):
            if weights[rival] <= 0.0:
                continue
            talk, stand, coerce, _ = response[rival, :, :N_TYPES] @ belief[rival]
            self.tables["forecasts"].append(
                {
                    **self._when(model),
                    "actor": agent.name,
                    "rival": name,
                    "p_talk": float(talk),
                    "p_stand": float(stand),
                    "p_coerce": float(coerce),
                }
            )

    def event(self, model: CrisisModel, kind: str, text: str, actor: str = "", other: str = "") -> None:
        """Record an event."""
        self.tables["events"].append(
            {**self._when(model), "kind": kind, "actor": actor, "other": other, "text": text}
        )

    def draft(self, model: CrisisModel, signed: dict[str, bool]) -> None:
        """Record a drafted package and who signed it."""
        names, state = model.stage.names, model.state
        package = "; ".join(
            f"{names.issue_titles.get(issue, issue)} from {state.position[row]:.2f} to {position:.2f}"
            for row, (issue, position) in enumerate(zip(names.issues, model.bargain.package, strict=False))
            if position != state.position[row]
        )
        refusing = [self._title(model, name) for name, is_signed in signed.items() if not is_signed]
        kind = "refusal" if refusing else "signature"
        verdict = f"it is refused by {', '.join(refusing)}" if refusing else "all parties sign"
        self.event(model, kind, f"A package is drafted ({package}); {verdict}.")

    def incident(self, model: CrisisModel, one: int, other: int, level: int) -> None:
        """Record an incident or a clash."""
        names = model.stage.names.actors
        kind, word = ("clash", "Forces clash") if level > 1 else ("incident", "An incident")
        pair = f"{self._title(model, names[one])} and {self._title(model, names[other])}"
        self.event(model, kind, f"{word} between {pair}.", names[one], names[other])

    def turn(self, model: CrisisModel) -> None:
        """Record the state at the end of a turn."""
        self._actors(model)
        self._beliefs(model)
        self._dyads(model)
        when, issues = self._when(model), model.stage.names.issues
        for issue, position in zip(issues, model.state.position[: len(issues)], strict=True):
            self.tables["positions"].append({**when, "issue": issue, "position": float(position)})

    def _actors(self, model: CrisisModel) -> None:
        state, facts, names = model.state, model.stage.facts, model.stage.names
        when = self._when(model)
        for row, name in enumerate(names.actors):
            mine, seen = state.actor[row], model.outlook.actor[row]
            troops = state.troops[row, : facts.n_axes]
            self.tables["actors"].append(
                {
                    **when,
                    "actor": name,
                    "type": int(mine.type),
                    "rung": float(mine.rung),
                    "force": float(troops.sum()),
                    "force_share": float(troops.sum() / facts.actor[row].required),
                    "order": float(mine.order),
                    "audience": float(mine.audience),
                    "table_days": float(mine.table_days),
                    "offer": float(mine.offer),
                    "arms": float(mine.arms),
                    "sanctions": float(mine.sanctions),
                    "access": float(mine.access),
                    "value": float(seen.value),
                    "odds": float(seen.odds_now) if seen.target >= 0 else float("nan"),
                    "limited_odds": float(seen.limited_odds_now)
                    if seen.target >= 0 and facts.actor[row].limited_axis >= 0
                    else float("nan"),
                    "fear": float(seen.fear),
                    **self._decided.get(row, {"action": "", "has_opportunity": False}),
                }
            )
            for axis, strength in enumerate(troops):
                place = names.axes[axis] if axis < len(names.axes) else "rear"
                fights = float(row == int(state.war.attacker))
                front = {each: fights * float(state.front[axis][each]) for each in ("crossed", "ground")}
                self.tables["forces"].append(
                    {**when, "actor": name, "axis": place, "troops": float(strength), **front}
                )

    def _beliefs(self, model: CrisisModel) -> None:
        names = model.stage.names.actors
        when = self._when(model)
        before, after = self._before.tolist(), model.state.belief.tolist()
        for observer, name in enumerate(names):
            for subject, other in enumerate(names):
                if observer == subject:
                    continue
                for kind in range(N_TYPES):
                    self.tables["beliefs"].append(
                        {
                            **when,
                            "observer": name,
                            "subject": other,
                            "type": kind,
                            "before": before[observer][subject][kind],
                            "after": after[observer][subject][kind],
                        }
                    )

    def _dyads(self, model: CrisisModel) -> None:
        state, facts, names = model.state, model.stage.facts, model.stage.names.actors
        when = self._when(model)
        for one, name in enumerate(names):
            for other in range(one + 1, len(names)):
                mine = state.actor[one]
                hazard = pair_hazard(
                    facts, state, one, other, mine.rung, state.dyad[one, other].calm_days, mine.flank
                )
                self.tables["dyads"].append(
                    {
                        **when,
                        "one": name,
                        "other": names[other],
                        "tension": float(state.dyad[one, other].tension),
                        "hazard_per_day": float(hazard),
                    }
                )

    @staticmethod
    def _title(model: CrisisModel, name: str) -> str:
        return model.stage.names.title(name)

    @staticmethod
    def _when(model: CrisisModel) -> Row:
        clock = model.state.clock
        return {"turn": int(clock.turn), "day": float(clock.day)}
