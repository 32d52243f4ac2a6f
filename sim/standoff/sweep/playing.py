"""Playing the runs of a sweep with any executor, part by part and in order.

Blocks of runs return in the order in which they were submitted, so that sums do not depend on timing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from standoff.arrays import Rows
from standoff.drivers.ensemble import Block, PlayedBlock, blocks, n_turns, play_block
from standoff.drivers.executors import in_order, is_lost
from standoff.drivers.kernel import RESULT
from standoff.errors import SimError
from standoff.rules.gauge import N_BINS, N_GAUGES
from standoff.statistics.measures import Measure
from standoff.statistics.sums import Sums, sum_runs
from standoff.sweep.partition import Part
from standoff.sweep.study import Study

__all__ = ["BLOCK", "ExecutorLost", "PointRuns", "play_parts"]

BLOCK = 256
"""Runs per block: a fraction of a second's work, yet much more than sending it to another machine takes."""


class ExecutorLost(SimError):
    """The workers are lost, for reasons that lie outside the runs."""


@dataclass
class PointRuns:
    """The runs of a point in a part.

    Parameters
    ----------
    point : int
        Number of the point.
    sums : Sums
        Their sums; of no runs if the point failed.
    rows : recarray (n_runs,)
        ``RESULT``; none if it failed.
    failure : str
        Reason for a failure; empty if there was none.
    """

    point: int
    sums: Sums
    rows: Rows
    failure: str


@dataclass
class _Gathered:
    """Blocks of one point in one part, in order."""

    played: list[PlayedBlock] = field(default_factory=list)
    failure: str = ""

    @property
    def rows(self) -> Rows:
        rows: Rows = np.concatenate([np.zeros(0, RESULT), *(block.rows for block in self.played)])
        return rows

    @property
    def fan(self) -> npt.NDArray[np.int32]:
        return sum((block.fan for block in self.played), np.zeros((), np.int32))


@dataclass(frozen=True)
class _Tag:
    """Purpose of a block."""

    part: Part
    point: int | str
    is_reference: bool


def play_parts(
    study: Study,
    parts: Sequence[Part],
    executor: Executor,
    advance: Callable[[int], None],
) -> Iterator[tuple[Part, list[PointRuns]]]:
    """Play parts of a sweep.

    Parameters
    ----------
    study : Study
        The sweep.
    parts : sequence of Part
        Parts to play, in ascending order.
    executor : concurrent.futures.Executor
        Plays the blocks.
    advance : callable
        Called with the number of runs whenever a block is done.

    Yields
    ------
    tuple
        Each part in order, with the runs of its points in their order.

    Raises
    ------
    ExecutorLost
        If the workers are lost, for instance because a cluster went down. Yielded parts remain valid.
    """
    player = _Player(study)
    waiting = deque(parts)
    # Runs of the reference point count as progress only if its own part is played, not if needed for pairs.
    own = {part.first for part in parts if study.reference in part.points}
    for tag, played in player.play(parts, executor):
        while waiting and not tag.is_reference and waiting[0].number < tag.part.number:
            part = waiting.popleft()
            yield part, player.finish(part)
        player.keep(tag, played)
        if not tag.is_reference or tag.part.first in own:
            advance(len(played.rows) if isinstance(played, PlayedBlock) else 0)
    for part in waiting:
        yield part, player.finish(part)


class _Player:
    """Submits blocks and gathers their results."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._tags: deque[_Tag] = deque()
        self._gathered: dict[tuple[int, int | str], _Gathered] = {}
        self._references: dict[int, _Gathered] = {}

    def play(self, parts: Sequence[Part], executor: Executor) -> Iterator[tuple[_Tag, PlayedBlock | str]]:
        """Give the tag of each block with its runs, or with the reason for its failure."""
        for _, future in in_order(executor, play_block, self._hand_out(parts)):
            error = _error_of(future)
            if error is not None and is_lost(error):
                raise ExecutorLost(f"the workers were lost ({_reason(error)})") from error
            yield self._tags.popleft(), future.result() if error is None else _reason(error)

    def _hand_out(self, parts: Sequence[Part]) -> Iterator[Block]:
        """Give blocks in the order of the parts; in each slice, those of the reference point come first."""
        study = self.study
        slices: set[int] = set()
        for part in parts:
            if study.reference is not None and part.first not in slices:
                slices.add(part.first)
                yield from self._blocks(_Tag(part, study.reference, is_reference=True))
            for point in part.points:
                if point != study.reference:
                    yield from self._blocks(_Tag(part, point, is_reference=False))

    def _blocks(self, tag: _Tag) -> Iterator[Block]:
        try:
            stage = self.study.stage(tag.point)
        except SimError as error:
            self._gathering(tag).failure = str(error)
            return
        self._gathering(tag)
        for block in blocks(stage, self.study.seed, tag.part.first, tag.part.n_runs, BLOCK):
            self._tags.append(tag)
            yield block

    def _gathering(self, tag: _Tag) -> _Gathered:
        if tag.is_reference:
            return self._references.setdefault(tag.part.first, _Gathered())
        return self._gathered.setdefault((tag.part.number, tag.point), _Gathered())

    def keep(self, tag: _Tag, played: PlayedBlock | str) -> None:
        """Keep the result of a block."""
        gathered = self._gathering(tag)
        if isinstance(played, str):
            gathered.failure = gathered.failure or played
        else:
            gathered.played.append(played)

    def finish(self, part: Part) -> list[PointRuns]:
        """Sum up a part whose blocks are complete, and release them."""
        for first in [first for first in self._references if first < part.first]:
            del self._references[first]
        if (reference := self._references.get(part.first)) is not None:
            reference.failure = reference.failure or _fault(reference.rows, self.study.measures)
        return [self._sum(part, point) for point in part.points]

    def _sum(self, part: Part, point: int) -> PointRuns:
        study = self.study
        reference = self._references.get(part.first)
        if point == study.reference:
            gathered = reference or _Gathered()
        else:
            gathered = self._gathered.pop((part.number, point))
        rows, fan, failure = gathered.rows, gathered.fan, gathered.failure
        failure = failure or _fault(rows, study.measures)
        if failure:
            rows = rows[:0]
            fan = np.zeros((N_GAUGES, n_turns(study.base), N_BINS), np.int32)
        compared = None
        if reference is not None and not reference.failure:
            compared = reference.rows[: len(rows)]
        n_actors = len(study.base.names.actors)
        return PointRuns(point, sum_runs(rows, fan, study.measures, n_actors, compared), rows, failure)


def _error_of(future: Future[PlayedBlock]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:  # raised, not returned, by a future that was cancelled
        return error


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__


def _fault(rows: Rows, measures: Sequence[Measure]) -> str:
    """Name the measure and the run of the first value that is not finite; empty if there is none."""
    for measure in measures:
        column = rows[measure.column]
        wrong = ~np.isfinite(column if measure.row is None else column[:, measure.row])
        if wrong.any():
            replication = int(rows["replication"][np.argmax(wrong)])
            return f"{measure.name} of run {replication} is not a finite number"
    return ""
