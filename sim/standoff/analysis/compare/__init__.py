"""Comparison of results: differences in outcomes and measures with their intervals, and a ranking."""
