"""Choosing: what a robust choice found, on the screen and in a folder of tables and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from sim.analysis.robust_choice import RobustChoice
from sim.apps.robust_tables import CRITERION_WORDS, cost_table, front_table, package_table, said
from sim.apps.screen import show
from sim.store.manifest import MANIFEST, SCHEMA
from sim.store.write import result_folder, write_csv, write_json

__all__ = ["verdict", "warnings_told", "write_choice"]

CLEAR = 0.95
"""Share of resamples from which on a best package is said to stay the best."""


def write_choice(
    found: RobustChoice,
    source: tuple[Path, Mapping[str, Any]],
    place: Path,
    *,
    may_rename: bool,
    figures: bool,
) -> None:
    """Show what was found, and write it.

    Parameters
    ----------
    found : RobustChoice
        What was found.
    source : tuple of pathlib.Path and Mapping
        Folder of the sweep, and its manifest.
    place : pathlib.Path
        Folder to write.
    may_rename : bool
        Whether another name may be taken if the folder is there already.
    figures : bool
        Whether to draw.

    Raises
    ------
    ResultError
        If the place is taken or cannot be written.
    """
    folder, manifest = source
    with result_folder(place, may_rename=may_rename) as draft:
        for name, lines in found.tables().items():
            if lines:
                write_csv(draft.folder / f"{name}.csv", lines)
        write_json(draft.folder / MANIFEST, _told(found, folder, manifest))
        if figures:
            from sim.plots import robust_figures, save_sheets  # loads matplotlib, which can be done without

            save_sheets(robust_figures(found, manifest["scenario"]["title"]), draft.folder)
    _show(found, manifest)
    click.echo(f"Written to {draft.place}")


def _told(found: RobustChoice, folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    asked = found.asked
    return {
        "schema": SCHEMA,
        "kind": "robust",
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "of": {"place": str(folder), "command": manifest["command"]},
        "scenario": manifest["scenario"],
        "by": asked.goal.told,
        "aims": [aim.told for aim in asked.aims],
        "costs": [of.told for of in asked.costs],
        "criterion": asked.criterion,
        "robust": {"package": found.robust, **found.packages[found.robust]},
    }


def _show(found: RobustChoice, manifest: Mapping[str, Any]) -> None:
    scenario = manifest["scenario"]
    show(f"{scenario['title']} ({scenario['name']} {scenario['version']})", "")
    show(package_table(found), "", *verdict(found), "")
    if found.asked.costs:
        show(front_table(found), "")
    if found.trades:
        show(cost_table(found), "")
    show(*_without_cost(found), *warnings_told(found))


def verdict(found: RobustChoice) -> Iterator[str]:
    """Say which package each criterion chooses, and how surely."""
    by_best: dict[tuple[int, ...], list[str]] = {}
    for criterion, score in found.scores.items():
        by_best.setdefault(score.best, []).append(CRITERION_WORDS[criterion])
    if len(by_best) == 1:
        yield f"All criteria choose {_named(found, next(iter(by_best)))}."
    else:
        yield "The criteria disagree:"
        for best, criteria in by_best.items():
            yield f"  {', '.join(criteria)}: {_named(found, best)}"
    robust = found.robust
    share = found.scores[found.asked.criterion].best_share[robust]
    stays = "stays the best" if share >= CLEAR else "does not surely stay the best"
    yield (
        f"Robust, by {CRITERION_WORDS[found.asked.criterion]}: {robust} ({found.name(robust)}). It {stays}: "
        f"it is in {100 * share:.1f} % of bootstrap resamples of the {found.n_states} states."
    )


def _named(found: RobustChoice, best: tuple[int, ...]) -> str:
    if len(best) == 1:
        return f"{best[0]} ({found.name(best[0])})"
    return f"packages {', '.join(map(str, best))}, which are level"


def _without_cost(found: RobustChoice) -> Iterator[str]:
    others = {"on average": found.best_on_average, "as reported": found.best_reported}
    if same := [why for why, other in others.items() if other == found.robust]:
        yield (
            f"By {found.goal.name} the robust package is the best {' and '.join(same)}, too: against that, "
            "robustness costs nothing."
        )


def warnings_told(found: RobustChoice) -> Iterator[str]:
    """Say what the number of runs and what failed leave open."""
    noise, goal = found.noise, found.goal
    per_state = said(goal, 1.96 * noise.error)
    yield (
        f"{noise.n_runs:,} runs of each package in each state: a difference of two packages in one state is "
        f"uncertain by ± {per_state} at most. Packages share their chance, so that most of this cancels out; "
        "the intervals hold the draw of the states and not the number of runs."
    )
    if noise.n_enough is None:
        yield f"Packages {noise.first} and {noise.second} are level on average."
    elif noise.is_large:
        yield (
            f"Warning: the best two on average, {noise.first} and {noise.second}, differ by "
            f"{said(goal, noise.gap)}, which so few runs may show by chance alone; {noise.n_enough:,} runs "
            "would surely do. Regrets of the same size are noise as well."
        )
    if found.n_left_out:
        yield (
            f"Warning: {found.n_left_out:,} states were left out, since a package failed there or lacks a "
            "value."
        )
    if found.best_reported is None:
        yield "The state as reported was not played, or has no value there."
