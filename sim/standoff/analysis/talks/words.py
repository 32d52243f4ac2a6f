"""Sentences on the talks of runs: who blocked over what, and what became of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from standoff.analysis.talks.talks import NO_ISSUE, Block, Fate, Talks
from standoff.arrays import Counts
from standoff.drivers.talks import SIGNED
from standoff.story.words import listed

__all__ = ["FATES", "caveats", "findings", "headline", "issue_title", "main_obstacle", "utility"]

FATES: Final = {
    Fate.NEVER_MET: "never had all parties at the table",
    Fate.NOT_SOUGHT: "had all at the table and sought no package",
    Fate.NOT_FOUND: "sought a package and found none",
    Fate.REFUSED: "drafted a package that was refused",
    Fate.SIGNED: "signed a package",
}
"""What became of the talks of a run, at best."""


def issue_title(talks: Talks, issue: int) -> str:
    """Give the title of an issue by its row."""
    if issue == NO_ISSUE:
        return "no issue"
    name = talks.stage.names.issues[issue]
    return talks.stage.names.issue_titles.get(name, name.replace("_", " ").capitalize())


def actor_title(talks: Talks, actor: int) -> str:
    """Give the title of an actor by its row."""
    return talks.stage.names.title(talks.stage.names.actors[actor])


def utility(value: float) -> str:
    """Format a utility, with a digit more where two would show nothing.

    Examples
    --------
    >>> utility(0.1234), utility(0.0042), utility(0.00001)
    ('0.12', '0.004', 'under 0.001')
    """
    if value < 0.001:
        return "under 0.001"
    return f"{value:.3f}" if value < 0.0995 else f"{value:.2f}"


def main_obstacle(talks: Talks, blocks: Sequence[Block]) -> str:
    """Say in a title who blocked most often, and over what; ``blocks`` are one or more."""
    n = talks.n_without
    return _blocked(talks, blocks, f"of {n:,} attempts without a package" if n > 1 else "the only attempt")


def _blocked(talks: Talks, blocks: Sequence[Block], of: str) -> str:
    """Say that the first party blocked so many "of these", or of whatever is said, and over what."""
    actor, issue = blocks[0].actor, blocks[0].issue
    n = int(talks.blocked_by(actor).sum())
    mostly = "" if blocks[0].n == n else "mostly "
    over = "" if issue == NO_ISSUE else f", {mostly}over “{issue_title(talks, issue)}”"
    those = f"{n:,} {of}" if talks.n_without > 1 else of
    return f"{actor_title(talks, actor)} blocked {those}{over}"


def headline(talks: Talks, blocks: Sequence[Block]) -> str:
    """Answer in one sentence or two why talks failed."""
    n = len(talks.attempts)
    if n == 0:
        return f"No package was sought in {_runs(talks)}."
    attempts = f"{n:,} attempts" if n > 1 else "the only attempt"
    if talks.n_without == 0:
        return f"A package was found in {'each of ' * (n > 1)}{attempts}."
    failed = f"No package was found in {f'{talks.n_without:,} of ' * (n > 1)}{attempts}."
    if not blocks:
        return failed
    shortfall = talks.shortfall(blocks[0].actor)
    median = " at the median" if len(shortfall) > 1 else ""
    who = _blocked(talks, blocks, "of these" if talks.n_without > 1 else "it")
    return f"{failed} {who}, by {utility(float(np.median(shortfall)))} of utility{median}."


def findings(talks: Talks, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the headline, then who else blocked, who refused, and how many runs came how far."""
    yield headline(talks, blocks)
    if len(talks.failed):
        yield from _obstacles(talks)
        yield from _issues(talks)
    if talks.n_nothing:
        yield (
            f"{_times(talks.n_nothing, 'attempt')} had nothing to work with: no standing offer moves an "
            "issue within the red lines."
        )
    if len(talks.drafted):
        yield _signatures(talks)
    if len(talks.runs) > 1:
        counts = talks.fates()
        parts = [f"{counts[fate]:,} {text}" for fate, text in FATES.items() if counts[fate]]
        yield f"Of {_runs(talks)}, {listed(parts)}."


def _obstacles(talks: Talks) -> Iterator[str]:
    """Yield at how many attempts a package was one signature short, and whose."""
    alone = talks.failed["alone"]
    parts = [f"{actor_title(talks, actor)} ({count:,})" for count, actor in _counted(talks, alone)]
    n_one, n = int(alone.any(axis=1).sum()), len(talks.failed)
    if parts and n > 1:
        yield (
            f"At {n_one:,} of {n:,} failed attempts, only one party stood in the way of some package: "
            f"{listed(parts)}."
        )


def _issues(talks: Talks) -> Iterator[str]:
    """Yield at how many attempts somebody blocked over each issue."""
    counts, n = talks.blocked_over().sum(axis=0), len(talks.failed)
    order = [issue for issue in np.argsort(-counts, kind="stable").tolist() if counts[issue]]
    if n > 1 and order:
        parts = [f"over “{issue_title(talks, issue)}” at {counts[issue]:,}" for issue in order]
        parts[0] += f" of {n:,} failed attempts"
        yield f"Somebody blocked {listed(parts)}."


def _signatures(talks: Talks) -> str:
    drafted = talks.drafted
    n, n_signed = len(drafted), int((drafted["result"] == SIGNED).sum())
    parts = [f"{actor_title(talks, actor)} refused {count:,}"
             for count, actor in _counted(talks, drafted["refuses"])]  # fmt: skip
    by_whom = f"; {listed(parts)}" if parts else ""
    return f"{_times(n, 'package')} {'was' if n == 1 else 'were'} drafted and {n_signed:,} signed{by_whom}."


def _counted(talks: Talks, marks: Counts) -> list[tuple[int, int]]:
    """Count the marks (n, n_actors) of each party that has one, and give its row: the most first."""
    counts = [(int(marks[:, actor].sum()), actor) for actor in talks.parties]
    return sorted(((count, actor) for count, actor in counts if count), key=lambda pair: (-pair[0], pair[1]))


def caveats(talks: Talks) -> Iterator[str]:
    """Define the terms."""
    if not len(talks.attempts):
        return
    yield (
        "An attempt: a day on which all parties are at the table and a package is sought. A party blocks if "
        "the package that comes nearest to acceptance by all, the one whose worst-off party falls least "
        "short, is worth no more to it than going on. Several can block the same attempt. Utility: share of "
        "what is at stake for the party."
    )
    yield (
        "Over what: the issue that would yield the party most if it were conceded in full, and nothing else. "
        "Move needed: how far that issue, from 0 to 1, would have to move to close the gap by itself. "
        "Whether those who hold it would concede that is another matter; a red line can rule it out. "
        "Refused: by the private type, or by chance where signing is worth little more than going on."
    )


def _runs(talks: Talks) -> str:
    if len(talks.runs) == 1:
        return f"run {talks.runs.start}"
    return f"{len(talks.runs):,} runs"


def _times(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
