"""Report analyses – what the design of a sweep lets one ask: what moves the outcomes, and when war comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sim.analysis.cases import Aim
from sim.analysis.discovery_tables import tables as discovery_lines
from sim.analysis.discovery_words import caveats, sentences
from sim.analysis.robust_words import verdict, warnings_told
from sim.analysis.sensitivity_tables import tables as sensitivity_lines
from sim.apps.discovering import limits_table
from sim.apps.report_subject import Subject
from sim.apps.robust_tables import cost_table, front_table, package_table
from sim.apps.sensitivity_tables import found_tables
from sim.errors import InputError
from sim.plots import Figure, discovery_figures, robust_figures, sensitivity_figures
from sim.plots import Page as Drawn
from sim.report.album import Album
from sim.report.page import Picture, Section
from sim.report.sensitivity_words import told_of
from sim.report.tables import of_screen
from sim.sweep.discovery import discover_in
from sim.sweep.robust import asked_of, choose_robustly
from sim.sweep.sensitivity import sensitivity
from sim.sweep.surface import OUTCOMES, Surface

__all__ = ["analysis_sections"]

ASKED: Final = ("any_war", "settlement")
"""Responses of which it is told what moves them."""
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
            yield section(subject, surface, album)
        except InputError as error:  # or else the design is made for other questions
            missing.append(f"{title}: {error}.")
    if missing:
        yield Section("not-told", "What this sweep cannot tell", missing)


def _sensitivity(subject: Subject, surface: Surface, album: Album) -> Section:
    found = sensitivity(surface, ASKED)
    figures, lines = sensitivity_figures(found, subject.title), sensitivity_lines(found)
    shown = [table for finding in found.findings for table in found_tables(finding, found)]
    prose = [sentence for finding in found.findings for sentence in told_of(finding)]
    pictures = _pictures("sensitivity", figures, lines, album)
    return Section(
        "sensitivity", "What moves the outcomes", prose, [of_screen(one) for one in shown], pictures
    )


def _boxes(subject: Subject, surface: Surface, album: Album) -> Section:
    overall = surface.counts[:, [int(outcome) for outcome in OUTCOMES["any_war"]]].sum() / surface.n_runs
    share = next((one for one in DENSE if one >= overall + 0.1), DENSE[-1])
    found = discover_in(surface, Aim("", share))
    figures, lines = discovery_figures(found, subject.title), discovery_lines(found)
    tables = [of_screen(limits_table(lines["limits"]))] if "limits" in lines else []
    pictures = _pictures("boxes", figures, lines, album)
    return Section("boxes", "When it comes to war", [*sentences(found), *caveats(found)], tables, pictures)


def _robust(subject: Subject, surface: Surface, album: Album) -> Section:
    found = choose_robustly(surface, asked_of(surface, ASKED[0]))
    shown = [package_table(found), *([front_table(found)] if found.asked.costs else [])]
    tables = [of_screen(one) for one in (*shown, *([cost_table(found)] if found.trades else []))]
    pictures = _pictures("robust", robust_figures(found, subject.title), found.tables(), album)
    closing = list(warnings_told(found))
    return Section("robust", "Which package is robust", list(verdict(found)), tables, pictures, closing)


def _pictures(
    head: str, figures: Mapping[str, Figure], lines: Mapping[str, Sequence[Mapping[str, Any]]], album: Album
) -> list[Picture]:
    """Take in figures with the table of the same name."""
    return [album.add(f"{head}_{name}", Drawn(figure, lines[name])) for name, figure in figures.items()]
