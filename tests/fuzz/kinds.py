"""The kinds of input that are tried, by the name that ``make fuzz`` takes."""

from __future__ import annotations

from tests.fuzz import files, kills, overrides, plays, scenarios, stored
from tests.fuzz.trials import Kind

KINDS: dict[str, Kind] = {
    "scenarios": Kind(scenarios.attempt, in_suite=50),
    "files": Kind(files.attempt, in_suite=50),
    "plays": Kind(plays.attempt, in_suite=20),
    "overrides": Kind(overrides.attempt, in_suite=100),
    "stored": Kind(stored.attempt, in_suite=30),
    "kills": Kind(kills.attempt, in_suite=3, in_full=100, is_slow=True),
}
