"""Page – what was measured, as tables for the screen and as a page for readers, whose text is ``page.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

__all__ = ["page", "table"]

Report = Mapping[str, Any]
Line = Sequence[str]

TEMPLATE = Path(__file__).with_name("page.md")


def table(report: Report) -> str:
    """The tables alone, for the screen."""
    return "\n\n".join(f"{title}\n{_aligned(lines)}" for title, lines in _tables(report).items())


def page(report: Report) -> str:
    """The page, in Markdown."""
    tables = [_markdown(lines) for lines in _tables(report).values()]
    words = dict(zip(("side_by_side", "costs", "rest"), tables, strict=True))
    contest = report["plan"]["contest"]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        words,
        day=report["created"][:10],
        machine=_machine(report["machine"]),
        rounds=contest["rounds"],
        other=report["plan"]["costs"]["rounds"],
        points=report["plan"]["n_points"],
        seconds=f"{contest['seconds']:g}",
    )


def _machine(machine: Mapping[str, Any]) -> str:
    place = ("processor", "cores", "system", "python")
    versions = ", ".join(f"{name} {value}" for name, value in machine.items() if name not in place)
    return "{processor}, {cores} cores, {system}, Python {python}, ".format_map(machine) + versions


def _tables(report: Report) -> dict[str, list[Line]]:
    return {
        "Side by side": list(_compared(report["side_by_side"], ("x compiled, 1 thread", "x 2 threads"))),
        "Cost of size": list(_costs(report["costs"])),
        "Start, memory, configuration": list(_rest(report)),
    }


def _compared(contenders: Mapping[str, Any], bases: Line) -> Iterable[Line]:
    yield ("", "µs per turn", "µs per run", *bases)
    for name, contender in contenders.items():
        yield (
            name,
            _shown(contender["microseconds_per_turn"]),
            _shown(contender["microseconds_per_run"]),
            *map(_shown, contender["times"].values()),
        )


def _costs(costs: Mapping[str, Any]) -> Iterable[Line]:
    yield ("size", "µs per turn", "µs per run", "exponent")
    for name, cost in costs.items():
        for place, (size, per_run) in enumerate(cost["microseconds_per_run"].items()):
            exponent = f"{cost['exponent']:.2f}" if place == 0 else ""
            yield (f"{size} {name}", _shown(cost["microseconds_per_turn"][size]), _shown(per_run), exponent)


def _rest(report: Report) -> Iterable[Line]:
    yield ("", "", "")
    names = {"cold": "nothing compiled yet", "warm": "compiled rules on disk"}
    for name, seconds in report["first_result_seconds"].items():
        yield (f"`standoff run` of one run, {names[name]}", _shown(seconds), "s")
    memory = report["memory_mib"]
    yield ("peak memory, ready to play", f"{memory['ready']:.0f}", "MiB")
    yield (f"peak memory, {memory['n_runs']:,} runs played", f"{memory['played']:.0f}", "MiB")
    for name, milliseconds in report["compose_milliseconds"].items():
        yield (f"a job of `--multirun` composed by {name}", _shown(milliseconds), "ms")


def _shown(timing: Mapping[str, float]) -> str:
    median, least, most = (_digits(timing[name]) for name in ("median", "least", "most"))
    return f"{median} ({least}–{most})" if least != most else median


def _digits(value: float) -> str:
    """Three digits; whole numbers in full."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _markdown(lines: Sequence[Line]) -> str:
    head, *rest = lines
    rows = [head, ["---", *["--:"] * (len(head) - 1)], *rest]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _aligned(lines: Sequence[Line]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in lines
    )
