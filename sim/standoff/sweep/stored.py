"""Reading stored results for comparison: results of runs, and points of sweeps.

A result is named by its folder; a point of a sweep as ``FOLDER:POINT``, several as ``FOLDER:0,3,7``; a sweep
without a point stands for all its points. The scenario and the rules may have changed since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from standoff.errors import ResultError
from standoff.statistics.sample import Sample
from standoff.store.addresses import address_of
from standoff.store.manifest_file import read_manifest
from standoff.sweep.comparable import Conditions, require_comparable
from standoff.sweep.result import design_of
from standoff.sweep.samples import point_sample, result_name, run_sample
from standoff.sweep.setting import setting_at, setting_of
from standoff.sweep.settings_text import settings_by_key
from standoff.sweep.study import read_presets

__all__ = ["MOST", "StoredResult", "open_result", "open_results"]

MOST = 7
"""Most results in one comparison: more lines in a figure could not be distinguished."""
SWEEP = "sweep"


@dataclass(frozen=True, eq=False)
class StoredResult:
    """A result read from its folder.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    point : int or None
        Number of the point of a sweep; None for a result of ``standoff run``.
    sample : Sample
        Its runs.
    manifest : Mapping
        Content of the manifest.
    settings : Mapping
        Settings by key; None = as reported.
    turn_days : float
        Days per turn.
    horizon_days : float or None
        Maximum length of a run, days; None = the scenario's.
    """

    folder: Path
    point: int | None
    sample: Sample
    manifest: Mapping[str, Any]
    settings: Mapping[str, Any]
    turn_days: float
    horizon_days: float | None

    @property
    def conditions(self) -> Conditions:
        """Conditions that compared results must share."""
        return Conditions(
            self.manifest["scenario"], self.turn_days, self.horizon_days, self.manifest["command"]
        )


def open_results(names: Sequence[str]) -> list[StoredResult]:
    """Read several results, and check that they can be compared.

    Parameters
    ----------
    names : sequence of str
        Folders, points of sweeps, or whole sweeps.

    Raises
    ------
    ResultError
        If one cannot be read, or if they cannot be compared.
    """
    chosen = [result for name in names for result in _chosen(name)]
    if len(chosen) < 2:
        raise ResultError(
            f"{' '.join(names)}: is a single result; give two or more, or a sweep with several points"
        )
    if len(chosen) > MOST:
        raise ResultError(f"{len(chosen)} results: at most {MOST} can be compared at a time; give fewer")
    counted = Counter(result_name(*result) for result in chosen)
    name, count = counted.most_common(1)[0]
    if count > 1:
        raise ResultError(f"{name}: is given twice; compare it with another result")
    opened = [open_result(folder, point) for folder, point in chosen]
    for result in opened[1:]:
        require_comparable(opened[0], result)
    labels = _labels(chosen)
    return [
        replace(result, sample=replace(result.sample, name=label))
        for result, label in zip(opened, labels, strict=True)
    ]


def _chosen(name: str) -> Iterator[tuple[Path, int | None]]:
    """Give the folder and point of each result that a name stands for."""
    address = address_of(name)
    folder, points = address.folder, address.points
    content = read_manifest(folder)
    kind = content.get("kind")
    if kind not in (None, SWEEP):
        raise ResultError(f"{folder}: is a {kind}; give the result of a run or a sweep")
    if kind is None:
        if points is not None:
            raise ResultError(f"{name}: is not a sweep and has no points; give {folder}")
        yield folder.resolve(), None
        return
    n_points = content[SWEEP]["n_points"]
    if points is None and n_points > MOST:
        raise ResultError(
            f"{folder}: has {n_points:,} points; choose up to {MOST}, as in {folder}:0,{n_points - 1}"
        )
    for point in range(n_points) if points is None else points:
        if point >= n_points:
            raise ResultError(f"{folder}: has no point {point}; allowed range is 0 to {n_points - 1}")
        yield folder.resolve(), point


def open_result(folder: Path, point: int | None = None) -> StoredResult:
    """Read one result.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of a run or a sweep.
    point : int, optional
        Number of the point of a sweep.

    Raises
    ------
    ResultError
        If it cannot be read.
    """
    content = read_manifest(folder)
    if point is None:
        setting, lengths = setting_of(content["config"]), {**content["config"], **content}
        sample = run_sample(folder, content)
    else:
        lengths, design = content[SWEEP], design_of(folder, content)
        setting = setting_at(design, read_presets(lengths, design), point)
        sample = point_sample(folder, content, point)
    settings = settings_by_key(content, setting, sample)
    days = float(lengths["turn_days"]), lengths["horizon_days"]
    return StoredResult(folder, point, sample, content, settings, *days)


def _labels(chosen: Sequence[tuple[Path, int | None]]) -> list[str]:
    """Label results by the ends of their paths, as short as possible while distinct."""
    parts = [folder.parts for folder, _ in chosen]
    labels: list[str] = []
    for (_, point), path in zip(chosen, parts, strict=True):
        different = [each for each in parts if each != path]
        length = 1
        while any(each[-length:] == path[-length:] for each in different):
            length += 1
        labels.append("/".join(path[-length:]) + ("" if point is None else f":{point}"))
    return labels
