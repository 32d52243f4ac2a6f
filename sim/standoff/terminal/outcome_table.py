"""The table of outcomes: shares with intervals and number of runs, base rates, and caveats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table

from standoff.drivers.stage import Stage
from standoff.scenario.baselines import Baseline
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.names import ASSUMPTION
from standoff.statistics.summary import ClassShare, OutcomeShare, TypeShare
from standoff.terminal.cells import percent, share_cells, with_interval
from standoff.terminal.screen import titled_table

__all__ = ["added_events", "caveat_line", "caveats", "outcome_table", "type_table"]


def outcome_table(shares: Sequence[OutcomeShare], classes: Sequence[ClassShare], baseline: Baseline) -> Table:
    """Tabulate the share of runs by outcome, grouped into the classes of the base rate."""
    table = _table("Share of runs by outcome (%)", "outcome")
    table.add_column(f"base rate\n({baseline.n} cases)", justify="right")
    table.add_column("no-change\nforecast", justify="right")
    by_outcome = {share.outcome: share for share in shares}
    for group in classes:
        cases = with_interval(group.cases.share, group.cases.low, group.cases.high)
        table.add_row(group.title, *share_cells(group.runs), cases, percent(group.nothing), style="bold")
        for outcome in group.outcomes:
            table.add_row(f" {outcome.title}", *share_cells(by_outcome[outcome]), "", "")
        table.add_section()
    table.caption = (
        "95 % intervals: Wilson for shares of runs, Jeffreys for the base rate. "
        f"Base rate: {baseline.title} ({', '.join(baseline.source)}). {baseline.note}"
    )
    return table


def type_table(by_type: Sequence[TypeShare], actor: str, stage: Stage) -> Table:
    """Tabulate the share of runs with war by the private type of an attacker."""
    table = _table(f"Share of runs with war (%) by private type of {actor}", "type")
    table.add_column("prior", justify="right")
    for share in by_type:
        cost = stage.facts.type_cost[share.type]
        title = f"{share.type}: cost of war × {cost:.1f}"
        table.add_row(title, *share_cells(share.war), percent(float(stage.facts.prior[share.type])))
    return table


def caveat_line(scenario: Scenario, by_type: Sequence[TypeShare]) -> str:
    """Sum the caveats of the shares up in a line."""
    n_assumed, n_numbers = _counted(scenario)
    low, high = _range(by_type)
    return (
        f"Intervals hold chance only; {n_assumed} of {n_numbers} numbers are assumptions; by private type "
        f"{100 * low:.0f} to {100 * high:.0f} % of runs end in war; not a forecast (more: notes=true)"
    )


def caveats(scenario: Scenario, stage: Stage, by_type: Sequence[TypeShare]) -> Iterator[str]:
    """List the caveats of the shares, one line each."""
    prior = stage.facts.prior
    form = "uniform" if prior.max() - prior.min() < 1e-9 else "tilted"
    low, high = _range(by_type)
    n_assumed, n_numbers = _counted(scenario)
    yield (
        f"Types: the prior over private types is {form}, which is an assumption (rules.type_tilt = "
        f"{stage.facts.rules.type_tilt:g}). "
        f"Depending on the type, {percent(low)} to {percent(high)} % of runs end in war."
    )
    yield (
        "Intervals: 95 %, covering only the limited number of runs. The scenario has "
        f"{n_numbers} quantities with ranges, {n_assumed} of them assumptions; the intervals do not include "
        "their uncertainty."
    )
    yield (
        "Not a forecast: the shares show what follows if these numbers and rules hold. "
        f"The scenario uses no information from after {scenario.crisis.frozen_at}."
    )
    yield from added_events(stage)


def added_events(stage: Stage) -> Iterator[str]:
    """Say which events a configuration adds to the crisis, in a line; nothing if it adds none."""
    hypothetical = [inject.effect for inject in stage.names.injects.values() if inject.is_hypothetical]
    if hypothetical:
        yield f"Hypothetical: the configuration adds these events: {'; '.join(hypothetical)}."


def _range(by_type: Sequence[TypeShare]) -> tuple[float, float]:
    """Give the lowest and the highest share of war among the types that occur."""
    known = [share.war.share for share in by_type if share.war.n]
    return min(known), max(known)


def _counted(scenario: Scenario) -> tuple[int, int]:
    """Give the number of assumptions, and that of all quantities."""
    numbers = [quantity for _, quantity in quantities(scenario)]
    return sum(quantity.kind == ASSUMPTION for quantity in numbers), len(numbers)


def _table(title: str, first: str) -> Table:
    table = titled_table(title)
    table.add_column(first, no_wrap=True)
    for column in ("share", "95 %", "n"):
        table.add_column(column, justify="right")
    return table
