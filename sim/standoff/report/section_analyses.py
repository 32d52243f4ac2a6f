"""Report analyses – what the design of a sweep lets one ask: what moves the outcomes, and when war comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from standoff.analysis.discover.answer import limits_table
from standoff.analysis.discover.cases import Aim
from standoff.analysis.discover.figures import discovery_figures
from standoff.analysis.discover.in_sweep import discover_in
from standoff.analysis.discover.rows import tables as discovery_lines
from standoff.analysis.discover.words import caveats, sentences
from standoff.analysis.robust.cross import asked_of, choose_robustly
from standoff.analysis.robust.figures import robust_figures
from standoff.analysis.robust.screen import cost_table, front_table, package_table
from standoff.analysis.robust.words import verdict, warnings_told
from standoff.analysis.sensitivity.figures import sensitivity_figures
from standoff.analysis.sensitivity.in_sweep import sensitivity
from standoff.analysis.sensitivity.rows import tables as sensitivity_lines
from standoff.analysis.sensitivity.screen import found_tables
from standoff.analysis.sensitivity.words import told_of
from standoff.errors import InputError
from standoff.plots.page import Page as Drawn
from standoff.plots.sheet import Figure
from standoff.report.album import Album
from standoff.report.page import Picture, Section
from standoff.report.subject import Subject
from standoff.report.tables import of_screen
from standoff.sweep.surface import OUTCOMES, Surface

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
