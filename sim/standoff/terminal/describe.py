"""Tables that describe a scenario on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from standoff.scenario.content import Scenario, quantities
from standoff.scenario.injects import inject_text
from standoff.scenario.names import ASSUMPTION, split_variant
from standoff.scenario.quantity import Quantity
from standoff.scenario.schema import Event, Exercise, Inject, Season

__all__ = ["catalogue", "sources_table", "summary"]


def catalogue(scenarios: Mapping[str, Scenario], variants: Sequence[str]) -> RenderableType:
    """List the scenarios by name, with the dates of their variants (``scenario@date``)."""
    table = _table("Scenarios", "name", "crisis", "facts as of", "variants as of")
    dated = [split_variant(variant) for variant in variants]
    for name, scenario in scenarios.items():
        dates = " ".join(date for base, date in dated if base == name)
        table.add_row(*map(_text, (name, scenario.crisis.title, scenario.crisis.frozen_at, dates)))
    return table


def summary(scenario: Scenario) -> RenderableType:
    """Summarise a scenario: dates, forces, positions, relations, timeline, facts."""
    crisis = scenario.crisis
    head = Text.assemble((crisis.title, "bold"), f"\n{crisis.summary}\n")
    dates = f"Facts as of {crisis.frozen_at}; starts on {crisis.opens_at}; {crisis.horizon_days} days"
    tables = [
        _forces(scenario),
        _positions(scenario),
        _relations(scenario),
        _timeline(scenario),
        _facts(scenario),
    ]
    return Group(head, Text(dates), *(table for table in tables if table.row_count))


def sources_table(scenario: Scenario) -> RenderableType:
    """List every quantity with its source, then the assumptions with their reasons."""
    listed = quantities(scenario)
    sourced = [(path, quantity) for path, quantity in listed if quantity.kind != ASSUMPTION]
    assumed = [(path, quantity) for path, quantity in listed if quantity.kind == ASSUMPTION]
    first = _table("Sources", *COLUMNS, "source")
    for path, quantity in sourced:
        titles = "; ".join(scenario.sources[key].title for key in quantity.source)
        first.add_row(*_cells(path, quantity), _text(titles))
    second = _table("Assumptions", *COLUMNS, "reason")
    for path, quantity in assumed:
        second.add_row(*_cells(path, quantity), _text(quantity.note))
    return Group(first, second)


COLUMNS = ("quantity", "value", "low–high", "unit", "kind", "known")


def _cells(path: str, quantity: Quantity) -> Iterator[Text]:
    span = f"{quantity.low:g}–{quantity.high:g}"
    for cell in (path, f"{quantity.value:g}", span, quantity.unit, quantity.kind, quantity.known):
        yield _text(cell)


def _text(cell: object) -> Text:
    """Protect square brackets in the data from being read as markup."""
    return Text(str(cell))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=_text(title), title_justify="left", title_style="bold", show_edge=False)
    for column in columns:
        table.add_column(_text(column), overflow="fold")
    return table


def _forces(scenario: Scenario) -> Table:
    axes = scenario.crisis.axes
    titles = [f"{axis.title} ({axis.weight.value:g})" for axis in axes.values()]
    table = _table(
        "Forces (thousand troops): now / peacetime / planned", "actor", *titles, "no axis", "required"
    )
    for actor in scenario.actors.values():
        cells = []
        for name in (*axes, None):
            groups = [group for group in actor.forces.groups.values() if group.axis == name]
            sums = (
                sum(group.troops.value for group in groups),
                sum(group.peacetime.value for group in groups),
                sum(group.planned.value for group in groups),
            )
            cells.append(_text(" / ".join(f"{total:g}" for total in sums) if groups else ""))
        table.add_row(_text(actor.title), *cells, _text(f"{actor.forces.required.value:g}"))
    return table


def _positions(scenario: Scenario) -> Table:
    issues = scenario.crisis.issues
    titles = [f"{issue.title} (now {issue.status_quo.value:g})" for issue in issues.values()]
    table = _table("Positions: ideal [red lines] salience", "actor", *titles)
    for actor in scenario.actors.values():
        stances = (actor.positions[issue] for issue in issues)
        cells = (
            _text(f"{it.ideal.value:g} [{it.low.value:g}–{it.high.value:g}] {it.salience.value:g}")
            for it in stances
        )
        table.add_row(_text(actor.title), *cells)
    table.add_row("0 means", *(_text(issue.zero) for issue in issues.values()), style="dim")
    table.add_row("1 means", *(_text(issue.one) for issue in issues.values()), style="dim")
    return table


def _relations(scenario: Scenario) -> Table:
    table = _table("Relations", "actors", "relation")
    for pairs in (scenario.crisis.relations, scenario.crisis.dyads):
        for pair, record in pairs.items():
            table.add_row(_text(pair), _text(", ".join(_properties(dict(record)))))
    return table


def _properties(record: dict[str, object]) -> Iterator[str]:
    for name, value in record.items():
        if isinstance(value, Quantity):
            yield f"{name} {value.value:g}"
        elif value:
            yield name


def _timeline(scenario: Scenario) -> Table:
    table = _table("Timeline", "date", "kind", "event")
    for event in scenario.crisis.calendar:
        table.add_row(_text(_date(event)), _text(event.kind), _text(_story(scenario, event)))
    return table


def _date(event: Event) -> str:
    return f"{event.date} to {event.until}" if isinstance(event, Exercise) else str(event.date)


def _story(scenario: Scenario, event: Event) -> str:
    if isinstance(event, Season):
        return f"{event.text} (trafficability {event.trafficability.value:g})"
    if isinstance(event, Inject):
        return f"{event.text} ({inject_text(event, lambda name: scenario.actors[name].title)})"
    return event.text


def _facts(scenario: Scenario) -> Table:
    table = _table("Facts", "fact", "statement", "represented by")
    for name, fact in scenario.facts.items():
        numbers = f"decorative: {fact.reason}" if fact.decorative else ", ".join(fact.carried_by)
        table.add_row(_text(name), _text(fact.statement), _text(numbers))
    return table
