"""The first section of a report: the outcomes, compared with past cases, and how far to trust them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from standoff.answer import Answer
from standoff.config.given import changes
from standoff.plots.style import OUTCOME_COLOURS
from standoff.report.answer_of_sweep import GROUP_COLOUR, MOST_NAMED, range_lead, range_table, share_text
from standoff.report.extremes import Extremes
from standoff.report.page import Bar, Section, Table
from standoff.report.subject import Subject
from standoff.report.tables import of_screen
from standoff.scenario.baselines import Baseline, load_baselines
from standoff.statistics.sample import Sample
from standoff.statistics.summary import ClassShare, OutcomeShare, Share, against_baseline
from standoff.statistics.surface import Surface
from standoff.story.words import listed
from standoff.sweep.stored import StoredResult
from standoff.terminal.cells import percent
from standoff.terminal.outcome_table import caveats, outcome_table, type_table
from standoff.vocabulary import OUTCOME_SETS, Outcome, share_title

__all__ = ["answer", "question", "types"]

Lead = tuple[list[str], list[Table], str]
"""The first paragraphs, the tables, and the comparison with past cases."""

UNKNOWN = (
    "Intervals are 95 % intervals for the number of runs only; they do not include the uncertainty about the "
    "numbers of the scenario. Not a forecast: the shares say what follows if these numbers and rules hold."
)


def question(subject: Subject, opened: Sequence[StoredResult]) -> str:
    """Word the question that the report answers."""
    crisis, days = subject.manifest["scenario"], subject.lengths["horizon_days"]
    ahead = f"within {days:g} days" if days else "within the horizon of the scenario"
    frozen = f"as it was known on {crisis['frozen_at']}"
    if opened:
        names = listed([result.sample.name for result in opened])
        return f"How does the crisis end {ahead}, {frozen}, and do {names} differ significantly?"
    if subject.surface is None:
        changed = changes(subject.manifest["overrides"])
        setting = f"with {listed(changed)}" if changed else "with everything as reported"
        return f"How does the crisis end {ahead}, {frozen}, {setting}?"
    factors = [_varied(subject.surface, factor.name) for factor in subject.surface.design.factors]
    named = factors[:MOST_NAMED] + [f"{len(factors) - MOST_NAMED} more"] * (len(factors) > MOST_NAMED)
    return f"How does the crisis end {ahead}, {frozen}, and how does that depend on {listed(named)}?"


def _varied(surface: Surface, name: str) -> str:
    values = surface.design.columns[name]
    if values.dtype.kind != "f":
        return f"{name} ({listed(list(dict.fromkeys(values.tolist())))})"
    return f"{name} ({values.min():g} to {values.max():g})"


def answer(
    subject: Subject,
    opened: Sequence[StoredResult],
    comparison: Answer | None,
    extremes: Mapping[str, Extremes],
) -> Section:
    """Return the first section of a report.

    Parameters
    ----------
    subject : Subject
        The only result, or the first.
    opened : sequence of StoredResult
        All results, if there are several.
    comparison : Answer or None
        The comparison of the results, if there are several.
    extremes : Mapping
        Extremes by outcome of a sweep with several points; empty for other results.
    """
    baseline = next(iter(load_baselines().values()))
    if comparison is not None:
        lead, tables, past = _of_several([result.sample for result in opened], comparison, baseline)
    elif subject.surface is not None and extremes:
        lead, tables, past = _of_sweep(subject.surface, extremes, baseline)
    else:
        lead, tables, past = _of_run(subject, baseline)
    return Section("answer", "The answer", lead, tables, closing=[past, *_trust(subject)])


def _trust(subject: Subject) -> list[str]:
    """Return the caveats of the answer."""
    if subject.played is None:
        return [UNKNOWN]
    shares = [share for each in subject.war_by_type().values() for share in each]
    return list(caveats(subject.played.scenario, subject.played.stage, shares))


def types(subject: Subject) -> Section | None:
    """Return the section on private types, or None if the scenario cannot be loaded."""
    if subject.played is None:
        return None
    stage = subject.played.stage
    tables = [
        replace(of_screen(type_table(shares, stage.names.title(name), stage)),
                bars=[_bar(each.war, GROUP_COLOUR) for each in shares])
        for name, shares in subject.war_by_type().items()
    ]  # fmt: skip
    where = "" if subject.point is None else f" The table shows point {subject.point} of the sweep."
    prose = [
        "How much war costs an attacker is private information, which each run draws at random. The share of "
        "war by this private type, and differences between settings, are more informative than the overall "
        f"level.{where}"
    ]
    return Section("types", "War by private type", prose, tables)


def _of_run(subject: Subject, baseline: Baseline) -> Lead:
    counts = subject.sample.outcomes
    shares = [_outcome_share(subject, outcome) for outcome in Outcome]
    classes = against_baseline(counts, baseline)
    modal = max(shares, key=lambda each: each.count)
    war = subject.sample.share(OUTCOME_SETS["any_war"])
    lead = (
        f"{share_text(war)} of {war.n:,} runs end in war of any kind. The most frequent outcome is "
        f"{modal.outcome.title}, in {share_text(modal)}."
    )
    table = of_screen(outcome_table(shares, classes, baseline))
    note = f"Bars show shares with their intervals; the tick is the base rate. {table.note}"
    table = replace(table, note=note, bars=list(_class_bars(classes, shares)))
    return [lead], [table], _past(classes, baseline, "in these runs")


def _past(classes: Sequence[ClassShare], baseline: Baseline, where: str) -> str:
    """Compare the runs with past cases, and with the forecast that nothing happens."""
    cases = [f"{each.title} in {share_text(each.cases)}" for each in classes]
    runs = [f"{100 * each.runs.share:.1f}\u00a0%" for each in classes]
    return (
        f"Among {baseline.n} past crises of this kind there was {listed(cases)}; {where} it is "
        f"{listed(runs)}. "
        "The forecast that nothing happens gives no violence a probability of 100\u00a0%."
    )


def _outcome_share(subject: Subject, outcome: Outcome) -> OutcomeShare:
    share = subject.sample.share([outcome])
    return OutcomeShare(outcome, share.n, share.count, share.share, share.low, share.high)


def _class_bars(classes: Sequence[ClassShare], shares: Sequence[OutcomeShare]) -> Iterator[Bar]:
    for group in classes:
        yield _bar(group.runs, GROUP_COLOUR, group.cases.share)
        for outcome in group.outcomes:
            yield _bar(shares[outcome], OUTCOME_COLOURS[outcome])


def _bar(share: Share | OutcomeShare, colour: str, mark: float | None = None) -> Bar:
    return Bar(share.share, share.low, share.high, colour, mark)


def _of_sweep(surface: Surface, extremes: Mapping[str, Extremes], baseline: Baseline) -> Lead:
    past = _past(against_baseline(surface.counts.sum(axis=0), baseline), baseline, "over all points")
    return [range_lead(surface, extremes)], [range_table(surface, extremes)], past


def _of_several(samples: Sequence[Sample], comparison: Answer, baseline: Baseline) -> Lead:
    columns = ["result", *map(share_title, OUTCOME_SETS), "n"]
    rows = [
        [sample.name, *(percent(sample.share(outcomes).share) for outcomes in OUTCOME_SETS.values()),
         f"{sample.n:,}"]
        for sample in samples
    ]  # fmt: skip
    first = samples[0]
    wars = {sample.name: sample.share(OUTCOME_SETS["any_war"]) for sample in samples}
    lead = [
        " ".join(
            f"In {name}, {share_text(war)} of {war.n:,} runs end in war of any kind."
            for name, war in wars.items()
        ),
        " ".join(comparison.sentences),
    ]
    past = _past(against_baseline(first.outcomes, baseline), baseline, f"in {first.name}")
    bars = [_bar(war, GROUP_COLOUR) for war in wars.values()]
    shown = Table("Share of runs by outcome, %", columns, rows, "The bar shows any war.", bars=bars)
    return lead, [shown, of_screen(comparison.tables[-1])], past
