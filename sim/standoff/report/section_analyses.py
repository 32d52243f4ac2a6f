"""The sections of analyses that the design of a sweep allows: sensitivity, boxes, robust choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from standoff.analysis.discover.answer import Sought, discover_answer, target_of
from standoff.analysis.robust.answer import problem_of, robust_answer
from standoff.analysis.sensitivity.answer import sensitivity_answer
from standoff.errors import InputError
from standoff.report.album import Album
from standoff.report.page import Section
from standoff.report.section_of_answer import section_of_answer
from standoff.report.subject import Subject
from standoff.statistics.surface import Surface
from standoff.sweep.result import open_sweep
from standoff.terminal.arguments import message_of
from standoff.terminal.progress import phase
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["analysis_sections"]

RESPONSES: Final = ("any_war", "settlement")
"""Responses of the sensitivity analysis."""
DENSE: Final = (0.7, 0.8, 0.9, 0.95)
"""Densities that a box may have to reach: the first one at least 0.1 above the share over all runs."""


def analysis_sections(subject: Subject, surface: Surface, album: Album) -> Iterator[Section]:
    """Yield the sections that the design allows, then one that says why the others are missing.

    Parameters
    ----------
    subject : Subject
        The sweep.
    surface : Surface
        Its results.
    album : Album
        Collects the figures.
    """
    missing = []
    for title, section in (
        ("Sensitivity", _sensitivity),
        ("Conditions of war", _boxes),
        ("Robust choice", _robust),
    ):
        try:
            with phase(f"working out the section '{title}'"):
                made = section(title, subject, surface, album)
        except InputError as error:  # the design does not suit the question
            missing.append(f"{title}: {message_of(error)}.")
        else:
            yield made
    if missing:
        yield Section("not-answered", "Questions that this sweep cannot answer", missing)


def _sensitivity(title: str, subject: Subject, surface: Surface, album: Album) -> Section:
    answer = sensitivity_answer(surface, RESPONSES, subject.title)
    return section_of_answer("sensitivity", title, answer, album, "sensitivity_")


def _boxes(title: str, subject: Subject, surface: Surface, album: Album) -> Section:
    overall = surface.counts[:, [int(outcome) for outcome in OUTCOME_SETS["any_war"]]].sum() / surface.n_runs
    share = next((share for share in DENSE if share >= overall + 0.1), DENSE[-1])
    answer = discover_answer(surface, Sought(target_of(share, None)), subject.title)
    return section_of_answer("boxes", title, answer, album, "boxes_")


def _robust(title: str, subject: Subject, surface: Surface, album: Album) -> Section:
    problem = problem_of(surface, RESPONSES[0])
    answer = robust_answer(surface, problem, subject.title, lambda: open_sweep(subject.folder).study)
    return section_of_answer("robust", title, answer, album, "robust_")
