"""Report answer – the first screen of a report: what was asked, what came out, beside what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from sim.analysis.comparison import Comparison
from sim.analysis.summary import ClassShare, OutcomeShare, Share, against_baseline, share_of
from sim.apps.compare_tables import WORDS, ranking_table
from sim.apps.comparing import verdict
from sim.apps.outcome_table import caveats, outcome_table, type_table
from sim.apps.report_subject import Subject
from sim.plots.labels import setting_told
from sim.plots.style import OUTCOME_COLOURS
from sim.report.page import Bar, Section, Table
from sim.report.tables import of_screen
from sim.report.words import TITLES, listed
from sim.scenario.baselines import Baseline, load_baselines
from sim.sweep.surface import OUTCOMES, Surface
from sim.vocabulary import Outcome

__all__ = ["answer", "question"]

GROUP_COLOUR = "#6b7280"
WITHOUT = ("seed", "replications", "out", "figures", "traced", "yes", "scenario", "executor", "record")
"""Groups and keys of the command line that change no rule and no number of the crisis."""
WINNER = (
    "The least and the most of many points are partly so by chance: each interval holds for one point by itself."
)


def question(subject: Subject, found: Comparison | None) -> str:
    """Say what was asked."""
    crisis, days = subject.manifest["scenario"], subject.lengths["horizon_days"]
    ahead = f"within {days:g} days" if days else "within the horizon of the scenario"
    frozen = f"as it was known on {crisis['frozen_at']}"
    if found is not None:
        names = listed([sample.name for sample in found.samples])
        return f"How does the crisis end {ahead}, {frozen}, and how surely do {names} differ?"
    if subject.surface is None:
        changed = [text for text in subject.manifest["overrides"]
                   if text.lstrip("+~").partition("=")[0].partition(".")[0] not in WITHOUT]  # fmt: skip
        setting = f"with {listed(changed)}" if changed else "with everything as reported"
        return f"How does the crisis end {ahead}, {frozen}, {setting}?"
    factors = [_varied(subject.surface, factor.name) for factor in subject.surface.design.factors]
    more = f" and {len(factors) - 4} more" if len(factors) > 4 else ""
    return f"How does the crisis end {ahead}, {frozen}, and what do {listed(factors[:4])}{more} change?"


def _varied(surface: Surface, name: str) -> str:
    values = surface.design.columns[name]
    if values.dtype.kind != "f":
        return f"{name} ({listed(list(dict.fromkeys(values.tolist())))})"
    return f"{name} ({values.min():g} to {values.max():g})"


def answer(subject: Subject, found: Comparison | None) -> Section:
    """Give the first section of a report."""
    baseline = next(iter(load_baselines().values()))
    by_type = subject.war_by_type()
    tables: list[Table] = []
    if found is not None:
        prose, tables = _of_several(found, baseline)
    elif subject.surface is not None and len(subject.surface.counts) > 1:
        prose, tables = _of_sweep(subject.surface, baseline)
    else:
        prose, tables = _of_run(subject, baseline)
    trust = _trust(subject)
    if subject.played is not None:
        stage = subject.played.stage
        for name, shares in by_type.items():
            shown = of_screen(type_table(shares, stage.names.title(name), stage))
            where = "" if subject.point is None else f"At point {subject.point} of the sweep."
            bars = [_bar(each.war, GROUP_COLOUR) for each in shares]
            tables.append(replace(shown, note=where, bars=bars))
    return Section("answer", "The answer", [*prose, *trust], tables)


def _trust(subject: Subject) -> list[str]:
    if subject.played is None:
        return ["Intervals: 95 %, for the number of runs only; what nobody knows about the numbers of the "
                "scenario is not in them. Not a forecast: the shares say what follows if these numbers and "
                "rules hold."]  # fmt: skip
    shares = [share for each in subject.war_by_type().values() for share in each]
    return list(caveats(subject.played.scenario, subject.played.stage, shares))


def _of_run(subject: Subject, baseline: Baseline) -> tuple[list[str], list[Table]]:
    counts = subject.sample.outcomes
    shares = [_outcome_share(subject, outcome) for outcome in Outcome]
    classes = against_baseline(counts, baseline)
    modal = max(shares, key=lambda each: each.count)
    war = subject.sample.share(OUTCOMES["any_war"])
    prose = [
        f"War of any kind comes in {_told(war)} of {war.n:,} runs. The most frequent end is "
        f"{TITLES[modal.outcome]}, in {_told(modal)}.",
        _past(classes, baseline),
    ]
    table = of_screen(outcome_table(shares, classes, baseline))
    return prose, [replace(table, bars=list(_class_bars(classes, shares)))]


def _past(classes: Sequence[ClassShare], baseline: Baseline) -> str:
    """Set the runs beside past cases, and beside the forecast that nothing happens."""
    parts = (f"{each.title} in {_told(each.cases)} (here {100 * each.runs.share:.1f} %)" for each in classes)
    return (
        f"Of {baseline.n} past crises of this kind there was {listed(list(parts))}. The forecast that nothing "
        "happens says no violence, always."
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


def _of_sweep(surface: Surface, baseline: Baseline) -> tuple[list[str], list[Table]]:
    rows, bars = [], []
    ends = {}
    for name, outcomes in OUTCOMES.items():
        shares = surface.response(name).value
        least, most = int(np.nanargmin(shares)), int(np.nanargmax(shares))
        ends[name] = low, high = (_at(surface, outcomes, point) for point in (least, most))
        cells = (f"{100 * each.share:.1f} ({100 * each.low:.1f}–{100 * each.high:.1f})" for each in (low, high))
        (here, there) = cells
        rows.append([WORDS[name], here, _setting(surface, least), there, _setting(surface, most)])
        colour = OUTCOME_COLOURS[outcomes[0]] if len(outcomes) == 1 else GROUP_COLOUR
        bars.append(Bar(0.0, low.share, high.share, colour))
    n_points = int(surface.counts.any(axis=1).sum())
    low, high = ends["any_war"]
    prose = [
        f"Over {n_points:,} settings, {surface.n_runs:,} runs in all, war of any kind comes in {_told(low)} of "
        f"the runs at the least ({rows[0][2]}) and in {_told(high)} at the most ({rows[0][4]}). "
        + ("The two are apart by more than chance." if low.high < high.low else
           "Their intervals overlap: chance alone could set them apart."),
        _past(against_baseline(surface.counts.sum(axis=0), baseline), baseline)
        + " Here stands for all settings together.",
    ]  # fmt: skip
    columns = ["outcome", "least, % (95 %)", "where", "most, % (95 %)", "where"]
    n = surface.counts.sum(axis=1)
    runs = f"n = {n[n > 0].min():,} runs at each setting. " if n.any() else ""
    return prose, [Table("Range over the settings", columns, rows, runs + WINNER, frozenset({0}), bars)]


def _at(surface: Surface, outcomes: Sequence[Outcome], point: int) -> Share:
    counts = surface.counts[point]
    return share_of(int(counts[list(outcomes)].sum()), int(counts.sum()))


def _setting(surface: Surface, point: int) -> str:
    """Tell what is set at a point; of many factors, its number."""
    factors = surface.design.factors
    if len(factors) > 4:
        return f"point {point}"
    return setting_told(factors, list(surface.design.point(point).values()))


def _of_several(found: Comparison, baseline: Baseline) -> tuple[list[str], list[Table]]:
    columns = ["result", *WORDS.values(), "n"]
    rows = [
        [sample.name, *(f"{100 * sample.share(outcomes).share:.1f}" for outcomes in OUTCOMES.values()),
         f"{sample.n:,}"]
        for sample in found.samples
    ]  # fmt: skip
    first = found.samples[0]
    prose = [
        " ".join(
            f"In {sample.name}, war of any kind comes in {_told(sample.share(OUTCOMES['any_war']))} of "
            f"{sample.n:,} runs." for sample in found.samples
        ),
        " ".join(verdict(found)),
        _past(against_baseline(first.outcomes, baseline), baseline) + f" Here stands for {first.name}.",
    ]  # fmt: skip
    war = [_bar(sample.share(OUTCOMES["any_war"]), GROUP_COLOUR) for sample in found.samples]
    shown = Table("Share of each outcome, % of runs", columns, rows, "The bar shows any war.", bars=war)
    return prose, [shown, of_screen(ranking_table(found.ranking))]


def _told(share: Share | OutcomeShare) -> str:
    return f"{100 * share.share:.1f} % (95 %: {100 * share.low:.1f}–{100 * share.high:.1f})"
