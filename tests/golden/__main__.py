"""Writes the stored transcripts anew: ``make golden``."""

from __future__ import annotations

from tests.golden.transcripts import SCENARIOS, place, told

for name in SCENARIOS:
    place(name).parent.mkdir(exist_ok=True)
    place(name).write_text(told(name), encoding="utf-8")
    print(place(name))
