"""Reporting – results read, their sections put together, and the page written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click
from rich.table import Table as Shown

from standoff.analysis.compare.answer import left_out, versions, with_rows
from standoff.analysis.compare.comparison import Comparison, compare
from standoff.analysis.compare.figures import compare_pages
from standoff.analysis.compare.screen import difference_tables, setting_table
from standoff.errors import ConfigError, ResultError
from standoff.plots.sweep.data import SweepData
from standoff.plots.sweep.figures import pages_of_sweep
from standoff.report.album import Album
from standoff.report.page import Page, Section, render
from standoff.report.section_analyses import analysis_sections
from standoff.report.section_answer import answer, question, types
from standoff.report.section_sources import source_sections
from standoff.report.section_story import story_sections
from standoff.report.subject import Subject, read_subject, subject_of
from standoff.report.tables import of_screen
from standoff.store.write import added_files, require_free, result_folder
from standoff.sweep.drawing import reported_values
from standoff.sweep.settings_text import differing
from standoff.sweep.stored import Opened, open_results
from standoff.sweep.surface import Surface
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.places import place_of

__all__ = ["write_report"]

NAME = "report.html"


@dataclass(frozen=True)
class Asked:
    """What a report is on: a result, and how others differ from it.

    Parameters
    ----------
    subject : Subject
        The only result, or the first.
    opened : sequence of Opened
        All results, if there are several.
    found : Comparison or None
        How they differ.
    """

    subject: Subject
    opened: Sequence[Opened]
    found: Comparison | None


def write_report(names: Sequence[str], out: Path | None, kinds: Sequence[str]) -> None:
    """Write a report.

    Parameters
    ----------
    names : sequence of str
        Results.
    out : pathlib.Path or None
        File to write; None: a place of its own.
    kinds : sequence of str
        Files to write of each figure.

    Raises
    ------
    InputError
        If a result cannot be used, or the place is taken.
    """
    with _place(out) as (folder, name):
        asked = _open(names)
        if asked.subject.played is not None:
            announce_compiling()
        album = Album(folder / f"{Path(name).stem}-figures", kinds)
        sections = list(_sections(asked, album))
        page = Page(
            title=asked.subject.manifest["scenario"]["title"],
            kicker=_kicker(asked),
            question=question(asked.subject, asked.found),
            summary=asked.subject.played.scenario.crisis.summary if asked.subject.played else "",
            sections=sections,
            glyphs=album.glyphs,
        )
        (folder / name).write_text(render(page), encoding="utf-8")


@contextmanager
def _place(out: Path | None) -> Iterator[tuple[Path, str]]:
    """Give the folder to write into and the name of the page; both appear whole, at the end."""
    if out is None:
        with result_folder(place_of(None, "report"), may_rename=True) as draft:
            yield draft.folder, NAME
        click.echo(f"Written to {draft.place / NAME}")
        return
    page = out.expanduser()
    if page.suffix != ".html":
        raise ConfigError(f"--out={out}: give the name of a file that ends with .html")
    if page.exists():
        raise ResultError(f"{page}: is there already, nothing is overwritten; give another name with --out")
    require_free(page.with_name(f"{page.stem}-figures"))
    with added_files(page.parent) as folder:
        yield folder, page.name
    click.echo(f"Written to {page}")


def _open(names: Sequence[str]) -> Asked:
    if len(names) == 1:
        return Asked(read_subject(names[0]), (), None)
    opened = with_rows(open_results(names), None)
    return Asked(subject_of(opened[0]), opened, compare([one.sample for one in opened]))


def _kicker(asked: Asked) -> str:
    n_runs = sum(sample.n for sample in asked.found.samples) if asked.found else asked.subject.n_runs
    what = (
        f"{len(asked.opened)} results"
        if asked.found
        else f"experiment {asked.subject.manifest['experiment']}"
    )
    today = dt.datetime.now(dt.UTC).date()
    return f"Standoff report · {what} · {n_runs:,} runs · written on {today.isoformat()}"


def _sections(asked: Asked, album: Album) -> Iterator[Section]:
    subject = asked.subject
    yield answer(subject, asked.found)
    if asked.found is not None:
        yield _comparison(asked.found, asked.opened, album)
    elif subject.surface is not None:
        yield _sweep(subject, subject.surface, album)
        yield from analysis_sections(subject, subject.surface, album)
    else:
        found = compare([subject.sample])
        yield _compared("figures", "Over all runs", found, subject.title, album)
    by_type = types(subject)
    if by_type is not None:
        yield by_type
    yield from story_sections(subject, album)
    yield from source_sections(subject, [one.manifest for one in asked.opened[1:]])


def _comparison(found: Comparison, opened: Sequence[Opened], album: Album) -> Section:
    section = _compared("comparison", "How the results differ", found,
                        opened[0].manifest["scenario"]["title"], album)  # fmt: skip
    names = [sample.name for sample in found.samples]
    settings = setting_table(names, differing([one.settings for one in opened]))
    said = [] if isinstance(settings, Shown) else [settings]
    shown = [*([settings] if isinstance(settings, Shown) else []), *difference_tables(found)]
    return replace(
        section, prose=[*said, *versions(opened), *left_out(found)], tables=[of_screen(one) for one in shown]
    )


def _compared(anchor: str, title: str, found: Comparison, note: str, album: Album) -> Section:
    """Show what runs do over time; a result alone has its outcomes in the answer."""
    pages = compare_pages(found, note)
    if len(found.samples) == 1:
        pages.pop("outcomes")
    pictures = [album.add(name, drawn) for name, drawn in pages.items()]
    return Section(anchor, title, pictures=pictures)


def _sweep(subject: Subject, surface: Surface, album: Album) -> Section:
    """Show what the design of a sweep allows."""
    assert subject.point is not None
    fan, days = subject.fan_counts(), float(subject.lengths["turn_days"])
    known = reported_values(surface.design, subject.played.scenario) if subject.played else {}
    data = SweepData(surface.design, surface.counts, fan, subject.point, days, known)
    pictures = [album.add(name, drawn) for name, drawn in pages_of_sweep(data, subject.title).items()]
    prose = [f"{len(surface.failures):,} points failed and are left out."] if surface.failures else []
    return Section("figures", "Over the settings", prose, pictures=pictures)
