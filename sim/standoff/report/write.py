"""The report of results: read them, put the sections together, write the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from standoff.analysis.compare.answer import compare_answer, with_rows
from standoff.answer import Answer
from standoff.errors import ArgumentError, ResultError
from standoff.plots.ensemble_figures import DrawnEnsemble, ensemble_pages
from standoff.plots.sweep.figures import pages_of_sweep
from standoff.report.album import Album
from standoff.report.extremes import Extremes, extremes_of
from standoff.report.page import Page, Section, render
from standoff.report.section_analyses import analysis_sections
from standoff.report.section_answer import answer, question, types
from standoff.report.section_of_answer import pages_of, section_of_answer
from standoff.report.section_sources import source_sections
from standoff.report.section_story import story_sections
from standoff.report.subject import Subject, read_subject, subject_of
from standoff.scenario.locate import user_path
from standoff.statistics.surface import Surface
from standoff.store.drafts import added_files, require_free, result_folder
from standoff.sweep.drawing import reported_by_name
from standoff.sweep.stored import StoredResult, open_results
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.output_folder import output_folder
from standoff.terminal.progress import phase

__all__ = ["write_report"]

NAME = "report.html"


@dataclass(frozen=True)
class Contents:
    """The content of a report: a result, and its comparison with others.

    Parameters
    ----------
    subject : Subject
        The only result, or the first.
    opened : sequence of StoredResult
        All results, if there are several.
    comparison : Answer or None
        The comparison of the results, if there are several.
    extremes : Mapping
        Extremes by outcome, if the result is a sweep of several points.
    """

    subject: Subject
    opened: Sequence[StoredResult] = ()
    comparison: Answer | None = None
    extremes: Mapping[str, Extremes] = field(default_factory=dict)


def write_report(
    names: Sequence[str], out: Path | None, kinds: Sequence[str], tell: Callable[[str], None]
) -> Path:
    """Write a report.

    Parameters
    ----------
    names : sequence of str
        Folders of results.
    out : pathlib.Path or None
        File to write; None = a new folder in ``results/report``.
    kinds : sequence of str
        Formats in which each figure is also written to a file.
    tell : callable
        Receives messages on what is going on.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    InputError
        If a result cannot be used, or the file exists.
    """
    if out is None:
        with result_folder(output_folder(None, "report"), may_rename=True) as draft:
            _write(names, draft.folder / NAME, kinds, tell)
        return draft.place / NAME
    place = _free(out)
    with added_files(place.parent) as folder:
        _write(names, folder / place.name, kinds, tell)
    return place


def _free(out: Path) -> Path:
    """Refuse a place that is no name of a page, or is taken."""
    page = user_path(out)
    if page.suffix != ".html":
        raise ArgumentError(
            "{out}: not the name of an HTML file; give a name that ends with .html", out=str(out)
        )
    if page.exists():
        raise ResultError(f"{page}: the file exists and is not overwritten; give another name")
    require_free(page.with_name(_figures_of(page)))
    return page


def _figures_of(page: Path) -> str:
    """Name the folder beside a page that holds the data of its figures."""
    return f"{page.stem}-figures"


def _write(names: Sequence[str], path: Path, kinds: Sequence[str], tell: Callable[[str], None]) -> None:
    with phase("reading the results"):
        contents = _open(names, tell)
    if contents.subject.played is not None:
        announce_compiling(tell)
    album = Album(path.with_name(_figures_of(path)), kinds)
    with phase("putting the report together"):
        sections = list(_sections(contents, album))
    page = Page(
        title=contents.subject.manifest["scenario"]["title"],
        kicker=_kicker(contents),
        question=question(contents.subject, contents.opened),
        summary=contents.subject.played.scenario.crisis.summary if contents.subject.played else "",
        sections=sections,
        glyphs=album.glyphs,
    )
    path.write_text(render(page), encoding="utf-8")


def _open(names: Sequence[str], tell: Callable[[str], None]) -> Contents:
    if len(names) == 1:
        subject = read_subject(names[0])
        if (surface := subject.surface) is None or len(surface.played) < 2:
            return Contents(subject)
        extremes = extremes_of(subject.folder, surface, tell)
        return Contents(subject, extremes=extremes)
    opened = with_rows(open_results(names), None, tell)
    samples, title = [result.sample for result in opened], opened[0].manifest["scenario"]["title"]
    return Contents(subject_of(opened[0]), opened, compare_answer(samples, title, results=opened))


def _kicker(contents: Contents) -> str:
    n_runs = sum(result.sample.n for result in contents.opened) or contents.subject.n_runs
    what = (
        f"{len(contents.opened)} results"
        if contents.comparison
        else f"experiment {contents.subject.manifest['experiment']}"
    )
    today = dt.datetime.now(dt.UTC).date()
    return f"Standoff report · {what} · {n_runs:,} runs · written on {today.isoformat()}"


def _sections(contents: Contents, album: Album) -> Iterator[Section]:
    subject = contents.subject
    yield answer(subject, contents.opened, contents.comparison, contents.extremes)
    if contents.comparison is not None:
        yield _comparison(contents.comparison, album)
    elif subject.surface is not None:
        yield _sweep(subject, subject.surface, album)
        yield from analysis_sections(subject, subject.surface, album)
    else:
        yield _over_time(subject, album)
    by_type = types(subject)
    if by_type is not None:
        yield by_type
    yield from story_sections(subject, album)
    yield from source_sections(subject, [result.manifest for result in contents.opened[1:]])


def _comparison(comparison: Answer, album: Album) -> Section:
    """Return the section on differences; verdict and ranking, the last table, are in the first section."""
    rest = replace(comparison, sentences=(), tables=comparison.tables[:-1])
    return section_of_answer("comparison", "Differences between the results", rest, album)


def _over_time(subject: Subject, album: Album) -> Section:
    """Return the section on all runs over time; their outcomes are in the first section."""
    stage = subject.played.stage if subject.played else None
    pages = dict(ensemble_pages(DrawnEnsemble(subject.sample, stage, subject.title)))
    settled = pages_of(compare_answer([subject.sample], subject.title)).get("settlements")
    if settled is not None:
        pages["settlements"] = settled
    pictures = [album.add(name, page) for name, page in pages.items() if name != "outcomes"]
    return Section("figures", "All runs over time", pictures=pictures)


def _sweep(subject: Subject, surface: Surface, album: Album) -> Section:
    """Return the section with the figures that the design of a sweep allows."""
    known = reported_by_name(surface.design, subject.played.scenario) if subject.played else {}
    drawn = pages_of_sweep(replace(surface, reported=known), subject.title)
    pictures = [album.add(name, page) for name, page in drawn.items()]
    prose = [f"{len(surface.failures):,} points failed and are left out."] if surface.failures else []
    return Section("figures", "Outcomes over the sweep", prose, pictures=pictures)
