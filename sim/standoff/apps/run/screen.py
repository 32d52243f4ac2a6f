"""What ``standoff run`` shows: what was set, the sentence that answers, the table, and what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from standoff.apps.run.played import PlayedJob
from standoff.arrays import Counts
from standoff.config.compose import Job
from standoff.config.given import settings_line
from standoff.scenario.baselines import load_baselines
from standoff.statistics.headline import headline, war_difference, war_share
from standoff.statistics.summary import against_baseline, war_by_type
from standoff.story.ending import ground_held
from standoff.story.peace import end_of_peace
from standoff.story.words import date_text
from standoff.terminal.cells import points_cell, with_interval
from standoff.terminal.outcome_table import added_events, caveat_line, caveats, outcome_table, type_table
from standoff.terminal.screen import titled_table
from standoff.vocabulary import Outcome

__all__ = ["Finding", "closing", "opening", "table_of_jobs", "tables"]


@dataclass(frozen=True)
class Finding:
    """What a job found: the outcome of each run, and of each run as reported with the same chance.

    Parameters
    ----------
    job : Job
        The job.
    outcomes : ndarray (n_runs,)
        Outcome of each of its runs.
    reported : ndarray or None
        Outcome of each run of the crisis as reported, of which there may be fewer; None if the job is so.
    """

    job: Job
    outcomes: Counts
    reported: Counts | None

    @property
    def setting(self) -> str:
        """What is set, in a line."""
        return settings_line(self.job.settings, self.job.chosen_experiment, self.job.overrides)

    @property
    def sentence(self) -> str:
        """The sentence that answers."""
        return headline(self.outcomes, self.reported)


def opening(played: PlayedJob, finding: Finding) -> Iterator[RenderableType]:
    """Say what was played, and answer."""
    crisis, n = played.scenario.crisis, len(finding.outcomes)
    yield Text(f"{crisis.title}, facts as of {date_text(crisis.frozen_at)}")
    runs = f"{n:,} run{'s' * (n != 1)} of up to {played.stage.horizon_days:g} days"
    yield Text(f"{finding.setting}; {runs}, seed {finding.job.settings.seed}")
    yield Text(finding.sentence, style="bold")


def tables(played: PlayedJob, *, notes: bool) -> Iterator[RenderableType]:
    """Tabulate the outcomes; then the caveats, in a line, or all of them with the split by private type."""
    scenario, stage, rows = played.scenario, played.stage, played.rows
    baseline = next(iter(load_baselines().values()))
    counts = np.bincount(rows["outcome"], minlength=len(Outcome))
    table = outcome_table(played.shares, against_baseline(counts, baseline), baseline)
    by_type = {
        name: war_by_type(rows, row)
        for row, name in enumerate(scenario.actor_names)
        if stage.facts.actor[row].is_attacker
    }
    shares = [share for each in by_type.values() for share in each]
    if not notes:
        table.caption = None
        yield table
        yield from added_events(stage)
        yield Text(caveat_line(scenario, shares), style="dim")
        return
    yield table
    for name, each in by_type.items():
        yield ""
        yield type_table(each, scenario.actors[name].title, stage)
    yield ""
    yield from caveats(scenario, stage, shares)


def closing(played: PlayedJob, place: Path, *, is_drawn: bool) -> Iterator[str]:
    """Say how the traced run ended, where the result is, and which commands make sense next."""
    traced, peace = played.traced, end_of_peace(played.trace)
    yield f"Traced run {traced.replication}: {traced.outcome.title} after {traced.days:g} days."
    if peace:
        yield f"  {date_text(played.trace.date(peace.day))}, turn {peace.turn}: {peace.text}"
    if held := ground_held(played.trace):
        yield f"  {held}"
    yield f"Written to {place}"
    address = shlex.quote(str(place))
    decision = f" --actor {shlex.quote(peace.actor)} --turn {peace.turn}" if peace else ""
    yield f"Next: standoff explain {address}{decision}"
    yield f"      standoff report {address}"
    if not is_drawn:
        yield f"      standoff figures {address}"


def table_of_jobs(findings: Sequence[Finding]) -> Table:
    """Tabulate the jobs of a multirun: what differs, the share of war, how far it is from as reported."""
    differing = [
        column
        for column in zip(*(finding.job.overrides for finding in findings), strict=True)
        if len(set(column)) > 1
    ]
    table = titled_table("War of any kind by job (% of runs, 95 %)")
    table.add_column("job", justify="right")
    for column in differing:
        table.add_column(column[0].partition("=")[0].lstrip("+~"))
    table.add_column("any war", justify="right")
    table.add_column("from as reported, points", justify="right")
    for number, finding in enumerate(findings):
        war = war_share(finding.outcomes)
        gap = (
            ""
            if finding.reported is None
            else points_cell(war_difference(finding.outcomes, finding.reported))
        )
        settings = (column[number].partition("=")[2] for column in differing)
        table.add_row(str(number), *settings, with_interval(war.share, war.low, war.high), gap)
    return table
