"""Rows of a discovery, under the names of the figures that show them."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.analysis.discover.boxes import Limit
from standoff.analysis.discover.discovery import Discovery, Fit, FoundBox
from standoff.statistics.rows import Line, with_gaps

__all__ = ["closest_factors", "rows"]


def rows(found: Discovery) -> dict[str, list[Line]]:
    """Give what was found as rows by table; empty tables are left out.

    | table | rows |
    |---|---|
    | ``boxes`` | the whole space, then each box, in words, with its figures on both halves |
    | ``limits`` | each limit of each box, with the range of its factor and its p-values |
    | ``trajectory`` | each step of PRIM's peeling, as peeled and with the limits that are needed |
    | ``scatter`` | each point with the factors of the first box, its share, and whether it was held out |
    """
    made = {
        "boxes": _boxes(found),
        "limits": _limits(found),
        "trajectory": _trajectory(found),
        "scatter": _scatter(found),
    }
    full = {name: [with_gaps(line) for line in lines] for name, lines in made.items()}
    return {name: lines for name, lines in full.items() if lines}


def closest_factors(one: FoundBox) -> list[str]:
    """Give the limited factors of a box, the surest first."""
    p = dict.fromkeys(one.box.factors, 1.0)
    for limit, value in zip(one.box.limits, one.p_training, strict=True):
        p[limit.factor] = min(p[limit.factor], value)
    return sorted(p, key=lambda factor: p[factor])


def _numbered(found: Discovery) -> Iterator[tuple[str, int, FoundBox]]:
    for method, boxes in found.boxes.items():
        for number, one in enumerate(boxes, 1):
            yield method, number, one


def _boxes(found: Discovery) -> Iterator[Line]:
    for method, number, one in (("whole", 0, found.whole), *_numbered(found)):
        yield {
            "method": method, "box": number, "words": one.box.told(found.cases.units),
            "n_limits": len(one.box.limits), "reached": one.is_reached,
            "verdict": str(one.verdict) if one.box.limits else None,
            **_fit_line("training", one.training), **_fit_line("held_out", one.held_out),
        }  # fmt: skip


def _fit_line(half: str, fit: Fit) -> Line:
    line: Line = {f"{half}_points_inside": fit.n_inside, f"{half}_points": fit.n_points}
    for name, estimate in (("share", fit.share), ("coverage", fit.coverage)):
        line |= {f"{half}_{name}": estimate.value, f"{half}_{name}_low": estimate.low,
                 f"{half}_{name}_high": estimate.high}  # fmt: skip
    return line


def _limits(found: Discovery) -> Iterator[Line]:
    for method, number, one in _numbered(found):
        for limit, p_training, p_held_out in zip(one.box.limits, one.p_training, one.p_held_out, strict=True):
            yield {"method": method, "box": number, **_limit_line(found, limit), "p_training": p_training,
                   "p_held_out": p_held_out}  # fmt: skip


def _limit_line(found: Discovery, limit: Limit) -> Line:
    column = found.cases.columns[limit.factor]
    least, most = (column.min(), column.max()) if found.cases.is_number(limit.factor) else (None, None)
    return {"factor": limit.factor, "unit": found.cases.units[limit.factor], "at_least": limit.low,
            "at_most": limit.high, "options": " or ".join(limit.options) or None, "range_low": least,
            "range_high": most}  # fmt: skip


def _trajectory(found: Discovery) -> Iterator[Line]:
    chosen = [one.box for one in found.boxes.get("prim", ())]
    for number, step in enumerate(found.steps):
        peeled, kept = step.training, step.kept
        yield {
            "step": number, "n_limits_peeled": len(step.peeled.limits),
            "peeled_points_inside": peeled.n_inside, "peeled_share": peeled.share.value,
            "peeled_coverage": peeled.coverage.value, "n_limits": len(kept.box.limits),
            "words": kept.box.told(found.cases.units), "chosen": kept.box in chosen,
            **_fit_line("training", kept.training), **_fit_line("held_out", kept.held_out),
        }  # fmt: skip


def _scatter(found: Discovery) -> Iterator[Line]:
    for _, _, one in list(_numbered(found))[:1]:
        names = closest_factors(one)
        cases, inside = found.cases, one.box.inside(found.cases.columns)
        for point, (hits, n) in enumerate(zip(cases.hits.tolist(), cases.n.tolist(), strict=True)):
            yield {
                "half": "training" if found.is_training[point] else "held out",
                **{name: cases.columns[name][point] for name in names},
                "inside": bool(inside[point]), "hits": hits, "n": n, "share": hits / n,
            }  # fmt: skip
