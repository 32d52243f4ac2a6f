"""Rows of the tables of a discovery, by the names of the figures that show them."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.analysis.discover.boxes import Limit
from standoff.analysis.discover.discovery import Discovery, Fit, ScoredBox
from standoff.statistics.rows import Line, with_gaps

__all__ = ["limited_factors", "rows"]


def rows(discovery: Discovery) -> dict[str, list[Line]]:
    """Give the rows of each table; empty tables are left out.

    | table | rows |
    |---|---|
    | ``boxes`` | the whole space, then each box, in words, with its figures on both halves |
    | ``limits`` | each limit of each box, with the range of its factor and its p-values |
    | ``trajectory`` | each step of PRIM's peeling, as peeled and with its significant limits |
    | ``scatter`` | each point with the factors of the first box, its share, and whether it was held out |
    """
    tables = {
        "boxes": _boxes(discovery),
        "limits": _limits(discovery),
        "trajectory": _trajectory(discovery),
        "scatter": _scatter(discovery),
    }
    full = {name: [with_gaps(line) for line in lines] for name, lines in tables.items()}
    return {name: lines for name, lines in full.items() if lines}


def limited_factors(scored: ScoredBox) -> list[str]:
    """Give the limited factors of a box, by rising p-value."""
    p = dict.fromkeys(scored.box.factors, 1.0)
    for limit, value in zip(scored.box.limits, scored.p_training, strict=True):
        p[limit.factor] = min(p[limit.factor], value)
    return sorted(p, key=lambda factor: p[factor])


def _numbered(discovery: Discovery) -> Iterator[tuple[str, int, ScoredBox]]:
    for method, boxes in discovery.boxes.items():
        for number, scored in enumerate(boxes, 1):
            yield method, number, scored


def _boxes(discovery: Discovery) -> Iterator[Line]:
    for method, number, scored in (("whole", 0, discovery.whole), *_numbered(discovery)):
        yield {
            "method": method, "box": number, "words": scored.box.as_text(discovery.cases.units),
            "n_limits": len(scored.box.limits), "reached": scored.is_reached,
            "verdict": str(scored.verdict) if scored.box.limits else None,
            **_fit_line("training", scored.training), **_fit_line("held_out", scored.held_out),
        }  # fmt: skip


def _fit_line(half: str, fit: Fit) -> Line:
    line: Line = {f"{half}_points_inside": fit.n_inside, f"{half}_points": fit.n_points}
    for name, estimate in (("share", fit.share), ("coverage", fit.coverage)):
        line |= {f"{half}_{name}": estimate.value, f"{half}_{name}_low": estimate.low,
                 f"{half}_{name}_high": estimate.high}  # fmt: skip
    return line


def _limits(discovery: Discovery) -> Iterator[Line]:
    for method, number, scored in _numbered(discovery):
        for limit, p_training, p_held_out in zip(
            scored.box.limits, scored.p_training, scored.p_held_out, strict=True
        ):
            yield {"method": method, "box": number, **_limit_line(discovery, limit), "p_training": p_training,
                   "p_held_out": p_held_out}  # fmt: skip


def _limit_line(discovery: Discovery, limit: Limit) -> Line:
    column = discovery.cases.columns[limit.factor]
    least, most = (column.min(), column.max()) if discovery.cases.is_number(limit.factor) else (None, None)
    return {"factor": limit.factor, "unit": discovery.cases.units[limit.factor], "at_least": limit.low,
            "at_most": limit.high, "options": " or ".join(limit.options) or None, "range_low": least,
            "range_high": most}  # fmt: skip


def _trajectory(discovery: Discovery) -> Iterator[Line]:
    chosen = [scored.box for scored in discovery.boxes.get("prim", ())]
    for number, step in enumerate(discovery.steps):
        peeled, kept = step.training, step.kept
        yield {
            "step": number, "n_limits_peeled": len(step.peeled.limits),
            "peeled_points_inside": peeled.n_inside, "peeled_share": peeled.share.value,
            "peeled_coverage": peeled.coverage.value, "n_limits": len(kept.box.limits),
            "words": kept.box.as_text(discovery.cases.units), "chosen": kept.box in chosen,
            **_fit_line("training", kept.training), **_fit_line("held_out", kept.held_out),
        }  # fmt: skip


def _scatter(discovery: Discovery) -> Iterator[Line]:
    for _, _, scored in list(_numbered(discovery))[:1]:
        names = limited_factors(scored)
        cases, inside = discovery.cases, scored.box.inside(discovery.cases.columns)
        for point, (hits, n) in enumerate(zip(cases.hits.tolist(), cases.n.tolist(), strict=True)):
            yield {
                "half": "training" if discovery.is_training[point] else "held out",
                **{name: cases.columns[name][point] for name in names},
                "inside": bool(inside[point]), "hits": hits, "n": n, "share": hits / n,
            }  # fmt: skip
