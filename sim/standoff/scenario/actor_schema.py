"""Fields of ``actors/<actor>.yaml``, one class for each kind of mapping."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from standoff.scenario.names import AxisName, Id, IssueName, PlaceName
from standoff.scenario.quantity import (
    Cost,
    Days,
    Facts,
    LogOdds,
    Neutral,
    PerDay,
    Position,
    Ratio,
    Record,
    Rung,
    Share,
    Troops,
    Units,
    Utility,
)
from standoff.scenario.values import Colour, Note, Title

__all__ = ["Actor", "Forces", "Group", "Stance", "WarAim"]


class Group(Record):
    """Forces that stand together; ``axis`` null = on no axis."""

    title: Title = Field(description="name for readers, used in tables and figures")
    axis: AxisName | None = Field(default=None, description="axis on which it stands; null = on none")
    place: PlaceName | None = Field(default=None, description="place where it stands; null = nowhere named")
    troops: Troops = Field(description="troops at the opening")
    peacetime: Troops = Field(description="troops in peacetime")
    planned: Troops = Field(description="troops when the plan is filled")
    strikes: Units | None = Field(default=None, description="launchers and attack aircraft")
    equipment: Note = Field(default="", description="what it has, for readers")
    facts: Facts = ()


class Forces(Record):
    """Forces of an actor."""

    quality: Ratio = Field(
        description="strength of a thousand of its troops relative to a thousand of the target"
    )
    required: Troops = Field(
        description="troops that its plan needs (attacker) or that it can raise (others); at least 0.001, "
        "and a hundredth of its forces at any time"
    )
    limited_axis: AxisName | None = Field(default=None, description="axis of a limited attack; null = none")
    full_scale: Troops | None = Field(
        default=None,
        description="troops across the border that make its full attack a full-scale invasion; above 0; "
        "left out: full_scale_share of required, by the rules",
    )
    groups: dict[Id, Group] = Field(default_factory=dict, description="forces that stand together")


class Stance(Record):
    """What an actor wants on an issue; it accepts only ``low`` to ``high``."""

    ideal: Position = Field(description="position that it wants most")
    salience: Share = Field(
        description="share of its stakes that hang on the issue; sums to 1 over the issues"
    )
    low: Position = Field(description="red line: least position that it accepts")
    high: Position = Field(description="red line: greatest position that it accepts")
    control: Share = Field(description="share of a change on the issue that it can grant")


class WarAim(Record):
    """Where an issue stands after an attack of the actor."""

    won: Position = Field(description="position if its attack succeeds")
    lost: Position = Field(description="position if its attack fails")
    limited: Position = Field(description="position after its limited attack")


class Costs(Record):
    """What war, sanctions and delay cost an actor."""

    war: Cost = Field(
        description="share of its stakes that a full war costs the middle type, before sanctions"
    )
    sanction_exposure: Cost = Field(description="share of its stakes that full sanctions cost it")
    third_party_support: Share = Field(description="share of that loss that outside partners make good")
    delay: PerDay = Field(description="how impatient it is: rate at which delay devalues a settlement")


class Politics(Record):
    """What binds an actor at home and towards others."""

    demand: Share = Field(description="how public its demand is")
    audience: Cost = Field(description="cost of backing down at the opening")
    flexibility: Share = Field(description="how far it can go towards its rival inside its red lines")
    reference: Utility = Field(
        description="what it takes for its due, as a value of the issues; for prospect theory"
    )
    drift: Utility = Field(description="what it fears to lose if the status quo goes on")
    transparency: Share = Field(description="share of its military activity that it notifies and shows")
    sanction_credibility: Share = Field(description="how surely it sanctions an attack")


class Perception(Record):
    """How an actor misreads."""

    odds_bias: Annotated[LogOdds, Neutral(0.0, -0.5, 0.5, "it sees the odds as they are")] = Field(
        description="added to the attacker's log odds of winning as this actor sees them; 0 = none"
    )


class Opening(Record):
    """Where an actor stands at day 0."""

    rung: Rung = Field(description="rung of escalation at the opening (Kahn)")
    table_days: Days = Field(description="days for which it is ready to talk")
    offer: Share = Field(description="standing offer, share of what it can give")


class Actor(Record):
    """A file ``actors/<actor>.yaml``."""

    title: Title = Field(description="name for readers, used in tables and figures")
    colour: Colour | None = Field(
        default=None,
        exclude=True,  # it changes no run, so a scenario in other colours is the same
        description='colour in figures, such as "#0072B2"; left out: by role, warm for the attacker and its '
        "hosts, cool for the target and its protectors",
    )
    forces: Forces = Field(description="what it can fight with")
    positions: dict[IssueName, Stance] = Field(
        description="what it wants on each issue; every actor, every issue"
    )
    war_aims: dict[IssueName, WarAim] = Field(
        default_factory=dict,
        description="where each issue stands after its attack; for an actor that may attack, and only then",
    )
    costs: Costs = Field(description="what war, sanctions and delay cost it")
    politics: Politics = Field(description="what binds it at home and towards others")
    perception: Perception = Field(description="how it misreads")
    opening: Opening = Field(description="where it stands on day 0")
