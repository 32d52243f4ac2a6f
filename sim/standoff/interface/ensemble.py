"""The class `Ensemble`: many runs of one crisis."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from standoff.drivers.ensemble import PlayedBlock
from standoff.errors import ConfigError
from standoff.interface.arguments import instance_of, text, whole_number
from standoff.interface.findings import Findings
from standoff.interface.frames import UNITS, frame_of, frame_of_table
from standoff.interface.run import Run, play_run
from standoff.interface.sources import PlayedRuns, StoredRuns
from standoff.scenario.names import nearest
from standoff.statistics.headline import headline
from standoff.statistics.measures import measures_of
from standoff.statistics.paired import outcome_shifts, share_difference
from standoff.statistics.sample import Runs, Sample, runs_of, sample_of
from standoff.statistics.summary import OutcomeShare, war_by_type
from standoff.store.runs import TYPE, runs_table
from standoff.sweep.chosen_run import ChosenRun, require_number
from standoff.sweep.comparable import Conditions
from standoff.vocabulary import Outcome

if TYPE_CHECKING:
    from pandas import DataFrame

    from standoff.plots.sheet import Figure

__all__ = ["Ensemble", "ensemble_of"]


@dataclass(frozen=True, repr=False, eq=False)
class Ensemble:
    """Many runs of one crisis.

    Parameters
    ----------
    sample : Sample
        The runs as they are compared with others; its name is that of the ensemble.
    runs : pyarrow.Table
        A row for each of the replications 0, 1, 2 and so on.
    conditions : Conditions
        What was played, and for how long.
    source : PlayedRuns or StoredRuns
        What it takes to play one of them again.
    """

    sample: Sample
    runs: pa.Table
    conditions: Conditions
    source: PlayedRuns | StoredRuns

    def __repr__(self) -> str:
        """Show the number of runs and the title."""
        return f"<{self.title}: {self.sample.n} runs>"

    @property
    def title(self) -> str:
        """Title of the crisis, with what was set, or with the name of the folder that it was read from."""
        return f"{self.conditions.scenario['title']} ({self.sample.name})"

    @property
    def seed(self) -> int:
        """Seed of the runs."""
        return self.sample.seed

    @property
    def shares(self) -> list[OutcomeShare]:
        """Share of each outcome with its Wilson interval, in the order of severity."""
        return [OutcomeShare(outcome, **asdict(self.sample.share([outcome]))) for outcome in Outcome]

    def named(self, name: str) -> Ensemble:
        """Give the same runs under another name, for tables and figures."""
        return replace(self, sample=replace(self.sample, name=text("name", name)))

    def run(self, replication: int) -> Run:
        """Replay one of the runs, to the same bits, and keep its trace.

        Parameters
        ----------
        replication : int
            Which run, from 0.

        Raises
        ------
        ResultError
            If there is no such run. Of runs read from a folder: if the scenario or the rules are not those
            with which they were played.
        """
        number = whole_number("replication", replication)
        require_number(self.title, "run", number, self.sample.n)
        return play_run(self._chosen(number))

    def talks(self) -> Findings:
        """Say why talks failed: which party blocked, over which issue, and by how much.

        Returns
        -------
        Findings
            Its frames have a row for each party (``parties``), issue (``issues``), both (``blocked``) and
            end of talks (``runs``); ``attempts`` and ``concessions`` hold each attempt at a package.

        Raises
        ------
        ResultError
            As for `run`.
        """
        from standoff.analysis.talks.answer import talks_answer

        return Findings(talks_answer(self._chosen(0), range(self.sample.n)))

    def _chosen(self, number: int) -> ChosenRun:
        source = self.source
        return ChosenRun(source.scenario, source.stage, self.seed, number, None, self.title)

    def table(self) -> DataFrame:
        """Give a row for each run."""
        return frame_of_table(self.runs)

    def outcomes(self) -> DataFrame:
        """Give a row for each outcome: n, count, share, and its 95 % Wilson interval."""
        lines = [{**asdict(share), "outcome": share.outcome.key} for share in self.shares]
        return frame_of(lines, UNITS["outcomes"])

    def war_by_type(self, actor: str) -> DataFrame:
        """Give the share of any war by the private type of an actor; type 0 finds war cheapest.

        Raises
        ------
        ConfigError
            If nobody is called so.
        """
        actors = [name.removeprefix(TYPE) for name in self.runs.column_names if name.startswith(TYPE)]
        actor = text("actor", actor)
        if actor not in actors:
            raise ConfigError(f"actor '{actor}' is unknown; {nearest(actor, actors)}")
        rows = np.zeros(self.sample.n, [("outcome", np.int64), ("type", np.int64, (1,))])
        rows["outcome"], rows["type"][:, 0] = self._played.outcomes, self.runs[f"{TYPE}{actor}"].to_numpy()
        return frame_of(
            [{"type": each.type, **asdict(each.war)} for each in war_by_type(rows, 0)], UNITS["types"]
        )

    def against(self, reference: Ensemble) -> DataFrame:
        """Give the difference of each share from that of another ensemble, run by run.

        Both met the same chance: replication 17 saw the same draws in either. The 95 % interval is that of
        paired shares.

        Parameters
        ----------
        reference : Ensemble
            As many runs, of the same seed.

        Returns
        -------
        pandas.DataFrame
            A row for each outcome: n, and the difference from the reference with the ends of its interval.

        Raises
        ------
        ConfigError
            If number or seed differ.
        """
        instance_of(Ensemble, "reference", reference, "run_many() or read()")
        own, other = ((each.sample.n, each.seed) for each in (self, reference))
        if own != other:
            raise ConfigError(
                f"{own[0]} runs of seed {own[1]} against {other[0]} of seed {other[1]}: runs are compared "
                "one by one; play both with the same replications and seed"
            )
        shifts = outcome_shifts(reference._played.outcomes, self._played.outcomes)
        pairs = [(outcome, share_difference(shifts, outcome)) for outcome in Outcome]
        lines = [
            {"outcome": outcome.key, "n": difference.n, "difference": difference.value,
             "low": difference.low, "high": difference.high}
            for outcome, difference in pairs
        ]  # fmt: skip
        return frame_of(lines, UNITS["differences"])

    def headline(self, reference: Ensemble | None = None) -> str:
        """Answer in one sentence, as `standoff run` does: how often there is war of any kind.

        Parameters
        ----------
        reference : Ensemble, optional
            Runs of the same seed under another setting; the difference from them is that of the runs of both.

        Raises
        ------
        ConfigError
            If the seeds differ.
        """
        outcomes = self._played.outcomes
        if reference is None:
            return headline(outcomes)
        instance_of(Ensemble, "reference", reference, "run_many() or read()")
        if reference.seed != self.seed:
            raise ConfigError(
                f"seed {self.seed} against seed {reference.seed}: runs are compared one by one; "
                "play both with the same seed"
            )
        return headline(outcomes, reference._played.outcomes, reference.sample.name)

    def figure(self) -> Figure:
        """Draw the share of each outcome with its interval."""
        from standoff.plots.ensemble_figures import DrawnEnsemble, figure_of_outcomes  # loads matplotlib

        return figure_of_outcomes(DrawnEnsemble(self.sample, None, self.title))

    def figures(self) -> dict[str, Figure]:
        """Draw the figures by name; needs scenario and rules as played, as some runs are followed again."""
        from standoff.plots.ensemble_figures import DrawnEnsemble, figures_of_ensemble

        return figures_of_ensemble(DrawnEnsemble(self.sample, self.source.stage, self.title))

    @property
    def _played(self) -> Runs:
        assert self.sample.runs is not None  # an ensemble keeps its rows
        return self.sample.runs


def ensemble_of(
    source: PlayedRuns, name: str, seed: int, conditions: Conditions, played: PlayedBlock
) -> Ensemble:
    """Make an ensemble of its runs.

    Parameters
    ----------
    source : PlayedRuns
        What was played.
    name : str
        What was set.
    seed : int
        Seed of the runs.
    conditions : Conditions
        See `Ensemble`.
    played : PlayedBlock
        The runs.
    """
    rows = played.rows
    measures = measures_of(source.stage)
    runs = runs_of(rows, measures, source.stage.names.actors)
    sample = sample_of(name, name, seed, tuple(measure.name for measure in measures), runs)
    return Ensemble(sample, runs_table(rows, source.stage), conditions, source)
