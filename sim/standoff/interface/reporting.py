"""Reports on stored results from Python."""

from __future__ import annotations

from pathlib import Path

from standoff.errors import ConfigError, ResultError
from standoff.interface.arguments import place
from standoff.interface.ensemble import Ensemble
from standoff.interface.sources import StoredRuns, StoredSweep
from standoff.interface.sweep import Sweep

__all__ = ["write_report"]


def write_report(*results: str | Path | Ensemble | Sweep, out: str | Path | None = None) -> Path:
    """Write a report on stored results as a single HTML file.

    Parameters
    ----------
    *results : str, pathlib.Path, Ensemble or Sweep
        Folders that ``standoff run`` or ``standoff sweep`` wrote, or what `read` gave of them; also points of
        sweeps as ``"FOLDER:POINT"``. Of several the others are set against the first.
    out : str or pathlib.Path, optional
        File to write, ``NAME.html``; data of the figures go to ``NAME-figures/`` beside it. Default:
        ``results/report/<time>/report.html``.

    Returns
    -------
    pathlib.Path
        The page. It needs no network and no other file.

    Raises
    ------
    InputError
        If there is no result, if one was played from Python and lies in no folder, if one cannot be used, or
        if the place is taken.
    """
    if not results:
        raise ConfigError("there is no result; give the folder of one, or several")
    names = [_folder_of(result) for result in results]
    from standoff.report.write import write_report as write  # loads matplotlib, which can be done without

    return write(names, None if out is None else place("out", out), (), lambda _: None)


def _folder_of(result: str | Path | Ensemble | Sweep) -> str:
    if not isinstance(result, Ensemble | Sweep):
        place("results", result)
        return str(result)
    if not isinstance(result.source, StoredRuns | StoredSweep):
        raise ResultError(
            f"{result.title}: was played from Python and lies in no folder; a report is on what "
            "`standoff run` or `standoff sweep` wrote"
        )
    return str(result.source.folder)
