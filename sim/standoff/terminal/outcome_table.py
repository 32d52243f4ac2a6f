"""The outcome table: shares with interval and n, base rates beside them, and what they are not."""

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

__all__ = ["caveats", "outcome_table", "type_table"]


def outcome_table(shares: Sequence[OutcomeShare], classes: Sequence[ClassShare], baseline: Baseline) -> Table:
    """Show how often runs end with each outcome, grouped as the base rate tells them apart."""
    table = _table("Outcomes, % of runs", "outcome")
    table.add_column(f"base rate\n({baseline.n} cases)", justify="right")
    table.add_column("nothing\nhappens", justify="right")
    by_outcome = {share.outcome: share for share in shares}
    for group in classes:
        cases = with_interval(group.cases.share, group.cases.low, group.cases.high)
        table.add_row(group.title, *share_cells(group.runs), cases, percent(group.nothing), style="bold")
        for outcome in group.outcomes:
            found = by_outcome[outcome]
            table.add_row(f" {outcome.title}", *share_cells(found), "", "")
        table.add_section()
    table.caption = (
        "95 %: Wilson intervals, for the base rate Jeffreys. "
        f"Base rate: {baseline.title} ({', '.join(baseline.source)}). {baseline.note}"
    )
    return table


def type_table(by_type: Sequence[TypeShare], actor: str, stage: Stage) -> Table:
    """Show the share of war by the private type of an attacker."""
    table = _table(f"Any war, % of runs, by the private type of {actor}", "type")
    table.add_column("prior", justify="right")
    for found in by_type:
        cost = stage.facts.type_cost[found.type]
        title = f"{found.type}: cost of war × {cost:.1f}"
        table.add_row(title, *share_cells(found.war), percent(float(stage.facts.prior[found.type])))
    return table


def caveats(scenario: Scenario, stage: Stage, by_type: Sequence[TypeShare]) -> Iterator[str]:
    """Say what the shares are and what they are not, a line for each."""
    prior = stage.facts.prior
    form = "uniform" if prior.max() - prior.min() < 1e-9 else "tilted"
    known = [found.war.share for found in by_type if found.war.n]
    numbers = [quantity for _, quantity in quantities(scenario)]
    assumed = sum(quantity.kind == ASSUMPTION for quantity in numbers)
    yield (
        f"Types: the prior over private types is {form} and assumed (rules.type_tilt = "
        f"{stage.facts.rules.type_tilt:g}). "
        f"By type, war comes in {percent(min(known))} to {percent(max(known))} % of runs."
    )
    yield (
        f"Intervals: 95 %, for the number of runs only. The scenario has {len(numbers)} quantities with "
        f"ranges, {assumed} of them assumptions; that uncertainty is not in the intervals."
    )
    yield (
        "Not a forecast: the shares say what follows if these numbers and rules hold. "
        f"Nothing known after {scenario.crisis.frozen_at} is used."
    )
    hypothetical = [inject.effect for inject in stage.names.injects.values() if inject.is_hypothetical]
    if hypothetical:
        yield f"Hypothetical: the configuration injects {'; '.join(hypothetical)}."


def _table(title: str, first: str) -> Table:
    table = titled_table(title)
    table.add_column(first, no_wrap=True)
    for column in ("share", "95 %", "n"):
        table.add_column(column, justify="right")
    return table
