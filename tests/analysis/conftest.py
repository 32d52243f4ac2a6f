"""The small crisis of the figures, for the figures of the questions."""

from tests.plots.conftest import ax, stage, steps, story, tables

__all__ = ["ax", "stage", "steps", "story", "tables"]
