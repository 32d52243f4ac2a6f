"""The table of the runs of an ensemble: columns named by actors and issues, each with its unit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from standoff.arrays import Counts
from standoff.drivers.stage import Names, Stage
from standoff.vocabulary import Outcome

__all__ = ["RUNS", "TYPE", "runs_table"]

RUNS = "runs"
"""Name of the table in a result."""
TYPE = "type_"
"""How the columns of private types begin."""

UNITS = {
    "replication": "number",
    "days": "days",
    "days_to_violence": "days, -1 = never",
    "peak_rung": "rung, 1 to 16",
    "goldstein": "sum of Goldstein weights",
    "crossed": "thousand troops",
    "attacker_losses": "thousand troops",
    "target_losses": "thousand troops",
    "signed": "true or false",
    "outside": "true or false",
    "ceasefire": "true or false",
    "drafts": "number",
}
"""Columns that describe the run as a whole, in their order, with their units."""

FLAGS = ("signed", "outside", "ceasefire")
TYPE_UNIT = "private type, 0 finds war cheapest"
FLAG = "true or false"
POSITION = "position, 0 to 1"
PAYOFF = "utility of the end to the actor"


def runs_table(rows: npt.NDArray[np.void], stage: Stage) -> pa.Table:
    """Make the table of runs.

    Parameters
    ----------
    rows : recarray (n_runs,)
        ``RESULT``.
    stage : Stage
        The stage on which they were played.

    Returns
    -------
    pyarrow.Table
        A row for each run; the metadata of each field holds its unit under ``unit``.
    """
    columns: dict[str, tuple[pa.Array, str]] = {}
    words = np.array([outcome.key for outcome in Outcome])
    for name, unit in UNITS.items():
        values = rows[name].astype(bool) if name in FLAGS else rows[name]
        columns[name] = (pa.array(values), unit)
        if name == "replication":
            columns["outcome"] = (pa.array(words[rows["outcome"]]), "outcome")
    columns.update(_by_name(rows, stage.names, stage.facts["actor"]["is_attacker"]))
    fields = [pa.field(name, array.type, metadata={"unit": unit}) for name, (array, unit) in columns.items()]
    return pa.Table.from_arrays([array for array, _ in columns.values()], schema=pa.schema(fields))


def _by_name(
    rows: npt.NDArray[np.void], names: Names, is_attacker: Counts
) -> dict[str, tuple[pa.Array, str]]:
    columns = {}
    for row, actor in enumerate(names.actors):
        columns[f"{TYPE}{actor}"] = (pa.array(rows["type"][:, row].astype(np.int8)), TYPE_UNIT)
    for row, actor in enumerate(names.actors):
        if is_attacker[row]:
            columns[f"chose_war_{actor}"] = (pa.array(rows["chose_war"][:, row].astype(bool)), FLAG)
            columns[f"preferred_war_{actor}"] = (pa.array(rows["preferred_war"][:, row].astype(bool)), FLAG)
    for row, actor in enumerate(names.actors):
        columns[f"payoff_{actor}"] = (pa.array(rows["payoff"][:, row]), PAYOFF)
    for row, issue in enumerate(names.issues):
        columns[f"position_{issue}"] = (pa.array(rows["position"][:, row]), POSITION)
    return columns
