"""The questions that the design of a sweep lets one ask: sensitivity, boxes, a robust choice."""

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
from standoff.terminal.arguments import message_of
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["analysis_sections"]

RESPONSES: Final = ("any_war", "settlement")
"""Responses whose causes are sought."""
DENSE: Final = (0.7, 0.8, 0.9, 0.95)
"""Shares of runs of which a box has to reach one: the first that lies a tenth above that of all runs."""


def analysis_sections(subject: Subject, surface: Surface, album: Album) -> Iterator[Section]:
    """Give the sections that the design of a sweep allows, and say why it does not allow the others.

    Parameters
    ----------
    subject : Subject
        The sweep.
    surface : Surface
        What came of it.
    album : Album
        Takes in the figures.
    """
    missing = []
    for title, section in (
        ("What moves the outcomes", _sensitivity),
        ("When it comes to war", _boxes),
        ("Which package is robust", _robust),
    ):
        try:
            yield section(title, subject, surface, album)
        except InputError as error:  # or else the design is made for other questions
            missing.append(f"{title}: {message_of(error)}.")
    if missing:
        yield Section("not-told", "What this sweep cannot tell", missing)


def _sensitivity(title: str, subject: Subject, surface: Surface, album: Album) -> Section:
    answer = sensitivity_answer(surface, RESPONSES, subject.title)
    return section_of_answer("sensitivity", title, answer, album, "sensitivity_")


def _boxes(title: str, subject: Subject, surface: Surface, album: Album) -> Section:
    overall = surface.counts[:, [int(outcome) for outcome in OUTCOME_SETS["any_war"]]].sum() / surface.n_runs
    share = next((share for share in DENSE if share >= overall + 0.1), DENSE[-1])
    answer = discover_answer(surface, Sought(target_of(share, None)), subject.title)
    return section_of_answer("boxes", title, answer, album, "boxes_")


def _robust(title: str, subject: Subject, surface: Surface, album: Album) -> Section:
    answer = robust_answer(surface, problem_of(surface, RESPONSES[0]), subject.title)
    return section_of_answer("robust", title, answer, album, "robust_")
