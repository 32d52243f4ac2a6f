"""``standoff run``: many runs and a traced one, from a configuration composed by Hydra."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import click

from standoff.config.compose import Job, compose
from standoff.config.settings import RunSettings
from standoff.scenario.locate import user_path
from standoff.store.drafts import require_free
from standoff.terminal.hydra_command import FOR_HYDRA
from standoff.terminal.output_folder import output_folder, unused
from standoff.terminal.progress import phase
from standoff.terminal.settings_form import settings_words

__all__ = ["run"]


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def run(arguments: tuple[str, ...]) -> None:
    """Run a crisis many times for the shares of its outcomes, and once with a full trace."""
    words = settings_words(arguments, RunSettings)
    jobs = compose(words)
    places, line = _places(jobs, words), shlex.join(["standoff", "run", *words])
    for job in jobs:
        if job.settings.out is not None:
            require_free(user_path(job.settings.out))
    if not jobs:
        return
    with phase("loading the rules"):
        from standoff.apps.run.work import play_jobs  # loads the compiled rules, not needed for help
    play_jobs(jobs, line, places)


def _places(jobs: list[Job], words: list[str]) -> list[Path]:
    """Give the result folder of each job; those of a multirun are numbered, in a folder of their own."""
    started = dt.datetime.now()
    places = []
    for job in jobs:
        folder = output_folder(job.settings.out, job.experiment, words, started)
        if job.number is None:
            places.append(folder)
            continue
        together = folder if job.settings.out is not None else unused(folder)
        places.append(together / str(job.number))
    return places
