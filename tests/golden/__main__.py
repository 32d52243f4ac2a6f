"""Writes the stored transcripts anew: ``make golden``."""

from __future__ import annotations

from tests.golden.transcripts import SCENARIOS, place, transcript_of

for name in SCENARIOS:
    place(name).parent.mkdir(exist_ok=True)
    place(name).write_text(transcript_of(name), encoding="utf-8")
    print(place(name))
