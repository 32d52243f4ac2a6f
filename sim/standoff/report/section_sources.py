"""The last sections of a report: assumptions and sources, what the model leaves out, provenance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from standoff.report.left_out import left_out
from standoff.report.page import Fold, Section, Table
from standoff.report.subject import Subject
from standoff.report.tables import parts_of
from standoff.scenario.content import Scenario
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.parameters import load_parameters
from standoff.terminal.describe import sources_table

__all__ = ["source_sections"]


def source_sections(subject: Subject, compared: Sequence[Mapping[str, Any]]) -> Iterator[Section]:
    """Yield the sections on what a result is based on.

    Parameters
    ----------
    subject : Subject
        What the report is about.
    compared : sequence of Mapping
        Manifests of the other results.
    """
    if subject.played is None:
        yield Section("assumptions", "Assumptions and sources", [f"Not available: {subject.why_not}."])
    else:
        yield _assumptions(subject.played.scenario, subject.manifest["parameters"])
    rows = [list(row) for row in left_out()]
    prose = ["This report cannot answer questions that depend on any of these."]
    table = Table("What the model leaves out, and why", ["left out", "why"], rows)
    yield Section("left-out", "What the model leaves out", prose, [table])
    yield _provenance(subject, compared)


def _assumptions(scenario: Scenario, used: Mapping[str, float]) -> Section:
    """Return the section with every number, its range and kind, and its source or reason."""
    sourced, assumed = parts_of(sources_table(scenario))
    rules = [
        [name, f"{used.get(name, row.value):g}", f"{row.low:g}–{row.high:g}", row.unit.replace("_", " "),
         row.kind, row.note or ", ".join(row.source)]
        for name, row in load_parameters().items()
    ]  # fmt: skip
    n_assumed = sum(row[4] == ASSUMPTION for row in rules)
    n = len(sourced.rows) + len(assumed.rows)
    prose = [
        f"The scenario has {n} quantities, each with a plausible range: {len(sourced.rows)} come from "
        f"sources, {len(assumed.rows)} are assumptions with a reason. The rules have {len(rules)} "
        f"parameters, {n_assumed} of them assumptions. No information from after "
        f"{scenario.crisis.frozen_at} is used.",
    ]
    columns = ["parameter", "value as played", "low–high", "unit", "kind", "reason or source"]
    folds = [
        Fold(f"{len(assumed.rows)} assumptions of the scenario", tables=[assumed]),
        Fold(f"{len(sourced.rows)} quantities with sources", tables=[sourced]),
        Fold(
            f"{len(rules)} parameters of the rules", tables=[Table("Parameters of the rules", columns, rules)]
        ),
        Fold(f"{len(scenario.used_sources)} sources cited", tables=[_cited(scenario)]),
    ]
    return Section("assumptions", "Assumptions and sources", prose, folds=folds)


def _cited(scenario: Scenario) -> Table:
    sources = ((key, scenario.sources[key]) for key in scenario.used_sources)
    rows = [
        [key, source.title, source.publisher, str(source.date), source.address or "", source.note]
        for key, source in sources
    ]
    columns = ["key", "title", "publisher", "date", "address", "note"]
    return Table("Sources", columns, rows)


def _provenance(subject: Subject, compared: Sequence[Mapping[str, Any]]) -> Section:
    """Return the section on how to reproduce the result."""
    manifest, lengths = subject.manifest, subject.lengths
    scenario, code = manifest["scenario"], manifest["code"]
    facts = {
        "result": subject.folder.name,
        "played": manifest["created"],
        "scenario": f"{scenario['name']} {scenario['version']}, information until {scenario['frozen_at']}",
        "scenario, sha256": scenario["sha256"],
        "seed": str(lengths["seed"]),
        "runs": f"{subject.n_runs:,}",
        "days per turn": f"{lengths['turn_days']:g}",
        "longest run, days": f"{lengths['horizon_days']:g}"
        if lengths["horizon_days"]
        else "as in the scenario",
        "standoff": f"{code['standoff']}, commit {code['commit'] or 'unknown'}",
        "rules, sha256": code["rules"],
        "rule parameters, sha256": code["parameters"],
        "versions": ", ".join(f"{name} {version}" for name, version in manifest["versions"].items()),
        "platform": ", ".join(f"{name} {value}" for name, value in manifest["platform"].items()),
        "timings, s": ", ".join(f"{name} {value:g}" for name, value in manifest["timings_seconds"].items()),
    }
    rows = [[name, value] for name, value in facts.items() if value]
    prose = ["The same command, scenario, version and seed give exactly the same runs on any machine."]
    commands = "\n".join([manifest["command"], *(result["command"] for result in compared)])
    table = Table("How this result was produced", ["item", "value"], rows)
    return Section("provenance", "Provenance", prose, [table], command=commands)
