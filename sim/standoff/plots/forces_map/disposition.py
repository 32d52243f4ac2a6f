"""The forces on the map at the end of each turn."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from standoff.plots.forces_map.ground import Ground, Mark

__all__ = ["Disposition", "disposition", "dispositions", "peaks"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Disposition:
    """The forces of a turn, thousand troops.

    Parameters
    ----------
    shown : dict of Mark to float
        Troops by mark on the map.
    total, across, off_map : dict of str to float
        Troops by actor: all, those across the border, those without a known place.
    """

    shown: dict[Mark, float]
    total: dict[str, float]
    across: dict[str, float]
    off_map: dict[str, float]


def dispositions(ground: Ground, rows: Iterable[Row]) -> dict[int, Disposition]:
    """Spread the troops of each turn over the map; ``rows`` is the whole table of forces of the trace."""
    by_turn: dict[int, list[Row]] = {}
    for row in rows:
        by_turn.setdefault(row["turn"], []).append(row)
    return {turn: disposition(ground, by_turn[turn]) for turn in sorted(by_turn)}


def peaks(turns: Iterable[Disposition]) -> dict[Mark, float]:
    """Return the largest number of troops at each mark over some turns, thousand."""
    most: dict[Mark, float] = {}
    for turn in turns:
        for mark, troops in turn.shown.items():
            most[mark] = max(troops, most.get(mark, 0.0))
    return most


def disposition(ground: Ground, rows: Iterable[Row]) -> Disposition:
    """Spread the troops of a turn over the map.

    Parameters
    ----------
    ground : Ground
        The map.
    rows : Iterable of Mapping
        Rows of one turn in the table of forces of the trace.
    """
    shown: dict[Mark, float] = defaultdict(float)
    total, across, off_map = (defaultdict[str, float](float) for _ in range(3))
    for row in rows:
        key = row["actor"], row["axis"]
        crossed = min(row["crossed"], row["troops"])
        total[row["actor"]] += row["troops"]
        across[row["actor"]] += crossed
        at_home = row["troops"]
        if key in ground.crossings:
            shown[ground.crossings[key]] += crossed
            at_home -= crossed
        shares = ground.shares[key]
        for mark, share in shares.items():
            shown[mark] += share * at_home
        off_map[row["actor"]] += max(0.0, 1.0 - math.fsum(shares.values())) * at_home
    return Disposition(
        {mark: troops for mark, troops in shown.items() if troops > 0.0}, total, across, off_map
    )
