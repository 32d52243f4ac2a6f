"""Rows of the tables of a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.analysis.compare.comparison import Comparison
from standoff.analysis.compare.ranking import Ranking
from standoff.analysis.compare.types import TypeContrast
from standoff.statistics.bands import QUANTILES, quantile_name
from standoff.statistics.contrast import Contrast
from standoff.statistics.course import course_lines
from standoff.statistics.flows import flow_rows
from standoff.statistics.rows import Line, with_gaps
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["rows"]


def rows(comparison: Comparison) -> dict[str, list[Line]]:
    """Give the rows of each table, under the name of the figure that shows it; empty tables are left out."""
    made = {
        "outcomes": _outcomes(comparison),
        "differences": (_contrast_line(line) for line in comparison.contrasts if line.of in OUTCOME_SETS),
        "measures": (_contrast_line(line) for line in comparison.contrasts if line.of not in OUTCOME_SETS),
        "flows": (row for flow in comparison.flows for row in flow_rows(flow)),
        "war_by_day": _wars(comparison),
        "settlements": _settlements(comparison),
        "types": map(_type_line, comparison.types),
        "ranking": _ranking(comparison.ranking),
    }
    full = {name: [with_gaps(line) for line in lines] for name, lines in made.items()}
    return {name: lines for name, lines in full.items() if lines}


def _outcomes(comparison: Comparison) -> Iterator[Line]:
    for sample in comparison.samples:
        for name, outcomes in OUTCOME_SETS.items():
            share = sample.share(outcomes)
            yield {"result": sample.name, "outcome": name, "n": share.n, "count": share.count,
                   "share": share.share, "low": share.low, "high": share.high}  # fmt: skip


def _contrast_line(line: Contrast) -> Line:
    gap = line.difference
    return {
        "result": line.result, "against": line.reference, "of": line.of, "unit": line.unit,
        "value": line.value_result, "value_against": line.value_reference, "n": line.n_result,
        "n_against": line.n_reference, "difference": gap.value, "low": gap.low, "high": gap.high,
        "method": "paired" if line.is_paired else "unpaired", "n_compared": gap.n,
        "runs": "common" if line.is_common else "all",
        "sd_against": line.sd_reference, "n_enough": line.n_enough,
    }  # fmt: skip


def _wars(comparison: Comparison) -> Iterator[Line]:
    for name, course in comparison.courses.items():
        for line in course_lines(course):
            yield {"result": name, **line}


def _type_line(line: TypeContrast) -> Line:
    gap = line.difference
    return {
        "result": line.result, "against": line.reference, "actor": line.actor, "type": line.type,
        "of": line.of, "value": line.share_result.share, "value_against": line.share_reference.share,
        "n": line.share_result.n, "n_against": line.share_reference.n, "difference": gap.value,
        "low": gap.low, "high": gap.high, "method": "paired" if line.is_paired else "unpaired",
    }  # fmt: skip


def _settlements(comparison: Comparison) -> Iterator[Line]:
    for settled in comparison.settled:
        yield {"result": settled.name, "issue": settled.issue, "n": settled.n, "mean": settled.mean,
               "low": settled.low, "high": settled.high, **_quantiles(settled.quantiles)}  # fmt: skip


def _ranking(order: Ranking) -> Iterator[Line]:
    """Give a line for each rank; the last has no next."""
    steps = [*order.steps, None]
    for rank, (name, share, step) in enumerate(zip(order.names, order.shares, steps, strict=True), 1):
        gap = step.gap if step else None
        yield {
            "rank": rank, "result": name, "by": order.by, "n": share.n, "share": share.share,
            "low": share.low, "high": share.high, "less_next": gap.difference.value if gap else None,
            "less_next_low": gap.difference.low if gap else None,
            "less_next_high": gap.difference.high if gap else None,
            "above_next_resampled": step.resampled if step else None,
            "above_next_halved": step.halved if step else None, "n_enough": gap.n_enough if gap else None,
            "order_resampled": order.resampled, "order_halved": order.halved,
        }  # fmt: skip


def _quantiles(bands: Sequence[float]) -> Line:
    return {quantile_name(share): value for share, value in zip(QUANTILES, bands, strict=True)}
