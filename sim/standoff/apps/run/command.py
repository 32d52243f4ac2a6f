"""``standoff run``: many runs and a traced one, from a configuration composed by Hydra."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import click

from standoff.config.compose import Job, compose
from standoff.scenario.locate import user_path
from standoff.store.drafts import require_free
from standoff.terminal.hydra_command import FOR_HYDRA
from standoff.terminal.lines import say
from standoff.terminal.output_folder import output_folder

__all__ = ["run"]


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def run(arguments: tuple[str, ...]) -> None:
    """Run a crisis many times for the shares of its outcomes, and once with a full trace."""
    jobs = compose(arguments)
    places = _places(jobs)
    for job in jobs:
        if job.settings.out is not None:
            require_free(user_path(job.settings.out))
    for job, place in zip(jobs, places, strict=True):
        from standoff.apps.run.work import play_job  # loads the compiled rules, not needed for help

        if job.number is not None:
            say(f"\n{job.number + 1} of {len(jobs)}: {' '.join(job.overrides)}")
        play_job(job, shlex.join(["standoff", "run", *arguments]), place, may_rename=job.settings.out is None)


def _places(jobs: list[Job]) -> list[Path]:
    """Give the result folder of each job; those of a multirun are numbered."""
    started = dt.datetime.now()
    places = []
    for job in jobs:
        folder = output_folder(job.settings.out, job.experiment, started)
        places.append(folder if job.number is None else folder / str(job.number))
    return places
