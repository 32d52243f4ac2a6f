"""Tables of the talks of runs: how far they came, who blocked, over what, and the attempts of one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rich.table import Table

from standoff.analysis.talks.talks import NO_ISSUE, Block, Talks, main_issues
from standoff.analysis.talks.words import FATES, actor_title, issue_title, utility
from standoff.drivers.talks import NO_PACKAGE, NO_ROOM, REFUSED, SIGNED
from standoff.statistics.summary import share_of
from standoff.terminal.cells import interval, percent
from standoff.terminal.screen import titled_table

__all__ = ["talks_tables"]

READABLE = 28
"""Least width of a column with the titles of issues, characters."""
RESULTS = {
    NO_ROOM: "nothing on offer",
    NO_PACKAGE: "no package",
    REFUSED: "refused",
    SIGNED: "signed",
}


def talks_tables(talks: Talks, blocks: Sequence[Block]) -> Iterator[Table]:
    """Give the tables: for one run its attempts; for several the fates of runs, parties and issues."""
    if len(talks.runs) == 1:
        if len(talks.attempts):
            yield _attempts_table(talks)
        return
    if len(talks.attempts):
        yield _parties_table(talks)
    if blocks:
        yield _issues_table(talks, blocks)
    yield _fates_table(talks)


def _parties_table(talks: Talks) -> Table:
    n, drafted = len(talks.failed), talks.drafted
    table = _table(
        f"Who blocked {n:,} failed attempts, and refused {len(drafted):,} drafts", "party",
        ("blocked", "%", "only one\nin the way", "runs", "short by\n(median)", "quartiles", "refused"),
    )  # fmt: skip
    for actor in sorted(talks.parties, key=lambda each: -int(talks.blocked_by(each).sum())):
        is_blocked, shortfall = talks.blocked_by(actor), talks.shortfall(actor)
        count = int(is_blocked.sum())
        low, middle, high = np.quantile(shortfall, (0.25, 0.5, 0.75)) if count else (0.0, 0.0, 0.0)
        table.add_row(
            actor_title(talks, actor),
            f"{count:,}",
            percent(count / n) if n else "",
            f"{int(talks.failed['alone'][:, actor].sum()):,}",
            f"{len(np.unique(talks.failed['replication'][is_blocked])):,}",
            f"{middle:.3f}" if count else "",
            f"{low:.3f}–{high:.3f}" if count else "",
            f"{int(drafted['refuses'][:, actor].sum()):,}",
        )
    return table


def _issues_table(talks: Talks, blocks: Sequence[Block]) -> Table:
    table = _table(
        "Over what: the issue that would have yielded the party most", "party: issue",
        ("blocked", "short by\n(median)", "issue worth\n(median)", "move needed\n(median)", "red line of"),
    )  # fmt: skip
    table.columns[0].min_width = READABLE
    table.columns[-1].justify = "left"
    words = [word for actor in talks.parties for word in actor_title(talks, actor).split()]
    table.columns[-1].min_width = max(map(len, words)) + 1
    for block in blocks:
        others = talks.red_lines(block.actor, block.issue) if block.issue != NO_ISSUE else []
        table.add_row(
            f"{actor_title(talks, block.actor)}: {issue_title(talks, block.issue)}",
            f"{block.n:,}",
            f"{np.median(block.shortfall):.3f}",
            f"{np.median(block.conceded):.3f}",
            f"{block.move:.3f}" if block.n_enough else "not enough",
            ", ".join(actor_title(talks, other) for other in others),
        )
    return table


def _fates_table(talks: Talks) -> Table:
    counts, n = talks.fates(), len(talks.runs)
    table = _table(f"How far the talks of {n:,} runs came", "at best", ("runs", "%", "95 % interval"))
    for fate, text in FATES.items():
        share = share_of(int(counts[fate]), n)
        table.add_row(text, f"{share.count:,}", percent(share.share), interval(share.low, share.high))
    return table


def _attempts_table(talks: Talks) -> Table:
    """Show each attempt of a run: the parties that fell short, or did not sign."""
    table = _table(
        f"Attempts at a package in run {talks.runs.start}", "date",
        ("turn", "result", "party in the way", "short by", "over", "issue worth", "move needed"),
    )  # fmt: skip
    for column in (2, 3, 5):
        table.columns[column].justify = "left"
    table.columns[0].no_wrap = True
    table.columns[5].min_width = READABLE
    n_issues = len(talks.stage.names.issues)
    for attempt in talks.attempts:
        common = (f"{talks.date(attempt):%d %b %Y}", f"{attempt['turn']}", RESULTS[int(attempt["result"])])
        in_the_way = np.flatnonzero(attempt["blocks"] | attempt["refuses"]).tolist()
        main = main_issues(attempt["conceded"][:, :n_issues])
        for actor in in_the_way:
            shortfall = float(attempt["going_on"][actor] - attempt["worth"][actor])
            issue = int(main[actor])
            table.add_row(
                *common,
                actor_title(talks, actor),
                utility(shortfall) if shortfall > 0.0 else "by chance",
                issue_title(talks, issue),
                f"{attempt['conceded'][actor].max():.3f}",
                f"{attempt['needed'][actor, issue]:.3f}" if shortfall > 0.0 else "",
            )
        if not in_the_way:
            table.add_row(*common)
    return table


def _table(title: str, first: str, columns: Sequence[str]) -> Table:
    table = titled_table(title)
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table
