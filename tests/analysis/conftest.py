"""The small crisis of the figures, for the figures of the questions."""

from tests.plots.conftest import ax, stage, steps, tables, trace

__all__ = ["ax", "stage", "steps", "tables", "trace"]
