"""The class `Run`: one run with its trace, and the analyses of a single run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standoff.analysis.branch.options import CONTINUATIONS as BRANCHES
from standoff.analysis.branch.options import FEWEST as FEWEST_BRANCHES
from standoff.analysis.branch.options import MOST as MOST_BRANCHES
from standoff.analysis.turning_points.options import CONTINUATIONS, FEWEST, MOST
from standoff.drivers.policy import Policy
from standoff.drivers.record import RunRecord
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from standoff.errors import ArgumentError, ConfigError, InputError
from standoff.interface.arguments import text, texts, whole_number
from standoff.interface.findings import Findings
from standoff.interface.frames import STORY, UNITS, frame_of
from standoff.scenario.names import nearest
from standoff.sweep.chosen_run import ChosenRun

if TYPE_CHECKING:
    from pandas import DataFrame

    from standoff.plots.sheet import Figure

__all__ = ["Run", "play_run"]


@dataclass(frozen=True, repr=False, eq=False)
class Run:
    """One run with its trace.

    Parameters
    ----------
    chosen : ChosenRun
        Which run it is, and what it takes to play it again.
    record : RunRecord
        The run in a row: outcome, length, losses and the like.
    trace : Mapping of str to list of dict
        Its story, rows by table (``sim/standoff/drivers/trace.py`` says what they hold).
    policies : tuple of str
        Actors that a policy of your own played; the others chose by the rules.
    """

    chosen: ChosenRun
    record: RunRecord
    trace: Mapping[str, list[dict[str, Any]]]
    policies: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show how the run ended."""
        record = self.record
        end = record.outcome.title
        return f"<{self.title}: run {record.replication}, {end} after {record.days:g} days>"

    @property
    def stage(self) -> Stage:
        """The stage that was played."""
        return self.chosen.stage

    @property
    def title(self) -> str:
        """Name of the crisis, with what was set."""
        return self.chosen.title

    def table(self, name: str) -> DataFrame:
        """Give a table of the trace, such as ``events``, ``decisions`` or ``beliefs``.

        Raises
        ------
        InputError
            If there is no such table.
        """
        name = text("name", name)
        if name not in self.trace:
            raise InputError(f"table '{name}' is unknown; {nearest(name, self.trace)}")
        return frame_of(self.trace[name], {**STORY, **UNITS.get(name, {})})

    def figures(self) -> dict[str, Figure]:
        """Draw the figures of the run, by name: ``rungs``, ``forces``, ``beliefs`` and so on."""
        from standoff.plots.run_figures import figures_of_run  # loads matplotlib, which can be done without

        return figures_of_run(self.stage, self.trace, self.title, self.record.replication)

    def explain(self, actor: str | None = None, turn: int | None = None) -> Findings:
        """Explain a decision: its options, its choice and the reasons; by default that which ended the peace.

        Parameters
        ----------
        actor : str, optional
            Name or title of the actor; default: who ended the peace.
        turn : int, optional
            Number of the turn, from 0; default: the one in which the peace ended.

        Returns
        -------
        Findings
            Its frame ``explanation`` has a row for each open option, with its utility by term. Without a
            turn, if nobody attacked and no package was drafted, ``decisions`` has the changes of course.

        Raises
        ------
        InputError
            If the run has no such actor or turn.
        """
        from standoff.analysis.explain.answer import explain_answer

        who = None if actor is None else text("actor", actor)
        when = None if turn is None else whole_number("turn", turn)
        return Findings(explain_answer(self.chosen, self.trace, who, when, policies=self.policies))

    def turning_points(self, continuations: int = CONTINUATIONS) -> Findings:
        """Rank the acts of the run by how much the alternatives would change the outcomes.

        Parameters
        ----------
        continuations : int
            Times that each option an actor might have taken is played on, 20 to 100,000.

        Returns
        -------
        Findings
            Its frame ``turning_points`` has a row for each option of each decision, with the shares of the
            outcomes that came of it.

        Raises
        ------
        ConfigError
            If the number is out of range, or a policy of your own played in the run: continuations go on by
            the rules.
        ResultError
            If nobody in the run had an alternative.
        """
        n = whole_number("continuations", continuations, FEWEST, MOST)
        self._require_rules("turning points of a run")
        from standoff.analysis.turning_points.answer import turning_points_answer

        return Findings(turning_points_answer(self.chosen, n))

    def branch(self, turn: int, changes: str | Sequence[str], continuations: int = BRANCHES) -> Findings:
        """Play the run on from one of its turns with changes, and without them.

        Parameters
        ----------
        turn : int
            Turn on which the changes come, from 0.
        changes : str or sequence of str
            What happens on that turn: ``"A: withdraw"``, ``"A: offer all"``,
            ``"A|B: incident"``, ``"A: troops -20 on AXIS"``.
        continuations : int
            Continuations with the changes, and as many without, 20 to 100,000.

        Returns
        -------
        Findings
            Its frame ``outcomes`` has a row for each outcome, with its share with the changes and without;
            ``flows`` has the pairs of continuations by their outcomes.

        Raises
        ------
        ConfigError
            If a change cannot be read or does not fit the crisis, a number is out of range, or a policy of
            your own played in the run: continuations go on by the rules.
        """
        from standoff.analysis.branch.answer import branch_answer

        n = whole_number("continuations", continuations, FEWEST_BRANCHES, MOST_BRANCHES)
        self._require_rules("continuations of a run")
        return Findings(branch_answer(self.chosen, whole_number("turn", turn), texts("changes", changes), n))

    def talks(self) -> Findings:
        """Say why talks failed in the run: who blocked at each attempt, over what, and by how much.

        Returns
        -------
        Findings
            Its frame ``attempts`` has a row for each attempt at a package and party.

        Raises
        ------
        ConfigError
            If a policy of your own played in the run: talks are examined in a run by the rules.
        """
        self._require_rules("talks of a run", "talks are examined")
        from standoff.analysis.talks.answer import talks_answer

        number = self.chosen.replication
        return Findings(talks_answer(self.chosen, range(number, number + 1)))

    def _require_rules(self, what: str, how: str = "continuations go on") -> None:
        """Refuse a run in which a policy of the user played: what is asked is answered by the rules."""
        if self.policies:
            raise ConfigError(
                f"{', '.join(self.policies)}: played by a policy of your own, and {how} by the rules; ask "
                f"for the {what} without policies"
            )

    def map(self, turn: int | None = None) -> Figure:
        """Draw the forces on the map at the end of a turn.

        Parameters
        ----------
        turn : int, optional
            Number of the turn, from 0; default: the last.

        Raises
        ------
        InputError
            If the run has no such turn, or no forces of the scenario have a place.
        """
        from standoff.plots.forces_map.drawing import (
            ForcesOnMap,  # loads matplotlib, which can be done without
        )
        from standoff.plots.forces_map.files import figure_of_map
        from standoff.plots.forces_map.ground import require_ground
        from standoff.story.trace import RunTrace

        ground = require_ground(self.chosen.scenario)
        forces = ForcesOnMap(RunTrace(self.stage, self.trace), ground, self.chosen.note)
        last = max(forces.turns)
        shown = last if turn is None else whole_number("turn", turn)
        if shown not in forces.turns:
            allowed = f"allowed range is 0 to {last}"
            raise ArgumentError(f"{{turn}}: the run has no such turn; {allowed}", turn=shown)
        return figure_of_map(forces, shown)


def play_run(chosen: ChosenRun, policies: Mapping[str, Policy] | None = None) -> Run:
    """Play a run and keep its trace.

    Parameters
    ----------
    chosen : ChosenRun
        Which run.
    policies : Mapping, optional
        Policy by actor, in place of the rules' own choice.

    Raises
    ------
    InputError
        If a policy is given for nobody, or chooses what is not open.
    """
    trace = Trace()
    record = run_one(chosen.stage, chosen.seed, chosen.replication, policies=policies, trace=trace)
    return Run(chosen, record, trace.tables, tuple(policies or ()))
