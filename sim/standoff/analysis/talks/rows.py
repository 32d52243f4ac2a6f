"""Rows of the talks of runs: fates of runs, parties, issues, and every attempt in full."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from standoff.analysis.talks.talks import NO_ISSUE, Block, Fate, Talks, main_issues
from standoff.arrays import Numbers
from standoff.drivers.talks import NO_PACKAGE, NO_ROOM, REFUSED, SIGNED
from standoff.statistics.rows import Line
from standoff.statistics.summary import share_of

__all__ = ["rows"]

RESULTS = {NO_ROOM: "nothing_on_offer", NO_PACKAGE: "no_package", REFUSED: "refused", SIGNED: "signed"}
QUARTILES = (0.25, 0.5, 0.75)


def rows(talks: Talks, blocks: Sequence[Block]) -> dict[str, list[Line]]:
    """Give the rows of each table; ``blocks`` are those of the talks."""
    return {
        "parties": list(_parties(talks)) if len(talks.attempts) else [],
        "blocked": [_block(talks, block) for block in blocks],
        "issues": list(_issues(talks, blocks)),
        "runs": list(_runs(talks)),
        "attempts": list(_attempts(talks)),
        "concessions": list(_concessions(talks)),
    }


def _runs(talks: Talks) -> Iterator[Line]:
    n = len(talks.runs)
    for fate, count in zip(Fate, talks.fates().tolist(), strict=True):
        share = share_of(count, n)
        yield {"talks": fate.key, "n": n, "count": count, "share": share.share, "low": share.low,
               "high": share.high}  # fmt: skip


def _parties(talks: Talks) -> Iterator[Line]:
    """Give a row for each party, those that block most first."""
    n, drafted = len(talks.failed), talks.drafted
    for actor in sorted(talks.parties, key=lambda each: -int(talks.blocked_by(each).sum())):
        is_blocked = talks.blocked_by(actor)
        n_blocked = int(is_blocked.sum())
        yield {
            "actor": talks.stage.names.actors[actor],
            "n_attempts": n,
            "n_blocked": n_blocked,
            "share": n_blocked / n if n else None,
            "n_only_obstacle": int(talks.failed["alone"][:, actor].sum()),
            "n_runs": len(np.unique(talks.failed["replication"][is_blocked])),
            **_quartiles("shortfall", talks.shortfall(actor)),
            "n_drafts": len(drafted),
            "n_refused": int(drafted["refuses"][:, actor].sum()),
        }


def _block(talks: Talks, block: Block) -> Line:
    names = talks.stage.names
    lines = talks.red_lines(block.actor, block.issue) if block.issue != NO_ISSUE else []
    return {
        "actor": names.actors[block.actor],
        "issue": _issue(talks, block.issue),
        "n_blocked": block.n,
        "share": block.n / int(talks.blocked_by(block.actor).sum()),
        **_quartiles("shortfall", block.shortfall),
        "conceded_median": float(np.median(block.conceded)),
        "n_enough_alone": block.n_enough,
        "move_needed_median": block.move if block.n_enough else None,
        "red_line_of": " ".join(names.actors[other] for other in lines),
    }


def _issues(talks: Talks, blocks: Sequence[Block]) -> Iterator[Line]:
    """Give a row for each issue over which somebody blocked, the most frequent first."""
    counts, n = talks.blocked_over().sum(axis=0), len(talks.failed)
    for issue in np.argsort(-counts, kind="stable").tolist():
        of_issue = [block for block in blocks if block.issue == issue]
        if of_issue:
            yield {
                "issue": talks.stage.names.issues[issue],
                "n_attempts": n,
                "n_blocked": int(counts[issue]),
                "share": int(counts[issue]) / n,
                **_quartiles("shortfall", np.concatenate([block.shortfall for block in of_issue])),
                "blocked_by": " ".join(talks.stage.names.actors[block.actor] for block in of_issue),
            }


def _attempts(talks: Talks) -> Iterator[Line]:
    """Give a row for each attempt and party."""
    names = talks.stage.names
    n_issues = len(names.issues)
    for attempt in talks.attempts:
        is_weighed = attempt["result"] != NO_ROOM
        main = main_issues(attempt["conceded"][:, :n_issues])
        for actor in np.flatnonzero(attempt["is_party"]).tolist():
            worth, going_on = float(attempt["worth"][actor]), float(attempt["going_on"][actor])
            yield {
                **_when(talks, attempt),
                "result": RESULTS[int(attempt["result"])],
                "actor": names.actors[actor],
                "worth": worth if is_weighed else None,
                "going_on": going_on if is_weighed else None,
                "shortfall": max(0.0, going_on - worth) if is_weighed else None,
                "blocks": bool(attempt["blocks"][actor]),
                "is_only_obstacle": bool(attempt["alone"][actor]),
                "refuses": bool(attempt["refuses"][actor]),
                "issue": _issue(talks, int(main[actor])) if attempt["blocks"][actor] else "",
            }


def _concessions(talks: Talks) -> Iterator[Line]:
    """Give a row for each failed attempt, party that blocks it, and issue."""
    names, facts = talks.stage.names, talks.stage.facts
    for attempt in talks.failed:
        for actor in np.flatnonzero(attempt["blocks"]).tolist():
            shortfall = float(attempt["going_on"][actor] - attempt["worth"][actor])
            for issue, name in enumerate(names.issues):
                conceded, needed = (float(attempt[name][actor, issue]) for name in ("conceded", "needed"))
                yield {
                    **_when(talks, attempt),
                    "actor": names.actors[actor],
                    "issue": name,
                    "status_quo": float(attempt["status_quo"][issue]),
                    "position": float(attempt["package"][issue]),
                    "ideal": float(facts.position[actor, issue]["ideal"]),
                    "shortfall": shortfall,
                    "conceded": conceded,
                    "move_needed": needed if math.isfinite(needed) else None,
                }


def _when(talks: Talks, attempt: np.void) -> Line:
    return {
        "replication": int(attempt["replication"]),
        "turn": int(attempt["turn"]),
        "day": float(attempt["day"]),
        "date": talks.date(attempt),
    }


def _issue(talks: Talks, issue: int) -> str:
    return talks.stage.names.issues[issue] if issue != NO_ISSUE else ""


def _quartiles(name: str, values: Numbers) -> Line:
    """Give the quartiles of values under the names of their columns; None without a value."""
    found = np.quantile(values, QUARTILES).tolist() if len(values) else [None] * len(QUARTILES)
    return {f"{name}_q{100 * share:.0f}": value for share, value in zip(QUARTILES, found, strict=True)}
