"""Stored transcripts: which runs are told, and where they stand."""

from __future__ import annotations

from pathlib import Path

from standoff.config.setup import make_stage
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.scenario.locate import scenario_names, scenario_path
from standoff.story.transcript import TRANSCRIPT, transcript
from tests.stages import FOLDERS

SEED = 1
RUNS = {"ukraine_2022": (9, 18), "strait": (15, 12)}
"""Runs in which much happens: drafts refused and signed, mediation, attacks, an intervention, terms."""
SCENARIOS: dict[str, str | Path] = {
    **{name: scenario_path(name) for name in scenario_names()},
    "ukraine_2022@2021-12-01": "ukraine_2022@2021-12-01",
    "strait": FOLDERS["strait"],
}


def place(name: str) -> Path:
    """The file of a scenario's transcripts."""
    return Path(__file__).parent / name / TRANSCRIPT


def transcript_of(name: str) -> str:
    """The transcripts of a scenario as its runs are now."""
    scenario, stage = make_stage(SCENARIOS[name])
    texts = []
    for replication in RUNS.get(name, (0, 1)):
        trace = Trace()
        record = run_one(stage, SEED, replication, trace=trace)
        texts.append(transcript(scenario, stage, trace.tables, record))
    return f"\n{'=' * 110}\n\n".join(texts)
