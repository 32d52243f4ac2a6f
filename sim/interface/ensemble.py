"""Ensemble – many runs of one crisis."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sim.analysis.measures import measures_of
from sim.analysis.paired import outcome_shifts, share_difference
from sim.analysis.sample import Sample, runs_of, sample_of
from sim.analysis.summary import OutcomeShare, outcome_shares, war_by_type
from sim.drivers.stage import Stage
from sim.errors import ConfigError
from sim.scenario.names import nearest
from sim.store.runs import runs_table
from sim.vocabulary import Outcome

if TYPE_CHECKING:
    from sim.plots import Figure

__all__ = ["Ensemble"]


@dataclass(frozen=True, repr=False, eq=False)
class Ensemble:
    """Many runs of one crisis.

    Parameters
    ----------
    stage : Stage
        What was played.
    title : str
        Name of the crisis, with what was set.
    seed : int
        Seed of the runs.
    rows : recarray (n_runs,)
        ``RESULT`` of the replications 0, 1, 2 and so on (``sim/drivers/kernel.py``).
    """

    stage: Stage
    title: str
    seed: int
    rows: npt.NDArray[np.void]

    def __repr__(self) -> str:
        """Say how many runs of what."""
        return f"<{self.title}: {len(self.rows)} runs>"

    @property
    def shares(self) -> list[OutcomeShare]:
        """Share of each outcome with its Wilson interval, in the order of severity."""
        return outcome_shares(self.rows)

    def table(self) -> pa.Table:
        """Give a row for each run; the unit of a column stands in the metadata of its field."""
        return runs_table(self.rows, self.stage)

    def outcomes(self) -> pa.Table:
        """Give a row for each outcome: n, count, share, and its 95 % Wilson interval."""
        return pa.Table.from_pylist([{**asdict(one), "outcome": _word(one.outcome)} for one in self.shares])

    def war_by_type(self, actor: str) -> pa.Table:
        """Give the share of any war by the private type of an actor; type 0 finds war cheapest.

        Raises
        ------
        ConfigError
            If nobody is called so.
        """
        actors = self.stage.names.actors
        if actor not in actors:
            raise ConfigError(f"actor '{actor}' is unknown; {nearest(actor, actors)}")
        found = war_by_type(self.rows, actors.index(actor))
        return pa.Table.from_pylist([{"type": one.type, **asdict(one.war)} for one in found])

    def against(self, reference: Ensemble) -> pa.Table:
        """Give the difference of each share from that of another ensemble, run by run.

        Both met the same chance: replication 17 saw the same draws in either. The 95 % interval is that of
        paired shares.

        Parameters
        ----------
        reference : Ensemble
            As many runs, of the same seed.

        Returns
        -------
        pyarrow.Table
            A row for each outcome: n, and here less there, with the ends of its interval.

        Raises
        ------
        ConfigError
            If number or seed differ.
        """
        here, there = ((len(one.rows), one.seed) for one in (self, reference))
        if here != there:
            raise ConfigError(
                f"{here[0]} runs of seed {here[1]} against {there[0]} of seed {there[1]}: runs are compared "
                "one by one; play both with the same replications and seed"
            )
        shifts = outcome_shifts(reference.rows["outcome"], self.rows["outcome"])
        lines = []
        for outcome in Outcome:
            found = share_difference(shifts, outcome)
            lines.append(
                {"outcome": _word(outcome), "n": found.n, "difference": found.value,
                 "low": found.low, "high": found.high}
            )  # fmt: skip
        return pa.Table.from_pylist(lines)

    def sample(self, name: str) -> Sample:
        """Give the runs as they are compared with others (``sim.analysis.comparison.compare``).

        Parameters
        ----------
        name : str
            What tables and figures shall call them.
        """
        measures = measures_of(self.stage)
        names = tuple(measure.name for measure in measures)
        return sample_of(name, name, self.seed, names, runs_of(self.rows, measures))

    def figure(self) -> Figure:
        """Draw the share of each outcome with its interval."""
        from sim.plots import figure_of_outcomes  # loads matplotlib, which can be done without

        return figure_of_outcomes(self.shares, self.title)


def _word(outcome: Outcome) -> str:
    return outcome.name.lower()
