"""Reading of results of the command line, for the same analyses."""

from __future__ import annotations

from pathlib import Path

from standoff.errors import ResultError
from standoff.interface import arguments
from standoff.interface.ensemble import Ensemble
from standoff.interface.sources import StoredRuns, StoredSweep
from standoff.interface.sweep import Sweep
from standoff.store.addresses import result_path
from standoff.store.manifest_file import checksum_in, read_manifest
from standoff.store.runs import RUNS
from standoff.store.tables import read_table
from standoff.sweep.stored import open_result
from standoff.sweep.surface import read_surface

__all__ = ["read"]


def read(folder: str | Path) -> Ensemble | Sweep:
    """Open a stored result.

    Parameters
    ----------
    folder : str or pathlib.Path
        What ``standoff run`` or ``standoff sweep`` wrote, or the name given to it by ``standoff results``.

    Returns
    -------
    Ensemble or Sweep
        The runs of ``standoff run``, or the points of ``standoff sweep``.

    Raises
    ------
    ResultError
        If it is neither, unfinished, damaged, or of another version.
    """
    place = result_path(arguments.place("folder", folder))
    kind = read_manifest(place).get("kind")
    if kind == "sweep":
        surface, content = read_surface(place)
        return Sweep(f"{content['scenario']['title']} ({content['experiment']})", surface, StoredSweep(place))
    if kind is not None:
        raise ResultError(f"{place}: is a {kind}; give the result of a run or a sweep")
    opened = open_result(place.resolve())
    remedy = f"play it again, by\n  {opened.manifest['command']}"
    name = f"{RUNS}.parquet"
    runs = read_table(place, name, remedy, checksum_in(opened.manifest, name))
    return Ensemble(opened.sample, runs, opened.conditions, StoredRuns(place))
