"""The response surface of a sweep: factors, outcomes and measures at all points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from standoff.arrays import Column, Counts, Flags, Numbers
from standoff.design.design import Design
from standoff.design.factors import Factor
from standoff.errors import ConfigError
from standoff.scenario.names import nearest
from standoff.statistics.estimates import ShareDifferences, ShareEstimates
from standoff.statistics.measures import unit_of
from standoff.statistics.paired import NOTHING, Difference, set_difference
from standoff.statistics.response import Response, mean_response, share_response
from standoff.statistics.sample import Pairs
from standoff.statistics.summary import Share, share_of, wilson
from standoff.statistics.sums import Moments
from standoff.vocabulary import OUTCOME_SETS, Outcome

__all__ = ["Points", "Surface"]

Points = Counts
"""Numbers of points, counted from 0."""

NO_MOMENTS: Final = Moments(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
"""The moments of a sweep without measures."""


@dataclass(frozen=True, eq=False)
class Surface:
    """The points of a sweep with their outcomes and measures.

    Parameters
    ----------
    design : Design
        The points.
    counts : ndarray (n_points, 6)
        Runs by outcome; all 0 where a point failed.
    moments : Moments
        Moments of each measure at each point, (n_points, n_measures) each.
    measures : tuple of str
        Names of the measures.
    failures : Mapping
        Reason of failure by point.
    pairs : Mapping
        Pairs of runs of the reference and of each other point; empty if they were not kept.
    reference : int or str or None
        The reference: a point, or the setting as reported; None if there is none.
    reference_name : str
        Its name: "as reported", or that of the point; empty if there is none.
    reported : Mapping of str to float
        Reported value by factor; factors without a single value are left out.
    """

    design: Design
    counts: Counts
    moments: Moments = NO_MOMENTS
    measures: tuple[str, ...] = ()
    failures: Mapping[int, str] = field(default_factory=dict)
    pairs: Mapping[int, Pairs] = field(default_factory=dict)
    reference: int | str | None = None
    reference_name: str = ""
    reported: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all responses: any war, the outcomes, the measures."""
        return (*OUTCOME_SETS, *self.measures)

    @cached_property
    def units(self) -> dict[str, str]:
        """Unit of each factor that has one."""
        return {factor.name: factor.unit for factor in self.design.factors if factor.unit}

    @property
    def n_runs(self) -> int:
        """Number of runs of all points."""
        return int(self.counts.sum())

    def response(self, name: str) -> Response:
        """Give the values of a response at all points.

        Raises
        ------
        ConfigError
            If there is no such response.
        """
        if name in OUTCOME_SETS:
            return share_response(name, OUTCOME_SETS[name], self.counts)
        if name not in self.measures:
            raise ConfigError(f"response '{name}' is unknown; {nearest(name, self.names)}")
        row = self.measures.index(name)
        kept = self.moments
        return mean_response(name, unit_of(name), Moments(kept.n[:, row], kept.mean[:, row], kept.m2[:, row]))

    @cached_property
    def n(self) -> Counts:
        """Runs at each point, (n_points,)."""
        n: Counts = self.counts.sum(axis=1)
        return n

    @cached_property
    def played(self) -> Points:
        """Points that did not fail."""
        return np.flatnonzero(self.n)

    @cached_property
    def numbers(self) -> tuple[Factor, ...]:
        """Factors that take several numbers."""
        return tuple(factor for factor in self._varied if self.values(factor).dtype.kind == "f")

    @cached_property
    def choices(self) -> tuple[Factor, ...]:
        """Factors that take several options."""
        return tuple(factor for factor in self._varied if self.values(factor).dtype.kind != "f")

    @cached_property
    def groups(self) -> dict[tuple[str, ...], Points]:
        """Points by the options of the choices, in the order of their first points; all under () if none."""
        groups: dict[tuple[str, ...], list[int]] = {}
        options = zip(*(self.values(factor).tolist() for factor in self.choices), strict=True)
        for point, chosen in enumerate(options if self.choices else [()] * self.design.n_points):
            groups.setdefault(chosen, []).append(point)
        return {chosen: np.array(points, np.int64) for chosen, points in groups.items()}

    def values(self, factor: Factor) -> Column:
        """Give the values of a factor at all points."""
        return self.design.columns[factor.name]

    def share(self, outcomes: Sequence[Outcome], points: Points) -> Numbers:
        """Give the share of some outcomes; NaN where a point failed.

        Parameters
        ----------
        outcomes : Sequence of Outcome
            Outcomes to count.
        points : ndarray
            Points, of any shape.

        Returns
        -------
        ndarray
            0..1, of the same shape.
        """
        n = self.n[points]
        hits = self._hits(outcomes, points)
        share: Numbers = np.divide(hits, n, out=np.full(points.shape, np.nan), where=n > 0)
        return share

    def share_at(self, outcomes: Sequence[Outcome], point: int) -> Share:
        """Give the share of some outcomes at one point with its interval."""
        return share_of(int(self._hits(outcomes, np.array(point))), int(self.n[point]))

    def estimate(self, outcomes: Sequence[Outcome], points: Points) -> ShareEstimates:
        """Give the share of some outcomes with its interval."""
        hits, runs = self._hits(outcomes, points), self.n[points]
        trials = zip(hits.ravel().tolist(), runs.ravel().tolist(), strict=True)
        ends = [wilson(count, n) if n else (np.nan, np.nan) for count, n in trials]
        low, high = np.array(ends).reshape(*points.shape, 2).transpose(-1, *range(points.ndim))
        return ShareEstimates(self.share(outcomes, points), low, high)

    def differences(self, outcomes: Sequence[Outcome], points: Points) -> ShareDifferences:
        """Give the difference in the share of some outcomes from the reference, point minus reference."""
        members = np.isin(np.arange(len(Outcome)), outcomes)
        gaps = [self._difference(members, point) for point in points.ravel().tolist()]
        ends = np.array([gap.ends for gap in gaps]).reshape(*points.shape, 3)
        return ShareDifferences(*ends.transpose(-1, *range(points.ndim)))

    def _difference(self, members: Flags, point: int) -> Difference:
        if point == self.reference and self.n[point]:
            return Difference(int(self.n[point]), 0.0, 0.0, 0.0)
        return set_difference(self.pairs[point].shifts, members) if point in self.pairs else NOTHING

    def lines(
        self, kinds: Iterable[str], points: Points, factors: Iterable[Factor] | None = None
    ) -> Iterator[dict[str, Any]]:
        """Give the shares of outcomes as rows of a table, with differences from the reference if paired.

        Parameters
        ----------
        kinds : Iterable of str
            Keys of `OUTCOME_SETS`.
        points : ndarray (n,)
            The points.
        factors : Iterable of Factor, optional
            Factors whose values are columns; by default all that vary.
        """
        shown = self._varied if factors is None else factors
        columns = {factor.name: self.values(factor)[points].tolist() for factor in shown}
        for kind in kinds:
            shares, hits = self.estimate(OUTCOME_SETS[kind], points), self._hits(OUTCOME_SETS[kind], points)
            gaps = self.differences(OUTCOME_SETS[kind], points)
            for row, point in enumerate(points.tolist()):
                ends = zip(("share", "low", "high"), (shares.share, shares.low, shares.high), strict=True)
                yield {
                    "point": point,
                    **{name: column[row] for name, column in columns.items()},
                    "outcome": kind,
                    "n": int(self.n[point]),
                    "count": int(hits[row]),
                    **{name: _known(end[row]) for name, end in ends},
                    **(_difference_cells(gaps, row) if self.pairs else {}),
                }

    def runs_text(self, points: Points) -> str:
        """Format the number of runs at each of some points, and the number of failed points."""
        n = self.n[points][self.n[points] > 0]
        runs = f"{n.min():,}" if n.min() == n.max() else f"{n.min():,} to {n.max():,}"
        at = f"at each of {len(n):,} points" if len(points) > 1 else "at one point"
        failed = len(points) - len(n)
        left_out = f"; {failed:,} more failed and {'is' if failed == 1 else 'are'} left out"
        return f"n = {runs} runs {at}" + (left_out if failed else "")

    def _hits(self, outcomes: Sequence[Outcome], points: Points) -> Counts:
        hits: Counts = self.counts[points][..., [int(outcome) for outcome in outcomes]].sum(axis=-1)
        return hits

    @cached_property
    def _varied(self) -> tuple[Factor, ...]:
        columns = self.design.columns
        return tuple(
            factor
            for factor in self.design.factors
            if (columns[factor.name] != columns[factor.name][0]).any()
        )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _difference_cells(gaps: ShareDifferences, row: int) -> dict[str, float | None]:
    ends = {"difference": gaps.value, "difference_low": gaps.low, "difference_high": gaps.high}
    return {name: _known(end[row]) for name, end in ends.items()}
