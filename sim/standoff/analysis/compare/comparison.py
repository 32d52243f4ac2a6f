"""Comparison – samples set beside each other in all that is compared, and the same as plain tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.analysis.compare.ranking import Ranking, ranking
from standoff.analysis.compare.settlements import Settled, settlements
from standoff.analysis.compare.survival import Survival, survival
from standoff.statistics.bands import QUANTILES, quantile_name
from standoff.statistics.contrast import KINDS, Contrast, contrasts
from standoff.statistics.rows import Line, with_gaps
from standoff.statistics.sample import Sample
from standoff.vocabulary import Gauge

__all__ = ["Comparison", "compare", "tables"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Samples and how they differ.

    Parameters
    ----------
    samples : tuple of Sample
        One or more; the others are set against the first.
    contrasts : tuple of Contrast
        Each of the others against the first, in each outcome and measure.
    ranking : Ranking
        All of them.
    survivals : Mapping
        Survival curve by name of the samples that keep their runs.
    settled : tuple of Settled
        Positions in settlements, of the samples that keep their runs.
    """

    samples: tuple[Sample, ...]
    contrasts: tuple[Contrast, ...]
    ranking: Ranking
    survivals: Mapping[str, Survival]
    settled: tuple[Settled, ...]


def compare(samples: Sequence[Sample], by: str = "any_war") -> Comparison:
    """Compare samples.

    Parameters
    ----------
    samples : sequence of Sample
        One or more, of one scenario and with names of their own; the others are set against the first.
    by : str
        What they are ranked by: any war or an outcome, see ``contrast.KINDS``.
    """
    return Comparison(
        samples=tuple(samples),
        contrasts=tuple(contrasts(samples)),
        ranking=ranking(samples, by),
        survivals={sample.name: survival(sample) for sample in samples if sample.runs},
        settled=tuple(settlements(samples)),
    )


def tables(found: Comparison) -> dict[str, list[Line]]:
    """Give what was found as rows by table, under the names of the figures that show them."""
    made = {
        "outcomes": _outcomes(found),
        "differences": (_contrast_line(line) for line in found.contrasts if line.of in KINDS),
        "measures": (_contrast_line(line) for line in found.contrasts if line.of not in KINDS),
        "fans": _fans(found),
        "survival": _survival(found),
        "settlements": _settlements(found),
        "ranking": _ranking(found.ranking),
    }
    rows = {name: [with_gaps(line) for line in lines] for name, lines in made.items()}
    return {name: lines for name, lines in rows.items() if lines}


def _outcomes(found: Comparison) -> Iterator[Line]:
    for sample in found.samples:
        for name, outcomes in KINDS.items():
            share = sample.share(outcomes)
            yield {"result": sample.name, "outcome": name, "n": share.n, "count": share.count,
                   "share": share.share, "low": share.low, "high": share.high}  # fmt: skip


def _contrast_line(line: Contrast) -> Line:
    gap = line.difference
    return {
        "result": line.here, "against": line.there, "of": line.of, "unit": line.unit,
        "value": line.value_here, "value_against": line.value_there, "n": line.n_here,
        "n_against": line.n_there, "difference": gap.value, "low": gap.low, "high": gap.high,
        "method": "paired" if line.is_paired else "unpaired", "n_compared": gap.n,
        "sd_against": line.sd_there, "n_enough": line.n_enough,
    }  # fmt: skip


def _fans(found: Comparison) -> Iterator[Line]:
    for sample in found.samples:
        if sample.fan is None:
            continue
        for gauge in Gauge:
            for day, bands in zip(sample.fan.days.tolist(), sample.fan.bands[gauge].tolist(), strict=True):
                yield {"result": sample.name, "gauge": gauge.name.lower(), "day": day, **_quantiles(bands)}


def _survival(found: Comparison) -> Iterator[Line]:
    for name, curve in found.survivals.items():
        columns = (curve.days, curve.share, curve.low, curve.high, curve.at_risk.astype(int))
        for row in zip(*(column.tolist() for column in columns), strict=True):
            yield {"result": name, **dict(zip(("day", "share", "low", "high", "at_risk"), row, strict=True))}


def _settlements(found: Comparison) -> Iterator[Line]:
    for one in found.settled:
        yield {"result": one.name, "issue": one.issue, "n": one.n, "mean": one.mean, "low": one.low,
               "high": one.high, **_quantiles(one.quantiles)}  # fmt: skip


def _ranking(found: Ranking) -> Iterator[Line]:
    """Give a line for each place; the last one has no next."""
    steps = [*found.steps, None]
    for rank, (name, share, step) in enumerate(zip(found.names, found.shares, steps, strict=True), 1):
        gap = step.gap if step else None
        yield {
            "rank": rank, "result": name, "by": found.by, "n": share.n, "share": share.share,
            "low": share.low, "high": share.high, "less_next": gap.difference.value if gap else None,
            "less_next_low": gap.difference.low if gap else None,
            "less_next_high": gap.difference.high if gap else None,
            "above_next_resampled": step.resampled if step else None,
            "above_next_halved": step.halved if step else None, "n_enough": gap.n_enough if gap else None,
            "order_resampled": found.resampled, "order_halved": found.halved,
        }  # fmt: skip


def _quantiles(bands: Sequence[float]) -> Line:
    return {quantile_name(share): value for share, value in zip(QUANTILES, bands, strict=True)}
